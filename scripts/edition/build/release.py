"""A release: the site as published, a copy of it that stays as it is, and manifests of every byte.

A folder of releases holds the current version at its root and every version under ``v/<version>/``. What lies there
is never written again; what pages of an old version need to know of a later one is in ``v/versions.js``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from posixpath import dirname
from tempfile import TemporaryDirectory

from edition.build import publish
from edition.checks import check
from edition.citations.wording import date_in_words
from edition.index.addresses import SITE, relative
from edition.model.edition import Edition
from edition.model.findings import Finding
from edition.model.records import BIBLIOGRAPHY
from edition.model.serialize import to_html
from edition.model.tree import E
from edition.permanence.ledger import all_versions, current, due, published_versions
from edition.sources.load import assemble, read

MANIFEST = "manifest-sha256.txt"
"""Sum and address of every file beside and below it, as ``sha256sum --check`` reads them; but not of ``v/``."""

SCRIPT = """\
// The pages of the versions kept here ask which version is the current one; without an answer they stay as they are.
(() => {
  const current = %s, notice = document.querySelector(".kept-version"), link = notice?.querySelector("a");
  if (!link) return;
  if (notice.dataset.version !== current) link.before(`It has been superseded by version ${current}. `);
  const page = link.getAttribute("href");
  const follow = () => {
    const anchor = location.hash.slice(1);
    const lasting = /^(?:[pn]\\d+[a-z]*|ed-[\\w-]+)$/.test(anchor);
    link.setAttribute("href", lasting ? `${notice.dataset.root}id/${anchor}/index.html` : page);
  };
  addEventListener("hashchange", follow);
  follow();
})();
"""


def release(project: Path, folder: Path) -> tuple[Finding, ...]:
    """Publish a project into a folder of releases. What speaks against it is returned, and then nothing is written."""
    edition = assemble(read(project))
    findings = check(edition) or tuple(unrecorded(edition))
    if findings:
        return findings
    with TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        if findings := publish.write(project, site):
            return findings
        files = _files(site)
    kept = {uri: _kept(edition, uri, content) for uri, content in files.items()}
    files[MANIFEST], kept[MANIFEST] = manifest(files), manifest(kept)
    findings = tuple(_broken(edition, folder, files, kept))
    if not findings:
        _publish(edition, folder, files, kept)
        _record(edition, project / BIBLIOGRAPHY / "versions.yml")
    return findings


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def unrecorded(edition: Edition) -> Iterator[Finding]:
    """``a-unrecorded``: the ledger is not as it should be, or names a version that never was."""
    recorded = {entry.key: entry for entry in edition.ledger}
    new = [entry for key, entry in due(edition).items() if recorded.get(key) != entry]
    if new:
        message = f"{len(new)} of the anchors are not recorded, “{new[0].key}” the first of them."
        yield Finding(new[0].location, "a-unrecorded", message, "Let “edition anchors --write” do it.")
    versions = {version.version for version in all_versions(edition)}
    for entry in edition.ledger:
        for named in {entry.since, entry.until or entry.since, *(revision.version for revision in entry.revisions)}:
            if named not in versions:
                message = f"“{entry.key}” names a version {named}, which was not published."
                yield Finding(entry.location, "a-unrecorded", message, f"Known: {', '.join(sorted(versions))}.")


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of every file, sorted by address."""
    return "".join(f"{sha256(files[uri]).hexdigest()}  {uri}\n" for uri in sorted(files)).encode()


def _kept(edition: Edition, uri: str, content: bytes) -> bytes:
    """A page as it is kept: with a line that names its version and leads to the current one."""
    before, main, after = content.partition(b"<main ")
    if not uri.endswith(".html") or not main:
        return content
    version, base = edition.metadata.version, f"v/{edition.metadata.version}/"
    keys = {standing.address: key for key, standing in current(edition).items()}
    key = keys.get(SITE + uri)
    latest = relative(f"{SITE}id/{key}/index.html" if key else f"{SITE}index.html", base + uri)
    words = f"Version {version}, {date_in_words(edition.metadata.date)}, kept as it was published. "
    line = E("p", words, E("a", "The current version of this page" if key else "The current version", href=latest))
    root = relative(f"{SITE}.", base + uri) + "/"
    notice = E("aside", line, class_="kept-version", aria_label="Version", data_version=version, data_root=root)
    script = E("script", src=relative(f"{SITE}v/versions.js", base + uri), defer="")
    return before + to_html((notice, script)).encode() + b"\n" + main + after


def _broken(edition: Edition, folder: Path, files: Mapping[str, bytes], kept: Mapping[str, bytes]) -> Iterator[Finding]:
    """``r-published``, ``r-lost``: what this release would change or lose of those before it."""
    place, version = edition.metadata.location, edition.metadata.version
    before = _files(folder / "v" / version)
    if before and before != kept:
        yield Finding(place, "r-published", f"version {version} is published, and was other.", "Give this a new one.")
    for uri in _listed(folder):
        if uri.startswith("id/") and uri not in files:
            message = f"the address {dirname(uri)}/ was published and would be lost."
            yield Finding(
                place, "r-lost", message, "Put its entry in anchors.yml back, and say there what became of it."
            )


def _listed(folder: Path) -> list[str]:
    path = folder / MANIFEST
    return [line[66:] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def _publish(edition: Edition, folder: Path, files: Mapping[str, bytes], kept: Mapping[str, bytes]) -> None:
    """Write the copy that is kept, and put this version in the place of the one before it."""
    _write(folder / "v" / edition.metadata.version, kept)
    for uri in set(_listed(folder)) - files.keys():
        (folder / uri).unlink(missing_ok=True)
    _write(folder, files)
    versions = [v for v in all_versions(edition) if (folder / "v" / v.version / "index.html").exists()]
    rows = (
        E("li", E("a", v.version, href=f"{v.version}/index.html"), f", {date_in_words(v.date)}")
        for v in reversed(versions)
    )
    title = f"Versions · {edition.metadata.title}"
    head = E("head", E("meta", charset="utf-8"), E("title", title))
    page = E("html", head, E("body", E("h1", title), E("ul", *rows)), lang=edition.metadata.language)
    script = SCRIPT % json.dumps(edition.metadata.version)
    _write(folder / "v", {"index.html": f"<!doctype html>\n{to_html(page)}\n".encode(), "versions.js": script.encode()})


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for uri, content in files.items():
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _record(edition: Edition, path: Path) -> None:
    """Note in ``versions.yml`` that this version is published: from now on its anchors are promises."""
    data = edition.metadata
    if data.version not in published_versions(edition):
        before = f"{path.read_text(encoding='utf-8').rstrip()}\n\n" if path.exists() else ""
        entry = f'v{len(edition.versions) + 1}:\n  version: "{data.version}"\n  date: {data.date}\n'
        path.write_text(before + entry, encoding="utf-8", newline="\n")

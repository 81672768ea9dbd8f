"""A release: the current site, a copy of it that is archived, and manifests with the checksums of all files.

A folder of releases holds the current version at its root and every version under ``v/<version>/``. An archived version
is never written again; what its pages need to know of a later one is in ``v/versions.js``. All that lies in the folder
is verified before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.build import publish, release_folder
from edition.build.outputs import made
from edition.build.publication import locked
from edition.build.site_folder import in_the_way, shadowed, unfit
from edition.checks import check
from edition.checks.codes import stopping
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, Version
from edition.permanence import archive as archives
from edition.permanence.archive import COPIES, MANIFEST, Archive, checksum, listed, manifest
from edition.permanence.ledger import all_versions, unrecorded_entries
from edition.permanence.permalinks import permalinks
from edition.permanence.releases import archived, list_of_versions, with_version
from edition.sources.files import contents, replace
from edition.sources.load import assemble, read
from edition.sources.yaml_records import Reader

VERSIONS = f"{BIBLIOGRAPHY}/versions.yml"


def release(project: Path, folder: Path) -> tuple[Finding, ...]:
    """Publish a project into a folder of releases. Returns findings; if one of them stops it, nothing is written."""
    if unfit(project, folder):
        return _release(project, folder)  # which refuses it
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)  # it must be there to be locked
    try:
        with locked(folder):
            return _release(project, folder)
    finally:
        if is_new:
            with suppress(OSError):  # it has a release now
                folder.rmdir()


def _release(project: Path, folder: Path) -> tuple[Finding, ...]:
    edition, archive = assemble(read(project)), release_folder.read(folder)
    version = edition.metadata.version
    standing = tuple(finding for finding in check(edition) if not stopping((finding,)))
    findings = stopping(check(edition)) or tuple(unrecorded(edition)) or tuple(_refused(project, edition, archive))
    if findings:
        return (*standing, *findings)
    with TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        if stopping(findings := publish.write(project, site)):
            return findings
        paths = (path for path in site.rglob("[!.]*") if path.is_file())
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    copy, root = archived(edition, files), files | {MANIFEST: manifest(files)}
    manifests = {name: archive.manifests[f"{COPIES}{name}/"] for name in archive.versions if name != version}
    top = list_of_versions(edition, all_versions(edition), manifests | {version: copy[MANIFEST]})
    path = project / VERSIONS
    source = path.read_text("utf-8") if path.exists() else ""
    after = with_version(source, edition, copy)
    new = root | {COPIES + name: content for name, content in top.items()}
    findings = (*_in_the_way(archive, version, new), *_published(edition, archive, copy), *_unwritable(edition, after))
    if findings:
        return findings
    release_folder.put(archive, version, new, copy)
    if after != source:
        replace(path, after.encode())
    release_folder.end(folder)
    return standing


def _refused(project: Path, edition: Edition, archive: Archive) -> Iterator[Finding]:
    """What speaks against a release before the site is built."""
    place, version = edition.metadata.location, edition.metadata.version
    if reason := unfit(project, Path(archive.folder), edition.settings.docs_dir):
        message = f"nothing can be released into {archive.folder}: {reason}."
        yield Finding(place, "f-bad-site", message, "Name another folder.")
        return
    yield from shadowed(contents(project, edition.settings), (MANIFEST, COPIES.rstrip("/")))
    yield from archives.misnumbered(edition)
    yield from archives.other_versions(edition, archive)
    recorded = {entry.version for entry in edition.versions if entry.manifest}
    yield from archives.unfinished(archive, version, recorded)
    yield from archives.altered(archive, "" if version in recorded else version)
    permanent = (output.uri.split("/")[1] for plan in permalinks(edition) for output in made(edition, plan, ()))
    yield from archives.broken(edition, archive, frozenset(permanent))


def unrecorded(edition: Edition) -> Iterator[Finding]:
    """``a-unrecorded``: the ledger is not as it should be, or names a version that never was."""
    if new := unrecorded_entries(edition):
        message = f"{len(new)} of the anchors are not recorded, “{new[0].key}” the first of them."
        yield Finding(new[0].location, "a-unrecorded", message, "Let “edition anchors --write” do it.")
    versions = {version.version for version in all_versions(edition)}
    for entry in edition.ledger:
        for named in {entry.since, entry.until or entry.since, *(revision.version for revision in entry.revisions)}:
            if named not in versions:
                message = f"“{entry.key}” names a version {named}, which was not published."
                yield Finding(entry.location, "a-unrecorded", message, f"Known: {', '.join(sorted(versions))}.")


def _in_the_way(archive: Archive, version: str, new: Iterable[str]) -> Iterator[Finding]:
    """``f-in-the-way``: a file in the folder that no release has written, at an address that this one needs."""
    released = {base + path for base in ("", COPIES) for path in listed(archive.manifests.get(base, b""))}
    released |= {base + MANIFEST for base in archive.manifests}
    released |= {path for sums in archive.unfinished.values() for path in sums}
    interrupted = {path.name for path in release_folder.asides(Path(archive.folder))}
    needed = {*new, release_folder.aside(version)} - interrupted
    yield from in_the_way(Path(archive.folder), needed, released)


def _published(edition: Edition, archive: Archive, copy: Mapping[str, bytes]) -> Iterator[Finding]:
    """``r-published``: this version is published with other content. Half of one is no version: it is finished."""
    version, sums = edition.metadata.version, {path: checksum(content) for path, content in copy.items()}
    base = f"{COPIES}{version}/"
    before = archive.below(base)
    is_whole = before.keys() - {MANIFEST} == listed(archive.manifests.get(base, b"")).keys() and len(before) > 1
    recorded = next((entry.manifest for entry in edition.versions if entry.version == version), "")
    if (is_whole and before != sums and version not in archive.unfinished) or recorded not in ("", sums[MANIFEST]):
        message = f"version {version} is published, and was other."
        yield Finding(edition.metadata.location, "r-published", message, "Give this a new one.")
    else:
        foreign = (path for path in archive.paths(base) if path.removeprefix(base) not in sums)
        yield from (archives.unreleased(archive.at(path)) for path in foreign)


def _unwritable(edition: Edition, source: str) -> Iterator[Finding]:
    """``r-versions``: a ``versions.yml`` to which an entry cannot be added at its end."""
    reader = Reader()
    versions = [version.version for version in reader.records(source, VERSIONS, Version)]
    if reader.findings or versions != [version.version for version in all_versions(edition)]:
        message, hint = "a version cannot be added to this file.", "Write each version as a block of lines."
        yield Finding(SourceLocation(VERSIONS), "r-versions", message, hint)


def verified(folder: Path) -> tuple[tuple[Finding, ...], list[str]]:
    """The findings on a folder of releases, and a line on what each version in it has."""
    archive = release_folder.read(folder)
    findings = [*archives.altered(archive), *archives.broken_between(archive), *archives.unfinished(archive)]
    if not archive.versions:
        message = "there is no release in this folder."
        findings.append(Finding(archive.at("v"), "r-altered", message, "Name a folder with one."))
    rows = []
    for version in (version for version in archive.versions if f"{COPIES}{version}/" in archive.manifests):
        content = archive.manifests[f"{COPIES}{version}/"]
        counts = f"{len(listed(content))} files, {len(archive.addresses(version))} permanent addresses"
        rows.append(f"Version {version}: {counts}; its manifest has the sum {checksum(content)}")
    return tuple(findings), rows

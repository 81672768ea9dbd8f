"""A release: the current site, a copy of it that is archived, and manifests with the checksums of all files.

A folder of releases holds the current version at its root and every version under ``v/<version>/``. An archived version
is never written again; what its pages need to know of a later one is in ``v/versions.js``. All that lies in the folder
is verified before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
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
from edition.permanence.archive import (
    KEPT,
    MANIFEST,
    Archive,
    altered,
    broken,
    broken_between,
    checksum,
    listed,
    manifest,
    misnumbered,
    other_versions,
    unfinished,
)
from edition.permanence.ledger import all_versions, due
from edition.permanence.permalinks import permalinks
from edition.permanence.releases import archived, list_of_versions, noted
from edition.sources.files import contents, replace
from edition.sources.load import assemble, read
from edition.sources.yaml_records import Reader

VERSIONS = f"{BIBLIOGRAPHY}/versions.yml"


def release(project: Path, folder: Path) -> tuple[Finding, ...]:
    """Publish a project into a folder of releases. Returns findings; if one of them stops it, nothing is written."""
    with locked(folder) if folder.is_dir() else nullcontext():
        return _release(project, folder)


def _release(project: Path, folder: Path) -> tuple[Finding, ...]:
    edition, found = assemble(read(project)), release_folder.read(folder)
    version = edition.metadata.version
    standing = tuple(finding for finding in check(edition) if not stopping((finding,)))
    findings = stopping(check(edition)) or tuple(unrecorded(edition)) or tuple(_refused(project, edition, found))
    if findings:
        return (*standing, *findings)
    with TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        if stopping(findings := publish.write(project, site)):
            return findings
        paths = (path for path in site.rglob("[!.]*") if path.is_file())
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    kept, root = archived(edition, files), files | {MANIFEST: manifest(files)}
    manifests = {name: found.manifests[f"{KEPT}{name}/"] for name in found.versions if name != version}
    top = list_of_versions(edition, all_versions(edition), manifests | {version: kept[MANIFEST]})
    path = project / VERSIONS
    source = path.read_text("utf-8") if path.exists() else ""
    after = noted(source, edition, kept)
    new = root | {KEPT + name: content for name, content in top.items()}
    findings = (*_in_the_way(found, version, new), *_published(edition, found, kept), *_unwritable(edition, after))
    if findings:
        return findings
    release_folder.put(found, version, new, kept)
    if after != source:
        replace(path, after.encode())
    release_folder.end(folder)
    return standing


def _refused(project: Path, edition: Edition, found: Archive) -> Iterator[Finding]:
    """What speaks against a release before the site is built."""
    place, version = edition.metadata.location, edition.metadata.version
    if reason := unfit(project, Path(found.folder), edition.settings.docs_dir):
        message = f"nothing can be released into {found.folder}: {reason}."
        yield Finding(place, "f-bad-site", message, "Name another folder.")
        return
    yield from shadowed(contents(project, edition.settings), (MANIFEST, KEPT.rstrip("/")))
    yield from misnumbered(edition)
    yield from other_versions(edition, found)
    recorded = {entry.version for entry in edition.versions if entry.manifest}
    yield from unfinished(found, version, recorded)
    yield from altered(found, "" if version in recorded else version)
    permanent = (output.uri.split("/")[1] for plan in permalinks(edition) for output in made(edition, plan, ()))
    yield from broken(edition, found, frozenset(permanent))


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


def _in_the_way(found: Archive, version: str, new: Iterable[str]) -> Iterator[Finding]:
    """``f-in-the-way``: a file in the folder that no release has written, at an address that this one needs."""
    own = {base + path for base in ("", KEPT) if base in found.manifests for path in listed(found.manifests[base])}
    own |= {base + MANIFEST for base in found.manifests}
    own |= {path for sums in found.unfinished.values() for path in sums}
    own |= {path.name for path in release_folder.asides(Path(found.folder))}
    yield from in_the_way(Path(found.folder), (*new, release_folder.aside(version)), own)


def _published(edition: Edition, found: Archive, kept: Mapping[str, bytes]) -> Iterator[Finding]:
    """``r-published``: this version is published with other content. Half of one is no version: it is finished."""
    version, sums = edition.metadata.version, {path: checksum(content) for path, content in kept.items()}
    base = f"{KEPT}{version}/"
    before = found.below(base)
    is_whole = before.keys() - {MANIFEST} == listed(found.manifests.get(base, b"")).keys() and len(before) > 1
    recorded = next((entry.manifest for entry in edition.versions if entry.version == version), "")
    if (is_whole and before != sums and version not in found.unfinished) or recorded not in ("", sums[MANIFEST]):
        message = f"version {version} is published, and was other."
        yield Finding(edition.metadata.location, "r-published", message, "Give this a new one.")
    else:
        for path in sorted(before.keys() - sums.keys()):
            yield Finding(found.at(base + path), "r-altered", "no release has written this file.", "Move it elsewhere.")


def _unwritable(edition: Edition, source: str) -> Iterator[Finding]:
    """``r-versions``: a ``versions.yml`` to which an entry cannot be added at its end."""
    reader = Reader()
    found = [version.version for version in reader.records(source, VERSIONS, Version)]
    if reader.findings or found != [version.version for version in all_versions(edition)]:
        message, hint = "a version cannot be added to this file.", "Write each version as a block of lines."
        yield Finding(SourceLocation(VERSIONS), "r-versions", message, hint)


def verified(folder: Path) -> tuple[tuple[Finding, ...], list[str]]:
    """The findings on a folder of releases, and a line on what each version in it has."""
    found = release_folder.read(folder)
    findings = [*altered(found), *broken_between(found), *unfinished(found)]
    if not found.versions:
        message = "there is no release in this folder."
        findings.append(Finding(found.at("v"), "r-altered", message, "Name a folder with one."))
    rows = []
    for version in (version for version in found.versions if f"{KEPT}{version}/" in found.manifests):
        content = found.manifests[f"{KEPT}{version}/"]
        counts = f"{len(listed(content))} files, {len(found.addresses(version))} permanent addresses"
        rows.append(f"Version {version}: {counts}; its manifest has the sum {checksum(content)}")
    return tuple(findings), rows

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
from edition.build.site_folder import in_the_way, unfit
from edition.checks import check
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, DOCS, Version
from edition.permanence import archive as kept_versions
from edition.permanence.archive import KEPT, MANIFEST, Archive, checksum, listed, manifest
from edition.permanence.ledger import all_versions, due
from edition.permanence.permalinks import permalinks
from edition.permanence.releases import archived, list_of_versions, noted
from edition.sources.files import replace
from edition.sources.load import assemble, read
from edition.sources.yaml_records import Reader

VERSIONS = f"{BIBLIOGRAPHY}/versions.yml"


def release(project: Path, folder: Path) -> tuple[Finding, ...]:
    """Publish a project into a folder of releases. What speaks against it is returned, and then nothing is written."""
    with locked(folder) if folder.is_dir() else nullcontext():
        return _release(project, folder)


def _release(project: Path, folder: Path) -> tuple[Finding, ...]:
    edition, found = assemble(read(project)), release_folder.read(folder)
    version = edition.metadata.version
    findings = check(edition) or tuple(unrecorded(edition)) or tuple(_refused(project, edition, found))
    if findings:
        return findings
    with TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        if findings := publish.write(project, site):
            return findings
        paths = (path for path in site.rglob("[!.]*") if path.is_file())
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    kept, root = archived(edition, files), files | {MANIFEST: manifest(files)}
    path = project / VERSIONS
    source = path.read_text("utf-8") if path.exists() else ""
    after = noted(source, edition, kept)
    findings = (
        *_taken(files),
        *_in_the_way(found, root),
        *_published(edition, found, kept),
        *_unwritable(edition, after),
    )
    if findings:
        return findings
    manifests = {name: found.manifests[f"{KEPT}{name}/"] for name in found.versions if name != version}
    list_ = list_of_versions(edition, all_versions(edition), manifests | {version: kept[MANIFEST]})
    release_folder.put(found, version, root, kept, list_)
    if after != source:
        replace(path, after.encode())
    release_folder.end(release_folder.asides(folder))
    return ()


def _refused(project: Path, edition: Edition, found: Archive) -> Iterator[Finding]:
    """What speaks against a release before the site is built."""
    place, version = edition.metadata.location, edition.metadata.version
    if reason := unfit(project, Path(found.folder)):
        message = f"nothing can be released into {found.folder}: {reason}."
        yield Finding(place, "f-bad-site", message, "Name another folder.")
        return
    yield from kept_versions.misnumbered(edition)
    yield from kept_versions.other_versions(edition, found)
    recorded = {entry.version for entry in edition.versions if entry.manifest}
    yield from kept_versions.unfinished(found, version, recorded)
    yield from kept_versions.altered(found, "" if version in recorded else version)
    permanent = (output.uri.split("/")[1] for plan in permalinks(edition) for output in made(edition, plan, ()))
    yield from kept_versions.broken(edition, found, frozenset(permanent))


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


def _taken(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """``f-taken``: a file of ``docs`` where a folder of releases keeps its own."""
    for path in files:
        if path == MANIFEST or path.split("/")[0] == KEPT.rstrip("/"):
            message = f"“{path}” is the address of a file that a release makes itself."
            yield Finding(SourceLocation(f"{DOCS}/{path}"), "f-taken", message, "Give yours another name.")


def _in_the_way(found: Archive, new: Iterable[str]) -> Iterator[Finding]:
    """``f-in-the-way``: a file in the folder that no release has written, at an address that this one needs."""
    own = {base + path for base in ("", KEPT) if base in found.manifests for path in listed(found.manifests[base])}
    own |= {base + MANIFEST for base in found.manifests}
    own |= {path for sums in found.unfinished.values() for path in sums}
    yield from in_the_way(Path(found.folder), new, own)


def _published(edition: Edition, found: Archive, kept: Mapping[str, bytes]) -> Iterator[Finding]:
    """``r-published``: this version is published with other content. Half of one is no version: it is finished."""
    place, version = edition.metadata.location, edition.metadata.version
    base = f"{KEPT}{version}/"
    before = release_folder.sums_below(found, base)
    rest = {path: total for path, total in before.items() if path != MANIFEST}
    whole = bool(rest) and listed(found.manifests.get(base, b"")) == rest
    recorded = next((entry.manifest for entry in edition.versions if entry.version == version), "")
    same = before == {path: checksum(content) for path, content in kept.items()}
    if (whole and not same and version not in found.unfinished) or recorded not in ("", checksum(kept[MANIFEST])):
        yield Finding(place, "r-published", f"version {version} is published, and was other.", "Give this a new one.")
    elif not same:
        foreign = {path for path in found.sums.keys() | found.links if path.startswith(base)} - {
            base + uri for uri in kept
        }
        for path in sorted(foreign):
            yield Finding(found.at(path), "r-altered", "no release has written this file.", "Move it elsewhere.")


def _unwritable(edition: Edition, source: str) -> Iterator[Finding]:
    """``r-versions``: a ``versions.yml`` to which an entry cannot be added at its end."""
    reader = Reader()
    found = [version.version for version in reader.records(source, VERSIONS, Version)]
    if reader.findings or found != [version.version for version in all_versions(edition)]:
        message = "the version to be released cannot be added to this file."
        yield Finding(
            SourceLocation(VERSIONS), "r-versions", message, "Write each version as a block of lines, as in 1.0.0."
        )


def verified(folder: Path) -> tuple[tuple[Finding, ...], list[str]]:
    """The findings on a folder of releases, and a line on what each version in it has."""
    found = release_folder.read(folder)
    findings = [*kept_versions.altered(found), *kept_versions.broken_between(found), *kept_versions.unfinished(found)]
    if not found.versions:
        message = "there is no release in this folder."
        findings.append(Finding(found.at("v"), "r-altered", message, "Name a folder with one."))
    rows = []
    for version in found.versions:
        content = found.manifests.get(f"{KEPT}{version}/", b"")
        counts = f"{len(listed(content))} files, {len(found.addresses(version))} permanent addresses"
        rows.append(f"Version {version}: {counts}; its manifest has the sum {checksum(content)}")
    return tuple(findings), rows

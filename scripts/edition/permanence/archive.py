"""Checks of a folder of releases: it is as it was released, and a new version keeps what the last one promised.

The current version lies at the root, each version below ``v/<version>/``. A manifest in each of these places, and one
in ``v/`` itself, has the checksums of all files there. Everything here is pure; ``build.release_folder`` reads the
folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice, pairwise
from typing import Any, NamedTuple

from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.permanence.ledger import expected_ledger
from edition.sources.files import NOT_IN_NAMES

MANIFEST, COPIES = "manifest-sha256.txt", "v/"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_SEMANTIC = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")
_ID = re.compile(r"id/([^/]+)/index\.html")
SHOWN = 9
"""Findings on the files of one manifest; the others are counted."""
RESTORE = "Restore it from a copy of the published folder."


class Promise(NamedTuple):
    """What a version says in its ledger of the words at an anchor: since which version, and their fingerprints."""

    kind: str
    since: str
    words: str
    revisions: tuple[tuple[str, str], ...]
    """Version and fingerprint of each change."""


class Archive(NamedTuple):
    """What lies in a folder of releases.

    ``manifests`` are by the folder that they stand in (``""``, ``v/``, ``v/1.0.0/``), ``sums`` the SHA-256 of files
    by path: all below ``v/``, elsewhere those that a manifest names. ``others`` are paths of what is no file that can
    be read: links, files reached through a link, folders without a file. ``unfinished`` has for each version whose
    release was interrupted what it was about to write: the sums that a path may have.
    """

    folder: str
    versions: tuple[str, ...]
    manifests: Mapping[str, bytes]
    sums: Mapping[str, str]
    others: frozenset[str]
    promises: Mapping[str, Mapping[str, Promise]]
    unfinished: Mapping[str, Mapping[str, frozenset[str]]]

    def at(self, path: str, line: int = 0) -> SourceLocation:
        """Where a file of the folder is, and which line of it is meant."""
        return SourceLocation(f"{self.folder}/{path}", line)

    def below(self, base: str) -> dict[str, str]:
        """The sums of the files below one folder, by their paths from there."""
        return {path.removeprefix(base): total for path, total in self.sums.items() if path.startswith(base)}

    def paths(self, base: str) -> list[str]:
        """The paths of all that is below one folder, in order."""
        return sorted(path for path in {*self.sums, *self.others} if path.startswith(base))

    def addresses(self, version: str) -> frozenset[str]:
        """The keys of all permanent addresses (``id/<key>/``) of a version."""
        matches = (_ID.fullmatch(path) for path in listed(self.manifests.get(f"{COPIES}{version}/", b"")))
        return frozenset(match[1] for match in matches if match)


def number(version: str) -> tuple[int, ...] | None:
    """The numbers of a semantic version (``1.0.2``); None if it is none, and so may not be the name of a folder."""
    match = _SEMANTIC.fullmatch(version)
    return tuple(map(int, match.groups())) if match else None


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of every file, sorted by path, as ``sha256sum --check`` reads them."""
    return "".join(f"{checksum(files[path])}  {path}\n" for path in sorted(files)).encode()


def checksum(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return sha256(content).hexdigest()


def lines(content: bytes) -> Iterator[tuple[int, str, str]]:
    """Number, sum and path of each line of a manifest; no path where there is none, or none within the folder."""
    met: set[str] = set()
    rows = content.decode("utf-8", "replace").removesuffix("\n").split("\n")
    for at, line in enumerate(rows if content else (), 1):
        match = _LINE.fullmatch(line)
        path = match[2] if match and is_within(match[2]) and match[2] not in met else ""
        met.add(path)
        yield at, match[1] if match else "", path


def listed(content: bytes) -> dict[str, str]:
    """The sums in a manifest by path, without the lines that are malformed."""
    return {path: checksum for _, checksum, path in lines(content) if path}


def is_within(path: str) -> bool:
    """Whether a path can be that of a file of a release: below the folder, and no part hidden."""
    return not NOT_IN_NAMES.search(path) and all(part and part[0] != "." for part in path.split("/"))


def promised(data: bytes) -> Mapping[str, Promise]:
    """The promises of a version by key, from its ``data/edition.json``."""
    try:
        entries: list[dict[str, Any]] = json.loads(data).get("ledger", [])
        return {entry["key"]: _promise(entry) for entry in entries}
    except (ValueError, KeyError, TypeError, AttributeError):  # it is another file, which its manifest tells
        return {}


def _promise(entry: Mapping[str, Any]) -> Promise:
    revisions = tuple((revision["version"], revision.get("words", "")) for revision in entry.get("revisions", ()))
    return Promise(entry["kind"], entry["since"], entry["words"], revisions)


# --- What lies in the folder ---------------------------------------------------------------------------------------


def altered(archive: Archive, present: str = "") -> Iterator[Finding]:
    """``r-altered``: what is not in the folder as it was released, and what was not released at all.

    The version ``present`` is left out: it is about to be released, and may be there in part.
    """
    earlier = tuple(version for version in archive.versions if version != present)
    for version in earlier:
        path = f"{COPIES}{version}/"
        named = f"{version}/{MANIFEST}" in listed(archive.manifests.get(COPIES, b""))
        if number(version) is None or not (named or archive.unfinished):
            yield Finding(archive.at(path), "r-altered", "no release has written this folder.", "Move it elsewhere.")
        elif path not in archive.manifests and not named:
            yield from _missing(archive, path)
    for base in sorted({*archive.manifests, *(("", COPIES) if earlier and not archive.unfinished else ())}):
        if base != f"{COPIES}{present}/":
            changes = _changes(archive, base) if base in archive.manifests else _missing(archive, base)
            yield from islice(changes, SHOWN)
            if more := sum(1 for _ in changes):
                message = f"{more} more files are not as they were released."
                yield Finding(archive.at(base), "r-altered", message, RESTORE)
    if "" in archive.manifests and not archive.unfinished:
        yield from _other_root(archive, (*earlier[-1:], present))


def _missing(archive: Archive, base: str) -> Iterator[Finding]:
    yield Finding(archive.at(base + MANIFEST), "r-altered", "this manifest is missing.", RESTORE)


def _changes(archive: Archive, base: str) -> Iterator[Finding]:
    """What differs from one manifest."""
    known = {base + MANIFEST}
    for at, wanted, path in lines(archive.manifests[base]):
        uri = base + path
        known.add(uri)
        if not path or uri.startswith(COPIES) > base.startswith(COPIES):
            message = "this line is not a sum with the path of one file in this folder."
            yield Finding(archive.at(base + MANIFEST, at), "r-altered", message, RESTORE)
        elif uri in archive.others:
            yield Finding(archive.at(uri), "r-altered", "this is a link, or no file that can be read.", RESTORE)
        elif archive.sums.get(uri) != wanted and not (base in ("", COPIES) and _is_unfinished(archive, uri)):
            words = "not as it was released" if uri in archive.sums else "missing"
            yield Finding(archive.at(uri), "r-altered", f"this file is {words}.", RESTORE)
    if base:
        inside = (uri for uri in archive.paths(base) if base != COPIES or "/" not in uri[len(COPIES) :])
        for uri in (uri for uri in inside if uri not in known):
            yield unreleased(archive.at(uri))


def unreleased(place: SourceLocation) -> Finding:
    """``r-altered``: the finding on a file or folder in the folder that belongs to no release."""
    return Finding(place, "r-altered", "no release has written this.", "Move it elsewhere.")


def _is_unfinished(archive: Archive, uri: str) -> bool:
    """Whether a file is as an interrupted release may have left it: written already, or removed already."""
    allowed = [sums.get(uri, frozenset()) for sums in archive.unfinished.values()]
    return any(archive.sums[uri] in sums if uri in archive.sums else not sums for sums in allowed)


def _other_root(archive: Archive, versions: Iterable[str]) -> Iterator[Finding]:
    """The root has the same files as the version that was released last, so its manifest must name the same."""
    root = set(listed(archive.manifests[""]))
    copies = [set(listed(archive.manifests.get(f"{COPIES}{version}/", b""))) for version in versions]
    if root not in copies:
        odd = min(root ^ max(copies, key=len), default="")
        message = (
            f"the last version in {COPIES} does not have the same files as the root: “{odd}” is in one of them only."
        )
        yield Finding(archive.at(MANIFEST), "r-altered", message, RESTORE)


def broken_between(archive: Archive) -> Iterator[Finding]:
    """``r-lost``, ``r-words``: what a version in the folder promised and the next does not keep."""
    for before, after in pairwise(archive.versions):
        place = SourceLocation(f"{archive.folder}/{COPIES}{after}")
        ids, promises = (archive.addresses(after), archive.promises.get(after, {}))
        yield from _broken(archive, before, ids, promises, place)


def unfinished(archive: Archive, present: str = "", released: Iterable[str] = ()) -> Iterator[Finding]:
    """``r-unfinished``: a release was interrupted, and it is not that of the present version."""
    for version in archive.unfinished:
        if version != present and version not in released:
            message = f"the release of version {version} was interrupted."
            hint = f"Give edition.yml the version {version} again and release that; then go on."
            yield Finding(archive.at(f".release-{version}"), "r-unfinished", message, hint)


# --- A new version and the folder ----------------------------------------------------------------------------------


def misnumbered(edition: Edition) -> Iterator[Finding]:
    """``r-version``: a version that is no semantic one or has no date, or that does not come after those before it."""
    data = edition.metadata
    hint = "Write three numbers, as in 1.2.0."
    for version, place in ((data.version, data.location), *((old.version, old.location) for old in edition.versions)):
        if number(version) is None:
            yield Finding(place, "r-version", f"“{version}” is not a semantic version.", hint)
            return
    for before in edition.versions:
        if before.version != data.version and (number(before.version) or ()) > (number(data.version) or ()):
            message = f"version {data.version} does not come after {before.version}, which was published."
            yield Finding(data.location, "r-version", message, "Give it a higher number.")
        elif before.version != data.version and before.date > data.date:
            message = f"the date {data.date} is earlier than that of version {before.version}, {before.date}."
            yield Finding(data.location, "r-version", message, "Give this version its date.")


def other_versions(edition: Edition, archive: Archive) -> Iterator[Finding]:
    """``r-versions``: the folder does not hold the versions that ``versions.yml`` says were released."""
    present = edition.metadata.version
    for version in edition.versions:
        content = archive.manifests.get(f"{COPIES}{version.version}/")
        if version.manifest and content is None and version.version != present:
            message = f"version {version.version} was released, and is not in {archive.folder}."
            hint = f"Release into the folder that has it, or copy {COPIES}{version.version} back; "
            hint += "if it is lost for good, delete its manifest here."
            yield Finding(version.location, "r-versions", message, hint)
        elif version.manifest and content is not None and checksum(content) != version.manifest:
            message = f"version {version.version} in {archive.folder} is not the one that was released."
            yield Finding(version.location, "r-versions", message, RESTORE)
    for name in archive.versions:
        if name != present and name not in {version.version for version in edition.versions}:
            message = f"version {name} was released here, and versions.yml does not name it."
            hint = "Release from the project that made it; restore its versions.yml if it has lost an entry."
            yield Finding(archive.at(f"{COPIES}{name}"), "r-versions", message, hint)


def broken(edition: Edition, archive: Archive, ids: frozenset[str]) -> Iterator[Finding]:
    """``r-lost``, ``r-words``: what the last version in the folder promised and this one would not keep.

    ``ids`` are the keys of the permanent addresses that this one has.
    """
    if before := [version for version in archive.versions if version != edition.metadata.version]:
        promises = {
            entry.key: Promise(
                entry.kind,
                entry.since,
                entry.words,
                tuple((revision.version, revision.words) for revision in entry.revisions),
            )
            for entry in expected_ledger(edition).values()
        }
        yield from _broken(archive, before[-1], ids, promises, edition.metadata.location)


def _broken(
    archive: Archive, version: str, ids: frozenset[str], promises: Mapping[str, Promise], place: SourceLocation
) -> Iterator[Finding]:
    """``r-lost`` and ``r-words``: addresses and entries of a version that the edition would lose or has changed."""
    for key in sorted(archive.addresses(version) - ids):
        message = f"the address id/{key}/ of version {version} would be lost."
        yield Finding(place, "r-lost", message, "Put its entry back into anchors.yml, and say there what became of it.")
    for key, old in archive.promises.get(version, {}).items():
        new = promises.get(key)
        if new and (new[:3] != old[:3] or new.revisions[: len(old.revisions)] != old.revisions):
            message = f"the entry of “{key}” in anchors.yml is not the one that version {version} was published with."
            yield Finding(place, "r-words", message, "Restore the entry; write a revision if the words have changed.")

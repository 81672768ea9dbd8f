"""What a manifest, a version and an archive are taken for; see ``tests/outputs/test_archive.py`` for whole folders."""

from __future__ import annotations

import json

import pytest

from edition.permanence.archive import (
    COPIES,
    MANIFEST,
    Archive,
    Promise,
    altered,
    broken_between,
    checksum,
    lines,
    listed,
    manifest,
    misnumbered,
    number,
    promised,
)
from edition.permanence.releases import with_version
from small_edition import METADATA, edition_of

SUM = "0" * 64


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.2.0", (1, 2, 0)),
        ("0.0.9", (0, 0, 9)),
        ("10.0.12", (10, 0, 12)),
        *(
            (version, None)
            for version in ("", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-a", "v1.0.0", "1.0.0\n", "１.0.0")
        ),
        *((version, None) for version in ("..", "../../evil", "1.0.0/..", "/1.0.0", "1.-1.0", f"1.0.{'9' * 10}")),
    ],
)
def test_number(version: str, expected: tuple[int, ...] | None) -> None:
    assert number(version) == expected


PATHS = {
    "index.html": True,
    "a b/é.html": True,
    "v/1.0.0/index.html": True,
    **dict.fromkeys(
        ["../a", "/a", "a/../b", "a//b", "a/", "./a", ".git/HEAD", "a/.b", "a\\b", "a\0b", "a\x85b", ""], False
    ),
}


@pytest.mark.parametrize("path", PATHS)
def test_paths_of_a_manifest(path: str) -> None:
    assert listed(f"{SUM}  {path}\n".encode()) == ({path: SUM} if PATHS[path] else {})


def test_lines_of_a_manifest() -> None:
    rows = [f"{SUM}  a", f"{SUM} a", f"{SUM}  a", "words", f"{'g' * 64}  c", f"{SUM}  b"]
    assert [(at, path) for at, _, path in lines("\n".join(rows).encode())] == list(
        enumerate(["a", "", "", "", "", "b"], 1)
    )
    assert list(lines(b"")) == []
    assert listed(manifest({"b": b"2", "a": b"1"})) == {"a": checksum(b"1"), "b": checksum(b"2")}


def test_promises_are_read_from_the_published_data() -> None:
    revision = {"version": "1.1.0", "reason": "Clearer.", "words": "b"}
    entries = [{"key": "p1", "kind": "paragraph", "since": "1.0.0", "words": "a", "revisions": [revision]}]
    data = json.dumps({"ledger": entries}).encode()
    assert promised(data) == {"p1": Promise("paragraph", "1.0.0", "a", (("1.1.0", "b"),))}
    for other in (b"", b"[]", b'{"ledger": 1}', b'{"ledger": [1]}', b'{"ledger": [{}]}', b"\xff"):
        assert promised(other) == {}


def archive(*versions: str, **promises: dict[str, Promise]) -> Archive:
    """A folder in which each version has one page and one permanent address."""
    files = {"index.html": b"words", "id/p1/index.html": b"to p1"}
    manifests = {f"{COPIES}{version}/": manifest(files) for version in versions} | {"": manifest(files)}
    manifests[COPIES] = manifest({f"{version}/{MANIFEST}": manifests[f"{COPIES}{version}/"] for version in versions})
    sums = {base + path: total for base in manifests for path, total in listed(manifests[base]).items()}
    return Archive("published", versions, manifests, sums, frozenset(), promises, {})


def test_what_is_as_it_was_released_is_not_found() -> None:
    assert list(altered(archive("1.0.0", "1.1.0"))) == []
    assert list(broken_between(archive("1.0.0", "1.1.0"))) == []


@pytest.mark.parametrize(
    ("path", "total", "found"),
    [
        ("v/1.0.0/index.html", "", "published/v/1.0.0/index.html: this file is missing."),
        ("v/1.0.0/index.html", SUM, "published/v/1.0.0/index.html: this file is not as it was released."),
        ("v/1.0.0/other.html", SUM, "published/v/1.0.0/other.html: no release has written this."),
        ("v/other.html", SUM, "published/v/other.html: no release has written this."),
        ("index.html", SUM, "published/index.html: this file is not as it was released."),
    ],
)
def test_what_is_altered(path: str, total: str, found: str) -> None:
    whole = archive("1.0.0")
    sums = {uri: value for uri, value in (dict(whole.sums) | {path: total}).items() if value}
    assert [f"{f.location.file}: {f.message}" for f in altered(whole._replace(sums=sums))] == [found]


def test_of_many_altered_files_some_are_named() -> None:
    whole = archive("1.0.0")
    sums = dict(whole.sums) | {f"v/1.0.0/{at}.html": SUM for at in range(100)}
    findings = list(altered(whole._replace(sums=sums)))
    assert (len(findings), findings[-1].message) == (10, "91 more files are not as they were released.")


@pytest.mark.parametrize("base", ["", COPIES, f"{COPIES}1.0.0/"])
def test_a_manifest_may_not_be_missing(base: str) -> None:
    whole = archive("1.0.0", "1.1.0")
    rest = {name: content for name, content in whole.manifests.items() if name != base}
    sums = {path: total for path, total in whole.sums.items() if path != base + MANIFEST}
    assert f"published/{base}{MANIFEST}" in {
        f.location.file for f in altered(whole._replace(manifests=rest, sums=sums))
    }


OLD = Promise("paragraph", "1.0.0", "a", (("1.1.0", "b"),))


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (OLD, True),
        (OLD._replace(revisions=(*OLD.revisions, ("1.2.0", "c"))), True),
        (OLD._replace(words="c"), False),
        (OLD._replace(since="0.9.0"), False),
        (OLD._replace(kind="note"), False),
        (OLD._replace(revisions=()), False),
        (OLD._replace(revisions=(("1.1.0", "c"),)), False),
    ],
)
def test_promises_between_versions(new: Promise, kept: bool) -> None:
    both = archive("1.1.0", "1.2.0")._replace(promises={"1.1.0": {"p1": OLD}, "1.2.0": {"p1": new}})
    assert [finding.code for finding in broken_between(both)] == ([] if kept else ["r-words"])


VERSIONS = "bibliography/versions.yml"
BEFORE = 'v1:\n  version: "1.0.0"\n  date: 2001-02-02\n'


@pytest.mark.parametrize(
    ("version", "date", "versions", "found"),
    [
        ("1.1.0", "2001-02-03", BEFORE, []),
        ("1.1.0", "2001-02-02", BEFORE, []),
        ("1.0.0", "2001-02-02", BEFORE, []),
        ("1.1.0", "2001-02-01", BEFORE, ["r-version"]),
        ("0.9.9", "2001-02-03", BEFORE, ["r-version"]),
        ("0.9.9", "2001-02-01", BEFORE, ["r-version"]),
        ("1.1", "2001-02-03", BEFORE, ["r-version"]),
        ("1.1.0", "2001-02-03", BEFORE.replace("1.0.0", "../../evil"), ["r-version"]),
        ("1.10.0", "2001-02-03", BEFORE.replace("1.0.0", "1.9.0"), []),
    ],
)
def test_misnumbered(version: str, date: str, versions: str, found: list[str]) -> None:
    metadata = METADATA.replace("1.1.0", version).replace("2001-02-03", date)
    edition = edition_of("Words.", {"bibliography/edition.yml": metadata, VERSIONS: versions})
    assert [finding.code for finding in misnumbered(edition)] == found


NOTED = f'v2:\n  version: "1.1.0"\n  date: 2001-02-03\n  manifest: {checksum(b"m")}\n'


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("", NOTED.replace("v2", "v1")),
        (BEFORE, f"{BEFORE}\n{NOTED}"),
        (BEFORE.replace("v1", "v2"), f"{BEFORE.replace('v1', 'v2')}\n{NOTED.replace('v2', 'v3')}"),
        (NOTED, NOTED),
        ("a:\n  version: 1.1.0\n  date: 2001\n", f"a:\n  manifest: {checksum(b'm')}\n  version: 1.1.0\n  date: 2001\n"),
    ],
)
def test_a_version_is_noted(source: str, after: str) -> None:
    assert with_version(source, edition_of("Words.", {VERSIONS: source} if source else {}), {MANIFEST: b"m"}) == after

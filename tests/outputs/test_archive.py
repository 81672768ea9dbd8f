"""Whatever was done to a folder of releases or to the ledger: each published address leads to its words, or the next
release is refused and changes nothing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

import attacker
from attacker import ATTACKS, MANIFEST, World, three_releases
from edition.build import publish
from edition.build.release import verified
from folders import contents, run

SEED, ATTACKS_HERE = 14, int(os.environ.get("EDITION_ATTACKS", "40"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Three releases, and a project that is ready for the fourth; to be copied, not changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "write", attacker.write)
        yield three_releases(tmp_path_factory.mktemp("releases") / "world")


@pytest.fixture(scope="module")
def fourth(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is in the folder after the fourth release, if nobody attacked it."""
    copy = world.copy(tmp_path_factory.mktemp("fourth") / "world")
    assert copy.release() == ()
    assert verified(copy.folder)[0] == ()
    return contents(copy.folder)


def is_kept(before: dict[str, bytes], fourth: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Whether each version is as it was released, and each address with its page as it would be without an attack.

    Pages below ``about`` print what ``versions.yml`` says of old versions: notes and dates are the editor's.
    """
    versions = {path: content for path, content in before.items() if path.startswith(("v/0.1", "v/0.2", "v/0.3"))}
    pages = {path for path in fourth if path.endswith(".html") and not path.startswith(("v/", "about/"))}
    return all(
        after.get(path) == content for path, content in (versions | {path: fourth[path] for path in pages}).items()
    )


@pytest.mark.parametrize("number", range(ATTACKS_HERE))
def test_attacks(world: World, fourth: dict[str, bytes], tmp_path: Path, number: int) -> None:
    rng = Random(SEED + number)
    attack = ATTACKS[number] if number < len(ATTACKS) else rng.choice(ATTACKS)
    attacked = world.copy(tmp_path / "world")
    attack(attacked, rng)
    before = attacked.state()
    findings = attacked.release()
    after = attacked.state()
    assert after["precious"] == before["precious"]
    if findings:
        assert after == before, attack.__name__
        assert all(finding.hint for finding in findings)
    else:
        assert is_kept(contents(world.folder), fourth, after["published"]), attack.__name__


# --- What must be refused, and what must not -----------------------------------------------------------------------


def words_without_ledger(world: World) -> None:
    attacker._change_words(world, "the sailors called")
    world.edit(attacker.LEDGER, *_entry(world, "p3"))
    world.record()


def _entry(world: World, key: str) -> tuple[tuple[str, str]]:
    entries = (world.project / attacker.LEDGER).read_text("utf-8").split("\n\n")
    return ((next(entry for entry in entries if entry.startswith(f"{key}:")), ""),)


def address_without_manifest(world: World) -> None:
    world.edit(attacker.AFTER, ("\n\nIt is dark now.\n{: #p12a }", ""))
    world.edit(attacker.WITNESS, ("\n\nIt is dark now.", ""))
    world.edit(attacker.LEDGER, *_entry(world, "p12a"))
    (world.folder / MANIFEST).unlink()


def dots_in_the_manifest(world: World) -> None:
    with (world.folder / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  ../precious/thesis.txt\n")


def no_version_there(world: World) -> None:
    shutil.rmtree(world.folder)


def foreign_version(world: World) -> None:
    shutil.copytree(world.folder / "v/0.1.0", world.folder / "v/0.9.0")


def tampered(world: World) -> None:
    (world.folder / "v/0.1.0/index.html").write_text("other", encoding="utf-8")


def file_of_docs(path: str) -> Callable[[World], None]:
    def add(world: World) -> None:
        (world.project / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (world.project / "docs" / path).write_text("mine", encoding="utf-8")

    return add


def list_in_the_way(world: World) -> None:
    """A folder without releases in which somebody has a folder ``v`` of her own."""
    shutil.rmtree(world.folder)
    (world.folder / "v").mkdir(parents=True)
    (world.folder / "v/index.html").write_text("mine", encoding="utf-8")
    versions = world.project / attacker.VERSIONS
    versions.write_text(re.sub("  manifest: .*\n", "", versions.read_text("utf-8")), encoding="utf-8")


def file_in_the_way(world: World) -> None:
    (world.project / "docs/map.txt").write_text("map", encoding="utf-8")
    (world.folder / "map.txt").write_text("mine", encoding="utf-8")


REFUSED: dict[str, tuple[Callable[[World], None], str]] = {
    "ledger-line-deleted": (words_without_ledger, "r-words"),
    "manifest-deleted": (address_without_manifest, "r-altered r-lost"),
    "manifest-with-dots": (dots_in_the_manifest, "r-altered"),
    "old-version-gone": (lambda world: shutil.rmtree(world.folder / "v/0.1.0"), "r-altered r-versions"),
    "another-folder": (no_version_there, "r-versions"),
    "old-version-tampered": (tampered, "r-altered"),
    "version-that-leads-out": (lambda world: world.number("../../evil", "2004-02-03"), "r-version"),
    "version-not-semantic": (lambda world: world.number("1.0", "2004-02-03"), "r-version"),
    "version-before-the-last": (lambda world: world.number("0.2.9", "2004-02-03"), "r-version"),
    "version-published-long-ago": (lambda world: world.number("0.2.0", "2002-02-03"), "r-version"),
    "date-before-the-last": (lambda world: world.number("0.4.0", "2003-02-02"), "r-version"),
    "docs-over-the-versions": (file_of_docs("v/0.1.0/map.txt"), "f-taken"),
    "docs-over-the-manifest": (file_of_docs(MANIFEST), "f-taken"),
    "foreign-file-in-the-way": (file_in_the_way, "f-in-the-way"),
    "foreign-list-in-the-way": (list_in_the_way, "f-in-the-way"),
    "foreign-version": (foreign_version, "r-altered r-versions"),
    "foreign-folder": (lambda world: (world.folder / "v/mine/deep").mkdir(parents=True), "r-altered"),
    "foreign-folder-in-a-version": (lambda world: (world.folder / "v/0.2.0/id/mine").mkdir(), "r-altered"),
    "foreign-link-in-a-version": (lambda world: (world.folder / "v/0.2.0/mine").symlink_to(world.top), "r-altered"),
    "foreign-pipe-in-a-version": (lambda world: os.mkfifo(world.folder / "v/0.2.0/mine"), "r-altered"),
    "foreign-folder-in-the-new-version": (lambda world: (world.folder / "v/0.4.0").mkdir(), "r-altered"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(world: World, tmp_path: Path, name: str) -> None:
    spoiled = world.copy(tmp_path / "world")
    spoil, codes = REFUSED[name]
    spoil(spoiled)
    before = spoiled.state()
    assert " ".join(sorted({finding.code for finding in spoiled.release()})) == codes
    assert spoiled.state() == before


@pytest.mark.parametrize("folder", ["project/docs", "project/docs/new", "project", ".", "project/bibliography"])
def test_where_nothing_is_released(world: World, tmp_path: Path, folder: str) -> None:
    copy = world.copy(tmp_path / "world")
    before = copy.state()
    done = run(copy.project, "release", str(copy.top / folder))
    assert (done.returncode, "f-bad-site" in done.stdout) == (1, True), done.stdout + done.stderr
    assert copy.state() == before


def test_a_foreign_file_named_in_the_manifest_stays(world: World, tmp_path: Path) -> None:
    copy = world.copy(tmp_path / "world")
    with (copy.folder / MANIFEST).open("a", encoding="utf-8") as file:
        file.write("1a5a2f0f6b6cf5f4e0a1b6b9d7e0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8  CNAME\n")
    assert {finding.code for finding in copy.release()} == {"r-altered"}
    assert (copy.folder / "CNAME").read_text("utf-8") == "example.org\n"


def test_a_version_may_be_noted_before_it_is_released(world: World, fourth: dict[str, bytes], tmp_path: Path) -> None:
    copy = world.copy(tmp_path / "world")
    versions = copy.project / attacker.VERSIONS
    entry = 'next:\n  version: "0.4.0"\n  date: 2004-02-03\n  note: Much.\n'
    versions.write_text(f"{versions.read_text('utf-8')}\n{entry}", encoding="utf-8")
    assert copy.release() == ()
    assert "next:\n  manifest: " in versions.read_text("utf-8")
    assert (copy.folder / "v/0.4.0/index.html").exists()
    before = copy.state()
    assert copy.release() == ()
    assert copy.state() == before


def test_versions_in_a_form_that_cannot_be_added_to(world: World, tmp_path: Path) -> None:
    copy = world.copy(tmp_path / "world")
    versions = copy.project / attacker.VERSIONS
    rows = (f"{key}: {{version: 0.{at}.0, date: 200{at}-02-03}}" for at, key in enumerate("abcd", 0) if at)
    versions.write_text("{v1: {version: 0.0.9, date: 2000-01-02}, " + ", ".join(rows) + "}\n", encoding="utf-8")
    before = copy.state()
    assert [finding.code for finding in copy.release()] == ["r-versions"]
    assert copy.state() == before


# --- Verification alone --------------------------------------------------------------------------------------------


def test_verify_prints_what_it_verified(world: World) -> None:
    done = run(world.project, "verify", str(world.folder))
    assert done.returncode == 0
    rows = done.stdout.splitlines()
    assert [row[:14] for row in rows] == ["Version 0.1.0:", "Version 0.2.0:", "Version 0.3.0:", "Every file is "]
    ids = [
        len([path for path in contents(world.folder / "v" / name) if path.startswith("id/")])
        for name in ("0.1.0", "0.2.0")
    ]
    assert f", {ids[0]} permanent addresses" in rows[0]
    assert f", {ids[1]} permanent addresses" in rows[1]
    assert ids[1] == ids[0] + 1


@pytest.mark.parametrize(
    "name",
    [
        "old-version-gone",
        "old-version-tampered",
        "manifest-with-dots",
        *filter(re.compile("foreign-.*version").match, REFUSED),
    ],
)
def test_verify_finds(world: World, tmp_path: Path, name: str) -> None:
    spoiled = world.copy(tmp_path / "world")
    REFUSED[name][0](spoiled)
    before = spoiled.state()
    done = run(spoiled.project, "verify", str(spoiled.folder))
    assert done.returncode == 1
    assert ": r-altered: " in done.stdout
    assert spoiled.state() == before


def test_a_folder_without_releases_is_not_verified(tmp_path: Path) -> None:
    assert [finding.code for finding in verified(tmp_path)[0]] == ["r-altered"]


def test_half_a_version_of_an_older_engine_is_finished(world: World, fourth: dict[str, bytes], tmp_path: Path) -> None:
    copy = world.copy(tmp_path / "world")
    for path in list(fourth)[::2]:
        if path.startswith("v/0.4.0/") and not path.endswith(MANIFEST):
            (copy.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (copy.folder / path).write_bytes(fourth[path][: len(fourth[path]) // 2])
    assert copy.release() == ()
    assert contents(copy.folder) == fourth

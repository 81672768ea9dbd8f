"""Every command ends in a sentence with a place and a next step, whatever happens; nothing of the editor's is lost."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.build import publish, release
from edition.build.cache import FOLDER
from edition.build.publication import PUBLISHING, locked
from edition.cli import main
from edition.model.findings import Finding, SourceLocation
from edition.permanence.numbering import LEDGER
from folders import TINY, contents, run

COMMANDS = {
    "build": ["build"],
    "serve": ["serve"],
    "check": ["check"],
    "write": ["write", "there"],
    "anchors": ["anchors", "--write"],
    "release": ["release", "there"],
}


@pytest.fixture
def place(copied: Callable[[Path, str], Path]) -> Path:
    """A copy of the tiny edition."""
    return copied(TINY, "project")


def invoked(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(place)])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_no_project(tmp_path: Path, command: str) -> None:
    (tmp_path / "docs").mkdir()
    done = run(tmp_path, *COMMANDS[command])
    assert done.returncode == 2
    assert f"{tmp_path} is no edition: it has no folder “bibliography”. Go to the folder" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "x/y: No space left on device. Make room on the disk, and run the command again."),
        (errno.EROFS, "x/y: Read-only file system. Choose a place that can be written to, and run the command again."),
        (errno.EACCES, "x/y: Permission denied. Give yourself the right to it, or choose another place, and run"),
        (errno.EIO, "x/y: Input/output error. Mend that, and run the command again."),
    ],
)
def test_what_the_system_refuses(place: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code), "x/y")

    monkeypatch.setattr(publish, "build", fail)
    done = invoked(place, "build")
    assert (done.exit_code, done.output.startswith(f"Error: {words}")) == (1, True), done.output


@pytest.mark.parametrize("debug", ["", "0", "1"])
def test_a_fault_of_the_engine(place: Path, monkeypatch: pytest.MonkeyPatch, debug: str) -> None:
    def fail(*_: object) -> None:
        raise KeyError("ships")

    monkeypatch.setattr(publish, "build", fail)
    monkeypatch.setenv("EDITION_DEBUG", debug)
    done = invoked(place, "build")
    words = (
        "“edition build” failed by a fault of the engine, not of your sources (KeyError: 'ships'). Nothing was changed."
    )
    assert done.exit_code == 1
    assert done.output.startswith(words)
    assert ("Traceback" in done.output) == (debug == "1")
    assert ("EDITION_DEBUG=1" in done.output) == (debug != "1")


@pytest.mark.parametrize("spoil", ["p1: [\n", "p2: {kind: paragraph}\n", "p99:\n  kind: paragraph\n  unknown: x\n"])
def test_a_ledger_with_findings_is_not_written_over(place: Path, spoil: str) -> None:
    with (place / LEDGER).open("a", encoding="utf-8") as file:
        file.write(spoil)
    before = contents(place)
    done = invoked(place, "anchors", "--write")
    assert (done.exit_code, done.output.startswith(f"{LEDGER}:")) == (1, True), done.output
    assert contents(place) == before


def test_anchors_are_not_given_while_a_file_cannot_be_read(place: Path) -> None:
    (place / "docs/essay/02-two-keepers.md").write_bytes(b"\xff")
    before = contents(place)
    assert "f-not-utf8" in invoked(place, "anchors", "--write").output
    assert contents(place) == before


@pytest.mark.parametrize("command", ["anchors", "link"])
def test_what_is_written_keeps_the_characters_of_a_file(place: Path, command: str) -> None:
    """Its ends of lines and its mark; and nothing is written where spaces were read for characters."""
    text = place / "docs/essay/03-afterwards.md"
    words = "\ufeff" + text.read_text("utf-8").replace("{: #p12 }", "").replace("\n", "\r\n") + "As Marsh says.\r\n"
    text.write_bytes(words.encode())
    assert invoked(place, command, "--write").exit_code == 0
    written = text.read_bytes().decode()
    assert written != words or command == "link"
    assert written.startswith("\ufeff---\r\n")
    assert "\n" not in written.replace("\r\n", "")
    text.write_bytes(spoilt := f"{words}\r\nA letter \ue5b8.\r\n".encode())
    done = invoked(place, command, "--write")
    assert (done.exit_code, "f-character" in done.output, text.read_bytes()) == (1, True, spoilt)


def test_a_folder_is_written_twice_but_never_over_something_else(place: Path, tmp_path: Path) -> None:
    for name in ("new", "thesis", "project/docs"):
        (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / "thesis/index.html").write_text("years of work", encoding="utf-8")
    before = contents(place)
    for name, code in (("new", 0), ("thesis", 1), ("project/docs", 1), ("new", 0)):
        done = invoked(place, "write", str(tmp_path / name))
        assert done.exit_code == code, done.output
        assert ("f-bad-site" in done.output) == bool(code)
    assert (tmp_path / "thesis/index.html").read_text("utf-8") == "years of work"
    assert contents(place) == before


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def turned(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def in_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_bytes(b"x")


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("damage", [emptied, cut, turned, in_a_folder, a_link_to_nothing])
def test_a_damaged_cache_never_shows(place: Path, damage: Callable[[Path], None]) -> None:
    site = place / "site"
    assert publish.build(place, site, with_books=False) == ()
    before = contents(site)
    for path in [path for path in (place / FOLDER).iterdir() if path.is_file()]:
        damage(path)
    (place / FOLDER / PUBLISHING).write_text("damaged", encoding="utf-8")
    (site / "index.html").write_text("changed", encoding="utf-8")
    assert publish.build(place, site, with_books=False) == ()
    assert contents(site) == before


def test_a_second_build_waits_for_the_first(place: Path) -> None:
    (place / FOLDER).mkdir()
    command = [str(Path(sys.executable).with_name("edition")), "build"]
    with locked(place / FOLDER):
        second = subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, encoding="utf-8")
        assert second.stdout
        assert second.stdout.readline() == "Another command is at work here; waiting for it …\n"
        assert not (place / "site").exists()
    assert second.communicate()[0] == "The site is in site: open site/index.html.\n"
    assert second.returncode == 0
    assert (place / "site/index.html").exists()


def test_two_first_releases_know_of_each_other(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, refusal = place / "new/releases", Finding(SourceLocation("a"), "r-version", "", "")

    def second(_: Path, there: Path) -> tuple[Finding, ...]:
        at = os.open(there, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(at, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(at)
        return (refusal,)

    monkeypatch.setattr(release, "_release", second)
    assert release.release(place, folder) == (refusal,)
    assert not folder.exists(), "a release that is refused leaves no folder"


def test_a_file_in_the_place_of_the_cache(place: Path) -> None:
    (place / FOLDER).write_text("mine", encoding="utf-8")
    assert publish.build(place, place / "site", with_books=False) == ()
    assert (place / FOLDER).read_text("utf-8") == "mine"


def test_findings_are_printed_in_any_encoding(place: Path) -> None:
    (place / "docs/essay/04-näher.md").write_text("---\ntitle: Näher\n---\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("edition")), "check"]
    variables = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, cwd=place, env=variables, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"f-bad-name" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_finding_that_does_not_stop_is_printed_by_every_build(place: Path) -> None:
    with (place / "bibliography/works.bib").open("a", encoding="utf-8") as works:
        works.write("@book{nobody1900, title = {Nobody}, year = {1900}}\n")
    for command in ("check", "build", "build"):
        result = invoked(place, command)
        assert "w-unused" in result.output
        assert result.exit_code == 0
    assert (place / "site/index.html").exists()


def test_a_check_finds_what_a_build_would_and_leaves_no_file(place: Path) -> None:
    with (place / "docs/about/edition.md").open("a", encoding="utf-8") as page:
        page.write("\n[Nowhere](nowhere.md)\n")
    before = set(place.rglob("*"))
    result = invoked(place, "check")
    assert "l-dead-link" in result.output
    assert result.exit_code == 1
    assert set(place.rglob("*")) == before

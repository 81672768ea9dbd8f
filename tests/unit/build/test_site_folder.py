"""A build removes and replaces only what a build has written, wherever it is told to put the site."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build import publish, site_folder


@pytest.fixture
def place(tiny: Path, copied: Callable[[Path, str], Path]) -> Path:
    """A project that was never built."""
    return copied(tiny, "project")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and not p.is_symlink()}


def codes(project: Path, site: Path) -> list[str]:
    return [finding.code for finding in publish.build(project, site, with_books=False)]


@pytest.mark.parametrize(
    "where", ["docs", "docs/essay", "docs/new", "bibliography", ".cache/new", ".", "..", "../..", "/", "~"]
)
def test_a_folder_of_sources_is_refused(place: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(place.parent / "home"))
    before = files_of(place)
    site = place / Path(where).expanduser()
    assert codes(place, site) == ["f-bad-site"]
    link = place.parent / "link"
    link.symlink_to(site.resolve(), target_is_directory=True)
    assert codes(place, link) == ["f-bad-site"]
    assert files_of(place) == before


@pytest.mark.parametrize("where", ["docs", ".", "..", "docs/essay"])
@pytest.mark.parametrize("way", ["edition", "mkdocs"])
def test_so_it_is_in_the_configuration(place: Path, where: str, way: str) -> None:
    configuration = place / "mkdocs.yml"
    configuration.write_text(f"{configuration.read_text('utf-8')}\nsite_dir: {where}\n", encoding="utf-8")
    before = files_of(place)
    command = [str(Path(sys.executable).with_name(way)), "build"]
    run = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    assert {path: content for path, content in files_of(place).items() if not path.startswith(".cache/")} == before


def test_a_folder_with_foreign_files_is_refused(place: Path) -> None:
    for name in ("T/thesis.txt", "U/a/b.txt"):
        (place / name).parent.mkdir(parents=True)
        (place / name).write_text("years of work", encoding="utf-8")
        assert codes(place, place / name[0]) == ["f-bad-site"]
        assert (place / name).read_text("utf-8") == "years of work"
    (place / "site").write_text("a file", encoding="utf-8")
    (place / "loop").symlink_to("loop")
    for name in ("site", "site/within", "loop"):
        assert codes(place, place / name) == ["f-bad-site"]


@pytest.mark.parametrize(
    ("name", "refused"), [("other/docs/site", True), ("other/bibliography", True), ("other/site", False), ("~/x", True)]
)
def test_no_site_goes_among_the_sources_of_another_edition(place: Path, name: str, refused: bool) -> None:
    (place / "other/bibliography").mkdir(parents=True)
    (place / "other/bibliography/edition.yml").write_text("title: T", encoding="utf-8")
    assert bool(site_folder.unfit(place, place / name)) is refused


def test_a_folder_of_sources_is_refused_under_each_of_its_names(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder has two where it is mounted twice, or where capitals and small letters are the same."""
    (place / "Docs").symlink_to("docs")
    monkeypatch.setattr(os.path, "realpath", lambda path, **_: str(Path(path).absolute()))
    assert site_folder.unfit(place, place / "Docs")
    assert site_folder.unfit(place, place / "Docs/new")
    assert not site_folder.unfit(place, place / "new")


def test_names_of_folders_need_not_be_utf8(place: Path) -> None:
    named = place.rename(place.with_name(os.fsdecode(b"caf\xe9")))
    assert codes(named, named / os.fsdecode(b"\xff")) == []
    assert codes(named, named / os.fsdecode(b"\xff")) == []


def test_sources_under_another_name_are_refused(place: Path) -> None:
    configuration = place / "mkdocs.yml"
    for text in (place / "text", place.parent / "text"):
        (place / "docs").rename(text)
        configuration.write_text(f"docs_dir: {text}\n{configuration.read_text('utf-8')}", encoding="utf-8")
        for site in (text, text / "new", text.parent):
            assert codes(place, site) == ["f-bad-site"]
            assert [finding.code for finding in publish.write(place, site)] == ["f-bad-site"]
        configuration.write_text(configuration.read_text("utf-8").partition("\n")[2], encoding="utf-8")
        text.rename(place / "docs")


def test_what_no_build_wrote_stays(place: Path) -> None:
    site = place / "site"
    assert codes(place, site) == []
    foreign = {"CNAME": b"x.org", ".git/HEAD": b"ref", ".nojekyll": b"", "mine/notes.txt": b"n", "essay/own.html": b"o"}
    beside = {
        "site.old/a": b"a",
        "site.new/b": b"b",
        "site.mkdocs/c": b"c",
        ".cache/notes": b"d",
        ".cache/site-x/e": b"e",
    }
    for name, content in (*((f"site/{n}", c) for n, c in foreign.items()), *beside.items()):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    (place / "docs/essay/03-afterwards.md").rename(place / "docs/essay/03-later.md")
    assert codes(place, site) == []
    assert not (site / "essay/afterwards.html").exists()
    assert (site / "essay/later.html").exists()
    left = files_of(place)
    assert {name: left[f"site/{name}"] for name in foreign} == foreign
    assert {name: left[name] for name in beside} == beside


def test_a_foreign_file_in_the_way_is_said(place: Path) -> None:
    site = place / "site"
    assert codes(place, site) == []
    (site / "essay/later.html").write_text("mine", encoding="utf-8")
    (place / "docs/essay/03-afterwards.md").rename(place / "docs/essay/03-later.md")
    assert codes(place, site) == ["f-in-the-way"]
    assert (site / "essay/later.html").read_text("utf-8") == "mine"
    assert (site / "essay/afterwards.html").exists()
    (site / "essay/later.html").unlink()
    (site / "index.html").unlink()
    (site / "index.html").mkdir()
    assert codes(place, site) == ["f-in-the-way"]
    (site / "index.html").rmdir()
    assert codes(place, site) == []


def test_the_record_leads_nowhere_else(place: Path) -> None:
    site = place / "site"
    assert codes(place, site) == []
    (place / "precious").write_text("p", encoding="utf-8")
    (place / "elsewhere").mkdir()
    (place / "elsewhere/a.html").write_text("a", encoding="utf-8")
    (site / "out").symlink_to(place / "elsewhere", target_is_directory=True)
    record = site / site_folder.RECORD
    record.write_text(f"{record.read_text('utf-8')}../precious\n{place}/precious\nout/a.html\n\n.\n", encoding="utf-8")
    (place / "docs/about/edition.md").touch()
    (site / "index.html").write_text("changed", encoding="utf-8")
    assert codes(place, site) == []
    assert (place / "precious").exists()
    assert (place / "elsewhere/a.html").exists()


@pytest.mark.parametrize(
    "name",
    [
        *"index.html CITATION.cff id/p1/index.html search/records-0.js print index.html/a".split(),
        ".edition-files",
        ".edition-new/a",
    ],
)
def test_a_file_of_docs_takes_no_address(place: Path, name: str) -> None:
    with (place / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write('exclude_docs: "!.*"\n')
    path = place / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    assert codes(place, place / "site") == ["f-taken"]


@pytest.mark.parametrize(
    ("configuration", "finding"),
    [
        (b"site_name: [x\nnav: ]\n  y\n", "mkdocs.yml:2: y-malformed: "),
        (b'site_name: "x\nnav: [index.md\n', "mkdocs.yml:1: y-malformed: this is not YAML: what begins here does"),
        (b"site_name: x\nnav: [index.md\n", "mkdocs.yml:2: y-malformed: this is not YAML: what begins here does"),
        (b"# written long ago\nsite_name: caf\xe9\n", "mkdocs.yml:2: f-not-utf8: "),
        (b"site_dir: [site, other]\n", "mkdocs.yml:1: set-invalid: mkdocs says of “site_dir”: Expected type"),
        (b"- site_dir\n", "mkdocs.yml:1: y-malformed: the file must be a mapping"),
        (b"site_name: x\n~: y\n", "mkdocs.yml:2: y-malformed: “~” cannot be the name of a setting"),
        (b"site_name: x\ntheme:\n  1: y\n", "mkdocs.yml:3: y-malformed: “1” cannot be the name of a setting"),
        (b"site_name: x\ny: z\0\n", "mkdocs.yml:2: y-malformed: "),
        (b"site_name: x\nextra: !!python/object/apply:os.mkdir [site]\n", "mkdocs.yml:2: set-invalid: "),
        (b"site_name: x\ntheme:\n  name: [y]\n", "mkdocs.yml:2: set-invalid: mkdocs says of “theme”: "),
        (b"site_name: x\nmarkdown_extensions: [{}]\n", "mkdocs.yml:2: set-invalid: "),
        (b"site_name: x\nINHERIT: [y]\n", "mkdocs.yml:2: set-invalid: "),
        (b'site_name: x\nsite_dir: "a\\0b"\n', "mkdocs.yml:2: set-invalid: mkdocs says of “site_dir”: it has a con"),
        (b"site_name: x\nsite_name: y\n", "mkdocs.yml:2: y-key-twice: “site_name” stands twice"),
        (b"site_name: x\nextra:\n  day: 2001-02-30\n", "mkdocs.yml:3: y-malformed: “2001-02-30” cannot be read: day"),
        (b"hooks: 3\nextra_css: [~]\ntheme: 4\n", "mkdocs.yml:1: set-invalid: mkdocs says of “hooks”"),
        (b"use_directory_urls: y\nhooks: 3\ntheme: 4\n", "mkdocs.yml:1: set-invalid: "),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_configuration_that_cannot_be_read(place: Path, configuration: bytes, finding: str, command: str) -> None:
    (place / "mkdocs.yml").write_bytes(configuration)
    arguments = [str(Path(sys.executable).with_name("edition")), command]
    run = subprocess.run(arguments, cwd=place, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    assert (run.stdout + run.stderr).startswith(finding)
    assert not (place / "site").exists()

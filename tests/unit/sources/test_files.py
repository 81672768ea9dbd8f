"""What of a project is read: every file, and of one that cannot be read a finding; nothing from outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build import publish
from edition.checks import check
from edition.model.findings import Finding
from edition.preview import LiveEdition
from edition.sources import files
from edition.sources.load import assemble, read
from edition.sources.watched_settings import watched
from folders import TINY


@pytest.fixture
def place(copied: Callable[[Path, str], Path]) -> Path:
    """A copy of the tiny edition."""
    return copied(TINY, "project")


def found(project: Path) -> list[str]:
    return [f"{finding.location.file} {finding.code}" for finding in check(assemble(read(project)))]


LINKS = {
    "emacs-lock-file": ("docs/essay/.#01-the-rock.md", "me@host.1:2", []),
    "hidden-folder": ("docs/.git", "/etc", []),
    "link-within-docs": ("docs/essay/same.txt", "01-the-rock.md", []),
    "dangling-link": ("docs/essay/map.png", "nowhere.png", ["docs/essay/map.png f-unreadable"]),
    "link-to-itself": ("docs/essay/map.png", "map.png", ["docs/essay/map.png f-unreadable"]),
    "link-out-of-docs": ("docs/essay/map.txt", "/etc/passwd", ["docs/essay/map.txt f-outside"]),
    "link-to-the-other-folder": (
        "docs/map.txt",
        "../bibliography/witnesses/lantern.txt",
        ["docs/map.txt f-outside"],
    ),
    "link-to-a-neighbour-of-like-name": ("docs/map.txt", "../docs-of-mine/map.txt", ["docs/map.txt f-outside"]),
    "folder-out-of-docs": ("docs/pictures", "/etc", ["docs/pictures f-outside"]),
    "folder-within-docs": ("docs/other", "essay", ["docs/other f-unreadable"]),
    "register-elsewhere": ("bibliography/further.yml", "/etc/passwd", ["bibliography/further.yml f-outside"]),
}


@pytest.mark.parametrize(("path", "target", "expected"), LINKS.values(), ids=LINKS)
def test_links(place: Path, path: str, target: str, expected: list[str]) -> None:
    (place / "docs-of-mine").mkdir()
    (place / "docs-of-mine/map.txt").write_text("x", encoding="utf-8")
    (place / path).symlink_to(target)
    assert found(place) == expected
    live = LiveEdition(place)
    assert live.content("index.html")
    assert (live.content(path.removeprefix("docs/")) is not None) == (target == "01-the-rock.md")


@pytest.mark.parametrize("name", ["docs/essay/09-more.md", "bibliography/ships.yml", "mkdocs.yml"])
@pytest.mark.parametrize("target", ["", "nowhere"])
def test_no_file_where_one_is_read(place: Path, name: str, target: str) -> None:
    (place / "mkdocs.yml").unlink(missing_ok=True)
    assert found(place) == []
    assert watched(place) == ()
    if target:
        (place / name).symlink_to(target)
    else:
        (place / name).mkdir()
    assert found(place) == [f"{name} f-unreadable"]
    assert bool(watched(place)) == (name == "mkdocs.yml")


def test_a_build_stops_for_a_link_that_was_added_since(place: Path) -> None:
    assert publish.build(place, place / "site", with_books=False) == ()
    (place / "docs/essay/map.txt").symlink_to("/etc/passwd")
    assert [finding.code for finding in publish.build(place, place / "site", with_books=False)] == ["f-outside"]
    assert not (place / "site/essay/map.txt").exists()


def test_a_file_that_may_not_be_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bytes_of(path: str) -> bytes:
        if path.endswith("persons.yml"):
            raise PermissionError(13, "Permission denied", path)
        return Path(path).read_bytes()

    monkeypatch.setattr(files, "bytes_of", bytes_of)
    assert found(place) == ["bibliography/persons.yml f-unreadable"]
    assert str(check(assemble(read(place)))[0]).startswith(
        "bibliography/persons.yml: f-unreadable: this cannot be read: Permission denied. Let it be read"
    )


@pytest.mark.parametrize(
    ("name", "shown"), [(b"caf\xe9.png", "docs/caf\ufffd.png"), (b"a\nb.png", "docs/a\ufffdb.png")]
)
def test_names_that_cannot_be_printed(place: Path, name: bytes, shown: str) -> None:
    Path(f"{place}/docs/".encode().decode() + name.decode("utf-8", "surrogateescape")).write_bytes(b"x")
    assert found(place) == [f"{shown} f-bad-name"]
    assert [finding.code for finding in publish.build(place, place / "site", with_books=False)] == ["f-bad-name"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("a.png b/a.png au.x.png con-1.png é.png", ""),
        ("COM¹.png conout$", "docs/COM¹.png f-bad-name, docs/conout$ f-bad-name"),
        ("map.png MAP.png", "docs/map.png f-name-twice"),
        ("é.png e\u0301.png", "docs/é.png f-name-twice"),
        ("b/AUX.png nul/a.txt a?.png", "docs/a?.png f-bad-name, docs/b/AUX.png f-bad-name, docs/nul/a.txt f-bad-name"),
    ],
)
def test_names_that_some_systems_do_not_know(names: str, expected: str) -> None:
    texts = {f"docs/{name}": b"" for name in sorted(names.split())}
    findings = files.unportable(texts)
    assert ", ".join(f"{finding.location.file} {finding.code}" for finding in findings) == expected


def test_content_is_bytes_or_a_finding(place: Path) -> None:
    (place / "docs/index.md").unlink()
    (place / "docs/index.md").symlink_to("nowhere")
    read_ = files.contents(place)
    assert list(read_) == sorted(read_, key=lambda path: path.split("/"))
    assert {path for path, content in read_.items() if isinstance(content, Finding)} == {"docs/index.md"}


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yml", tmp_path / "b.yml"
    file.write_bytes(b"before")
    file.chmod(0o600)
    link.symlink_to("a.yml")
    files.replace(link, b"after")
    files.replace(tmp_path / "c.yml", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777, link.is_symlink()) == (b"after", 0o600, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "b.yml", "c.yml"]

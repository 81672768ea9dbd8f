"""What is kept from one build to the next never shows: after any change the site is what a build from nothing makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import kept, publish

CHANGES = {
    "a word": ("docs/about/edition.md", "Nothing here happened.", "Nothing here has happened."),
    "a name": ("bibliography/persons.yml", "name: Tobias Marsh", "name: Tobias Q. Marsh"),
    "a work": ("bibliography/works.bib", "title     = {The Lamp and the Rock}", "title     = {The Lamp}"),
    "a version": ("bibliography/edition.yml", "version: 0.1.0", "version: 0.1.1"),
}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def built(project: Path, site: Path) -> dict[str, bytes]:
    """The site after a build without the books, which other tests build."""
    assert publish.build(project, site, with_books=False) == ()
    return contents(site)


@pytest.fixture
def place(tiny: Path, copied: Callable[[Path, str], Path]) -> Path:
    """A project with a site that is up to date."""
    project = copied(tiny, "project")
    built(project, project / "site")
    return project


def from_nothing(project: Path) -> dict[str, bytes]:
    """The site of a copy in which nothing was kept."""
    copy = project.with_name("copy")
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", kept.FOLDER))
    return built(copy, copy / "site")


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change(place: Path, name: str) -> None:
    file, before, after = CHANGES[name]
    old, source = contents(place / "site"), (place / file).read_text(encoding="utf-8")
    assert source.count(before) == 1
    (place / file).write_text(source.replace(before, after), encoding="utf-8")
    new = built(place, place / "site")
    assert new != old
    assert new == from_nothing(place)


def test_after_a_file_has_gone_or_come(place: Path) -> None:
    picture = place / "docs" / "about" / "rock.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with_picture = built(place, place / "site")
    assert "about/rock.svg" in with_picture
    picture.unlink()
    without = built(place, place / "site")
    assert "about/rock.svg" not in without
    assert without == from_nothing(place)


@pytest.mark.parametrize("harm", ["changed", "removed", "added"])
def test_after_someone_touched_the_site(place: Path, harm: str) -> None:
    page, before = place / "site" / "index.html", contents(place / "site")
    if harm == "changed":
        page.write_bytes(page.read_bytes() + b" ")
    elif harm == "removed":
        page.unlink()
    else:
        page.with_name("stray.html").write_bytes(b"")
    assert built(place, place / "site") == before


def test_an_unchanged_site_is_left_as_it_is(place: Path) -> None:
    page = place / "site" / "index.html"
    before = page.stat()
    built(place, place / "site")
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("content", [None, "", "[]", '{"mark": 1}'])
def test_what_is_kept_may_go_or_be_spoilt(place: Path, content: str | None) -> None:
    record = place / kept.FOLDER / kept.RECORD
    before = contents(place / "site")
    if content is None:
        shutil.rmtree(record.parent)
    else:
        record.write_text(content, encoding="utf-8")
    assert built(place, place / "site") == before


def test_another_engine_is_another_fingerprint(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {kept.fingerprint(place)}
    engine = tmp_path / "engine"
    shutil.copytree(kept.ENGINE, engine)
    monkeypatch.setattr(kept, "ENGINE", engine)
    library = tmp_path / "libraries" / "markdown-99.dist-info"
    library.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(library.parent))
    for file in ("theme/frame.html", "theme/assets/edition.css", "render/frame.py"):
        (engine / file).write_bytes((engine / file).read_bytes() + b" ")
        kept.engine.cache_clear()
        seen.add(kept.fingerprint(place))
    library.rename(library.with_name("markdown-100.dist-info"))
    kept.engine.cache_clear()
    seen.add(kept.fingerprint(place))
    kept.engine.cache_clear()
    assert len(seen) == 5
    assert kept.fingerprint(place, "other choices") not in seen

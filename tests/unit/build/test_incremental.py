"""The cache never shows: after any change the site is what a build from nothing makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build import cache, incremental, publish, site, workers
from edition.model.settings import SiteSettings
from edition.sources import files
from edition.sources.dialect import Document
from edition.sources.outlines import Outline, read_outline

ROCK, KEEPERS, AFTER = (f"docs/essay/0{name}.md" for name in ("1-the-rock", "2-two-keepers", "3-afterwards"))
WITNESS = "bibliography/witnesses/lantern.txt"
Change = tuple[str, str, str]
"""A file, and what is put in the place of what in it."""

WORDS = "[^ed-words]: All three words mean the same. [Morozov][@morozov] wrote his in [@morozov1902mayak].\n"

CHANGES: dict[str, tuple[Change, ...]] = {
    "a word of the editor’s": (("docs/about/edition.md", "Nothing here happened.", "Nothing here has happened."),),
    "a word of the text": ((ROCK, "engineers called", "engineers then called"),
                           (WITNESS, "engineers called", "engineers then called")),
    "a word of a note": ((KEEPERS, "wrote it twice", "wrote it once"), (WITNESS, "wrote it twice", "wrote it once")),
    "a name more in the text": ((AFTER, "lamp has no keeper", "lamp of [Marsh][@marsh] has none"),
                                (WITNESS, "lamp has no keeper", "lamp of Marsh has none")),
    "a naming less": ((ROCK, "[Levi][@levi] (לוי)", "Nobody (לוי)"), (WITNESS, "Levi (לוי)", "Nobody (לוי)"),
                      ("bibliography/persons.yml", "levi:\n", "levi:\n  at: [p3]\n")),
    "a locator": ((KEEPERS, "*Lamp*, p. 40][@marsh1881lamp, p. 40]", "*Lamp*, p. 41][@marsh1881lamp, p. 41]"),
                  (WITNESS, "Lamp, p. 40", "Lamp, p. 41")),
    "an editor’s note less": ((ROCK, ".[^ed-words]", "."), (ROCK, WORDS, ""),
                              ("docs/about/edition.md", "Nothing here", "[Morozov][@morozov1902mayak]. Nothing here")),
    "the order of the editor’s notes": ((ROCK, "@wardens].[^ed-wardens]", "@wardens].[^ed-words]"),
                                        (ROCK, "gebäude.[^ed-words]", "gebäude.[^ed-wardens]"),
                                        (ROCK, "[^ed-wardens]: See", "[^ed-x]: See"),
                                        (ROCK, "[^ed-words]: All", "[^ed-wardens]: All"),
                                        (ROCK, "[^ed-x]: See", "[^ed-words]: See")),
    "an anchor more": ((KEEPERS, "empty.[^4] “A", "empty.[^4]\n{: #p11a }\n\n“A"),
                       (WITNESS, "empty.[4] “A", "empty.[4]\n\n“A")),
    "the title of a section": ((AFTER, "title: Afterwards", "title: Long *afterwards*"),),
    "emphasis in a title": ((KEEPERS, "title: Two *Keepers*", "title: Two Keepers"),),
    "a line more above": ((ROCK, "---\n\nMarch", "---\n\n\nMarch"),),
    "a name": (("bibliography/persons.yml", "name: Tobias Marsh", "name: Tobias Q. Marsh"),),
    "a work": (("bibliography/works.bib", "title     = {The Lamp and the Rock}", "title     = {The Lamp}"),),
    "a reason": (("bibliography/emendations.yml", "One l is lost.", "One l is gone."),),
    "the state of a quotation": (("bibliography/quotations.yml", "state: differs", "state: agrees"),),
    "a version": (("bibliography/edition.yml", "version: 0.1.0", "version: 0.1.1"),),
}  # fmt: skip


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
    """The site of a copy without a cache."""
    copy = project.with_name("copy")
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", cache.FOLDER))
    return built(copy, copy / "site")


def change(project: Path, changes: tuple[Change, ...]) -> None:
    for file, before, after in changes:
        source = (project / file).read_text(encoding="utf-8")
        assert source.count(before) == 1, (file, before)
        (project / file).write_text(source.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change(place: Path, name: str) -> None:
    old = contents(place / "site")
    change(place, CHANGES[name])
    new = built(place, place / "site")
    assert new != old or name == "a line more above"
    assert new == from_nothing(place)


def test_after_one_change_upon_another_and_back(place: Path) -> None:
    old, sources = contents(place / "site"), contents(place / "docs") | contents(place / "bibliography")
    for name in ("a word of the text", "a name", "an anchor more", "a work"):
        change(place, CHANGES[name])
        assert built(place, place / "site") == from_nothing(place)
        shutil.rmtree(place.with_name("copy"))
    for folder in (place / "docs", place / "bibliography"):
        for path in folder.rglob("*"):
            if path.is_file():
                path.write_bytes(sources[path.relative_to(folder).as_posix()])
    assert built(place, place / "site") == old


def test_after_a_change_of_what_the_words_of_a_record_look_up(place: Path) -> None:
    words = "evidence: The book has “for everyone”."
    change(place, (("bibliography/quotations.yml", words, "evidence: So [@morozov] in [@marsh1881lamp], see [@p7]."),))
    built(place, place / "site")
    for changes in ((("bibliography/persons.yml", "name: Ilya Morozov", "name: I. Morozov"),), CHANGES["a work"]):
        old = contents(place / "site")
        change(place, changes)
        new = built(place, place / "site")
        assert new["about/quotations.html"] != old["about/quotations.html"]
        assert new == from_nothing(place)
        shutil.rmtree(place.with_name("copy"))


def test_after_a_key_in_the_words_of_a_record_has_come(place: Path) -> None:
    change(place, (("bibliography/emendations.yml", "One l is lost.", "One l is lost, says [Hale][@hale1871hive]."),))
    (finding,) = publish.build(place, place / "site", with_books=False)
    assert finding.code == "c-unknown-key"
    works = place / "bibliography/works.bib"
    work = "\n@book{hale1871hive, title={The Hive}, publisher={Brook}, address={Norport}, year={1871}}\n"
    works.write_text(works.read_text("utf-8") + work, encoding="utf-8")
    assert built(place, place / "site") == from_nothing(place)


def test_after_a_section_has_come_and_gone(place: Path) -> None:
    old = contents(place / "site")
    section = place / "docs/essay/04-a-word-more.md"
    section.write_text("---\ntitle: A word more\nresp: editor\n---\n\nThe end.\n{: #p20 }\n", encoding="utf-8")
    witness = place / WITNESS
    source = witness.read_text(encoding="utf-8")
    witness.write_text(source.replace("is its author.\n", "is its author.\n\nThe end.\n"), encoding="utf-8")
    with_it = built(place, place / "site")
    assert {"essay/a-word-more.html", "id/p20/index.html"} <= with_it.keys()
    assert with_it == from_nothing(place)
    section.unlink()
    witness.write_text(source, encoding="utf-8")
    assert built(place, place / "site") == old
    assert not (place / "site/id/p20").exists()


def test_each_text_is_read_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the whole site needs of a section is computed while its text is at hand."""
    read: list[str] = []

    def counted(file: str, source: str, settings: SiteSettings) -> tuple[Outline, Document]:
        read.append(file)
        return read_outline(file, source, settings)

    monkeypatch.setattr(incremental, "read_outline", counted)
    shutil.rmtree(place / ".cache")
    built(place, place / "site")
    assert sorted(read) == sorted(path.relative_to(place).as_posix() for path in (place / "docs").rglob("*.md"))


def test_only_what_changed_is_written(place: Path) -> None:
    before = {path: path.stat().st_ino for path in (place / "site").rglob("*") if path.is_file()}
    change(place, CHANGES["a word of a note"])
    built(place, place / "site")
    same = {
        path.relative_to(place / "site").as_posix() for path, inode in before.items() if path.stat().st_ino == inode
    }
    assert {"essay/the-rock.html", "persons/morozov.html", "id/p1/index.html", "data/bibliography.bib"} <= same
    assert "essay/two-keepers.html" not in same


def test_a_link_that_dies_elsewhere_is_found(place: Path) -> None:
    """The page that holds it is not made again."""
    page, other = place / "docs/about/edition.md", place / "docs/about/other.md"
    page.write_text(page.read_text("utf-8") + "\nSee [there](other.md#here).\n", encoding="utf-8")
    other.write_text("---\ntitle: Other\nresp: editor\n---\n\n## Here\n{: #here }\n\nWords.\n", encoding="utf-8")
    old = built(place, place / "site")
    other.write_text(other.read_text("utf-8").replace("#here", "#there"), encoding="utf-8")
    (finding,) = publish.build(place, place / "site", with_books=False)
    assert (finding.code, finding.location.file) == ("l-dead-fragment", "docs/about/edition.md")
    assert contents(place / "site") == old


def test_a_link_that_dies_is_found_after_quiet_builds(place: Path) -> None:
    """The anchors of a page stay in the cache as long as the page, though nobody asks for them meanwhile."""
    page, other = place / "docs/about/edition.md", place / "docs/about/other.md"
    page.write_text(page.read_text("utf-8") + "\nSee [there](other.md#here).\n", encoding="utf-8")
    other.write_text("---\ntitle: Other\nresp: editor\n---\n\n## Here\n{: #here }\n\nWords.\n", encoding="utf-8")
    built(place, place / "site")
    for name in ("a word of the text", "a word of a note"):
        change(place, CHANGES[name])
        built(place, place / "site")
    other.write_text(other.read_text("utf-8").replace("#here", "#there"), encoding="utf-8")
    (finding,) = publish.build(place, place / "site", with_books=False)
    assert finding.code == "l-dead-fragment"


def test_two_sites_of_a_project_do_not_take_each_other_for_their_own(place: Path) -> None:
    one, two = place / "site", place / "other"
    for name in ("a word of the text", "a name", "a word of a note"):
        assert built(place, two) == contents(two)
        change(place, CHANGES[name])
        assert built(place, one) == from_nothing(place)
        shutil.rmtree(place.with_name("copy"))


def test_a_link_that_died_is_found_until_it_is_mended(place: Path) -> None:
    """What a failed build found out is not taken for what stands in the site."""
    page, other = place / "docs/about/edition.md", place / "docs/about/other.md"
    page.write_text(page.read_text("utf-8") + "\nSee [there](other.md#here).\n", encoding="utf-8")
    other.write_text("---\ntitle: Other\nresp: editor\n---\n\n## Here\n{: #here }\n\nWords.\n", encoding="utf-8")
    built(place, place / "site")
    for words in ("#there", "#elsewhere", "#nowhere"):
        other.write_text(other.read_text("utf-8").replace("#here", words), encoding="utf-8")
        assert [finding.code for finding in publish.build(place, place / "site", with_books=False)] == [
            "l-dead-fragment"
        ]
        other.write_text(other.read_text("utf-8").replace("Words", "More words"), encoding="utf-8")


def test_several_processes_make_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = contents(place / "site")
    shutil.rmtree(place / cache.FOLDER)
    for module in (incremental, site):
        monkeypatch.setattr(module, "WORTH_A_PROCESS", 0.0)
    monkeypatch.setattr(workers, "processors", lambda: 3)
    assert built(place, place / "site") == alone
    for name in ("a word of the text", "a name", "a work"):
        change(place, CHANGES[name])
        assert built(place, place / "site") == from_nothing(place)
        shutil.rmtree(place.with_name("copy"))


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
        before["stray.html"] = b""  # nobody's build has written it
    assert built(place, place / "site") == before


def test_an_unchanged_site_is_left_as_it_is(place: Path) -> None:
    page = place / "site" / "index.html"
    before = page.stat()
    built(place, place / "site")
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"mark": 1}'])
def test_the_cache_may_go_or_be_spoilt(place: Path, content: bytes | None) -> None:
    folder, before = place / cache.FOLDER, contents(place / "site")
    if content is None:
        shutil.rmtree(folder)
    else:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            path.write_bytes(content)
    assert built(place, place / "site") == before


@pytest.mark.parametrize("harm", ["cut", "turned"])
def test_a_spoilt_part_is_found_again(place: Path, harm: str) -> None:
    for path in (place / cache.FOLDER).iterdir():
        content = bytearray(path.read_bytes())
        content[-9] ^= 1
        path.write_bytes(content if harm == "turned" else content[:-9])
    change(place, CHANGES["a word of the text"])
    assert built(place, place / "site") == from_nothing(place)


class Harm:
    """Something that would do harm when it is unpacked."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.what = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.what


def test_no_code_runs_from_the_cache(place: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    for function in (os.mkdir, shutil.rmtree, exec, getattr):
        store = cache.Cache(place / cache.FOLDER)
        store.put("outlines", cache.engine(), Harm(function, str(victim)))
        assert cache.Cache(place / cache.FOLDER).get("outlines", cache.engine()) is None
    assert not victim.exists()
    change(place, CHANGES["a word of the text"])
    assert built(place, place / "site") == from_nothing(place)


def test_nor_from_what_is_packed_in_it(place: Path, tmp_path: Path) -> None:
    """Outlines are packed one by one within a value of the cache."""
    victim, store = tmp_path / "victim", cache.Cache(place / cache.FOLDER)
    outlines = store.get("outlines", cache.engine())
    harm = cache.packed(Harm(os.mkdir, str(victim)))
    store.put("outlines", cache.engine(), {name: (mark, harm) for name, (mark, _) in outlines.items()})
    change(place, CHANGES["a word of the text"])
    assert built(place, place / "site") == from_nothing(place)
    assert not victim.exists()


def test_another_engine_is_another_fingerprint(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = files.contents(place)
    seen = {cache.fingerprint(matter)}
    engine = tmp_path / "engine"
    shutil.copytree(cache.ENGINE, engine)
    monkeypatch.setattr(cache, "ENGINE", engine)
    library = tmp_path / "libraries" / "markdown-99.dist-info"
    library.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(library.parent))
    for file in ("books/pdf/book.typ", "theme/assets/frame.css", "site/frame.py"):
        (engine / file).write_bytes((engine / file).read_bytes() + b" ")
        cache.engine.cache_clear()
        seen.add(cache.fingerprint(matter))
    library.rename(library.with_name("markdown-100.dist-info"))
    cache.engine.cache_clear()
    seen.add(cache.fingerprint(matter))
    cache.engine.cache_clear()
    assert len(seen) == 5
    assert cache.fingerprint(matter, "other choices") not in seen

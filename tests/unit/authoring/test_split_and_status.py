"""Sections are cut without a change of words, numbers and notes; the state of the work is counted; drafts are made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.authoring import link_command, status
from edition.authoring.split import CannotSplit, split
from edition.checks import check
from edition.checks.collation import copy_text
from edition.cli import main
from edition.sources.load import Sources, assemble, read
from folders import TINY, contents
from small_edition import METADATA, edition_of, sources_of

TEXT = """\
One.[^1] More.[^ed-b]
{: #p1 }

## Part

Two.[^2]
{: #p2 }

> Three.[^3]
> {: #p3 }

[^1]: A.

[^2]: B.

    More of B.

[^3]: C.

[^ed-b]: D (a source).
"""
NEXT = "---\ntitle: Last\n---\n\nFour.[^4]\n{: #p4 }\n\n[^4]: E.\n"


def cut(sources: Sources, anchor: str) -> Sources:
    files = dict(sources.files) | {
        name: source or "" for name, source in split(sources, anchor, "New", "editor").items()
    }
    return Sources({name: source for name, source in files.items() if source})


@pytest.mark.parametrize(("anchor", "first"), [("p2", {"1", "ed-b"}), ("p3", {"1", "2", "ed-b"})])
def test_a_section_is_cut(anchor: str, first: set[str]) -> None:
    sources = sources_of(TEXT, {"docs/essay/02-last.md": NEXT})
    before, after = assemble(sources), assemble(cut(sources, anchor))
    assert [line.words for line in copy_text(before)] == [line.words for line in copy_text(after)]
    assert [section.slug for section in after.sections] == ["first", "new", "last"]
    files = [section.location.file.rpartition("/")[2] for section in after.sections]
    assert files == ["01-first.md", "02-new.md", "03-last.md"]
    assert {note.label for note in after.sections[0].notes} == first
    kinds = {finding.code for finding in check(after)} - {finding.code for finding in check(before)}
    assert kinds == set()


def test_a_number_is_taken_where_there_is_room() -> None:
    files = cut(sources_of(TEXT, {"docs/essay/07-last.md": NEXT}), "p2").files
    assert [name for name in files if "essay" in name] == [
        "docs/essay/01-first.md", "docs/essay/07-last.md", "docs/essay/02-new.md",
    ]  # fmt: skip


@pytest.mark.parametrize(("anchor", "words"), [("p1", "first block"), ("p9", "no block “p9”"), ("p3", "both sides")])
def test_where_nothing_can_be_cut(anchor: str, words: str) -> None:
    with pytest.raises(CannotSplit, match=words):
        split(sources_of(TEXT.replace("Three.", "Three, again.[^2]")), anchor, "New", "editor")


def test_the_command_renames_the_files(copied: Callable[[Path, str], Path]) -> None:
    place = copied(TINY, "project")
    words = [line.words for line in copy_text(assemble(read(place)))]
    done = CliRunner().invoke(main, ["split", "p3", "--title", "Words", "--project", str(place)])
    assert done.exit_code == 0, done.output
    assert [line.words for line in copy_text(assemble(read(place)))] == words
    names = sorted(name for name in contents(place) if re.fullmatch(r"docs/essay/[^/]+\.md", name))
    assert names[:3] == ["docs/essay/01-the-rock.md", "docs/essay/02-words.md", "docs/essay/03-two-keepers.md"]


def test_the_state_is_counted() -> None:
    files = {
        "bibliography/works.bib": "@book{rain, author = {Hale, John}, title = {On Rain}, year = {1880}}\n",
        "bibliography/works.yml": "rain: {checked: part}\n",
        "bibliography/persons.yml": "hale: {name: J. Hale, statements: [{text: A, source: B}, {text: B, doubt: C}]}\n",
    }
    text = "[J. Hale][@hale].[^1] More.[^2]\n{: #p1 }\n\n[^1]: [Hale][@rain].\n\n[^2]: No.\n"
    rows = {row.label: (row.done, row.all, row.more) for row in status.rows(edition_of(text, files))}
    assert rows["notes with links"] == (1, 2, "without: 2")
    assert rows["works checked"] == (0, 1, "1 in part")
    assert rows["statements with a source"] == (1, 2, "")
    assert "quotations compared" not in rows


def test_the_state_can_be_a_page(copied: Callable[[Path, str], Path]) -> None:
    place = copied(TINY, "project")
    done = CliRunner().invoke(main, ["status", "--page", "--project", str(place)])
    assert done.exit_code == 0, done.output
    assert "notes with links" in done.output
    assert check(assemble(read(place))) == ()
    assert "| works checked |" in (place / "docs/about/state.md").read_text("utf-8")


DRAFTED = """\
We follow Hugh Brandt and “the clock that never stopped in all those years”.[^1] Hugh Brandt was here.
{: #p1 }

[^1]: Hugh Brandt, *Clockwork at Sea: A Study* (Leeds: Holt, 1960), p. 8; [Hale][@rain, p. 3].
"""


def test_what_has_no_entry_is_drafted() -> None:
    bib = "@book{rain, author = {Hale, John}, title = {On Rain}, year = {1880}}\n"
    found = link_command.find(sources_of(DRAFTED, {"bibliography/works.bib": bib}))
    (work,) = found.drafted["works.bib"].values()
    for part in ("author = {Hugh Brandt}", "title = {Clockwork at Sea}", "subtitle = {A Study}", "address = {Leeds}",
                 "publisher = {Holt}", "year = {1960}", "% To be checked: docs/essay/01-first.md:8"):  # fmt: skip
        assert part in work
    assert list(found.drafted["persons.yml"]) == ["Hugh Brandt"]
    assert "2 times" in found.drafted["persons.yml"]["Hugh Brandt"]
    (quotation,) = found.drafted["quotations.yml"].values()
    for part in ("anchor: p1", 'begins: "“the clock that never"', "work: rain", 'locator: "p. 3"', "note: n1"):
        assert part in quotation


def test_drafts_are_added_once(tmp_path: Path) -> None:
    for name, content in sources_of(DRAFTED).files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    for _ in range(2):
        done = CliRunner().invoke(main, ["link", "--write", "--project", str(tmp_path)])
        assert done.exit_code == 0, done.output
    assert (tmp_path / "drafts/works.bib").read_text("utf-8").count("@book") == 1
    assert METADATA in (tmp_path / "bibliography/edition.yml").read_text("utf-8")

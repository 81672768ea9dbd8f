"""Links are found in texts of other matter, in three languages, and none is wrong; no word of the text changes.

The cases in ``tests/cases/linking`` are texts with all their links. What is read in is the same without links, as a
file of Word and as a web page; what is found is compared with the case.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from edition.authoring.link_proposals import Proposal, all_works, proposals, written
from edition.authoring.manuscript_import import Import
from edition.authoring.project import About, write
from edition.checks.collation import copy_text
from edition.model.edition import Edition
from edition.model.kinds import Cite, Name
from edition.model.tree import Fragment, Node, find_all
from edition.sources.load import Sources, assemble, read
from folders import CASES
from manuscripts import made

LANGUAGES = {"english": "en", "german": "de", "french": "fr"}
ATTAINED = 0.9
"""The share of the citations, and of the first namings, that must be found."""


class Linked(NamedTuple):
    """The citations of a text (note, work, label, locator), and its namings (paragraph or note, key)."""

    citations: frozenset[tuple[str, ...]]
    names: frozenset[tuple[str, str]]


def outermost(content: Fragment) -> list[Cite]:
    """The citations that stand in no other."""
    found: list[Cite] = []
    for node in content:
        if isinstance(node, Cite):
            found.append(node)
        elif isinstance(node, Node):
            found += outermost(node.children)
    return found


def linked(edition: Edition) -> Linked:
    notes = [note for section in edition.sections for note in section.notes if note.kind == "authorial"]
    citations = {
        (note.label, item.work, item.label, item.locator)
        for note in notes
        for cite in outermost(note.content)
        for item in cite.items
    }
    blocks = [(p.anchor, (p.content,)) for section in edition.sections for p in section.paragraphs]
    blocks += [(note.anchor, note.content) for note in notes]
    names = {(anchor, name.key) for anchor, content in blocks for name in find_all(content, Name)}
    return Linked(frozenset(citations), frozenset(names))


def files(folder: Path) -> list[tuple[str, str]]:
    return [(name, text) for name, text in read(folder).files.items() if name.startswith("docs/essay/")]


def begun(folder: Path, manuscript: Path, works: Path, persons: Path, language: str) -> Path:
    """The folder of the edition that begins with a manuscript, a bibliography and a register."""
    beginning = Import.of(manuscript, works)
    text = beginning.manuscript
    write(folder, beginning.files(About(text.title, text.author, "E", language, "2026-01-31", text.byline)))
    shutil.copy(persons, folder / "bibliography/persons.yml")
    return folder


def with_links(folder: Path) -> tuple[Edition, Edition, list[Proposal]]:
    """The edition before and after what is sure was written, and all that was proposed."""
    before = assemble(read(folder))
    proposed = proposals(before, all_works(read(folder)), files(folder))
    changed, failed = written(files(folder), [proposal for proposal in proposed if proposal.sure])
    assert failed == []
    for name, source in changed.items():
        (folder / name).write_text(source, encoding="utf-8")
    return before, assemble(read(folder)), proposed


@pytest.mark.parametrize("ending", [".docx", ".html"])
@pytest.mark.parametrize("case", LANGUAGES)
def test_links_of_other_texts(case: str, ending: str, tmp_path: Path) -> None:
    source, works, persons = (CASES / "linking" / f"{case}.{kind}" for kind in ("md", "bib", "yml"))
    about = f"title: T\nauthor: A\nversion: 1.0.0\ndate: 2026-01-31\nlanguage: {LANGUAGES[case]}\n"
    given = {
        "bibliography/edition.yml": about,
        "bibliography/works.bib": works.read_text("utf-8"),
        "bibliography/persons.yml": persons.read_text("utf-8"),
    }
    truth = numbered(source.read_text("utf-8"))
    wanted = linked(assemble(Sources({**given, "docs/essay/01-a.md": truth})))
    assert len(wanted.citations) >= 25
    bare = re.sub(r"\[((?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]\[@[^\]]*\]", r"\1", source.read_text("utf-8"))
    bare = re.sub(r"\[((?:[^\[\]])*)\]\[@[^\]]*\]", r"\1", bare)
    assert "@" not in bare
    folder = begun(tmp_path / "e", made(tmp_path / f"a{ending}", bare), works, persons, LANGUAGES[case])
    before, after, _ = with_links(folder)
    found = linked(after)
    assert found.citations - wanted.citations == frozenset()
    assert found.names - wanted.names == frozenset()
    assert len(found.citations) >= ATTAINED * len(wanted.citations), sorted(wanted.citations - found.citations)
    assert len(found.names) >= ATTAINED * len(wanted.names), sorted(wanted.names - found.names)
    assert [line.words for line in copy_text(before)] == [line.words for line in copy_text(after)]
    assert [p for p in proposals(after, all_works(read(folder)), files(folder)) if p.sure] == []


def numbered(source: str) -> str:
    """A case with anchors below its paragraphs, numbered as those of an edition."""
    blocks, number = [], 0
    for block in source.split("\n\n"):
        plain = not block.startswith(("---", "#", "[^"))
        number += plain
        blocks.append(f"{block}\n{{: #p{number} }}" if plain else block)
    return "\n\n".join(blocks).replace("author: ", "resp: editor\n# ")

"""The essay read as plain text, and linked by the program: compared with the links that its editor wrote by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition.authoring.link_proposals import all_works, proposals, written
from edition.authoring.manuscript_import import Import
from edition.authoring.project import About, write
from edition.checks.collation import differences
from edition.model.edition import Edition
from edition.model.kinds import Cite, Name
from edition.model.records import BIBLIOGRAPHY
from edition.model.tree import Fragment, Node, find_all
from edition.sources.load import assemble, read

CITATIONS, NAMINGS = 32, 100
"""How many of the 34 citations of the author’s notes, and of the namings of persons, must be found."""


@pytest.fixture(scope="module")
def by_hand(project: Path) -> Edition:
    return assemble(read(project))


@pytest.fixture(scope="module")
def by_program(project: Path, by_hand: Edition, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition that begins with the copy-text, the works and the persons, with the links that are sure."""
    folder = tmp_path_factory.mktemp("essay") / "edition"
    assert by_hand.base_witness is not None
    beginning = Import.of(project / BIBLIOGRAPHY / by_hand.base_witness.file, project / BIBLIOGRAPHY / "works.bib")
    text = beginning.manuscript
    write(folder, beginning.files(About(text.title, text.author, "E", "en", "2026-01-31", text.byline)))
    shutil.copy(project / BIBLIOGRAPHY / "persons.yml", folder / BIBLIOGRAPHY)
    files = [(name, source) for name, source in read(folder).files.items() if name.startswith("docs/essay/")]
    found = proposals(assemble(read(folder)), all_works(read(folder)), files)
    changed, failed = written(files, [proposal for proposal in found if proposal.sure])
    assert failed == []
    for name, source in changed.items():
        (folder / name).write_text(source, encoding="utf-8")
    return assemble(read(folder))


def citations(content: Fragment, inner: bool) -> list[Cite]:
    """The citations in a note; those that stand in others too, if they are wanted."""
    found: list[Cite] = []
    for node in content:
        if isinstance(node, Cite):
            found.append(node)
        if isinstance(node, Node) and (inner or not isinstance(node, Cite)):
            found += citations(node.children, inner)
    return found


def cited(edition: Edition, inner: bool) -> set[tuple[str, ...]]:
    notes = (note for section in edition.sections for note in section.notes if note.kind == "authorial")
    return {
        (note.label, item.work, item.label, item.locator)
        for note in notes
        for cite in citations(note.content, inner)
        if cite.form != "named" or not inner
        for item in cite.items
    }


def named(edition: Edition, people: set[str]) -> set[tuple[str, str]]:
    blocks = [(p.anchor, (p.content,)) for section in edition.sections for p in section.paragraphs]
    notes = (note for section in edition.sections for note in section.notes if note.kind == "authorial")
    blocks += [(note.anchor, note.content) for note in notes]
    return {(at, name.key) for at, content in blocks for name in find_all(content, Name) if name.key in people}


def test_no_word_is_lost(by_program: Edition) -> None:
    assert by_program.base_witness is not None
    assert [difference.ours for difference in differences(by_program, by_program.base_witness)] == []


def test_the_citations_are_right(by_hand: Edition, by_program: Edition) -> None:
    every, found = cited(by_hand, inner=False), cited(by_program, inner=False)
    assert found - every == set()
    assert len(found) >= CITATIONS
    backwards = {
        (note.label, cite.items[0].work)
        for section in by_hand.sections
        for note in section.notes
        for cite in find_all(note.content, Cite)
        if note.kind == "authorial" and cite.form in ("ibid", "short")
    }
    known = {(label, work) for label, work, *_ in found}
    assert {(label, work) for label, work in backwards if label != "3"} - known == set()


def test_the_names_are_right(by_hand: Edition, by_program: Edition) -> None:
    people = {key for key, entry in by_hand.entries.items() if entry.register == "persons"}
    every, found = named(by_hand, people), named(by_program, people)
    assert found - every == set()
    assert len(found) >= NAMINGS
    in_text = {use for use in every if use[0].startswith("p")}
    assert len(in_text - found) <= 3

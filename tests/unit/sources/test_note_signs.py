"""The author's own signs of notes: what is printed, and what is their address."""

from __future__ import annotations

import pytest

from edition.checks import check
from edition.model.kinds import NoteRef
from edition.model.tree import find_all, text
from edition.permanence.numbering import planned
from edition.sources.load import assemble
from small_edition import SECTION, edition_of, sources_of

SECOND = "docs/essay/02-second.md"


@pytest.mark.parametrize(
    ("note", "label", "mark", "words"),
    [
        ("[^1]: One.", "1", "1", "One."),
        ("[^1]: One.\n    {: #n31 }", "31", "1", "One."),
        ("[^1]: One\n    and two.\n    {: #n31 }\n\n    Three.", "31", "1", "One\nand two.Three."),
        ("[^1]: One.\n\n    Two.\n    {: #n31 }", "31", "1", "One.Two."),
        ('[^1]: One.\n    {: #n31a sign="*" }', "31a", "*", "One."),
        ("[^1]: - One.\n    {: #n31 }", "31", "1", "One."),
        ("[^1]: > One.\n    {: #n31 }", "31", "1", "One."),
    ],
)
def test_the_address_and_the_sign_of_a_note(note: str, label: str, mark: str, words: str) -> None:
    edition = edition_of(f"A.[^1] B.[^1]\n{{: #p1 }}\n\n{note}")
    assert edition.findings == ()
    (found,) = edition.sections[0].notes
    assert (found.label, found.anchor, found.mark, found.at) == (label, f"n{label}", mark, ("p1",))
    assert "".join(map(text, found.content)).strip() == words
    calls = {(call.label, call.anchor, call.mark) for call in find_all(edition.sections[0].body, NoteRef)}
    assert calls == {(label, f"n{label}", mark)}


@pytest.mark.parametrize("sign", ["*", "†", "‡", "**", "iv", "a", "§", "45"])
def test_any_sign_is_a_sign(sign: str) -> None:
    edition = edition_of(f"A *word*[^{sign}] here.[^{sign}]\n{{: #p1 }}\n\n[^{sign}]: One.[^{sign}]\n    {{: #n1 }}")
    assert check(edition) == ()
    assert [call.mark for call in find_all(edition.sections[0].body, NoteRef)] == [sign, sign]


def test_a_second_anchor_of_a_note_is_a_finding() -> None:
    found = edition_of("A.[^1]\n{: #p1 }\n\n[^1]: One.\n    {: #n1 }\n\n    Two.\n    {: #n2 }").findings
    assert [(finding.code, finding.location.line) for finding in found] == [("m-bad-attribute", 11)]


def test_notes_that_begin_anew_are_given_addresses() -> None:
    notes = "[^1]: Three.\n\n[^2]: Four\n    goes on.\n\n    Further.\n"
    second = f"---\ntitle: Second\n---\n\nC.[^1] D.[^2]\n{{: #p2 }}\n\n{notes}"
    sources = sources_of("A.[^1] B.[^*]\n{: #p1 }\n\n[^1]: One.\n\n[^*]: Two.", {SECOND: second})
    assert {finding.code for finding in check(assemble(sources))} == {"n-bad-label", "n-twice"}
    plan = planned(sources)
    assert [finding.code for finding in plan.findings] == []
    assert plan.files[SECTION].endswith("[^1]: One.\n\n[^*]: Two.\n    {: #n2 }\n")
    assert "[^1]: Three.\n    {: #n3 }\n\n[^2]: Four\n    goes on.\n    {: #n4 }\n\n    Further." in plan.files[SECOND]
    assert check(plan.edition) == ()
    found = [(note.anchor, note.mark) for section in plan.edition.sections for note in section.notes]
    assert found == [("n1", "1"), ("n2", "*"), ("n3", "1"), ("n4", "2")]


def test_a_note_before_others_that_have_addresses_takes_a_letter() -> None:
    text_ = "A.[^1] B.[^*] C.[^2]\n{: #p1 }\n\n[^1]: One.\n\n[^*]: Star.\n\n[^2]: Two."
    notes = [(note.anchor, note.mark) for note in planned(sources_of(text_)).edition.sections[0].notes]
    assert notes == [("n1", "1"), ("n1a", "*"), ("n2", "2")]

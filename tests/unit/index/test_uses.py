"""Sentences, excerpts, namings by the forms of the registers, and the uses of keys."""

from __future__ import annotations

import pytest

from edition.index.uses import counts, excerpt, first_sentences, namer, sentences, uses
from edition.model.serialize import to_html
from edition.model.tree import text
from small_edition import edition_of


@pytest.mark.parametrize(
    "parts",
    [
        [""],
        ["One sentence without an end"],
        ["One. ", "Two! ", "Three? ", "Four."],
        ["“Stop!” ", "She went."],
        ["He left (at last). ", "“Then” it rained."],
        ["It was late. ", "[The] rest is lost."],
        ["He wrote … ", "Then he left."],
        ["It ended in 1869. ", "1870 was dry."],
        ["Он пришёл. ", "Потом ушёл."],
        ["It stopped. then went on."],
        ["See p. 4, pp. 5 and vol. II. ", "Then go."],
        ["Mr. Marsh and Dr. Oxley met St. Ives Jr. Smith."],
        ["J. R. Marsh wrote it. ", "A. Oxley read it."],
        ["It is said, i.e. Marsh said, e.g. Today."],
        ["And so on... Then it stopped."],
        ["Plan B. Then C."],
        ["No. 4 is missing. ", "No! ", "It is there."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    words = "".join(parts)
    assert [words[start:end] for start, end in sentences(words)] == parts


EMPHASIS = "A **very *old* lamp** in [the tower][@tower], he[^1] said.\n{: #p1 }\n\n[^1]: No.\n"


@pytest.mark.parametrize(
    ("start", "end", "markup"),
    [
        (0, 6, "A <strong>very</strong>"),
        (2, 15, "<strong>very <em>old</em> lamp</strong>"),
        (8, 18, "<strong><em>ld</em> lamp</strong> in"),
        (16, 28, "in the tower"),
        (3, 3, ""),
    ],
)
def test_an_excerpt_keeps_emphasis_and_nothing_else(start: int, end: int, markup: str) -> None:
    (paragraph,) = edition_of(EMPHASIS).sections[0].paragraphs
    assert to_html(excerpt(paragraph.content.children, start, end)) == markup


PERSONS = """
marsh: {name: Tobias Marsh, named: [Marsh, Tobias Marsh, "Marsh, T."]}
oxley: {name: Oxley, named: [Oxley, "O’Oxley"]}
levi: {name: Levi, named: ["(לוי)", "Lévi-Strauss"]}
tower: {name: The tower, named: [Tower of Marsh, "12"]}
lamp: {name: Lamp, named: [Lamp, Tower]}
"""
WORKS = "@book{lampbook, author={Marsh, Tobias}, title={The Lamp}, publisher={P}, year={1881}}\n"
MARSH, OXLEY, LAMP = (("Marsh", "marsh", "name"), ("Oxley", "oxley", "name"), ("Lamp", "lamp", "name"))
IN_TITLE = ("Lamp", "lamp", "title")
FILES = {"bibliography/persons.yml": PERSONS, "bibliography/works.bib": WORKS}


@pytest.mark.parametrize(
    ("words", "namings"),
    [
        ("Nobody is named.", []),
        ("Marsh came.", [MARSH]),
        ("Tobias Marsh came.", [("Tobias Marsh", "marsh", "name")]),
        ("The Tower of Marsh fell.", [("Tower of Marsh", "tower", "name")]),
        ("The Tower of Oxley fell.", [("Tower", "lamp", "name"), OXLEY]),
        ("Marsh, T., and Marsh, S.", [("Marsh, T.", "marsh", "name"), MARSH]),
        ("Marshes, aMarsh and Marsh_1 are other words.", []),
        ("Marsh’s lamp, Lamp-Oxley.", [MARSH, LAMP, OXLEY]),
        ("O’Oxley is not Oxley.", [("O’Oxley", "oxley", "name"), OXLEY]),
        ("Levi (לוי) and Lévi-Strauss.", [("(לוי)", "levi", "name"), ("Lévi-Strauss", "levi", "name")]),
        ("Tobias\nMarsh came.", [("Tobias\nMarsh", "marsh", "name")]),
        ("12 men and 123 women.", [("12", "tower", "name")]),
        ("marsh and MARSH are no names.", []),
        ("[The keeper][@marsh] and Oxley.", [("The keeper", "marsh", "link"), OXLEY]),
        ("[Marsh][@oxley] came.", [("Marsh", "oxley", "link")]),
        ("[Marsh][@mersh] came.", [("Marsh", "marsh", "link")]),
        ("[Nobody][@mersh] came.", []),
        ("[Oxley, *The Lamp*][@lampbook].", [OXLEY, IN_TITLE]),
        ("[Oxley, “The Lamp”][@lampbook]: “Lamp.”", [OXLEY, IN_TITLE, LAMP]),
        ("The *Lamp* by itself.", [IN_TITLE]),
        ("“The Lamp” by itself.", [LAMP]),
    ],
)  # fmt: skip
def test_namings(words: str, namings: list[tuple[str, str, str]]) -> None:
    edition = edition_of(f"{words}\n{{: #p1 }}", FILES)
    block = edition.sections[0].paragraphs[0].content
    found = sorted(namer(edition).namings(block))
    lengths = [len(form) for form, _, _ in namings]
    assert [(text(block)[at : at + n], key, kind) for (at, key, kind), n in zip(found, lengths, strict=True)] == namings


TEXT = """
Marsh came. He read [*The Lamp*][@lampbook, p. 3]. Marsh left.[^2]
{: #p1 }

Nobody stayed.[^1] It rained.
{: #p2 }

[^1]: So says [Oxley][@oxley]. See [the book][@lampbook, vol. 2].

[^2]: [Ibid.][@lampbook, pp. 3-4]
"""


def test_uses_stand_in_the_order_of_the_text_each_with_its_sentence() -> None:
    edition = edition_of(TEXT, FILES)
    shown = {
        key: [(use.at, use.note, use.form, f"{use.label} {use.locator}".strip(), use.sentence.strip()) for use in found]
        for key, found in uses(edition).items()
    }
    assert shown == {
        "marsh": [("p1", "", "name", "", "Marsh came."), ("p1", "", "name", "", "Marsh left.")],
        "lampbook": [
            ("p1", "", "short", "page 3", "He read <em>The Lamp</em>."),
            ("p1", "n2", "ibid", "page 3-4", "Marsh left."),
            ("p2", "n1", "short", "volume 2", "Nobody stayed."),
        ],
        "lamp": [("p1", "", "title", "", "He read <em>The Lamp</em>.")],
        "oxley": [("p2", "n1", "name", "", "So says Oxley.")],
    }
    assert counts(edition) == {"marsh": 1, "lampbook": 3, "lamp": 1, "oxley": 1}


@pytest.mark.parametrize(
    ("at", "bearing"),
    [
        ("p2", [("p2", "", "mark", "Nobody stayed. ")]),
        ("n1", [("p2", "n1", "mark", "")]),
        ("p1", []),  # named there already
        ("p9", []),
    ],
)
def test_an_entry_may_say_what_it_bears_on(at: str, bearing: list[tuple[str, ...]]) -> None:
    persons = PERSONS.replace("marsh: {", f"marsh: {{at: [{at}], ")
    edition = edition_of(TEXT, FILES | {"bibliography/persons.yml": persons})
    named = [("p1", "", "name", "Marsh came. "), ("p1", "", "name", "Marsh left.")]
    found = [(use.at, use.note, use.form, use.sentence) for use in uses(edition)["marsh"]]
    assert found == [*named, *bearing]


def test_what_an_entry_bears_on_stands_in_the_order_of_the_text() -> None:
    persons = PERSONS.replace("oxley: {", "oxley: {at: [p1], ")
    edition = edition_of("It rained.\n{: #p1 }\n\nOxley came.\n{: #p2 }", {"bibliography/persons.yml": persons})
    assert [(use.at, use.form) for use in uses(edition)["oxley"]] == [("p1", "mark"), ("p2", "name")]


def test_a_note_that_is_called_twice_is_used_where_it_is_called_first() -> None:
    edition = edition_of("One.[^1]\n{: #p1 }\n\nTwo.[^1]\n{: #p2 }\n\n[^1]: Says Oxley.\n", FILES)
    assert [(use.at, use.note) for use in uses(edition)["oxley"]] == [("p1", "n1")]


@pytest.mark.parametrize(
    ("words", "limit", "first"),
    [
        ("One. Two. Three.", 9, "One. Two."),
        ("One. Two. Three.", 8, "One."),
        ("One. Two. Three.", 99, "One. Two. Three."),
        ("A sentence, which is long.", 14, "A sentence …"),
        ("A sentence, which is long.", 99, "A sentence, which is long."),
        ("See p. 3. So\nit is.", 9, "See p. 3."),
        ("", 9, ""),
    ],
)
def test_descriptions_are_whole_sentences(words: str, limit: int, first: str) -> None:
    assert first_sentences(words, limit) == first

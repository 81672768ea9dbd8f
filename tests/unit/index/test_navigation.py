"""The contents of the site, and what of long contents stands in the header of a page."""

from __future__ import annotations

import pytest

from edition.index.navigation import Branch, navigation
from edition.site.menu import WINDOW, _window, rail
from small_edition import edition_of

FILES = {
    "docs/essay/02-second.md": "---\ntitle: Second *part*\nresp: editor\n---\n\nTwo.\n{: #p2 }\n",
    "docs/about/rights.md": "---\ntitle: Rights\nresp: editor\n---\n\nNone.\n",
    "docs/index.md": "---\ntitle: Start\nresp: editor\n---\n\nWords.\n",
}
LAST = ["about/versions.html", "about/downloads.html"]


def contents(files: dict[str, str]) -> dict[str, list[str]]:
    """Titles of what stands in the contents, each with the pages under it, or its own."""
    edition = edition_of("One.\n{: #p1 }", files)
    return {b.title: [under.uri for under in b.branches] or [b.uri] for b in navigation(edition)}


def test_pages_stand_in_the_contents_in_the_order_of_the_text() -> None:
    assert contents(FILES) == {
        "Title page": ["index.html"],
        "The whole text": ["print/index.html"],
        "Text": ["essay/first.html", "essay/second.html"],
        "About": ["about/rights.html", *LAST],
    }


def test_titles_of_sections_have_their_numbers_and_no_brackets() -> None:
    text = next(branch for branch in navigation(edition_of("One.", FILES)) if branch.title == "Text")
    assert [branch.title for branch in text.branches] == ["1. First", "2. Second part"]


@pytest.mark.parametrize(
    ("path", "source", "division", "pages"),
    [
        ("works.bib", "@book{w, title={W}, year={1}}", "Registers", ["works/index.html"]),
        ("works.bib", "@book{w, title={W}, year={1}}", "About", ["about/concordance.html", *LAST]),
        ("persons.yml", "a: {name: A}", "Registers", ["persons/index.html"]),
        ("events.yml", "a: {name: A}", "About", LAST),
        ("events.yml", "a: {name: A, when: {date: 1901}}", "About", ["about/chronology.html", *LAST]),
        ("quotations.yml", "q: {anchor: p1, speaker: A, state: none}", "About", ["about/quotations.html", *LAST]),
        ("observations.yml", "o: {anchor: [p1], action: keep, reason: R}", "About", ["about/emendations.html", *LAST]),
        ("audit.yml", "a: {question: Q, answer: A, met: yes}", "About", ["about/audit.html", *LAST]),
    ],
)
def test_what_an_edition_has_is_listed(path: str, source: str, division: str, pages: list[str]) -> None:
    assert contents({f"bibliography/{path}": f"{source}\n"})[division] == pages


MANY = 2 * WINDOW + 8


@pytest.mark.parametrize(
    ("count", "here", "shown"),
    [
        (3, 1, ["0", "1", "2"]),
        (2 * WINDOW + 1, -1, [str(number) for number in range(2 * WINDOW + 1)]),
        (MANY, -1, ["All 20"]),
        (MANY, 0, [*(str(number) for number in range(2 * WINDOW + 1)), "All 20"]),
        (MANY, WINDOW, [*(str(number) for number in range(2 * WINDOW + 1)), "All 20"]),
        (MANY, WINDOW + 1, [*(str(number) for number in range(1, 2 * WINDOW + 2)), "All 20"]),
        (MANY, MANY - 1, [*(str(number) for number in range(MANY - 2 * WINDOW - 1, MANY)), "All 20"]),
    ],
)
def test_of_many_pages_those_round_the_open_one_are_shown(count: int, here: int, shown: list[str]) -> None:
    pages = tuple(Branch(str(number), f"{number}.html") for number in range(count))
    assert [branch.title for branch in _window(Branch("Text", "", pages, "all.html"), here, "All 20")] == shown
    assert _window(Branch("Text", "", pages), here, "") == pages, "without a page that lists them all"


def test_the_sections_beside_the_text_keep_the_markup_of_their_titles() -> None:
    edition = edition_of("One.", FILES)
    assert [row.title for row in rail(edition, edition.sections[0])] == ["First", "Second <em>part</em>"]

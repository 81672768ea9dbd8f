"""Dates, lists of names, locators and works in the languages that have catalogues."""

from __future__ import annotations

import pytest

from edition.citations import forms
from edition.citations.dates import date_in_words
from edition.citations.locators import locator_in_words
from edition.citations.names import listed
from edition.model.messages import messages
from edition.model.records import IsoDate
from edition.model.tree import text
from small_edition import METADATA, edition_of

LANGUAGES = ("en", "en-GB", "de", "fr", "es", "ru")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1911", ("1911",) * 6),
        ("1911-03", ("March 1911", "March 1911", "März 1911", "mars 1911", "marzo de 1911", "март 1911")),
        (
            "1911-05-29",
            (
                "May 29, 1911",
                "29 May 1911",
                "29. Mai 1911",
                "29 mai 1911",
                "29 de mayo de 1911",
                "29 мая 1911",
            ),
        ),
        (
            "1911-03-01",
            ("March 1, 1911", "1 March 1911", "1. März 1911", "1er mars 1911", "1 de marzo de 1911", "1 марта 1911"),
        ),
        ("-0043", ("43 BCE", "43 BCE", "43 v. Chr.", "43 av. J.-C.", "43 a. C.", "43 до н. э.")),
    ],
)
def test_a_date(date: str, words: tuple[str, ...]) -> None:
    assert tuple(date_in_words(IsoDate(date), messages(language)) for language in LANGUAGES) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A", "B"], ("A and B", "A and B", "A und B", "A et B", "A y B", "A и B")),
        (["A", "B", "C"], ("A, B, and C", "A, B and C", "A, B und C", "A, B et C", "A, B y C", "A, B и C")),
    ],
)
def test_a_list(names: list[str], words: tuple[str, ...]) -> None:
    assert tuple(listed(names, messages(language)) for language in LANGUAGES) == words


def test_a_range_is_shortened_in_english_alone() -> None:
    pages = (locator_in_words("page", "370-371", True, words=messages(language)) for language in LANGUAGES)
    assert tuple(pages) == ("pp. 370–71", "pp. 370–71", "S. 370–371", "p. 370–371", "pp. 370–371", "с. 370–371")
    years = (date_in_words(IsoDate("1924/1926"), messages(language)) for language in ("en", "de"))
    assert tuple(years) == ("1924–26", "1924–1926")


def test_a_locator() -> None:
    found = (locator_in_words("chapter", "2", words=messages(language)) for language in LANGUAGES)
    assert tuple(found) == ("chap. 2", "chap. 2", "Kap. 2", "chap. 2", "cap. 2", "гл. 2")


BOOK = """@book{essays, title = {Essays}, editor = {Marsh, Ada and Hale, John}, translator = {Reed, Zoe},
  edition = {2}, volume = {3}, address = {London}, publisher = {Brook}, year = {1871}}"""


@pytest.mark.parametrize(
    ("language", "entry", "note"),
    [
        (
            "en",
            "Marsh, Ada, and John Hale, eds. Essays. Translated by Zoe Reed. 2nd ed. Vol. 3. London: Brook, 1871.",
            "Ada Marsh and John Hale, eds., Essays, trans. Zoe Reed, 2nd ed., vol. 3 (London: Brook, 1871), 12",
        ),
        (
            "de",
            "Marsh, Ada und John Hale, Hrsg. Essays. Übersetzt von Zoe Reed. 2. Aufl. Bd. 3. London: Brook, 1871.",
            "Ada Marsh und John Hale, Hrsg., Essays, übers. von Zoe Reed, 2. Aufl., Bd. 3 (London: Brook, 1871), S. 12",
        ),
        (
            "fr",
            "Marsh, Ada et John Hale, éds. Essays. Traduit par Zoe Reed. 2e éd. Vol. 3. London: Brook, 1871.",
            "Ada Marsh et John Hale, éds, Essays, trad. Zoe Reed, 2e éd., vol. 3 (London: Brook, 1871), p. 12",
        ),
        (
            "ru",
            "Marsh, Ada и John Hale, ред. Essays. Перевод: Zoe Reed. 2-е изд. Т. 3. London: Brook, 1871.",
            "Ada Marsh и John Hale, ред., Essays, пер. Zoe Reed, 2-е изд., т. 3 (London: Brook, 1871), с. 12",
        ),
    ],
)
def test_a_work(language: str, entry: str, note: str) -> None:
    metadata = f"{METADATA}interface_language: {language}\n"
    edition = edition_of("A.", {"bibliography/works.bib": BOOK, "bibliography/edition.yml": metadata})
    work = edition.works["essays"]
    assert text(forms.bibliography_entry(edition, work)) == entry
    assert text(forms.full_note(edition, work, "page", "12")) == note

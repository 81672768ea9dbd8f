"""Dates, lists of names, locators and works in the languages that have catalogues."""

from __future__ import annotations

import pytest

from edition.citations import forms
from edition.citations.dates import date_in_words
from edition.citations.locators import locator_in_words
from edition.citations.names import listed
from edition.citations.ranges import ordinal
from edition.citations.titles import quoted
from edition.model.kinds import CitedPlace
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


def test_y_before_the_sound_of_i_is_e_in_spanish() -> None:
    lasts = ("Iris", "Hilario", "Yves", "Hielo", "Yago", "Marsh")
    found = [listed(["A", last], messages("es")) for last in lasts]
    assert found == ["A e Iris", "A e Hilario", "A e Yves", "A y Hielo", "A y Yago", "A y Marsh"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("18XX", ("19th century", "19th century", "19. Jahrhundert", "XIXe siècle", "siglo XIX", "XIX век")),
        ("20XX", ("21st century", "21st century", "21. Jahrhundert", "XXIe siècle", "siglo XXI", "XXI век")),
        ("195X", ("1950s", "1950s", "1950er Jahre", "années 1950", "década de 1950", "1950-е годы")),
    ],
)
def test_a_century_and_a_decade(form: str, words: tuple[str, ...]) -> None:
    assert tuple(date_in_words(IsoDate(""), messages(language), form=form) for language in LANGUAGES) == words


@pytest.mark.parametrize(
    ("number", "of_series", "words"),
    [
        ("1", False, ("1st", "1st", "1.", "1re", "1.ª", "1-е")),
        ("2", False, ("2nd", "2nd", "2.", "2e", "2.ª", "2-е")),
        ("1", True, ("1st", "1st", "1.", "1re", "1.ª", "1-я")),
        ("22", True, ("22nd", "22nd", "22.", "22e", "22.ª", "22-я")),
    ],
)
def test_an_ordinal(number: str, of_series: bool, words: tuple[str, ...]) -> None:
    assert tuple(ordinal(number, messages(language), of_series) for language in LANGUAGES) == words


@pytest.mark.parametrize(
    ("words", "quoted_"),
    [
        ("A", ("“A”", "“A”", "„A“", "«\u00a0A\u00a0»", "«A»", "«A»")),
        ("A “B”", ("“A ‘B’”", "“A ‘B’”", "„A ‘B’“", "«\u00a0A “B”\u00a0»", "«A “B”»", "«A “B”»")),
        ("A «B»", ("“A «B»”", "“A «B»”", "„A «B»“", "«\u00a0A “B”\u00a0»", "«A “B”»", "«A „B“»")),
    ],
)
def test_quotation_marks_within_those_of_a_language(words: str, quoted_: tuple[str, ...]) -> None:
    assert tuple(quoted(words, messages(language)) for language in LANGUAGES) == quoted_


TRANSLATED = """@book{mayak, title = {Маяк}, author = {Морозов, Илья}, langid = {russian}, year = {1902}}
@book{lamp, title = {The Lamp}, author = {Marsh, Ada}, langid = {british}, origlanguage = {russian}, year = {1903},
  location = {Ely and Rye}}
@book{nur, title = {نور}, author = {مارش, آدا}, langid = {arabic}, publisher = {بولاق}, year = {1904}}
@book{odd, title = {Odd}, author = {Marsh, Ada}, language = {of the sea}, year = {1905}}
@mastersthesis{dykes, title = {Dykes}, author = {Marsh, Ada}, school = {Ely}, year = {1906}}
@book{eels, title = {Eels}, author = {Marsh, Ada}, pubstate = {inpress}}"""


@pytest.mark.parametrize(
    ("language", "key", "attributes"),
    [
        ("en", "mayak", {"lang": "ru"}),
        ("ru", "mayak", {}),
        ("en", "lamp", {}),
        ("de", "lamp", {"lang": "en-GB"}),
        ("de", "nur", {"lang": "ar", "dir": "rtl"}),
        ("de", "odd", {}),
    ],
)
def test_a_title_says_its_language_where_it_is_another(language: str, key: str, attributes: dict[str, str]) -> None:
    metadata = f"{METADATA}interface_language: {language}\n"
    edition = edition_of("A.", {"bibliography/works.bib": TRANSLATED, "bibliography/edition.yml": metadata})
    (title,) = forms.title(edition, edition.works[key])
    assert {name: value for name, value in title.attributes if name != "class"} == attributes


@pytest.mark.parametrize(
    ("language", "key", "words"),
    [
        ("en", "lamp", "published in Russian"), ("de", "lamp", "auf Russisch"), ("fr", "lamp", "en russe"),
        ("ru", "lamp", "(русский)"), ("en", "dykes", " Master’s thesis, Ely"), ("de", "dykes", " Masterarbeit, Ely"),
        ("fr", "dykes", " Mémoire de master, Ely"), ("es", "eels", "En prensa"), ("de", "eels", "Im Druck"),
        ("de", "lamp", "Ely und Rye, 1903"),
    ],
)  # fmt: skip
def test_the_language_of_the_first_publication_kinds_and_states(language: str, key: str, words: str) -> None:
    metadata = f"{METADATA}interface_language: {language}\n"
    edition = edition_of("A.", {"bibliography/works.bib": TRANSLATED, "bibliography/edition.yml": metadata})
    assert words in text(forms.bibliography_entry(edition, edition.works[key]))


def test_words_from_right_to_left_are_isolated() -> None:
    edition = edition_of("A.", {"bibliography/works.bib": TRANSLATED})
    note = text(forms.full_note(edition, edition.works["nur"], (CitedPlace("page", "12"),)))
    assert note == "\u2068آدا مارش\u2069, \u2068نور\u2069 (\u2068بولاق\u2069, 1904), 12"


def test_a_range_is_shortened_in_english_alone() -> None:
    pages = (locator_in_words((CitedPlace("page", "370-371"),), True, messages(language)) for language in LANGUAGES)
    assert tuple(pages) == ("pp. 370–71", "pp. 370–71", "S. 370–371", "p. 370–371", "pp. 370–371", "с. 370–371")
    years = (date_in_words(IsoDate("1924/1926"), messages(language)) for language in ("en", "de"))
    assert tuple(years) == ("1924–26", "1924–1926")


def test_a_locator() -> None:
    found = (locator_in_words((CitedPlace("chapter", "2"),), words=messages(language)) for language in LANGUAGES)
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
            "Marsh, Ada et John Hale, éds. Essays. Traduit par Zoe Reed. 2e éd. Vol. 3. London\u00a0: Brook, 1871.",
            "Ada Marsh et John Hale, éds, Essays, trad. Zoe Reed, 2e éd., vol. 3 (London\u00a0: Brook, 1871), p. 12",
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
    assert text(forms.full_note(edition, work, (CitedPlace("page", "12"),))) == note

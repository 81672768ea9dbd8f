"""The parts of a citation in words: titles, punctuation, names, dates, ranges, and the keys of sorting."""

from __future__ import annotations

import pytest

from edition.citations.dates import date_in_words
from edition.citations.names import (
    family_name,
    name_in_order,
    name_inverted,
    name_sort_key,
    names_in_bibliography,
    names_in_note,
    names_listed,
)
from edition.citations.punctuation import join_sentence, with_punctuation
from edition.citations.ranges import ordinal, ranges_in_words
from edition.citations.titles import joined_title, nest_quotation_marks, short_title, without_article
from edition.model.findings import SourceLocation
from edition.model.records import IsoDate
from edition.model.tree import E, Fragment, text
from edition.model.works import Name, Work

# --- Titles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "subtitle", "joined"),
    [
        ("Floods", "A Memoir", "Floods: A Memoir"),
        ("Why Reeds?", "A Question", "Why Reeds? A Question"),
        ("Drain the Fens!", "An Appeal", "Drain the Fens! An Appeal"),
        ("Floods", "", "Floods"),
    ],
)
def test_joined_title(title: str, subtitle: str, joined: str) -> None:
    assert joined_title(title, subtitle) == joined


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("The Lamp", "Lamp"),
        ("A Lamp", "Lamp"),
        ("An Almanac", "Almanac"),
        ("Anna’s Lamp", "Anna’s Lamp"),
        ("Theory of Lamps", "Theory of Lamps"),
        ("the lamp", "the lamp"),
        ("The", "The"),
    ],
)
def test_title_without_its_article(title: str, bare: str) -> None:
    assert without_article(title) == bare


def test_short_title_is_the_editors_if_there_is_one() -> None:
    work = Work("k", "book", "The Lamp and the Rock", SourceLocation(""), subtitle="A Memoir")
    assert short_title(work) == "Lamp and the Rock"
    for title, language, short in (
        ("The Lamp: A Memoir", "", "Lamp"), ("A propos des lampes", "fr", "A propos des lampes"),
        ("A fundação", "pt", "A fundação"), ("An Almanac", "en-GB", "Almanac"),
    ):  # fmt: skip
        assert short_title(Work("k", "book", title, SourceLocation(""), language=language)) == short
    work = Work("k", "book", "The Lamp and the Rock", SourceLocation(""), short_title="Lamp")
    assert short_title(work) == "Lamp"


@pytest.mark.parametrize(
    ("words", "depth", "nested"),
    [
        ("no marks", 1, "no marks"),
        ("the keeper’s lamp", 1, "the keeper’s lamp"),
        ("The “Wet” Discussion", 0, "The “Wet” Discussion"),
        ("The “Wet” Discussion", 1, "The ‘Wet’ Discussion"),
        ("The ‘Wet’ Discussion", 0, "The “Wet” Discussion"),
        ("“What Is ‘Home’?” Asks the Heron", 1, "‘What Is “Home”?’ Asks the Heron"),
        ("“The Keeper’s ‘Lamp’”", 1, "‘The Keeper’s “Lamp”’"),
        ("‘Tis the keepers’ lamp", 1, "‘Tis the keepers’ lamp"),
        ("“unclosed", 1, "‘unclosed"),
        ("„Wasser“ und «Land»", 1, "‚Wasser‘ und «Land»"),
        ("„Wasser“ und „Land“", 0, "„Wasser“ und „Land“"),
    ],
)
def test_quotation_marks_within_others(words: str, depth: int, nested: str) -> None:
    assert text(nest_quotation_marks(words, depth)) == nested


# --- Punctuation ---------------------------------------------------------------------------------------------------

EM = E("em", "Lamp")
QUOTED = E("span", "“Lamp”")


@pytest.mark.parametrize(
    ("fragment", "mark", "punctuated"),
    [
        (("Lamp",), ",", ("Lamp", ",")),
        (("Lamp.",), ".", ("Lamp.",)),
        (("Jr.",), ",", ("Jr.", ",")),
        (("Why?",), ".", ("Why?",)),
        (("Stop!",), ".", ("Stop!",)),
        (("Why?",), ",", ("Why?", ",")),
        (("“Lamp”",), ",", ("“Lamp,”",)),
        (("“Lamp”",), ".", ("“Lamp.”",)),
        (("“Lamp?”",), ".", ("“Lamp?”",)),
        (("“Lamp.”",), ".", ("“Lamp.”",)),
        (("“A ‘Lamp’”",), ",", ("“A ‘Lamp,’”",)),
        (("the keepers’",), ",", ("the keepers’", ",")),
        (("“the keepers’”",), ",", ("“the keepers’,”",)),
        ((QUOTED,), ",", (E("span", "“Lamp,”"),)),
        ((EM,), ",", (EM, ",")),
        (("See ", E("span", "“", EM, "”")), ".", ("See ", E("span", "“", EM, ".”"))),
        ((), ",", ()),
    ],
)
def test_punctuation_goes_inside_quotation_marks(fragment: Fragment, mark: str, punctuated: Fragment) -> None:
    assert with_punctuation(fragment, mark) == punctuated


@pytest.mark.parametrize(
    ("parts", "mark", "end", "sentence"),
    [
        (("Reed", (EM,), "", (), "12"), ",", "", ("Reed", ",", " ", EM, ",", " ", "12")),
        (("Reed", (QUOTED,), "12"), ",", ".", ("Reed", ",", " ", E("span", "“Lamp,”"), " ", "12", ".")),
        (("Reed, Jr.", (EM,)), ".", ".", ("Reed, Jr.", " ", EM, ".")),
        (("", ()), ",", ".", ()),
    ],
)
def test_parts_are_joined_to_a_sentence(
    parts: tuple[Fragment | str, ...], mark: str, end: str, sentence: Fragment
) -> None:
    assert join_sentence(parts, mark, end) == sentence


# --- Names ---------------------------------------------------------------------------------------------------------

MARSH, REED, SEDGE, RUSH = Name("Marsh", "Ada"), Name("Reed", "Ben"), Name("Sedge", "Cora"), Name("Rush", "Dan")
BERG = Name("Berg", "Jan", "van der")
KING = Name("King", "Martin Luther", suffix="Jr.")
WARDENS, OTHERS = Name(literal="Harbour Wardens"), Name(literal="others")
FOUR = (MARSH, REED, SEDGE, RUSH)


@pytest.mark.parametrize(
    ("name", "in_order", "inverted", "family"),
    [
        (MARSH, "Ada Marsh", "Marsh, Ada", "Marsh"),
        (BERG, "Jan van der Berg", "Berg, Jan van der", "van der Berg"),
        (KING, "Martin Luther King Jr.", "King, Martin Luther, Jr.", "King"),
        (Name("毛", "泽东"), "毛泽东", "毛泽东", "毛"),
        (Name("Satō", "Haruo", family_first=True), "Satō Haruo", "Satō Haruo", "Satō"),
        (WARDENS, "Harbour Wardens", "Harbour Wardens", "Harbour Wardens"),
        (Name("Plato"), "Plato", "Plato", "Plato"),
        (Name("Чехов", "А. П."), "А. П. Чехов", "Чехов, А. П.", "Чехов"),
    ],
)
def test_order_of_a_name(name: Name, in_order: str, inverted: str, family: str) -> None:
    assert (name_in_order(name), name_inverted(name), family_name(name)) == (in_order, inverted, family)


@pytest.mark.parametrize(
    ("names", "in_note", "short", "in_bibliography", "listed"),
    [
        ((), "", "", "", ""),
        ((MARSH,), "Ada Marsh", "Marsh", "Marsh, Ada", "Ada Marsh"),
        ((MARSH, BERG), "Ada Marsh and Jan van der Berg", "Marsh and van der Berg", "Marsh, Ada, and Jan van der Berg",
         "Ada Marsh and Jan van der Berg"),
        (FOUR[:3], "Ada Marsh, Ben Reed, and Cora Sedge", "Marsh, Reed, and Sedge",
         "Marsh, Ada, Ben Reed, and Cora Sedge", "Ada Marsh, Ben Reed, and Cora Sedge"),
        (FOUR, "Ada Marsh et al.", "Marsh et al.", "Marsh, Ada, Ben Reed, Cora Sedge, and Dan Rush",
         "Ada Marsh, Ben Reed, Cora Sedge, and Dan Rush"),
        ((MARSH, OTHERS), "Ada Marsh et al.", "Marsh et al.", "Marsh, Ada, et al.", "Ada Marsh et al."),
    ],
)  # fmt: skip
def test_several_names(names: tuple[Name, ...], in_note: str, short: str, in_bibliography: str, listed: str) -> None:
    assert names_in_note(names) == in_note
    assert names_in_note(names, short=True) == short
    assert names_in_bibliography(names) == in_bibliography
    assert names_listed(names) == listed


def test_of_more_than_ten_names_a_bibliography_has_seven() -> None:
    names = tuple(Name(f"Reed{number}") for number in range(11))
    assert names_in_bibliography(names) == "Reed0, Reed1, Reed2, Reed3, Reed4, Reed5, Reed6, et al."
    assert names_in_bibliography(names[:10]).endswith("Reed8, and Reed9")


# --- Dates and ranges ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1924", "1924"),
        ("1924-03", "March 1924"),
        ("1924-03-29", "March 29, 1924"),
        ("1924/1926", "1924–26"),
        ("1924-03-29/1924-04-02", "March 29–April 2, 1924"),
        ("1924-03-29/1925-04-02", "March 29, 1924–April 2, 1925"),
        ("1924-03-29/1924-03-31", "March 29–31, 1924"),
        ("1924-03/1924-04", "March–April 1924"),
        ("1924/1924", "1924"),
        ("0033", "AD 33"),
        ("-0044", "44 BCE"),
        ("-0044-03-15", "March 15, 44 BCE"),
        ("-0050/-0044", "50–44 BCE"),
        ("-0044/0014", "44 BCE–AD 14"),
        ("", ""),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert date_in_words(IsoDate(date)) == words


@pytest.mark.parametrize(
    ("form", "words", "year"),
    [
        ("1955~", "[ca. 1955]", "[ca. 1955]"),
        ("1955?", "[1955?]", "[1955?]"),
        ("1955%", "[ca. 1955?]", "[ca. 1955?]"),
        ("1955-03~", "[ca. March 1955]", "[ca. 1955]"),
        ("1955/..", "1955–", "1955–"),
        ("../1955", "–1955", "–1955"),
        ("1955-21", "Spring 1955", "1955"),
        ("195X", "1950s", "1950s"),
        ("18XX", "19th century", "19th century"),
        ("[1955]", "[1955]", "[1955]"),
    ],
)
def test_dates_that_are_not_exact_in_words(form: str, words: str, year: str) -> None:
    assert date_in_words(IsoDate("1955"), form=form) == words
    assert date_in_words(IsoDate("1955"), form=form, only_year=True) == year


@pytest.mark.parametrize(
    ("number", "words"),
    [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("4", "4th"), ("11", "11th"), ("12", "12th"), ("13", "13th"),
     ("21", "21st"), ("112", "112th"), ("123", "123rd")],
)  # fmt: skip
def test_ordinal(number: str, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(("date", "year"), [("1924-03-29", "1924"), ("1924-03/1926-01", "1924–26"), ("", "")])
def test_the_year_of_a_date(date: str, year: str) -> None:
    assert date_in_words(IsoDate(date), only_year=True) == year


@pytest.mark.parametrize(
    ("pages", "abbreviated"),
    [
        ("3-10", "3–10"),
        ("370-371", "370–71"),
        ("370-71", "370–71"),
        ("101-108", "101–8"),
        ("100-104", "100–104"),
        ("1496-1500", "1496–500"),
        ("12991--13001", "12991–3001"),
        ("122-123, 125-127", "122–23, 125–27"),
        ("99-104", "99–104"),
        ("xi-xiv", "xi–xiv"),
        ("12r-13v", "12r–13v"),
        ("12-11", "12–11"),
        ("85n3", "85n3"),
        ("", ""),
    ],
)
def test_ranges_are_abbreviated(pages: str, abbreviated: str) -> None:
    assert ranges_in_words(pages) == abbreviated


# --- Order ---------------------------------------------------------------------------------------------------------


def test_names_are_sorted_by_family_name_then_by_the_rest() -> None:
    names = [BERG, Name("Eco", "U."), Name("Éluard", "P."), WARDENS, MARSH, Name("Marsh", "Ben"), Name("Öhman"), RUSH]
    assert sorted(names, key=name_sort_key, reverse=True) == names[::-1]

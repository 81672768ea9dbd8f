"""What follows a key in a citation: label, locator and suffix; and what only looks like a locator."""

from __future__ import annotations

import pytest

from edition.model.kinds import WITHOUT_AUTHOR, CitationItem, CitedPlace
from edition.model.locators import LOCATOR_TERMS, LocatorTerm, by_division, several
from edition.sources.locators import citation_items, looks_like_a_locator

READ = [
    ("p. 3", "page 3", ""),
    ("pp. 3-4", "page 3-4", ""),
    ("pp. 3–4", "page 3–4", ""),
    ("pp. 370--371", "page 370--371", ""),
    ("p 3", "page 3", ""),
    ("p.3", "page 3", ""),
    ("P. 3", "page 3", ""),
    ("page 3", "page 3", ""),
    ("pages 3, 5", "page 3, 5", ""),
    ("85", "page 85", ""),
    ("85n3", "page 85n3", ""),
    ("85 and passim", "page 85", "and passim"),
    ("74, 76, 81", "page 74, 76, 81", ""),
    ("pp. 122-123, pp. 125-127", "page 122-123, 125-127", ""),
    ("p. 3, who was there", "page 3", ", who was there"),
    ("p. 3, I believe", "page 3", ", I believe"),
    ("327a", "page 327a", ""),
    # roman numerals are roman numerals
    ("xii", "page xii", ""),
    ("XII", "page XII", ""),
    ("xi-xiv", "page xi-xiv", ""),
    ("p. xii", "page xii", ""),
    ("pp. iv, vi-xi, 3", "page iv, vi-xi, 3", ""),
    ("p. xii and passim", "page xii", "and passim"),
    ("I think so", "", "I think so"),
    ("mild and civil", "", "mild and civil"),
    ("ibid", "", "ibid"),
    ("in passing", "", "in passing"),
    ("iiiii", "", "iiiii"),
    ("xIi", "", "xIi"),
    # terms, short and in full, one and several
    ("§ 3", "section 3", ""),
    ("§3", "section 3", ""),
    ("§§ 3-4", "section 3-4", ""),
    ("secs. 3-4", "section 3-4", ""),
    ("¶ 3", "paragraph 3", ""),
    ("¶¶ 3-4", "paragraph 3-4", ""),
    ("paras. 3-4", "paragraph 3-4", ""),
    ("ch. 2", "chapter 2", ""),
    ("chs. 2", "chapter 2", ""),
    ("chap. iv", "chapter iv", ""),
    ("chapters 2, 4", "chapter 2, 4", ""),
    ("chapter two", "", "chapter two"),
    ("v. 3", "verse 3", ""),
    ("vv. 3-5", "verse 3-5", ""),
    ("bk. 2", "book 2", ""),
    ("pt. 1", "part 1", ""),
    ("l. 5", "line 5", ""),
    ("ll. 5-7", "line 5-7", ""),
    ("n. 3", "note 3", ""),
    ("no. 3", "issue 3", ""),
    ("no doubt", "", "no doubt"),
    ("col. 3, who was there", "column 3", ", who was there"),
    ("fols. 12r-13v", "folio 12r-13v", ""),
    ("act 2", "act 2", ""),
    ("sc. 3", "scene 3", ""),
    ("tbl. 4", "table 4", ""),
    ("suppl. 1", "supplement 1", ""),
    ("op. 12", "opus 12", ""),
    ("s.v. lamp-oil, where he errs", "sub-verbo lamp-oil", ", where he errs"),
    ("s.v. “lamp, oil of”", "sub-verbo “lamp, oil of”", ""),
    # several places are kept apart; after a volume a number is a page
    ("vol. 2", "volume 2", ""),
    ("vol. 2, pp. 33-35", "volume 2; page 33-35", ""),
    ("vol. 2, page 33", "volume 2; page 33", ""),
    ("vol. 1, ch. 2", "volume 1; chapter 2", ""),
    ("chap. 2, p. 45", "chapter 2; page 45", ""),
    ("vol. 2, 33", "volume 2; page 33", ""),
    ("vol. II, p. 33 and passim", "volume II; page 33", "and passim"),
    ("vols. 2, 3", "volume 2, 3", ""),
    ("vol. 2: 33", "volume 2; page 33", ""),
    ("pp. 3-5, chap. 2", "page 3-5; chapter 2", ""),
    ("fol. 3r, p. 2, line 5", "folio 3r; page 2; line 5", ""),
    ("bk. 2, chap. 3, § 4", "book 2; chapter 3; section 4", ""),
    # ranges of any dash, signs behind numbers, what follows
    ("pp. 3—5", "page 3—5", ""),
    ("pp. 3a–b", "page 3a–b", ""),
    ("p. 12*", "page 12*", ""),
    ("p. [12]", "page [12]", ""),
    ("pp. 3 and 5", "page 3 and 5", ""),
    ("app. B", "appendix B", ""),
    ("12 May 1911", "", "12 May 1911"),
    ("cf. p. 33", "", "cf. p. 33"),
    # German, French, Spanish
    ("S. 12", "page 12", ""),
    ("S. 12 f.", "page 12 f.", ""),
    ("S. 12 ff., bes. 14", "page 12 ff.", ", bes. 14"),
    ("Bd. 2, S. 3", "volume 2; page 3", ""),
    ("Sp. 3", "column 3", ""),
    ("Anm. 4", "note 4", ""),
    ("Kap. 2", "chapter 2", ""),
    ("S. 3 und 5", "page 3 und 5", ""),
    ("t. 2, p. 3", "volume 2; page 3", ""),
    ("p. 12 sq.", "page 12 sq.", ""),
    ("p. 3 et 5", "page 3 et 5", ""),
    ("n° 3", "issue 3", ""),
    ("pág. 12", "page 12", ""),
    ("págs. 12-14", "page 12-14", ""),
    ("cap. 3", "chapter 3", ""),
    ("núm. 3", "issue 3", ""),
    ("2. Bd., S. 45", "volume 2; page 45", ""),
    ("2nd vol., p. 45", "volume 2; page 45", ""),
    ("3e partie", "part 3", ""),
    ("Bd. 2,1, S. 45", "volume 2,1; page 45", ""),
    ("vol. 2:33", "volume 2; page 33", ""),
    ("S. 3 bis 5", "page 3 bis 5", ""),
    ("pages 3 to 5", "page 3 to 5", ""),
    ("p. 3 to p. 5", "page 3", "to p. 5"),
    ("S. 3 u. 5", "page 3 u. 5", ""),
    ("p. 33 et suiv.", "page 33 et suiv.", ""),
    ("p. 33 y ss.", "page 33 y ss.", ""),
    ("f. 12 v°", "folio 12 v°", ""),
    ("ff. 3 recto-5", "folio 3 recto-5", ""),
    (", 33", "page 33", ""),
    ("\nvol. 2,\np. 33", "volume 2; page 33", ""),
    ('p. 3 ("x; y")', "page 3", '("x; y")'),
    ("págs. 3 a 5", "page 3 a 5", ""),
    ("del 3 al 5", "", "del 3 al 5"),
    ("p. 3 et seq.", "page 3 et seq.", ""),
    ("S. 33ff., 5f.", "page 33ff., 5f.", ""),
    ("fol. 3 r", "folio 3 r", ""),
    ("Bd. II,1, S. 33", "volume II,1; page 33", ""),
    ("Bd. II,1", "volume II,1", ""),
    # volumes without a term; a volume or an issue with its year
    ("2:33", "volume 2; page 33", ""),
    ("2: 33", "volume 2; page 33", ""),
    ("II:33–35 and passim", "volume II; page 33–35", "and passim"),
    ("1:3, 5, 2:7", "volume 1; page 3, 5; volume 2; page 7", ""),
    ("1:3 and 2:7", "volume 1; page 3; volume 2; page 7", ""),
    ("vol. 1, pp. 3, 5, vol. 2, 7", "volume 1; page 3, 5; volume 2; page 7", ""),
    ("II, 33", "volume II; page 33", ""),
    ("ii, 33", "page ii, 33", ""),
    ("I/3, 5", "volume I/3; page 5", ""),
    ("2/1:33", "volume 2/1; page 33", ""),
    ("I.3, p. 5", "volume I.3; page 5", ""),
    ("12(3): 45", "volume 12(3); page 45", ""),
    ("s.v. eel, 2:33", "sub-verbo eel; volume 2; page 33", ""),
    ("vol. 2 (1901), p. 33", "volume 2 (1901); page 33", ""),
    ("3 (May 1901): 33", "volume 3 (May 1901); page 33", ""),
    ("3, no. 2 (1901): 33", "volume 3; issue 2 (1901); page 33", ""),
    # other numbers with colons and full stops
    ("1:23:45", "page 1:23:45", ""),
    ("12:05", "page 12:05", ""),
    ("III.ii.3", "page III.ii.3", ""),
    ("act III.2", "act III.2", ""),
    # letters of columns and notes, several headwords, marks behind numbers
    ("§§ 3(a)–(c)", "section 3(a)–(c)", ""),
    ("art. 3(2)(ii), n. 4", "article-locator 3(2)(ii); note 4", ""),
    ("S12", "page S12", ""),
    ("B3r–B4v, 5", "page B3r–B4v, 5", ""),
    ("vol. 2, S12", "volume 2; page S12", ""),
    ("A4 paper", "", "A4 paper"),
    ("45%", "", "45%"),
    ("3 May", "", "3 May"),
    ("3 de mayo", "", "3 de mayo"),
    ("33 may be wrong", "page 33", "may be wrong"),
    ("1901-05-03", "", "1901-05-03"),
    ("3/5/1901", "", "3/5/1901"),
    ("p. 3, col. b", "page 3; column b", ""),
    ("nn. a–c", "note a–c", ""),
    ("s.vv. eel, pike, p. 3", "sub-verbo eel, pike; page 3", ""),
    ("p. 3**", "page 3**", ""),
    # what stands round a number is no part of it, a number before a word no page
    ("p. 3)", "page 3", ")"),
    ("pp. [3]–[5])", "page [3]–[5]", ")"),
    ("s.v. eel) and pike", "sub-verbo eel", ") and pike"),
    ("(3 of them)", "", "(3 of them)"),
    ("p. 3 – a fine page", "page 3", "– a fine page"),
    ("1 Cor. 2:3", "", "1 Cor. 2:3"),
    ("3. Aufl., S. 33", "", "3. Aufl., S. 33"),
    ("1955 ed., p. 33", "", "1955 ed., p. 33"),
    # no locator at all
    ("2nd ed., 33", "", "2nd ed., 33"),
    ("passim", "", "passim"),
    ("a summary", "", "a summary"),
]


def places(item: CitationItem) -> str:
    return "; ".join(" ".join(place) for place in item.places)


@pytest.mark.parametrize(("written", "expected", "suffix"), READ)
def test_a_locator_is_read(written: str, expected: str, suffix: str) -> None:
    (item,) = citation_items(f"@k, {written}")
    assert (places(item), item.suffix.strip(" ,")) == (expected, suffix.strip(" ,"))
    assert (item.work, item.prefix) == ("k", "")
    assert not looks_like_a_locator(item)


@pytest.mark.parametrize(
    "written",
    [
        "p.", "pp. abc", "§", "chs.", "chap. two", "p. iiiii", "s.v.",
        "chps. 2", "fasc. 2", "fasc. iv", "i. 3", "c. 1924", "pl.3", "chaper 2", "sectoin 3",
        "1901, p. 3", "(1901), p. 3", "1901: 33", "**p. 3**", "*p.* 3", "l. c., p. 3", "n.d.", "{p. 3",
    ],
)  # fmt: skip
def test_what_looks_like_a_locator_and_is_not_read_is_seen(written: str) -> None:
    (item,) = citation_items(f"@k, {written}")
    assert (item.label, item.locator, item.suffix) == ("", "", f", {written}")
    assert looks_like_a_locator(item)


@pytest.mark.parametrize("written", [": 3", ". p. 3"])
def test_a_key_is_followed_by_a_comma(written: str) -> None:
    (item,) = citation_items(f"@k{written}")
    assert (item.locator, looks_like_a_locator(item)) == ("", True)


@pytest.mark.parametrize(
    "written",
    [
        "", "passim", "cf. also the preface", "trans. C. Paul", "ed. I. Deutscher", "written in 1924", "after 1924",
        "an 8-page pamphlet", "no doubt", "note the plural", "late 1924",
    ],
)  # fmt: skip
def test_a_suffix_may_be_any_words(written: str) -> None:
    assert not looks_like_a_locator(CitationItem("k", suffix=written))


@pytest.mark.parametrize(
    ("cluster", "items"),
    [
        ("@k", [CitationItem("k")]),
        ("see @k", [CitationItem("k", prefix="see ")]),
        (
            "see @a, p. 3; and @b, chap. 2, a summary",
            [CitationItem("a", "page", "3", "see "), CitationItem("b", "chapter", "2", "and ", ", a summary")],
        ),
        ("no key", [CitationItem("", suffix="no key")]),
        ("-@k, p. 3", [CitationItem("k", "page", "3", mode=WITHOUT_AUTHOR)]),
        ("see -@k", [CitationItem("k", prefix="see ", mode=WITHOUT_AUTHOR)]),
        ("@{conf/fen:12}, p. 3", [CitationItem("conf/fen:12", "page", "3")]),
        ("@doe:2012.a/b+c", [CitationItem("doe:2012.a/b+c")]),
        ("@Müller_2010.", [CitationItem("Müller_2010", suffix=".")]),
        ("@k {pp. iv, (xv)-(xvii)} with suffix", [CitationItem("k", "page", "iv, (xv)-(xvii)", suffix=" with suffix")]),
        ("@k, {the third leaf}, recto", [CitationItem("k", "page", "the third leaf", suffix=", recto")]),
        ("@k, {vol. 2, p. 3}", [CitationItem("k", "page", "3", within=(CitedPlace("volume", "2"),))]),
        ("@k, {a {b} c}", [CitationItem("k", "page", "a {b} c")]),
        ("@k, p. 3; vol. 3, p. 7", [CitationItem("k", "page", "3"), CitationItem("", suffix="vol. 3, p. 7")]),
        ("@k;", [CitationItem("k"), CitationItem("")]),
        ('@k, "a; b"; @l', [CitationItem("k", suffix=', "a; b"'), CitationItem("l")]),
        ("@k 3, *a; b*, `c; d`", [CitationItem("k", "page", "3", suffix=", *a; b*, `c; d`")]),
        ("@k, ‘a; b’, [c; d](e)", [CitationItem("k", suffix=", ‘a; b’, [c; d](e)")]),
        (
            "“a; @k, 12*; 13*, @l”",
            [
                CitationItem("", suffix="“a"),
                CitationItem("k", "page", "12*"),
                CitationItem("l", prefix="13*, ", suffix="”"),
            ],
        ),
        ("--@k", [CitationItem("k", prefix="--")]),
        ("@k, {}, 99 years later", [CitationItem("k", suffix=", 99 years later")]),
    ],
)
def test_a_citation_has_its_items(cluster: str, items: list[CitationItem]) -> None:
    assert citation_items(cluster) == tuple(items)


@pytest.mark.parametrize("term", LOCATOR_TERMS.values(), ids=lambda term: term.label)
def test_every_form_of_a_term_is_read_as_that_term(term: LocatorTerm) -> None:
    for form in (term.one, term.many, *term.also):
        assert places(citation_items(f"@k, {form} 7")[0]) == f"{term.label} 7"


def test_no_form_belongs_to_two_terms() -> None:
    of_form: dict[str, set[str]] = {}
    for term in LOCATOR_TERMS.values():
        for form in (term.one, term.many, *term.also):
            of_form.setdefault(form.rstrip("."), set()).add(term.label)
    assert {form: labels for form, labels in of_form.items() if len(labels) > 1} == {}


@pytest.mark.parametrize(
    ("label", "locator", "numbers"),
    [
        ("page", "3, 5, and 7–9", "3|5|7–9"), ("page", "3 und 5", "3|5"), ("page", "3 u. 5 f.", "3|5 f."),
        ("page", "xi et xiv", "xi|xiv"), ("page", "33 et suiv.", "33 et suiv."), ("page", "33 y ss.", "33 y ss."),
        ("volume", "2,1", "2,1"), ("volume", "2, 3", "2|3"), ("sub-verbo", "eel, pike", "eel, pike"),
    ],
)  # fmt: skip
def test_numbers_of_a_place(label: str, locator: str, numbers: str) -> None:
    assert "|".join(several(CitedPlace(label, locator))) == numbers


@pytest.mark.parametrize(
    ("written", "parts"),
    [("1:3, 5, 2:7", [["1", "3, 5"], ["2", "7"]]), ("chap. 2, p. 3, n. 4", [["2", "3", "4"]]), ("passim", [])],
)
def test_places_in_several_volumes_are_several(written: str, parts: list[list[str]]) -> None:
    (item,) = citation_items(f"@k, {written}")
    assert [[place.locator for place in part] for part in by_division(item.places)] == parts

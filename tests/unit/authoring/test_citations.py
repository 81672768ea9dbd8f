"""Citations in notes of invented matter: what is sure is right, and what could mean another work is not sure."""

from __future__ import annotations

import pytest

from edition.authoring.link_writer import linked
from edition.authoring.note_reader import NoteReader
from edition.authoring.printed_locators import locator_at
from edition.authoring.source_map import Link, Passage, passages
from edition.authoring.work_index import WorkIndex
from edition.sources import bibtex

WORKS = """
@book{hive, author = {Hale, John}, title = {The Hive}, subtitle = {The Year of the Bee}, address = {London},
  publisher = {Brook}, year = {1871}}
@book{rain, author = {Hale, John}, title = {On Rain}, address = {London}, publisher = {Brook}, year = {1880}}
@book{winter, author = {Hale, Mary}, title = {Winter Bees}, address = {Oxford}, publisher = {Quill}, year = {1890}}
@book{poems, author = {Stone, Peter}, title = {Poems}, address = {Leeds}, publisher = {Ash}, year = {1900}}
@book{collected, author = {Stone, Peter}, title = {Collected Poems}, address = {Leeds}, publisher = {Ash},
  year = {1910}}
@book{life, author = {King, Anne}, title = {Peter Stone}, subtitle = {A Life}, address = {Leeds}, publisher = {Ash},
  year = {1950}}
@book{dale, author = {Dale, Tom}, title = {The Hive}, address = {Bath}, publisher = {Mole}, year = {1999}}
@article{fox, author = {Fox, Una and Dale, Tom}, title = {Bees and Men}, journal = {Journal of Bees}, volume = {3},
  year = {2001}, pages = {1--20}}
@book{lamb, author = {Lamb, Ida}, title = {Letters}, volumes = {3}, address = {York}, publisher = {Oak}, year = {1881}}
@book{diary, author = {Lamb, Ida}, title = {Diary of a Year}, volume = {1}, address = {York}, year = {1890}}
@book{bees, author = {Hale, John}, title = {Über die Bienen}, address = {Bonn}, publisher = {Rhein}, year = {1869}}
@book{smith2001a, author = {Smith, Al}, title = {Alpha}, year = {2001}, publisher = {P}}
@book{smith2001b, author = {Smith, Al}, title = {Beta}, year = {2001}, publisher = {P}}
"""
HIVE = "John Hale, The Hive (London: Brook, 1871), p. 3."
CASES: list[tuple[list[str], list[str]]] = [
    ([HIVE, "Hale, p. 4."], ["@hive, p. 3", "@hive, p. 4"]),
    ([HIVE, "Mary Hale, Winter Bees (Oxford: Quill, 1890), p. 5.", "Hale, p. 6."], ["@hive, p. 3", "@winter, p. 5"]),
    ([HIVE, "Mary Hale, p. 9."], ["@hive, p. 3"]),
    ([HIVE, "M. Hale, p. 9."], ["@hive, p. 3"]),
    (["J. Hale, On Rain, p. 7.", "Hale, Hive, 12."], ["@rain, p. 7", "@hive, p. 12"]),
    ([f"See {HIVE[:-1]}; Peter Stone, Poems (Leeds: Ash, 1900), 5.", "Ibid., p. 9."], ["@hive, p. 3", "@poems, p. 5"]),
    ([HIVE, "Rupert Cole, Drones (Hull: Pym, 1802), p. 9.", "Ibid., p. 10."], ["@hive, p. 3"]),
    ([HIVE, "A letter of the keeper.", "Ibid., p. 10."], ["@hive, p. 3"]),
    ([HIVE, "Ibid.", "Ibid., 5, 7."], ["@hive, p. 3", "@hive, p. 3", "@hive, pp. 5, 7"]),
    (["The hive is described in The Hive (1999).", "The Hive, p. 22."], []),
    (["Tom Dale, The Hive (Bath, 1999), 20.", "Dale, The Hive, 21."], ["@dale, p. 20", "@dale, p. 21"]),
    (["Stone, Collected Poems, p. 3.", "Stone, Poems, p. 4."], ["@collected, p. 3", "@poems, p. 4"]),
    (["Stone, Collected Poems, p. 3.", "Stone, Poems, p. 4.", "Stone, p. 5."], ["@collected, p. 3", "@poems, p. 4"]),
    (
        ["Anne King, Peter Stone: A Life (Leeds: Ash, 1950), p. 7.", "King, Peter Stone, 8."],
        ["@life, p. 7", "@life, p. 8"],
    ),
    (["For Peter Stone see King 1950, 80."], ["@life, p. 80"]),
    (["Peter Stone (1900–1950) was a poet."], []),
    (["Una Fox and Tom Dale, “Bees and Men,” Journal of Bees 3 (2001): 1–20."], ["@fox, pp. 1–20"]),
    (
        ["Fox and Dale, “Bees and Men,” 7.", "Fox/Dale, p. 8.", "Fox et al. 2001: 9."],
        ["@fox, p. 7", "@fox, p. 8", "@fox, p. 9"],
    ),
    (["Lamb, Letters, 2:33.", "Lamb, Letters, II, 34."], ["@lamb, vol. 2, p. 33", "@lamb, vol. II, p. 34"]),
    (["Letters of this kind are common, p. 3.", "Stone walls are common in 1900."], []),
    (["Rupert Cole, The Hive (Hull: Pym, 1802), p. 9.", "Cole, The Hive, p. 10."], []),
    (
        ["As Smith 2001, 5, says.", "Smith 2001a, 5.", "Smith (2001b), p. 7."],
        ["@smith2001a, p. 5", "@smith2001b, p. 7"],
    ),
    (["J. Hale, “The Hive,” Bee World Review 3 (1871): 5."], []),
    (["John Hale, The Hive and the Honey Bee (Boston: Comb, 1920), p. 3."], []),
    (["John Hale, The Hive, new ed. (New York: Bough, 1950), p. 3."], []),
    (["Cf. Hale’s The Hive, p. 3, and Dale’s The Hive, p. 4."], ["@hive, p. 3", "@dale, p. 4"]),
    (["I owe this to John Hale. On Rain there is more to say."], []),
    (
        ["Hale, John: The Hive. London 1871, S. 12.", "Ders., On Rain. London 1880, S. 3.", "Ebd., S. 5 ff."],
        ["@hive, p. 12", "@rain, p. 3", "@rain, pp. 5ff"],
    ),
    (
        [
            "Hale, John: The Hive. London 1871, S. 12.",
            "Ein Zusatz.",
            "Hale: Hive (wie Anm. 1), S. 9.",
            "Hale, a. a. O., S. 2.",
        ],
        ["@hive, p. 12", "@hive, p. 9", "@hive, p. 2"],
    ),
    (
        ["John Hale, The Hive, Londres, Brook, 1871, p. 12.", "Hale, op. cit., p. 13.", "Ibid., p. 14-15."],
        ["@hive, p. 12", "@hive, p. 13", "@hive, pp. 14-15"],
    ),
    (["Ida Lamb, Letters, vol. 2 (York: Oak, 1881), p. 3.", "Lamb, Letters (Hull, 1950), 4."], ["@lamb, p. 3"]),
    (["A letter of Hale, 1871, p. 4."], []),
    (["Stone, Peter: Collected Poems. Leeds: Ash 1910. S. 12-13."], ["@collected, pp. 12-13"]),
    (
        ["J. Hale, Ueber die Bienen, S. 3.", "John Hale, Über die Bienen (Bonn: Rhein, 1869), S. 4."],
        ["@bees, p. 3", "@bees, p. 4"],
    ),
    (["Lamb, Diary of a Year, vol. 1, p. 3.", "Lamb, Diary of a Year, vol. 2, p. 3."], ["@diary, p. 3"]),
]


@pytest.fixture(scope="module")
def work_index() -> WorkIndex:
    works, findings = bibtex.works(WORKS, "works.bib")
    assert [finding for finding in findings if finding.code != "b-missing-field"] == []
    return WorkIndex({work.key: work for work in works})


@pytest.mark.parametrize(("notes", "sure"), CASES, ids=[notes[-1][:40] for notes, _ in CASES])
def test_only_what_is_certain_is_sure(work_index: WorkIndex, notes: list[str], sure: list[str]) -> None:
    reader = NoteReader(work_index)
    found = []
    for number, words in enumerate(notes, 1):
        places = tuple(range(len(words) + 1))
        found += reader.citations(Passage("a.md", 1, str(number), False, words, places, places))
    assert [f"@{cited.work}, {cited.locator}".rstrip(", ") for cited in found if cited.sure] == sure


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (", p. 12", "p. 12"), (", pp. 12-14.", "pp. 12-14"), (", S. 3 f.", "pp. 3f"), (", Bd. 2, S. 3", "vol. 2, p. 3"),
        (", t. II, p. 3-5 ;", "vol. II, pp. 3-5"), (", 74, 76, 81.", "pp. 74, 76, 81"), (" (p. 9)", "p. 9"),
        (", chap. 4", "chap. 4"), (", Kap. 3", "chap. 3"), (", p. xii", "p. xii"), (": 45–61.", "pp. 45–61"),
        (", 1871.", None), (", s. 3", None), (" and more", None), (", 12 May", None), (", n° 4", "no. 4"),
        (", pp. 3 and 5.", "pp. 3, 5"), (": 3–19, at p. 5.", "p. 5"),
    ],
)  # fmt: skip
def test_locators_as_they_are_printed(words: str, written: str | None) -> None:
    found = locator_at(words, 0)
    assert (found.written if found else None) == written


SECTION = """\
---
title: A
---

A *word* and [Hale][@hale], \\*not\\* [so] `code` <https://a.b/c_d>.[^1]
{: #p1 }

> Quoted *at **some** length*
> over lines.
{: #p2 }

* one [two](http://x.y/)
* three

{: #p3 }

```
no words
```

[^1]: See [Hale, *The Hive*, p. 3][@hive, p. 3]; [@rain].

    More of it.
"""


def test_the_places_of_words() -> None:
    found = passages("a.md", SECTION)
    assert [(p.label, p.anchor, p.words) for p in found] == [
        ("", "p1", "A word and Hale, *not* [so] code https://a.b/c_d."),
        ("", "p2", "Quoted at some length over lines."),
        ("", "p3", "one two"),
        ("", "p3", "three"),
        ("1", "", "See Hale, The Hive, p. 3; ."),
        ("1", "", "More of it."),
    ]
    for passage in found:
        for index, character in enumerate(passage.words):
            written = SECTION[passage.starts[index] : passage.ends[index + 1]]
            assert written.removeprefix("\\").replace("\n", " ") == character
    assert found[4].links == (Link(4, 24, "@hive, p. 3"), Link(26, 26, "@rain"))


@pytest.mark.parametrize(
    ("source", "words", "made"),
    [
        ("See *The Hive* here.", "The Hive", "See [*The Hive*][@k] here."),
        ("See *The Hive, p. 3*.", "The Hive", "See *[The Hive][@k], p. 3*."),
        ("See Hale, *The Hive*, p. 3.", "Hale, The Hive, p. 3", "See [Hale, *The Hive*, p. 3][@k]."),
        ("See [Hale][@hale], p. 3.", "Hale, p. 3", "See [[Hale][@hale], p. 3][@k]."),
        ("**Hale** and *x*", "Hale", "[**Hale**][@k] and *x*"),
        ("a \\*Hale\\* b", "*Hale*", "a [\\*Hale\\*][@k] b"),
        ("a *b Hale* c", "Hale* c".replace("*", ""), "a *b Hale* c"),
    ],
)
def test_links_go_round_markup(source: str, words: str, made: str) -> None:
    (passage,) = passages("a.md", source)
    start = passage.words.index(words)
    assert linked(source, [(passage, Link(start, start + len(words), "@k"))]) == made

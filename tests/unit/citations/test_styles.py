"""Citations in a CSL style: our words are pandoc's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from citation_forms import pandoc, pandoc_words, style, with_italics
from edition.checks import check
from edition.citations import forms, processor
from edition.citations.bibliography import bibliography
from edition.citations.citation_target import CitationTarget, citation_target, shared_targets
from edition.citations.csl_json import for_processor
from edition.citations.styled import without_stop
from edition.citations.styled_self import own_forms
from edition.model.edition import Edition
from edition.model.kinds import Cite
from edition.model.styles import StyleError, StyleRequest
from edition.model.tree import Element, find_all, text
from edition.model.works import translated
from edition.sources import pandoc as program
from small_edition import METADATA, edition_of

WORKS = """\
@book{marsh, author = {Marsh, Ada}, title = {The Hive}, subtitle = {A Year}, location = {Ely}, publisher = {Fen}, date = {1871}}
@book{again, author = {Marsh, Ada}, title = {The Lamp}, location = {Ely}, publisher = {Fen}, date = {1873~}}
@article{reed, author = {Reed, Ben and Oxley, Hanna}, title = {On \\emph{Eels}}, journaltitle = {Fens}, volume = {3}, number = {2},
  date = {1911-04}, pages = {33--60}, doi = {10.1000/eels}}
@incollection{tides, author = {van der Berg, Jan}, title = {Tides}, booktitle = {Essays}, editor = {Oxley, Hanna}, pages = {1--9},
  location = {York}, publisher = {Ouse}, date = {1955}}
@thesis{dykes, author = {Hale, John}, title = {Dykes}, type = {phdthesis}, institution = {University of Ely}, date = {1950}}
@report{pumps, author = {{Fen Board}}, title = {Pumps and `Mills'}, type = {White Paper}, number = {12}, institution = {Fen Board},
  location = {Ely}, date = {1912}}
@online{rain, author = {Sat\\=o, Haruo}, title = {Why It Rains}, organization = {Fen Society}, url = {https://example.org/a_b}, urldate = {2021-02-03}}
@collection{level, editor = {Quill, Zoe and Wick, Sam and Rush, Dan and Ash, Lou}, title = {The Great Level}, maintitle = {A History of Fens}, volume = {2},
  edition = {3}, series = {Water Library}, number = {7}, translator = {Noak, Noa}, location = {Rye}, publisher = {Lock}, date = {1901/1905}}
"""  # noqa: E501
CITATIONS = (
    "see @marsh, 12; @reed, 34",
    "@marsh, 14",
    "-@again",
    "@tides, chap. 2",
    "@dykes",
    "@pumps; @rain",
    "@level, vol. 2, pp. 33–35",
    "@level, 40",
)
TEXT = "One." + "".join(f"[^ed-{n}]" for n in range(len(CITATIONS))) + "\n{: #p1 }\n\n"
NOTES = "\n\n".join(f"[^ed-{number}]: [{cited}]" for number, cited in enumerate(CITATIONS))


def styled_edition(name: str, language: str = "en") -> Edition:
    metadata = METADATA.replace("language: en", f"language: {language}") + f"style: {name}\n"
    return edition_of(TEXT + NOTES, {"bibliography/edition.yml": metadata, "bibliography/works.bib": WORKS})


def joined(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ")).strip()


STYLES = (
    "chicago-notes-bibliography-17th-edition",
    "chicago-notes-bibliography-subsequent-ibid-17th-edition",
    "theologie-und-philosophie",
    "apa",
    "modern-language-association",
    "ieee",
)
"""Notes with short forms, with ibid., and in a German style; author and date, author and title, numbers."""


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("name", STYLES)
def test_our_words_are_pandocs(name: str, language: str, tmp_path: Path) -> None:
    edition = styled_edition(name, language)
    assert [finding for finding in check(edition) if finding.code == "y-bad-style"] == []
    items = [for_processor(translated(work, language)) for work in edition.works.values()]
    (tmp_path / "works.json").write_text(json.dumps(items), "utf-8")
    (tmp_path / "style.csl").write_text(style(name), "utf-8")
    notes = "\n\n".join(f"x^[[{cited}]]" for cited in CITATIONS)
    elements = pandoc(f"---\nlang: {language}\nnocite: '@*'\n---\n\n{notes}\n", tmp_path)
    theirs = [
        joined(pandoc_words(node)).removesuffix(".") for node in elements if re.fullmatch(r"fn\d+", node.get("id"))
    ]
    cites = [cite for note in edition.sections[0].notes for cite in find_all(note.content, Cite)]
    ours = [joined(with_italics(forms.worded(edition, cite)[0].children)) for cite in cites]
    assert ours == theirs
    listed = [joined(text(forms.listed_entry(edition, work))) for work in bibliography(edition)]
    entries = [node for node in elements if node.get("id").startswith("ref-")]
    assert listed == [joined(text(node)) for node in entries]


def test_a_work_by_itself_has_all_its_names_and_places() -> None:
    edition = styled_edition("chicago-notes-bibliography-17th-edition")
    work = edition.works["again"]
    assert with_italics(forms.bibliography_entry(edition, work)).startswith("Marsh, Ada.")
    assert with_italics(forms.listed_entry(edition, work)).startswith("———.")
    assert text(without_stop(("a.",))) == "a"


def test_citations_with_words_of_their_own_count_for_those_that_follow() -> None:
    """Else “ibid.” would be printed after a citation of another work."""
    style = "chicago-notes-bibliography-subsequent-ibid-17th-edition"
    files = {"bibliography/edition.yml": f"{METADATA}style: {style}\n", "bibliography/works.bib": WORKS}
    notes = ("[@marsh, 12]", "[@marsh, 14]", "[Reed, “Eels,” 34][@reed, 34]", "[@marsh, 15]", "[@reed]")
    defined = "\n\n".join(f"[^ed-{number}]: {cited}" for number, cited in enumerate(notes))
    edition = edition_of(TEXT + defined, files)
    cites = [cite for note in edition.sections[0].notes for cite in find_all(note.content, Cite)]
    words = [joined(with_italics(forms.worded(edition, cite)[0].children)) for cite in cites]
    assert words == [
        "Ada Marsh, *The Hive: A Year* (Ely: Fen, 1871), 12",
        "ibid., 14",
        "Reed, “Eels,” 34",
        "Marsh, *Hive*, 15",
        "Reed and Oxley, “On *Eels*.”",
    ]


def test_a_style_that_knows_no_parts_has_them_behind_the_volume() -> None:
    works = "@book{a, author = {Marsh, Ada}, title = {Eels}, volume = {3}, part = {2}, series = {newseries}}"
    files = {"bibliography/works.bib": works, "bibliography/edition.yml": f"{METADATA}style: infoclio-de\n"}
    edition = edition_of("One [@a].\n{: #p1 }", files)
    assert (
        joined(text(forms.bibliography_entry(edition, edition.works["a"])))
        == "Marsh, Ada: Eels, vol. 3.2, (new series)."
    )


def test_the_same_citation_twice_in_a_line_is_a_later_one_the_second_time() -> None:
    metadata = f"{METADATA}style: {STYLES[0]}\n"
    note = "One.[^1]\n{: #p1 }\n\n[^1]: [@marsh, 12] and [@marsh, 12].\n"
    edition = edition_of(note, {"bibliography/edition.yml": metadata, "bibliography/works.bib": WORKS})
    cites = find_all(edition.sections[0].notes[0].content, Cite)
    words = [with_italics(forms.worded(edition, cite)[0].children) for cite in cites]
    assert words == ["Ada Marsh, *The Hive: A Year* (Ely: Fen, 1871), 12", "Marsh, 12"]


@pytest.mark.parametrize(
    ("name", "language", "whole", "paragraph"),
    [
        (
            "chicago-notes-bibliography-17th-edition",
            "en",
            [
                "Full citation: A, *Small*, version 1.1.0, ed. E (2001)",
                "Bibliography: A. *Small*. Version 1.1.0. Edited by E. 2001.",
            ],
            ["Full citation: A, *Small*, version 1.1.0, ed. E (2001), para. ⟨number⟩"],
        ),
        (
            "apa",
            "de",
            ["Kurznachweis: (A, 2001)", "Literaturverzeichnis: A. (2001). *Small* (E, Hrsg.; Version 1.1.0)."],
            ["Kurznachweis: (A, 2001, Abs. ⟨number⟩)"],
        ),
        ("ieee", "en", ["Bibliography: A, *Small*, Version 1.1.0. 2001."], []),
    ],
)
def test_how_to_cite_is_in_the_style(name: str, language: str, whole: list[str], paragraph: list[str]) -> None:
    edition = styled_edition(name, language)

    def shown(cited: CitationTarget) -> list[str]:
        return [f"{term}: {with_italics(form)}" for term, form in own_forms(edition, cited)]

    assert shown(CitationTarget())[:-1] == whole
    assert shown(shared_targets(edition)["paragraph"])[:-1] == [*paragraph, *whole[-1:]]
    assert citation_target(edition, "marsh").title == "Marsh, Hive" or name.startswith("chicago")


@pytest.mark.parametrize(
    ("name", "words"), [("no-such-style", "no style"), ("broken.csl", "not CSL"), ("word.csl", "not CSL")]
)
def test_a_style_that_cannot_be_used_is_a_finding(name: str, words: str) -> None:
    files = {"bibliography/edition.yml": f"{METADATA}style: {name}\n", "bibliography/works.bib": WORKS}
    files |= {"bibliography/broken.csl": "<style", "bibliography/word.csl": "<html/>"}
    edition = edition_of(TEXT + NOTES, files)
    (found,) = (finding for finding in check(edition) if finding.code == "y-bad-style")
    assert words in found.message
    assert "The Hive" in text(forms.full_note(edition, edition.works["marsh"])), "the built-in style stands in"


def test_without_pandoc_the_finding_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> str:
        raise program.PandocError("pandoc is not installed", missing=True)

    monkeypatch.setattr(processor, "run", missing)
    with pytest.raises(StyleError):
        processor.process(StyleRequest("", "en", "[]", ""))
    (found,) = (finding for finding in check(styled_edition("apa")) if finding.code == "y-bad-style")
    assert "pip install" in found.hint


@pytest.mark.parametrize(
    ("name", "language", "note", "full"),
    [
        (STYLES[0], "de", "Hale, „Dykes“, 4", "John Hale, „Dykes“ (Diss., University of Ely, 1950), Kap. 3, S. 33"),
        (
            STYLES[0],
            "it",
            "Hale, «Dykes», 4",
            "John Hale, «Dykes» (PhD diss., University of Ely, 1950), chap. 3, p. 33",
        ),
        ("kritische-ausgabe", "de", "Hale, John: Dykes, S. 4", "Hale, John: Dykes. 1950. Kap. 3, S. 33"),
    ],
)
def test_words_are_of_the_language_and_no_number_of_a_note_is_pandocs(
    name: str, language: str, note: str, full: str
) -> None:
    """Pandoc counts the citations that it formats; the notes of an edition have other numbers."""
    metadata = METADATA.replace("language: en", f"language: {language}") + f"style: {name}\n"
    notes = "[^1]: [@dykes].\n\n[^2]: [Ebd.][@dykes, chap. 3, p. 33]; [@marsh].\n\n[^3]: [@dykes, 4].\n"
    files = {"bibliography/edition.yml": metadata, "bibliography/works.bib": WORKS}
    edition = edition_of("One.[^1][^2][^3]\n{: #p1 }\n\n" + notes, files)
    _, printed, _, later = [cite for note in edition.sections[0].notes for cite in find_all(note.content, Cite)]
    (item,) = printed.items
    whole = forms.full_note(edition, edition.works["dykes"], item.places)
    assert [joined(with_italics(words)) for words in (forms.worded(edition, later)[0].children, whole)] == [note, full]


def test_a_link_before_a_work_stays_one() -> None:
    metadata = METADATA + f"style: {STYLES[0]}\n"
    text_ = "One.[^1]\n{: #p1 }\n\n[^1]: [see [*it*](https://e.org/y) @reed, 4]\n"
    edition = edition_of(text_, {"bibliography/edition.yml": metadata, "bibliography/works.bib": WORKS})
    (cite,) = find_all(edition.sections[0].notes[0].content, Cite)
    links = [
        node for word in forms.worded(edition, cite) for node in find_all(word.children, Element) if node.tag == "a"
    ]
    assert [(text(link), link.get("href")) for link in links] == [("it", "https://e.org/y")]


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("@marsh, “a; b” and `c; d`", "(Marsh, 1871, “a; b” and c; d)"),
        ("@marsh, {p. 3; 5}; @dykes (e; f)", "(Marsh, 1871, pp. 3; 5; Hale, 1950 (e; f))"),
        ("@marsh, 3, a@reed.org, \\@reed", "(Marsh, 1871, p. 3, a@reed.org, @reed)"),
    ],
)
def test_only_semicolons_between_works_divide(cited: str, words: str) -> None:
    files = {"bibliography/edition.yml": f"{METADATA}style: apa\n", "bibliography/works.bib": WORKS}
    edition = edition_of(f"One.[^1]\n{{: #p1 }}\n\n[^1]: [{cited}]\n", files)
    (cite,) = find_all(edition.sections[0].notes[0].content, Cite)
    assert [joined(with_italics(word.children)) for word in forms.worded(edition, cite)] == [words]

"""What reference managers read from the formats of other programs, where they do not read what was meant.

Zotero’s translators were run on these formats; what they take from a field is said beside it.
"""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Callable

import bibtexparser
import pytest

from edition.citations.bibtex import bibtex
from edition.citations.csl_json import csl_json, for_processor
from edition.citations.formats import ris
from edition.data.mods import collection, mods
from edition.model.works import Work
from edition.sources.bibtex import works
from edition.sources.latex import decoded
from folders import CASES

SOURCE = """
@book{fen, editor = {Reed, Ada and von Weir, Carl}, translator = {Reed, Ada}, title = {Ditches and ‘Dykes’},
  subtitle = {A “History”}, introduction = {Marsh, Ida}, volumes = {2}, series = {Water}, number = {7},
  date = {1924}, origdate = {1890-05}, isbn = {978-1-60846-396-1}}
@incollection{tide, author = {{Dyke Board}}, bookauthor = {Reed, Ada}, editor = {Weir, Carl}, title = {Tides},
  booktitle = {Fens}, booksubtitle = {Essays}, series = {Water}, number = {8}, volumes = {3}, date = {1925}}
@misc{board, author = {Reed, Ada}, title = {To the Board}, entrysubtype = {letter}, date = {1924}}
@periodical{times, title = {Fenland Times}}
@periodical{ague, title = {Fenland Times}, issuetitle = {The Ague}, issuesubtitle = {A Number}, volume = {4},
  date = {1898}}
@book{old, title = {Old}, date = {1990}, isbn = {0-521-45403-4}}
@book{spaced, title = {Spaced}, date = {1990}, isbn = {0 521 45403 4}, pagetotal = {320}, library = {K 7}}
@book{both, author = {Reed, Ada and others}, title = {Both}, date = {1990/1992}, isbn = {9781608463961, 1608463964}}
@article{paper, author = {Reed, Ada}, title = {P}, journaltitle = {J}, date = {1990~}, issn = {1234-5679}, pages = {3},
  url = {https://example.org/}, urldate = {2020-01-02}}
@video{film, editor = {Marsh, Ada and others}, editortype = {director}, editora = {Reed, Ben}, editoratype = {founder},
  editorb = {Weir, Carl}, editorbtype = {compiler}, editorc = {Hale, Jo}, editorctype = {reader},
  illustrator = {Poe, Ann}, title = {Dykes}, date = {1959}}
@misc{poster, author = {Reed, Ada}, title = {Dykes}, type = {poster}, date = {1924}}
@book{how, author = {Reed, Ada}, title = {\\emph{Dykes}}, howpublished = {mimeographed}, date = {1924}}
@software{program, author = {Reed, Ada}, title = {Lamp}, version = {2.1}, date = {2020},
  urldate = {2021-02-03}}
@dataset{data, author = {Reed, Ada}, title = {Tides}, date = {2020}}
@report{report, author = {Reed, Ada}, title = {R}, institution = {Dyke Board}, number = {9}, type = {report},
  date = {1990}}
@book{wars, author = {von Weir, Carl and Reed, Jr., Ben},
  title = {On Wars in H\\textsubscript{2}O\\textsuperscript{a-b}},
  annotator = {Poe, Ann}, maintitle = {Works}, volume = {2}, date = {-0043}}
@book{ides, title = {Ides}, author = {Le Blanc, Paul}, date = {-0043-03-15}}
@book{new, title = {New}, date = {2030}, isbn = {979-10-90636-07-1}}
"""
WORKS: dict[str, Work] = {work.key: work for work in works(SOURCE, "works.bib")[0]}

BY_WHOM = (
    ("Directed by", "Ada Marsh and others"), ("Narrated by", "Jo Hale"), ("Illustrated by", "Ann Poe"),
    ("Compiled by", "Carl Weir"), ("Founded by", "Ben Reed"),
)  # fmt: skip


def tags(key: str) -> list[tuple[str, str]]:
    return [(line[:2], line[6:]) for line in ris(WORKS[key]).split("\r\n") if line]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("fen", {"ED": ["Reed, Ada", "von Weir, Carl"], "A4": ["Reed, Ada"], "A2": [], "M1": ["7"], "NV": ["2"]}),
        ("fen", {"M2": ["original-date: 1890-05"], "N1": ["Introduction by Ida Marsh"], "A5": [], "": []}),
        ("tide", {"AU": ["Dyke Board"], "C2": ["Reed, Ada"], "ED": ["Weir, Carl"], "A2": [], "A3": []}),
        ("tide", {"SV": ["8"], "M1": [], "IS": ["3"], "NV": [], "T2": ["Fens: Essays"], "T3": ["Water"]}),
        ("times", {"TY": ["JFULL"]}),
        ("spaced", {"SP": ["320"], "SN": ["0 521 45403 4"], "CN": ["K 7"]}),
        ("both", {"AU": ["Reed, Ada"], "N1": ["And others"], "M2": ["issued: 1990/1992"], "PY": ["1990"]}),
        ("film", {"ED": [], "N1": [f"{by} {whom}" for by, whom in BY_WHOM]}),
        ("paper", {"SN": ["1234-5679"], "Y2": ["2020/01/02"], "M2": ["issued: 1990~"], "SP": ["3"]}),
        ("report", {"SN": ["9"], "PB": ["Dyke Board"]}),
        ("board", {"TY": ["PCOMM"]}),
        (
            "wars",
            {"PY": ["-0044"], "DA": ["-0044"], "M2": ["Main title: Works"], "AU": ["von Weir, Carl", "Reed, Ben, Jr."]},
        ),
        ("ides", {"PY": ["-0044"], "DA": ["-0044-03-15"]}),  # a slash in its place is no sign
        ("how", {"T2": [], "M2": ["mimeographed"]}),  # T2 of a book is its series
    ],
)
def test_ris(key: str, expected: dict[str, list[str]]) -> None:
    """A2 of a book is the series editor, M1 of a chapter its number of volumes, A3 of a chapter the series editor."""
    assert {tag: [value for name, value in tags(key) if name == tag] for tag in expected} == expected


@pytest.mark.parametrize(
    ("key", "entry_type", "fields"),
    [
        ("fen", "book", {"title": "{Ditches and ‘Dykes’}", "subtitle": "{A “History”}"}),
        ("fen", "book", {"annote": "Introduction by Ida Marsh. 2 volumes. original-date: 1890-05"}),
        ("tide", "incollection", {"booktitle": "{Fens: Essays}", "booksubtitle": None}),
        ("tide", "incollection", {"annote": "In a book by Ada Reed. 3 volumes"}),
        ("board", "letter", {"annote": None}),
        ("film", "movie", {"editora": "Marsh, Ada and others", "editoratype": "director", "compiler": "Weir, Carl"}),
        ("film", "movie", {"editorb": "Hale, Jo", "editorbtype": "narrator", "editorctype": "illustrator"}),
        ("times", "misc", {"entrysubtype": "periodical"}),
        ("data", "misc", {"entrysubtype": "dataset"}),
        ("how", "book", {"title": "{\\textit{Dykes}}"}),
        # commands for raised and lowered words stay in the title; of a year by itself the sign goes
        (
            "wars",
            "book",
            {"title": "{On Wars in H$_{\\textrm{2}}$O\\textsuperscript{a-b}}", "date": "-0043", "year": "-0043"},
        ),
        (
            "wars",
            "book",
            {"annote": "Annotated by Ann Poe. Main title: Works", "author": "von Weir, Carl and Reed, Jr., Ben"},
        ),
    ],
)
def test_bibtex(key: str, entry_type: str, fields: dict[str, str | None]) -> None:
    """Zotero drops entries of types unknown to it, keeps emph and TeX’s quotation marks, and knows no booksubtitle."""
    (entry,) = bibtexparser.parse_string(bibtex(WORKS[key]), parse_stack=[]).entries
    found = {field.key: re.sub(r"^\{(.*)\}$", r"\1", str(field.value)) for field in entry.fields}
    assert entry.entry_type == entry_type
    assert {name: found.get(name) for name in fields} == fields


def test_what_csl_cannot_say_is_said_in_its_note() -> None:
    assert csl_json(WORKS["fen"])["note"] == "original-date: 1890-05\nIntroduction by Ida Marsh"
    assert "note" not in csl_json(WORKS["tide"])
    assert (csl_json(WORKS["program"])["type"], for_processor(WORKS["program"])["type"]) == ("book", "software")
    assert csl_json(WORKS["film"])["note"] == "Founded by Ben Reed\nAnd others"


def test_csl_json_keeps_what_zotero_knows_no_variable_for() -> None:
    item = csl_json(WORKS["wars"])
    assert item["author"] == [
        {"family": "von Weir", "given": "Carl"},
        {"family": "Reed", "given": "Ben", "suffix": "Jr."},
    ]
    assert item["note"].splitlines()[0] == "volume-title: On Wars in H<sub>2</sub>O<sup>a-b</sup>"
    assert item["issued"] == {"date-parts": [[-44]]}


def test_the_processor_has_no_variable_for_how_a_work_was_published_and_no_issues() -> None:
    """As pandoc reads them: the one is a publisher, the other a part of its periodical."""
    how, issue = for_processor(WORKS["how"]), for_processor(WORKS["ague"])
    assert (how["publisher"], how.get("container-title")) == ("mimeographed", None)
    assert for_processor(WORKS["poster"])["genre"] == "poster"
    assert [issue[name] for name in ("type", "title", "container-title", "volume")] == [
        "article-journal",
        "The Ague: A Number",
        "Fenland Times",
        "4",
    ]


def test_names_that_are_left_out_are_no_name_but_for_the_processor() -> None:
    named = [{"family": "Marsh", "given": "Ada"}]
    assert csl_json(WORKS["film"])["director"] == named
    assert for_processor(WORKS["film"])["director"] == [*named, {"literal": "others"}]
    assert for_processor(WORKS["film"])["note"] == "Founded by Ben Reed"


def texts(record: etree.Element, path: str) -> list[str]:
    steps = path.replace("/", "/{http://www.loc.gov/mods/v3}")
    return [node.text or "" for node in record.findall("./" + ("{http://www.loc.gov/mods/v3}" + steps))]


@pytest.mark.parametrize(
    ("key", "path", "expected"),
    [
        ("fen", "identifier[@type='isbn']", ["1608463966"]),  # of 13 digits the first ten are taken
        ("fen", "identifier[@type='uri']", ["urn:isbn:978-1-60846-396-1"]),
        ("old", "identifier[@type='isbn']", ["0-521-45403-4"]),
        ("new", "identifier[@type='isbn']", []),
        ("spaced", "identifier[@type='isbn']", ["0-521-45403-4"]),
        ("spaced", "physicalDescription/extent", ["320 pages"]),
        ("spaced", "classification", ["K 7"]),
        ("both", "identifier[@type='isbn']", ["1608463966", "1608463964"]),
        ("both", "note", ["And others", "issued: 1990/1992"]),
        (
            "film",
            "name/role/roleTerm",
            "contributor director drt contributor nrt contributor ill contributor compiler com contributor ctb".split(),
        ),
        ("wars", "name/role/roleTerm", "author aut author aut contributor annotator ann".split()),  # else an author
        ("wars", "name/namePart", ["von Weir", "Carl", "Reed", "Ben, Jr.", "Poe", "Ann"]),
        ("wars", "originInfo/dateIssued", ["-0044"]),
        ("paper", "identifier[@type='issn']", ["1234-5679"]),
        ("paper", "note", ["issued: 1990~"]),
        ("how", "note", ["mimeographed"]),
        ("program", "note", ["Version: 2.1", "Accessed: 2021-02-03"]),
        ("how", "relatedItem", []),
        ("new", "identifier[@type='uri']", ["urn:isbn:979-10-90636-07-1"]),
        ("fen", "relatedItem[@type='series']/titleInfo/partNumber", ["7"]),
        ("fen", "physicalDescription/extent", ["2 volumes"]),
        ("fen", "relatedItem[@type='original']/originInfo/dateIssued", ["1890-05"]),
        ("fen", "note", ["Introduction by Ida Marsh", "original-date: 1890-05"]),
        ("tide", "relatedItem[@type='host']/name/role/roleTerm", ["bookAuthor"]),  # a code would make him an author
    ],
)
def test_mods(key: str, path: str, expected: list[str]) -> None:
    assert texts(etree.fromstring(mods(WORKS[key])), path) == expected


def test_several_records_list_their_format_once() -> None:
    root = etree.fromstring(collection(WORKS.values()))
    assert texts(root, "mods/titleInfo[1]/title")[0] == "Ditches and ‘Dykes’"
    assert len(texts(root, "mods")) == len(WORKS)
    assert [node.get("name") for node in root.iter("format")] == ["mods"]


ALL_FIELDS, _ = works((CASES / "citations/all_fields.bib").read_text("utf-8"), "all_fields.bib")
TEXTUAL = tuple(
    "title subtitle title_addon short_title main_title container_title container_subtitle container_title_addon "
    "issue_title issue_subtitle collection_title collection_number volume part issue number chapter edition publisher "
    "publisher_place medium event_title event_place original_title original_publisher original_publisher_place status "
    "url doi eprint eprint_type note addendum".split()
)


def bare(words: str) -> str:
    """Words in small letters without accents, tags and marks."""
    letters = unicodedata.normalize("NFKD", re.sub(r"<[^<>]*>", "", words).casefold())
    return "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))


@pytest.mark.parametrize("written", [bibtex, ris, lambda work: json.dumps(csl_json(work), ensure_ascii=False), mods])
def test_what_an_entry_says_is_in_every_format(written: Callable[[Work], str | bytes]) -> None:
    lost = {}
    for work in ALL_FIELDS:
        record = written(work)
        words = bare(decoded(record) if written is bibtex else record.decode() if isinstance(record, bytes) else record)
        names = [name.family or name.literal for name in (creator.name for creator in work.creators)]
        values = " ".join((*names, *(getattr(work, attribute) for attribute in TEXTUAL)))
        if missing := {word for word in bare(values).split() if len(word) > 1 and word not in words}:
            lost[work.key] = missing
    assert lost == {}

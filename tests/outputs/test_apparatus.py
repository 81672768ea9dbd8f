"""The apparatus is counted again from the files, and every entry is followed to its passage and back."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

import pytest
import yaml

from edition.model.tree import Element, text
from site_reader import elements

REGISTERS = ("persons", "organisations", "places", "events")


def data(project: Path, name: str) -> dict[str, dict[str, object]]:
    """A register as YAML has it, read without the engine."""
    file = project / "bibliography" / name
    return (yaml.safe_load(file.read_text(encoding="utf-8")) or {}) if file.exists() else {}


@pytest.fixture(params=["own", "tiny"])
def built(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """A project and its site."""
    own = request.param == "own"
    return (
        request.getfixturevalue("project" if own else "tiny"),
        request.getfixturevalue("site" if own else "tiny_site"),
    )


def test_the_quotations_are_all_there_with_their_totals(built: tuple[Path, Path]) -> None:
    project, site = built
    quotations = data(project, "quotations.yml")
    nodes = elements(site / "about/quotations.html")
    assert Counter(
        node.get("id") for node in nodes if node.tag == "li" and node.get("id").startswith("row-")
    ) == Counter(f"row-{key}" for key in quotations)
    totals = next(node for node in nodes if node.get("class") == "totals")
    shown = Counter()
    for item in totals.children:
        if isinstance(item, Element):
            shown[item.get("class").removeprefix("state-")] = int(re.search(r"\d+", text(item))[0])
    assert shown == Counter(map(verdict, quotations.values()))


def verdict(quotation: dict) -> str:
    """What is said of a quotation: its state; or that it agrees with the text cited at second hand only."""
    hands = {compared.get("hand", "first") for compared in quotation.get("compared", ())} - {"other"}
    return "second" if quotation["state"] == "agrees" and hands == {"second"} else str(quotation["state"])


def test_every_quotation_is_marked_in_the_text(built: tuple[Path, Path]) -> None:
    project, site = built
    marked = Counter(
        node.get("id")
        for file in (site / "essay").glob("*.html")
        for node in elements(file)
        if node.get("class") == "quotation" and node.get("id")
    )
    assert set(marked) == set(data(project, "quotations.yml"))


def test_the_figures_of_the_audit_are_those_of_the_files(project: Path, site: Path) -> None:
    if not (site / "about/audit.html").exists():
        pytest.skip("the edition in the project asks itself nothing in audit.yml")
    figures: dict[str, int] = {}
    for row in (node for node in elements(site / "about/audit.html") if node.tag == "tr"):
        cells = [text(cell) for cell in row.children if isinstance(cell, Element)]
        figures.setdefault(cells[0], int(cells[1]))
    works = data(project, "works.yml")
    persons = data(project, "persons.yml")
    cited = {node.get("id") for node in works_cited(site / "works/index.html")}
    expected = {
        "Quotations": len(data(project, "quotations.yml")),
        "Emendations": len(data(project, "emendations.yml")),
        "Readings queried or noted": len(data(project, "observations.yml")),
        "Works": len(re.findall("(?m)^@(?!string)", (project / "bibliography/works.bib").read_text(encoding="utf-8"))),
        "— partly verified": sum(work["checked"] == "part" for key, work in works.items() if key in cited),
        "Persons": len(persons),
        "— without an authority record": sum("identifiers" not in person for person in persons.values()),
        **{heading(site / name / "index.html"): len(data(project, f"{name}.yml")) for name in REGISTERS},
    }
    assert {name: figures[name] for name in expected} == expected


def heading(page: Path) -> str:
    """The heading of a page, in the language of the interface."""
    return next(text(node) for node in elements(page) if node.tag == "h1")


def works_cited(page: Path) -> list[Element]:
    """The rows of the bibliography under the works cited by the author."""
    after = [node for node in elements(page) if node.tag in ("h2", "ul", "li")]
    start = next(number for number, node in enumerate(after) if node.get("id") == "works-cited")
    rows = after[start + 1 :]
    end = next((number for number, node in enumerate(rows) if node.tag == "h2"), len(rows))
    return [node for node in rows[:end] if node.tag == "li"]


def links(site: Path, uri: str) -> set[str]:
    """Where a page leads to on the site, each with its fragment."""
    found = set()
    for node in elements(site / uri):
        href = node.get("href")
        if node.tag == "a" and href and not urlsplit(href).scheme:
            path, _, fragment = href.partition("#")
            found.add((normpath(join(dirname(uri), path)) if path else uri) + (f"#{fragment}" if fragment else ""))
    return found


def test_every_entry_is_reached_from_the_text_or_leads_to_it(built: tuple[Path, Path]) -> None:
    project, site = built
    text_pages = [f"essay/{file.name}" for file in sorted((site / "essay").glob("*.html"))]
    from_text = set().union(*(links(site, uri) for uri in text_pages))
    lonely = []
    for register in (*REGISTERS, *(data(project, "edition.yml").get("registers") or {})):
        for key in data(project, f"{register}.yml"):
            uri = f"{register}/{key}.html"
            to_text = {link for link in links(site, uri) if link.split("#")[0] in text_pages and "#" in link}
            if uri not in from_text and not to_text:
                lonely.append(uri)
            if uri in from_text:
                assert to_text, f"{uri} is named in the text and does not lead back"
    assert lonely == []

"""What stands in the contents of the site: title page, sections, registers, the editor's pages."""

from __future__ import annotations

from dataclasses import dataclass

from edition.index.addresses import section_uri
from edition.index.tables import dated, folders
from edition.model.edition import Edition
from edition.model.tree import text


@dataclass(frozen=True, slots=True)
class Branch:
    """A title with the page it leads to, or with what stands under it; where that is much, ``whole`` lists it all."""

    title: str
    uri: str = ""
    branches: tuple[Branch, ...] = ()
    whole: str = ""


def navigation(edition: Edition) -> tuple[Branch, ...]:
    """The contents of the site in the order of the reader's interest."""
    sections = tuple(Branch(section.numbered_title, section_uri(section.slug)) for section in edition.sections)
    headings = {key: register.heading for key, register in edition.registers.items()} | {"works": "Bibliography"}
    used = {*folders(edition).values()}
    registers = tuple(Branch(heading, f"{key}/index.html") for key, heading in headings.items() if key in used)
    about = tuple(Branch(text(page.heading), f"{page.uri}.html") for page in edition.prose if page.uri != "index")
    lists = tuple(Branch(title, f"about/{name}.html") for name, title, there in _lists(edition) if there)
    divided = (
        Branch("Text", "", sections, "index.html#contents"),
        Branch("Registers", "", registers),
        Branch("About", "", about + lists),
    )
    front = (Branch("Title page", "index.html"), Branch("The whole text", "print/index.html"))
    return (*front, *(branch for branch in divided if branch.branches))


def _lists(edition: Edition) -> tuple[tuple[str, str, bool], ...]:
    return (
        ("emendations", "Emendations and queries", bool(edition.emendations or edition.observations)),
        ("quotations", "Quotations", bool(edition.quotations)),
        ("concordance", "Concordance of citations", "works" in folders(edition).values()),
        ("chronology", "Chronology", dated(edition)),
        ("audit", "Self-audit", bool(edition.questions)),
        ("versions", "Versions", True),
        ("downloads", "Downloads", True),
    )

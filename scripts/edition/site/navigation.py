"""The table of contents of the site: title page, sections, registers, the editor's pages, lists."""

from __future__ import annotations

from dataclasses import dataclass

from edition.index.addresses import section_uri
from edition.index.figures import has_figures
from edition.index.tables import dated_entries, folders
from edition.model.edition import Edition
from edition.model.tree import text


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry of the table of contents: a link to a page (``uri``), or a heading with entries under it.

    ``whole`` is a page that lists all of them, for where they are too many to be shown.
    """

    title: str
    uri: str = ""
    branches: tuple[Branch, ...] = ()
    whole: str = ""


def navigation(edition: Edition) -> tuple[Branch, ...]:
    """The entries of the table of contents in their order; divisions without entries are left out."""
    sections = tuple(Branch(section.numbered_title, section_uri(section.slug)) for section in edition.sections)
    headings = {key: register.heading for key, register in edition.registers.items()} | {"works": "Bibliography"}
    filled = {*folders(edition).values()}
    registers = tuple(Branch(heading, f"{key}/index.html") for key, heading in headings.items() if key in filled)
    about = tuple(Branch(text(page.heading), f"{page.uri}.html") for page in edition.prose if page.uri != "index")
    lists = tuple(Branch(title, f"about/{name}.html") for name, title, exists in _lists(edition) if exists)
    divisions = (
        Branch("Text", "", sections, "index.html#contents"),
        Branch("Registers", "", registers),
        Branch("About", "", about + lists),
    )
    front = (Branch("Title page", "index.html"), Branch("The whole text", "print/index.html"))
    return (*front, *(division for division in divisions if division.branches))


def _lists(edition: Edition) -> tuple[tuple[str, str, bool], ...]:
    """Name, title and existence of every page that lists something."""
    return (
        ("emendations", "Emendations and queries", bool(edition.emendations or edition.observations)),
        ("quotations", "Quotations", bool(edition.quotations)),
        ("concordance", "Concordance of citations", "works" in folders(edition).values()),
        ("figures", edition.messages.gettext("Figures"), has_figures(edition)),
        ("chronology", "Chronology", bool(dated_entries(edition))),
        ("audit", "Self-audit", bool(edition.questions)),
        ("versions", "Versions", True),
        ("downloads", "Downloads", True),
    )

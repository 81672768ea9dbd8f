"""What stands in the contents of the site: title page, sections, registers, the editor's pages."""

from __future__ import annotations

from edition.markup import text
from edition.model import Edition

REGISTERS = (("persons", "Persons"), ("organisations", "Organisations"), ("places", "Places"), ("events", "Events"))


def navigation(edition: Edition) -> list[object]:
    """The ``nav`` of mkdocs: lists, and mappings from a title to a file or a list."""
    sections = [{_title(s.number, s.title, s.resp): f"essay/{s.slug}.md"} for s in edition.sections]
    used = {entry.register for entry in edition.entries.values()}
    registers = [{title: f"{name}/index.md"} for name, title in REGISTERS if name in used]
    works = [{"Bibliography": "works/index.md"}] if edition.works else []
    lists = [{title: f"about/{name}.md"} for name, title, there in _lists(edition) if there]
    about = [{text(page.heading): f"{page.uri}.md"} for page in edition.prose if page.uri != "index"]
    nav: list[object] = [{edition.metadata.title: "index.md"}]
    nav += [{"Text": sections}] if sections else []
    nav += [{"Registers": registers + works}] if registers or works else []
    nav += [{"About": about + lists}] if about or lists else []
    return nav


def _lists(edition: Edition) -> tuple[tuple[str, str, bool], ...]:
    return (
        ("emendations", "Emendations and queries", bool(edition.emendations or edition.observations)),
        ("quotations", "Quotations", bool(edition.quotations)),
        ("concordance", "Concordance of citations", bool(edition.works)),
        ("chronology", "Chronology", any(entry.when for entry in edition.entries.values())),
        ("audit", "Self-audit", bool(edition.questions)),
    )


def _title(number: int, title: str, resp: str) -> str:
    return f"{number}. [{title}]" if resp == "editor" else f"{number}. {title}"

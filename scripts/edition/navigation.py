"""What stands in the contents of the site: title page, sections, registers, the editor's pages."""

from __future__ import annotations

from edition.markup import text
from edition.model import Edition

REGISTERS = (("persons", "Persons"), ("organisations", "Organisations"), ("places", "Places"), ("events", "Events"))


def navigation(edition: Edition) -> list[object]:
    """mkdocs' ``nav``: lists and mappings from a title to a file or a list."""
    sections = [{_title(s.number, s.title, s.resp): f"essay/{s.slug}.md"} for s in edition.sections]
    used = {entry.register for entry in edition.entries.values()}
    registers = [{title: f"{name}/index.md"} for name, title in REGISTERS if name in used]
    works = [{"Bibliography": "works/index.md"}] if edition.works else []
    lists = [{"Emendations": "about/emendations.md"}] if edition.emendations or edition.observations else []
    about = [{text(page.heading): f"{page.uri}.md"} for page in edition.prose if page.uri != "index"]
    nav: list[object] = [{edition.metadata.title: "index.md"}]
    nav += [{"Text": sections}] if sections else []
    nav += [{"Registers": registers + works}] if registers or works else []
    nav += [{"About": about + lists}] if about or lists else []
    return nav


def _title(number: int, title: str, resp: str) -> str:
    return f"{number}. [{title}]" if resp == "editor" else f"{number}. {title}"

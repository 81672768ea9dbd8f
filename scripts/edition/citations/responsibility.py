"""Who is responsible for the text, for one of its sections, and for the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edition.citations.citation_target import CitationTarget
from edition.citations.names import name_in_order, names_listed
from edition.index.tables import notes, paragraphs, sections
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.metadata import Agent
from edition.model.works import Name, Work
from edition.sources.signers import parted

Names = tuple[Name, ...]


@derived
def first_publication(edition: Edition) -> Work | None:
    """The work that this is an edition of: what the copy-text is a state of."""
    base = edition.base_witness
    return edition.works.get(base.work) if base else None


@derived
def authors_and_editors(edition: Edition) -> tuple[Names, Names]:
    """The authors of the text and the editors of the edition.

    The names are in parts where edition.yml, a work or a register has the parts, else they are literal.
    """
    data, first, known = edition.metadata, first_publication(edition), _known(edition)
    editors = names_of((agent for agent in data.editors if not agent.role), known)
    editors = editors or ((known.get(data.editor, Name(literal=data.editor)),) if data.editor else ())
    authors = names_of(data.authors, known)
    creators = first.creators if first else ()
    authors = authors or tuple(creator.name for creator in creators if creator.role == "author")
    return authors or (known.get(data.author, Name(literal=data.author)),), editors


@derived
def _known(edition: Edition) -> Mapping[str, Name]:
    """The names of creators and of persons, in their parts, by the names in order."""
    known = {name_in_order(creator.name): creator.name for work in edition.works.values() for creator in work.creators}
    people = (entry for entry in edition.entries.values() if edition.registers[entry.register].of_people)
    return known | {entry.name: parted(entry) for entry in people}


def names_of(agents: Iterable[Agent], known: Mapping[str, Name]) -> Names:
    """The names of agents, in parts where they or what is known have the parts."""
    return tuple(
        Name(agent.family, agent.given) if agent.family else known.get(agent.name, Name(literal=agent.name))
        for agent in agents
    )


@derived
def orcids(edition: Edition) -> Mapping[str, str]:
    """The addresses at ORCID of authors and editors, by their names in order."""
    data = edition.metadata
    agents = (*data.authors, *data.editors, *(agent for section in edition.sections for agent in section.authors))
    return {
        agent.words: f"https://orcid.org/{agent.orcid.removeprefix('https://orcid.org/')}"
        for agent in agents
        if agent.orcid
    }


def contribution(edition: Edition, cited: CitationTarget) -> Section | None:
    """The section in which a passage stands, if it has authors of its own; else None."""
    slug = cited.anchor
    if slug in paragraphs(edition):
        slug = paragraphs(edition)[slug].section
    elif slug in notes(edition):
        slug = notes(edition)[slug].section
    section = sections(edition).get(slug)
    return section if section and section.authors else None


def authors_of(edition: Edition, section: Section) -> Names:
    """The authors of a section that has its own."""
    return names_of(section.authors, _known(edition)) if section.authors else ()


def byline(edition: Edition, section: Section) -> str:
    """The names of the authors of a section that has its own, as they stand below its title; else ""."""
    return names_listed(authors_of(edition, section), edition.messages) if section.authors else ""

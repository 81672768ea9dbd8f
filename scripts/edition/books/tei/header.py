"""The TEI header: what the edition is, from which witnesses it comes, and by which rules it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.books.tei.encoding import DESCRIPTIONS, encoding
from edition.books.tei.registers import dates
from edition.books.tei.text import AUTHOR, EDITOR, TEI_FILE, TeiWriter, editors_language, pointers
from edition.citations.dates import date_in_words
from edition.citations.names import name_in_order
from edition.citations.responsibility import first_publication
from edition.citations.titles import joined_title
from edition.index.tables import named
from edition.model.edition import Edition, Section
from edition.model.messages import filled
from edition.model.metadata import Agent
from edition.model.records import Witness
from edition.model.tree import E, Element
from edition.model.vocabulary import WORK_TYPES
from edition.model.works import Work

RULES: Mapping[str, str] = DESCRIPTIONS["rules"]
RESPONSIBILITY: str = DESCRIPTIONS["responsibility"]
ATTRIBUTES: dict[str, dict[str, str | None]] = {"correction": {"method": "markup"}, "quotation": {"marks": "all"}}


def header(edition: Edition, section: Section | None = None) -> Element:
    """The header of the whole document, or of the document of a section."""
    _ = edition.messages.gettext
    rules = tuple(
        E(name, E("p", _(words)), **ATTRIBUTES.get(name, {})) for name, words in DESCRIPTIONS["rules"].items()
    )
    profile = E("profileDesc", E("langUsage", tuple(E("language", ident=tag) for tag in _languages(edition))))
    return E(
        "teiHeader",
        _file(edition, section),
        encoding(edition, E("editorialDecl", rules)),
        profile,
        E("revisionDesc", tuple(_versions(edition, section))),
        xml__lang=editors_language(edition),
    )


def _languages(edition: Edition) -> Iterator[str]:
    """The languages of the text, of the editors, and of names and works."""
    originals = (entry.original.lang for entry in edition.entries.values() if entry.original)
    works = (work.language for work in edition.works.values())
    yield from dict.fromkeys(
        filter(None, (edition.metadata.language, edition.editors_language, *sorted({*originals, *works})))
    )


def _versions(edition: Edition, section: Section | None) -> Iterator[Element]:
    """The version at hand, then the earlier ones from the last to the first."""
    about, writer = edition.metadata, _writer(edition, section)
    notes = {version.version: writer.convert(version.note.content) for version in edition.versions}
    unsaid = edition.messages.gettext("Version %(version)s.")
    note = notes.get(about.version) or unsaid % {"version": about.version}
    yield E("change", note, n=about.version, who=f"#{EDITOR}", **dates(about.date))
    for version in reversed(edition.versions):
        if version.version != about.version:
            words = notes[version.version] or (unsaid % {"version": version.version},)
            yield E("change", words, n=version.version, who=f"#{EDITOR}", **dates(version.date))


def _file(edition: Edition, section: Section | None) -> Element:
    """The ``fileDesc`` of the edition, or of a section: title, version, extent, publication, sources."""
    about, _ = edition.metadata, edition.messages.gettext
    title = E(
        "titleStmt",
        E("title", about.title, type="main"),
        E("title", about.subtitle, type="sub") if about.subtitle else None,
        E("title", section.title, type="part", n=str(section.number)) if section else None,
        *_authors(edition, section),
        *_editors(edition),
    )
    publication = E(
        "publicationStmt",
        E("publisher", about.publisher) if about.publisher else E("authority", about.editor or about.author),
        E("date", date_in_words(about.date, edition.messages), **dates(about.date)) if about.date else None,
        E("idno", about.base_address, type="URL") if about.base_address else None,
        E("availability", tuple(_rights(edition))),
    )
    version = E("editionStmt", E("edition", _("Version %(version)s") % {"version": about.version}, n=about.version))
    paragraphs = str(len(section.paragraphs) if section else sum(len(part.paragraphs) for part in edition.sections))
    extent = E("extent", E("measure", unit="paragraph", quantity=paragraphs))
    return E("fileDesc", title, version, extent, publication, E("sourceDesc", tuple(_sources(edition, section))))


def _authors(edition: Edition, section: Section | None) -> Iterator[Element]:
    """Those of the text, or of a section that has its own; the first has the id to which the author’s words point."""
    about = edition.metadata
    agents = section.authors if section and section.authors else about.authors
    for number, agent in enumerate(agents):
        yield E("author", _person(agent), xml__id=None if number else AUTHOR)
    if not agents:
        yield E("author", about.author, xml__id=AUTHOR, ref=_entry_of(edition, about.author, section))


def _editors(edition: Edition) -> Iterator[Element]:
    """Those of the edition, each with what was done; the first has the id to which the editor’s words point."""
    about, _ = edition.metadata, edition.messages.gettext
    for number, agent in enumerate(about.editors):
        key = None if number else EDITOR
        yield E("respStmt", E("resp", agent.role or _(RESPONSIBILITY)), _person(agent), xml__id=key)
    if not about.editors:
        yield E("respStmt", E("resp", _(RESPONSIBILITY)), E("name", about.editor or _("not named")), xml__id=EDITOR)


def _person(agent: Agent) -> Element:
    """A name in its parts, with the address at ORCID."""
    orcid = agent.orcid.removeprefix("https://orcid.org/")
    identifier = E("idno", f"https://orcid.org/{orcid}", type="ORCID") if orcid else None
    if not agent.family:
        return E("name", agent.name, identifier)
    given = (E("forename", agent.given), " ") if agent.given else ()
    return E("persName", given, E("surname", agent.family), identifier)


def _rights(edition: Edition) -> Iterator[Element]:
    about, _ = edition.metadata, edition.messages.gettext
    terms = ", ".join(filter(None, (about.text_rights, about.text_licence)))
    yield E("p", _("Text: %(rights)s.") % {"rights": terms or _("no terms are stated")})
    if about.editorial_licence:
        words = _("Editorial matter licensed %(licence)s.") % {"licence": about.editorial_licence}
        yield E("licence", words, target=about.editorial_licence_url or None)


def _sources(edition: Edition, section: Section | None) -> Iterator[Element]:
    _, where = edition.messages.gettext, edition.metadata.first_published
    if section:
        whole = E("title", E("ref", edition.metadata.title, target=f"../{TEI_FILE}"))
        words = _("%(title)s, of which this is a section: pointers to registers and other sections lead there.")
        yield E("bibl", filled(words, title=whole))
    if first := first_publication(edition):
        work = pointers((first.key,), () if section else None)
        yield E("bibl", *_published(edition, first), corresp=work, type="first-published")
    elif where:
        yield E("bibl", _("First published: %(where)s.") % {"where": where}, type="first-published")
    if edition.witnesses:
        yield E("listWit", tuple(_witness(edition, witness, section) for witness in edition.witnesses))
    elif not (section or where):
        yield E("p", _("The text appears here first."))


def _published(edition: Edition, work: Work) -> Iterator[Element | str]:
    """A work in its parts, for those who list editions by what they are editions of."""
    names = [name_in_order(creator.name) for creator in work.creators if creator.role == "author"]
    yield from (E("author", name) for name in names)
    yield E("title", joined_title(work.title, work.subtitle), level="a" if work.container_title else "m")
    if work.container_title:
        level = WORK_TYPES[work.type].container.tei or "m"
        yield E("title", joined_title(work.container_title, work.container_subtitle), level=level)
    if work.issued:
        yield E("date", date_in_words(work.issued, edition.messages), **dates(work.issued))
    if work.url:
        yield E("ref", work.url, target=work.url)


def _entry_of(edition: Edition, name: str, section: Section | None) -> str | None:
    """A pointer to the entry of a person or organization of this name, if there is one."""
    key = named(edition).get(name)
    return pointers((key,), () if section else None) if key else None


def _witness(edition: Edition, witness: Witness, section: Section | None) -> Element:
    work = (witness.work,) if witness.work in edition.works else ()
    named = {"xml:id": f"wit.{witness.key}", "n": witness.key, "corresp": pointers(work, () if section else None)}
    description = _writer(edition, section).convert(witness.description.in_line())
    return E("witness", E("title", witness.title), (". ", *description) if description else None, **named)


def _writer(edition: Edition, section: Section | None) -> TeiWriter:
    return TeiWriter(edition, () if section else None)

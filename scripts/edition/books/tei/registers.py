"""The registers and the bibliography in TEI, for ``standOff``: what the pointers of the text lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.books.tei.text import TeiWriter, pointers, xml_id
from edition.citations.bibliography import bibliography
from edition.citations.dates import date_in_words, printed_date
from edition.index.tables import notes, paragraphs, places_named
from edition.model.edition import Edition
from edition.model.prose import Prose
from edition.model.records import Dated, Entry, IsoDate, Statement
from edition.model.registers import REGISTERS, TEI_NAMES, Register
from edition.model.states import CHECKED
from edition.model.tree import Content, E, Element, Fragment
from edition.model.vocabulary import WORK_TYPES
from edition.model.works import Creator, Work

NAME_PARTS = {"given": "forename", "particle": "nameLink", "family": "surname", "suffix": "genName"}


def stand_off(edition: Edition) -> Element | None:
    """A list for each register that has entries, and one of the works; None if there are neither."""
    lists, writer = [], TeiWriter(edition)
    for register in edition.registers.values():
        entries = tuple(_entry(writer, register, entry) for entry in edition.entries_of(register))
        if entries:
            lists.append(
                E(TEI_NAMES[register.tei][0], entries, type=None if register.key in REGISTERS else register.key)
            )
    if edition.works:
        lists.append(E("listBibl", tuple(_work(edition, work) for work in bibliography(edition))))
    return E("standOff", tuple(lists)) if lists else None


def dates(date: IsoDate) -> Mapping[str, str]:
    """A date as TEI's attributes: ``when``, or ``from`` and ``to``."""
    first, slash, last = date.partition("/")
    return ({"from": first, "to": last} if slash else {"when": first}) if first else {}


def _entry(writer: TeiWriter, register: Register, entry: Entry) -> Element:
    """An entry as the element of its register, with names, identifiers, notes and pointers to its passages."""
    edition, named = writer.edition, {"xml:id": xml_id(entry.key)}
    known_by: Fragment = (*_names(register, entry), *_identifiers(entry.identifiers))
    if register.tei == "object":
        known_by = (E("objectIdentifier", known_by),)
    passages = [anchor for anchor in entry.at if anchor in paragraphs(edition) or anchor in notes(edition)]
    persons = [key for key in entry.persons if key in edition.entries]
    works = [key for key in entry.works if key in edition.works]
    inner: Fragment = (*known_by, *_life(writer, register, entry), *_notes(writer, register, entry))
    if register.tei != "event":
        return E(register.tei, inner, **named, corresp=pointers([*passages, *persons, *works]))
    pointing = (("participant", persons), ("work", works))
    inner += tuple(E("ptr", type=kind, target=pointers(keys)) for kind, keys in pointing if keys)
    when = entry.when or Dated()
    where = [] if when.doubted("place") else [key for key in (places_named(edition).get(when.place),) if key]
    return E("event", inner, **named, where=pointers(where), corresp=pointers(passages), **dates(when.date))


def _names(register: Register, entry: Entry) -> Iterator[Element]:
    """The name of an entry; for all but events also its sort key, its original and its variants."""
    if register.tei == "event":
        yield E("label", entry.name)
        return
    _, tag = TEI_NAMES[register.tei]
    yield E(tag, entry.name, type="main")
    if entry.sort and entry.sort != entry.name:
        yield E(tag, entry.sort, type="sort")
    if entry.original:
        cert = "low" if entry.original.doubt else None
        yield E(tag, entry.original.text, type="original", xml__lang=entry.original.lang or None, cert=cert)
    yield from (E(tag, name, type="variant") for name in entry.also)


def _identifiers(by_scheme: Mapping[str, str]) -> Iterator[Element]:
    yield from (E("idno", value, type="-".join(scheme.split())) for scheme, value in by_scheme.items())


def _life(writer: TeiWriter, register: Register, entry: Entry) -> Iterator[Element]:
    """The dates of a person for which TEI has elements."""
    if register.of_people:
        yield from (E(field.tei, _dated(writer, date), **dates(date.date)) for field, date in entry.dates if field.tei)


def _certainty(dated: Dated, part: str) -> str | None:
    return "low" if dated.doubted(part) else None


def _dated(writer: TeiWriter, dated: Dated) -> Fragment:
    """A date and its place, each with its own certainty: what is doubted of the one is not doubted of the other."""
    place: Fragment = (", ", E("placeName", dated.place, cert=_certainty(dated, "place"))) if dated.place else ()
    date = E("date", printed_date(dated, writer.edition.messages), cert=_certainty(dated, "date"), **dates(dated.date))
    return (date, *place, *_warrant(writer, dated.source, dated.doubt))


def _warrant(writer: TeiWriter, sources: tuple[Prose, ...], doubt: Prose) -> Iterator[Content]:
    """Notes with the sources of a statement, and with its doubt."""
    yield from (E("note", writer.convert(source.in_line()), type="source") for source in sources)
    yield from (E("note", writer.convert(words.content), type="doubt") for words in (doubt,) if words)


def _notes(writer: TeiWriter, register: Register, entry: Entry) -> Iterator[Element]:
    others = ((field, date) for field, date in entry.dates if not (register.of_people and field.tei))
    yield from (E("note", _dated(writer, date), type=field.note) for field, date in others)
    if register.tei == "event":
        yield from (E("note", name, type="name") for name in (entry.sort, *entry.also) if name)
    yield from (E("note", words, type=field.name) for field, words in entry.texts)
    yield from (E("note", writer.convert(words.content), type="summary") for words in (entry.summary,) if words)
    yield from (_statement(writer, words, "statement") for words in entry.statements)
    yield from (_statement(writer, words, "doubt") for words in entry.doubts)


def _statement(writer: TeiWriter, words: Statement, kind: str) -> Element:
    warrant = tuple(_warrant(writer, words.source, words.doubt))
    return E("note", writer.convert(words.text.content), warrant, type=kind)


# --- Works ---------------------------------------------------------------------------------------------------------


def _work(edition: Edition, work: Work) -> Element:
    level = WORK_TYPES[work.type].container.tei
    is_part = bool(level and work.container_title)
    title = tuple(_titles(work.title, work.subtitle, "a" if is_part else "m"))
    authors = tuple(_creator(edition, creator) for creator in work.creators if creator.role == "author")
    others = tuple(_creator(edition, creator) for creator in work.creators if creator.role != "author")
    container = tuple(_titles(work.container_title, work.container_subtitle, level))
    ids = tuple(_identifiers(({"DOI": work.doi} if work.doi else {}) | dict(work.identifiers)))
    isbn = E("idno", work.isbn, type="ISBN") if work.isbn else None
    edition_of = E("edition", work.edition) if work.edition else None
    head = (container, isbn, others) if is_part else (authors, title, isbn, ids, others)
    series = tuple(_titles(work.collection_title, "", "s"))
    number = E("biblScope", work.collection_number, unit="volume") if work.collection_number else None
    return E(
        "biblStruct",
        E("analytic", authors, title, ids) if is_part else None,
        E("monogr", *head, edition_of, E("imprint", tuple(_imprint(edition, work)))),
        E("series", series, number) if series else None,
        E("ref", work.url, target=work.url) if work.url else None,
        tuple(E("note", words, type=kind) for kind, words in _remarks(edition, work) if words),
        type=work.type,
        xml__id=xml_id(work.key),
        xml__lang=work.language or None,
        corresp=pointers((work.part_of,)) if work.part_of in edition.works else None,
    )


def _remarks(edition: Edition, work: Work) -> Iterator[tuple[str, Content]]:
    """What of a work has no element: its genre, notes, when it first appeared, how far the editors checked it."""
    yield "genre", work.genre
    yield "note", work.note
    yield "note", edition.messages.gettext("et al.") if work.others else ""
    yield "original-date", E("date", **dates(work.original_date)) if work.original_date else ""
    checked = CHECKED.get(work.record.checked) if work.record else None
    yield "checked", edition.messages.gettext(checked.words) if checked else ""


def _imprint(edition: Edition, work: Work) -> Iterator[Element]:
    parts = (("pubPlace", work.publisher_place), ("publisher", work.publisher))
    yield from (E(tag, words) for tag, words in parts if words)
    form = work.date_form("issued")
    words = date_in_words(work.issued, edition.messages, form=form) if form else work.issued.replace("/", "–")
    yield E("date", words or None, cert="low" if set(form) & set("~?%") else None, **dates(work.issued))
    scopes = (("volume", work.volume), ("issue", work.issue), ("page", work.page))
    yield from (E("biblScope", value, unit=unit) for unit, value in scopes if value)


def _titles(title: str, subtitle: str, level: str) -> Iterator[Element]:
    if title:
        yield E("title", title, level=level, type="main" if subtitle else None)
    if subtitle:
        yield E("title", subtitle, level=level, type="sub")


def _creator(edition: Edition, creator: Creator) -> Element:
    name = creator.name
    person = pointers((creator.person,)) if creator.person in edition.entries else None
    parts = tuple(E(tag, getattr(name, part)) for part, tag in NAME_PARTS.items() if getattr(name, part))
    whole = parts or (E("name", name.literal),)
    if creator.role in ("author", "container-author"):
        return E("author", whole, ref=person)
    return E("editor", whole, ref=person, role=creator.role)

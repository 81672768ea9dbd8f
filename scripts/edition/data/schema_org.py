"""The edition, its registers and its works as linked data in the vocabulary of schema.org.

An ``@id`` is a permanent address, or, where the edition has none, an address relative to the file in which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from edition.citations.citation_target import CitationTarget
from edition.citations.names import family_name, name_in_order
from edition.citations.plain_words import plain_words
from edition.citations.responsibility import authors_and_editors, authors_of, first_publication, orcids
from edition.citations.self_citation import cited_work, plain_citation
from edition.citations.titles import joined_title
from edition.index.addresses import SITE, addresses, full_address, permanent_address, section_uri, seen_from
from edition.index.annotation import works_of_the_author
from edition.index.tables import named, places_named
from edition.index.uses import counts, occurrences
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.records import Entry
from edition.model.registers import AUTHORITIES
from edition.model.tree import text
from edition.model.vocabulary import ROLES, WORK_TYPES
from edition.model.works import Name, Work

CONTEXT = "https://schema.org"
OF_WORK = {
    "datePublished": "issued", "isbn": "isbn", "inLanguage": "language", "bookEdition": "edition", "url": "url",
    "volumeNumber": "volume", "issueNumber": "issue", "pagination": "page",
}  # fmt: skip
"""Property → attribute of a work."""

Thing = dict[str, Any]


def identifier(edition: Edition, key: str, uri: str) -> str:
    """The permanent address of a key, else the address of its page relative to the file at ``uri``."""
    return permanent_address(edition, key) or seen_from(edition, uri)(addresses(edition)[key])


def reference(edition: Edition, key: str, uri: str) -> Thing:
    """Type, identifier and name of an entry or a work."""
    if key in edition.works:
        work = edition.works[key]
        kind, name = WORK_TYPES[work.type].schema_org, joined_title(work.title, work.subtitle)
    else:
        entry = edition.entries[key]
        kind, name = edition.registers[entry.register].schema, entry.name
    return {"@type": kind, "@id": identifier(edition, key, uri), "name": name}


def entry(edition: Edition, entry: Entry, uri: str) -> Thing:
    """A person, organisation, place or event; of an event, its persons took part in it. What is doubted is left out."""
    of_event = edition.registers[entry.register].tei == "event"
    persons = [reference(edition, key, uri) for key in entry.persons if key in edition.entries]
    works = [reference(edition, key, uri) for key in entry.works if key in edition.works]
    used = dict.fromkeys(use.note or use.at for use in occurrences(edition).get(entry.key, ()))
    original = [entry.original.text] if entry.original and not entry.original.doubt else []
    facts: Thing = {
        "alternateName": [*original, *entry.also],
        "description": plain_words(edition, entry.summary),
        **dict(_dates(entry)),
        "attendee": persons if of_event else [],
        "sameAs": _same_as(entry.identifiers),
        "about": works if of_event else persons + works,
        "subjectOf": [{"@id": identifier(edition, anchor, uri)} for anchor in used],
    }
    facts |= {name: _place(edition, place, uri) for name, place in _places(entry)}
    facts |= {field.schema_org: words for field, words in entry.texts if field.schema_org}
    return reference(edition, entry.key, uri) | _without_empty(facts)


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    """The dates of an entry that are not doubted, by their names in schema.org."""
    if entry.when and not entry.when.doubted("date"):
        start, _, end = entry.when.date.partition("/")
        yield from (("startDate", start), ("endDate", end))
    for field, dated in entry.dates:
        if field.schema_org and not dated.doubted("date"):
            yield f"{field.schema_org}Date", dated.date


def _places(entry: Entry) -> Iterator[tuple[str, str]]:
    """The places of an entry's dates that are not doubted, by their names in schema.org."""
    located = [(f"{field.schema_org}Place", dated) for field, dated in entry.dates if field.schema_org]
    located += [("location", entry.when)] if entry.when else []
    yield from ((name, event.place) for name, event in located if event.place and not event.doubted("place"))


def _same_as(identifiers: Mapping[str, str]) -> list[str]:
    """The URIs of identifiers in authority files."""
    given = ((authority, identifiers.get(scheme, "")) for scheme, authority in AUTHORITIES.items())
    return [authority.linked_data(value) for authority, value in given if value]


def _place(edition: Edition, name: str, uri: str) -> Thing:
    """A place that has an entry, or one that is only named."""
    key = places_named(edition).get(name)
    return reference(edition, key, uri) if key else {"@type": "Place", "name": name}


def work(edition: Edition, work: Work, uri: str) -> Thing:
    """A work with its creators by role and with its container."""
    facts: Thing = {name: getattr(work, attribute) for name, attribute in OF_WORK.items()}
    facts["publisher"] = {"@type": "Organization", "name": work.publisher} if work.publisher else ""
    facts["sameAs"] = [*([f"https://doi.org/{work.doi}"] if work.doi else []), *_same_as(work.identifiers)]
    for creator in work.creators:
        if has := ROLES[creator.role].schema_org:
            facts.setdefault(has, []).append(_person(edition, creator.name, uri, creator.person))
    if work.container_title:
        container = {"@type": WORK_TYPES[work.type].container.schema_org}
        container["name"] = joined_title(work.container_title, work.container_subtitle)
        container |= {"@id": identifier(edition, work.part_of, uri)} if work.part_of in edition.works else {}
        authors = [
            _person(edition, creator.name, uri, creator.person)
            for creator in work.creators
            if creator.role == "container-author"
        ]
        facts["isPartOf"] = container | _without_empty({"author": authors})
    return reference(edition, work.key, uri) | _without_empty(facts)


def licence_address(edition: Edition, of_text: bool) -> str:
    """The address of the licence of the edition; for a text under other terms, that of the page on rights."""
    data = edition.metadata
    if not of_text or data.text_licence == data.editorial_licence:
        return data.editorial_licence_url
    return next((f"{SITE}{page.uri}.html" for page in edition.prose if page.uri.endswith("/rights")), "")


@derived
def rights(edition: Edition) -> str:
    """The rights in the text and the licence of the editorial matter, in words."""
    data, _ = edition.metadata, edition.messages.gettext
    text_rights = ", ".join(part for part in (data.text_rights, data.text_licence) if part)
    rights = ((_("Text"), text_rights), (_("Editorial matter"), data.editorial_licence))
    return ". ".join(f"{subject}{edition.messages.colon}{words}" for subject, words in rights if words)


def _of_text(edition: Edition, authors: Iterable[Name], uri: str) -> Thing:
    """What is said of the edition and of a section of it alike."""
    return {
        "author": [_person(edition, name, uri) for name in authors],
        "editor": [_person(edition, name, uri) for name in authors_and_editors(edition)[1]],
        "datePublished": edition.metadata.date,
        "inLanguage": edition.metadata.language,
        "license": seen_from(edition, uri)(licence_address(edition, of_text=True)),
        "copyrightNotice": rights(edition),
    }


def section(edition: Edition, section: Section, uri: str) -> Thing:
    """A section as a chapter of the edition, in full."""
    authors = authors_of(edition, section) or authors_and_editors(edition)[0]
    first, *others = [paragraph.anchor.removeprefix("p") for paragraph in section.blocks] or [""]
    facts = _of_text(edition, authors, uri) | {
        "description": section.description,
        "pagination": f"¶¶ {first}–{others[-1]}" if others else first and f"¶ {first}",
        "url": permanent_address(edition, section.slug),
        "isPartOf": edition_reference(edition, uri),
    }
    return section_reference(edition, section, uri) | _without_empty(facts)


def listed(edition: Edition, name: str, keys: Iterable[str], uri: str) -> Thing:
    """An index as a collection of the entries or works in it."""
    parts = [reference(edition, key, uri) for key in keys]
    return _collected(edition, "Collection", name, uri) | _without_empty({"hasPart": parts})


def dataset(edition: Edition, register: str, uri: str) -> Thing:
    """A file of linked data: what it is part of, and on what terms it may be used."""
    return _collected(edition, "Dataset", f"{edition.metadata.title}: {edition.registers[register].heading}", uri)


def _collected(edition: Edition, kind: str, name: str, uri: str) -> Thing:
    data = edition.metadata
    facts: Thing = {"license": data.editorial_licence_url, "version": data.version, "dateModified": data.date}
    facts |= {"inLanguage": edition.editors_language, "isPartOf": edition_reference(edition, uri)}
    return {"@type": kind, "@id": full_address(edition, uri, uri), "name": name} | _without_empty(facts)


def section_reference(edition: Edition, section: Section, uri: str) -> Thing:
    """Type, identifier, name and number of a section."""
    return {
        "@type": "Chapter",
        "@id": permanent_address(edition, section.slug) or seen_from(edition, uri)(SITE + section_uri(section.slug)),
        "name": section.title,
        "position": section.number,
    }


def whole_edition(edition: Edition, uri: str, encodings: Iterable[Thing] = ()) -> Thing:
    """The edition: its authors and editors, its sections, the works that it cites and the entries that it names."""
    data, first = edition.metadata, first_publication(edition)
    used, cited = counts(edition), works_of_the_author(edition)
    facts = _of_text(edition, authors_and_editors(edition)[0], uri) | {
        "alternativeHeadline": data.subtitle,
        "publisher": {"@type": "Organization", "name": data.publisher} if data.publisher else "",
        "bookEdition": cited_work(edition, CitationTarget()).edition,
        "version": data.version,
        "dateModified": data.date,
        "dateCreated": first.issued if first else "",
        "creditText": text(plain_citation(edition, CitationTarget())),
        "url": data.base_address,
        "isBasedOn": work(edition, first, uri) if first else "",
        "hasPart": [section_reference(edition, part, uri) for part in edition.sections],
        "citation": [reference(edition, key, uri) for key in edition.works if used.get(key) and key in cited],
        "mentions": [reference(edition, key, uri) for key in edition.entries if used.get(key)],
        "encoding": list(encodings),
    }
    return edition_reference(edition, uri) | {"headline": data.title} | _without_empty(facts)


def edition_reference(edition: Edition, uri: str) -> Thing:
    """Type, identifier and name of the edition."""
    base = edition.metadata.base_address or seen_from(edition, uri)(f"{SITE}index.html")
    return {"@type": "Book", "@id": base, "name": edition.metadata.title}


def _person(edition: Edition, name: Name, uri: str, key: str = "") -> Thing:
    words = name_in_order(name)
    key = key or named(edition).get(words, "")
    known = {"@id": identifier(edition, key, uri)} if key else {}
    parts = {"familyName": "" if name.literal else family_name(name), "givenName": name.given}
    parts["sameAs"] = "" if key else orcids(edition).get(words, "")
    return {"@type": "Organization" if name.literal else "Person"} | known | {"name": words} | _without_empty(parts)


def _without_empty(facts: Thing) -> Thing:
    """The facts that have a value; a list of one value is that value."""
    plain = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in facts.items()}
    return {key: value for key, value in plain.items() if value}

"""The edition, its registers and its works as linked data in the words of schema.org.

What has a permanent address is named by it. Where the edition has none, by its page as seen from where it is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edition.citations.self_citation import Passage, authors_and_editors, citation_forms, first_publication
from edition.citations.wording import joined_title, name_in_order
from edition.index.addresses import SITE, addresses, permanent_address, relative, section_uri
from edition.index.tables import named
from edition.index.uses import uses
from edition.model.edition import Edition, Section
from edition.model.records import Entry
from edition.model.tree import text
from edition.model.vocabulary import ROLES, WORK_TYPES
from edition.model.works import Creator, Name, Work

CONTEXT = "https://schema.org"
_AUTHORITIES = {
    "wikidata": "https://www.wikidata.org/entity/", "viaf": "https://viaf.org/viaf/", "gnd": "https://d-nb.info/gnd/",
}  # fmt: skip

Thing = dict[str, Any]


def identity(edition: Edition, key: str, uri: str) -> str:
    """The permanent address of a key, or its page as seen from the file at ``uri``."""
    return permanent_address(edition, key) or relative(addresses(edition)[key], uri)


def reference(edition: Edition, key: str, uri: str) -> Thing:
    """No more of an entry or a work than it takes to know it."""
    if key in edition.works:
        work = edition.works[key]
        kind, name = WORK_TYPES[work.type].schema_org, joined_title(work.title, work.subtitle)
    else:
        entry = edition.entries[key]
        kind, name = edition.registers[entry.register].schema, entry.name
    return {"@type": kind, "@id": identity(edition, key, uri), "name": name}


def entry(edition: Edition, entry: Entry, uri: str) -> Thing:
    """A person, organisation, place or event."""
    dates = (("birth", entry.born), ("death", entry.died))
    same = [base + entry.identifiers[scheme] for scheme, base in _AUTHORITIES.items() if scheme in entry.identifiers]
    facts: Thing = {
        "alternateName": [*([entry.original.text] if entry.original else []), *entry.also],
        "description": entry.summary,
        "startDate": entry.when.date.split("/")[0] if entry.when else "",
        "endDate": entry.when.date.partition("/")[2] if entry.when else "",
        "sameAs": same,
    }
    facts |= {f"{end}Date": dated.date for end, dated in dates if dated and not dated.doubt}
    facts |= {f"{end}Place": {"@type": "Place", "name": dated.place} for end, dated in dates if dated and dated.place}
    return reference(edition, entry.key, uri) | _filled(facts)


def work(edition: Edition, work: Work, uri: str) -> Thing:
    """A work with its creators in their roles and what it stands in."""
    facts: Thing = {
        "datePublished": work.issued,
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else "",
        "isbn": work.isbn,
        "inLanguage": work.language,
        "bookEdition": work.edition,
        "volumeNumber": work.volume,
        "issueNumber": work.issue,
        "pagination": work.page,
        "url": work.url,
        "sameAs": f"https://doi.org/{work.doi}" if work.doi else "",
    }
    known = [creator for creator in work.creators if creator.name.literal != "others"]
    for role in ROLES.values():
        if role.schema_org:
            facts[role.schema_org] = [_creator(edition, c, uri) for c in known if c.role == role.csl]
    if work.container_title:
        kind = WORK_TYPES[work.type].container.schema_org
        within: Thing = {"@type": kind, "name": joined_title(work.container_title, work.container_subtitle)}
        within |= {"@id": identity(edition, work.part_of, uri)} if work.part_of in edition.works else {}
        whose = [_creator(edition, c, uri) for c in known if c.role == "container-author"]
        facts["isPartOf"] = within | _filled({"author": whose})
    return reference(edition, work.key, uri) | _filled(facts)


def terms(edition: Edition, of_text: bool) -> str:
    """Where the terms stand: the licence of the edition, unless the text is under another; then the page on rights."""
    data = edition.metadata
    if not of_text or data.text_licence == data.editorial_licence:
        return data.editorial_licence_url
    return next((f"{SITE}{page.uri}.html" for page in edition.prose if page.uri.endswith("/rights")), "")


def rights(edition: Edition) -> str:
    """Whose the text is and on what terms the rest may be used, in words."""
    data = edition.metadata
    text_rights = ", ".join(part for part in (data.text_rights, data.text_licence) if part)
    given = (("Text", text_rights), ("Editorial matter", data.editorial_licence))
    return ". ".join(f"{what}: {words}" for what, words in given if words)


def section(edition: Edition, section: Section, uri: str) -> Thing:
    """A section as part of the whole."""
    return {
        "@type": "Chapter",
        "@id": permanent_address(edition, section.slug) or relative(SITE + section_uri(section.slug), uri),
        "name": section.title,
        "position": section.number,
    }


def whole(edition: Edition, uri: str, encodings: Iterable[Thing] = ()) -> Thing:
    """The edition: whose text, whose edition, what it consists of, what it cites and whom it names."""
    data, first = edition.metadata, first_publication(edition)
    authors, editors = authors_and_editors(edition)
    used = uses(edition)
    facts: Thing = {
        "alternativeHeadline": data.subtitle,
        "author": [_person(edition, name, uri) for name in authors],
        "editor": [_person(edition, name, uri) for name in editors],
        "publisher": {"@type": "Organization", "name": data.publisher} if data.publisher else "",
        "version": data.version,
        "dateModified": data.date,
        "datePublished": first.issued if first else "",
        "inLanguage": data.language,
        "license": relative(terms(edition, of_text=True), uri),
        "copyrightNotice": rights(edition),
        "creditText": text(dict(citation_forms(edition, Passage()))["Plain"]),
        "url": data.base_address,
        "isBasedOn": work(edition, first, uri) if first else "",
        "isPartOf": {"@type": "Periodical", "name": first.container_title} if first and first.container_title else "",
        "hasPart": [section(edition, each, uri) for each in edition.sections],
        "citation": [reference(edition, key, uri) for key in edition.works if used.get(key)],
        "mentions": [reference(edition, key, uri) for key in edition.entries if used.get(key)],
        "encoding": list(encodings),
    }
    return whole_reference(edition, uri) | {"headline": data.title} | _filled(facts)


def whole_reference(edition: Edition, uri: str) -> Thing:
    """No more of the edition than it takes to know it."""
    base = edition.metadata.base_address or relative(f"{SITE}index.html", uri)
    return {"@type": "ScholarlyArticle", "@id": base, "name": edition.metadata.title}


def _creator(edition: Edition, creator: Creator, uri: str) -> Thing:
    return _person(edition, creator.name, uri, creator.person)


def _person(edition: Edition, name: Name, uri: str, key: str = "") -> Thing:
    words = name_in_order(name)
    key = key or named(edition).get(words, "")
    known = {"@id": identity(edition, key, uri)} if key else {}
    parts = {"familyName": f"{name.particle} {name.family}".strip(), "givenName": name.given}
    return {"@type": "Organization" if name.literal else "Person"} | known | {"name": words} | _filled(parts)


def _filled(facts: Thing) -> Thing:
    """The facts that there are; one of a kind stands without a list."""
    plain = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in facts.items()}
    return {key: value for key, value in plain.items() if value}

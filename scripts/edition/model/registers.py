"""All that is known of registers, in one place: which there are, their fields, and how each output writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from edition.model.findings import SourceLocation
from edition.model.messages import N_, Messages

TEI_NAMES: Mapping[str, tuple[str, str]] = {
    "person": ("listPerson", "persName"),
    "org": ("listOrg", "orgName"),
    "place": ("listPlace", "placeName"),
    "event": ("listEvent", "rs"),
    "object": ("listObject", "objectName"),
    "item": ("list", "name"),
}
"""TEI element of an entry → element of the list of entries, and of their names in the text."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its entries are in ``bibliography/KEY.yml``, their pages in the folder ``KEY`` of the site.

    ``tei`` is the TEI element of an entry, ``schema`` its type of schema.org. ``ordered_by``: name or date.
    ``chart``: whether its index shows where along the text the entries are used. ``book_heading`` is the heading in PDF
    and EPUB where it is another.
    """

    key: str
    heading: str
    singular: str = ""
    tei: str = "item"
    schema: str = "Thing"
    ordered_by: str = "name"
    chart: bool = False
    book_heading: str = ""
    location: SourceLocation = field(default=SourceLocation(""), repr=False)

    @property
    def of_people(self) -> bool:
        """Whether its entries are human beings."""
        return self.tei == "person"

    @property
    def signs(self) -> bool:
        """Whether its entries can be the authors of works: persons and organisations."""
        return self.tei in ("person", "org")

    @property
    def by_date(self) -> bool:
        """Whether its entries are in the order of their dates, and stand in the chronology."""
        return self.ordered_by == "date"

    @property
    def attribute(self) -> str:
        """The attribute that gives the key of an entry in a link to it: ``data-person``."""
        return "data-" + re.sub(r"\W+", "-", self.singular.lower())


_ALL = (
    Register("persons", N_("Persons"), "person", tei="person", schema="Person", chart=True),
    Register("organisations", N_("Organizations"), "organisation", tei="org", schema="Organization"),
    Register("places", N_("Places"), "place", tei="place", schema="Place"),
    Register(
        "events", N_("Events"), "event", tei="event", schema="Event", ordered_by="date", book_heading=N_("Chronology")
    ),
)
REGISTERS: Mapping[str, Register] = {register.key: register for register in _ALL}
"""The registers that every edition may have, by their keys, in the order of the contents."""


@cache
def registers_in(words: Messages) -> Mapping[str, Register]:
    """The registers that every edition may have, with their headings in a language."""
    _ = words.gettext
    return {
        key: replace(register, heading=_(register.heading), book_heading=_(register.book_heading))
        for key, register in REGISTERS.items()
    }


WORKS = "works"
"""The folder of works, which are like the entries of a register, but have their own kinds of record."""
FOLDERS = frozenset(("about", "assets", "data", "essay", "id", "print", "search", "tei", "v", WORKS))
"""Folders of the site besides those of the registers."""
LEDGER_KINDS = frozenset(("paragraph", "note", "section", "quotation", "work"))
"""What has a permanent address besides the entries of registers."""


class DateField(NamedTuple):
    """A field of entries that holds a date. ``label`` stands before it where it is printed.

    ``tei`` is its element in the entry of a person; elsewhere it is a note of the type ``note``. ``schema_org`` begins
    the names of its properties (birth: birthDate, birthPlace). ``in_books``: whether EPUB and PDF print it too.
    """

    name: str
    label: str
    note: str
    tei: str = ""
    schema_org: str = ""
    in_books: bool = False


DATE_FIELDS = (
    DateField("born", N_("Born"), "born", tei="birth", schema_org="birth"),
    DateField("died", N_("Died"), "died", tei="death", schema_org="death"),
    DateField("when", N_("Date"), "date"),
)
"""All of them, in the order in which they are printed. Of these three the years are printed in books anyway."""


class TextField(NamedTuple):
    """A field of entries that holds a few words. ``label`` stands before them where they are printed.

    ``schema_org`` is its property. ``of_people``: whether it is printed of persons; ``in_books``: whether EPUB and PDF
    print it too.
    """

    name: str
    label: str
    schema_org: str = ""
    of_people: bool = True
    in_books: bool = False


TEXT_FIELDS = (TextField("category", N_("Type"), of_people=False),)
"""Fields that have no place of their own on a page. In TEI they are notes, whose type is the name of the field."""


CATEGORIES: Mapping[str, str] = {
    "historical": N_("People of the story"),
    "author": N_("Authors and editors of works cited"),
    "editor": N_("Authors and editors of works cited"),
}
"""Category of a person → the heading over such persons in the index."""


def category_heading(category: str, words: Messages) -> str:
    """The heading over the persons of a category; for one that is not known the category itself."""
    known = CATEGORIES.get(category)
    return words.gettext(known) if known else category[:1].upper() + category[1:]


class Authority(NamedTuple):
    """An authority file, whose identifiers entries may have. ``page`` and ``uri`` are what stands before an identifier
    in the address of its page for readers, and in its URI for linked data where that is another."""

    label: str
    page: str
    uri: str = ""

    def address(self, identifier: str) -> str:
        """The page about what an identifier stands for."""
        return self.page + identifier.replace(" ", "")

    def linked_data(self, identifier: str) -> str:
        """The URI of what an identifier stands for."""
        return (self.uri or self.page) + identifier.replace(" ", "")


AUTHORITIES: Mapping[str, Authority] = {
    "wikidata": Authority("Wikidata", "https://www.wikidata.org/wiki/", "https://www.wikidata.org/entity/"),
    "viaf": Authority("VIAF", "https://viaf.org/viaf/"),
    "gnd": Authority("GND", "https://d-nb.info/gnd/"),
    "isni": Authority("ISNI", "https://isni.org/isni/"),
    "orcid": Authority("ORCID", "https://orcid.org/"),
    "pm20": Authority("Pressemappe 20. Jahrhundert", "https://pm20.zbw.eu/folder/"),
    "lccn": Authority("Library of Congress", "https://lccn.loc.gov/"),
    "oclc": Authority("WorldCat", "https://www.worldcat.org/oclc/"),
}
"""Scheme of an identifier, as registers have it → authority file. Identifiers of other schemes are printed as they
are."""

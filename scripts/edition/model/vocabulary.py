"""What is known once of the nouns of an edition: registers, work types, the roles of creators, locator terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from edition.model.findings import SourceLocation
from edition.model.tree import Packed, dataclass

# --- Registers -----------------------------------------------------------------------------------------------------

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
class Register(Packed):
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
    def by_date(self) -> bool:
        """Whether its entries are in the order of their dates, and stand in the chronology."""
        return self.ordered_by == "date"

    @property
    def attribute(self) -> str:
        """The attribute that gives the key of an entry in a link to it: ``data-person``."""
        return "data-" + re.sub(r"\W+", "-", self.singular.lower())


_ALL = (
    Register("persons", "Persons", "person", tei="person", schema="Person", chart=True),
    Register("organisations", "Organisations", "organisation", tei="org", schema="Organization"),
    Register("places", "Places", "place", tei="place", schema="Place"),
    Register("events", "Events", "event", tei="event", schema="Event", ordered_by="date", book_heading="Chronology"),
)
REGISTERS: Mapping[str, Register] = {register.key: register for register in _ALL}
"""The registers that every edition may have, by their keys, in the order of the contents."""

# --- Work types ----------------------------------------------------------------------------------------------------


# --- Locator terms -------------------------------------------------------------------------------------------------

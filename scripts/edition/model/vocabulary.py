"""All that is known of work types and the roles of creators, in one place; locator terms are in ``locators.py``.

What each type and each role is in every format stands in ``work_types.toml`` and ``roles.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple


def _tables(name: str) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


# --- Work types ----------------------------------------------------------------------------------------------------


class Container(NamedTuple):
    """A kind of thing in which works stand.

    ``fields`` are the BibTeX fields of its title and subtitle, ``csl`` is CSL's variable for the title, ``highwire``
    the tag of Google Scholar for it (none: ""), ``schema_org`` a type. ``tei`` is the level of its title in TEI; a
    work in a container without one is described by itself, as if it were whole.
    """

    fields: tuple[str, str]
    csl: str
    highwire: str
    schema_org: str
    tei: str = ""


BOOK = Container(("booktitle", "booksubtitle"), "container-title", "inbook_title", "Book", "m")
PERIODICAL = Container(("journal", ""), "container-title", "journal_title", "Periodical", "j")
WEBSITE = Container(("howpublished", ""), "container-title", "", "WebSite", "m")
ARCHIVE = Container(("howpublished", ""), "archive", "", "ArchiveOrganization")
OTHER = Container(("howpublished", ""), "container-title", "", "CreativeWork")
CONTAINERS = {"book": BOOK, "periodical": PERIODICAL, "website": WEBSITE, "archive": ARCHIVE, "other": OTHER}
"""The same by their names in ``work_types.toml``."""


class WorkType(NamedTuple):
    """A type of work: how BibTeX has it, what it is in every other format, and how a citation treats it."""

    csl: str
    """CSL's type, under which a work knows it."""
    bibtex: tuple[str, ...]
    """Entry types, those behind a colon being an ``entrysubtype``; the first is written, and is one that Zotero knows:
    it drops all others."""
    required: tuple[str, ...]
    """BibTeX fields that an entry must have, its own or those of its volume."""
    container: Container
    title: Literal["italic", "quoted", "quoted unless published", "plain"]
    """How Chicago prints the title; published is what names a publisher."""
    ris: str
    openurl: tuple[str, str]
    """Format and genre of OpenURL, for COinS. Where only Dublin Core (dc) has room, the genre is Zotero's type."""
    zotero: str
    """Zotero's item type, also the genre in MODS."""
    schema_org: str
    csl_genre: bool = False
    """Whether CSL styles print the genre of such a work."""

    @property
    def dated(self) -> bool:
        """Whether a work of this type must have a date; without one it is printed as n.d."""
        return "date" in self.required


def _work_type(csl: str, given: Mapping[str, Any]) -> WorkType:
    """A type as ``work_types.toml`` has it."""
    lists = {name: tuple(given[name].split()) for name in ("bibtex", "required")}
    container = CONTAINERS[given["container"]]
    return WorkType(**{**given, **lists, "csl": csl, "container": container, "openurl": tuple(given["openurl"])})


WORK_TYPES = {csl: _work_type(csl, given) for csl, given in _tables("work_types.toml").items()}
"""CSL type → what is known of it, in the order in which an editor is told of the entry types."""

ENTRY_TYPES = {tuple((form + ":").split(":")[:2]): type_ for type_ in WORK_TYPES.values() for form in type_.bibtex}
"""BibTeX entry type and ``entrysubtype`` → work type; any other subtype counts as none."""


RESOLVERS = {
    "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/", "googlebooks": "https://books.google.com/books?id=",
    "hal": "https://hal.science/",
}  # fmt: skip
"""Kind of an electronic publication → the address to which its identifier is added."""


class Role(NamedTuple):
    """A creator's share in a work.

    ``csl`` is CSL's name of the role, under which a creator has it; ``bibtex`` a field; ``ris`` a tag (where there is
    none, a note says it); ``mods`` the words of a role term and ``marc`` its code among the MARC relators (none for the
    author of a book, whom Zotero would take for an author of its chapter); ``schema_org`` a property; ``heading``
    stands over the works on a person's page. What concerns the creator of a container only has no property and no
    heading. ``words`` are said of those who have the role, in notes, bibliographies and annotations. ``editor_type``:
    it is written beside a field for further editors; its own field is only read.
    """

    csl: str
    bibtex: str
    ris: str = ""
    mods: str = ""
    marc: str = ""
    schema_org: str = ""
    heading: str = ""
    csl_variable: bool = True
    """Whether CSL has a variable for it."""
    words: str = ""
    editor_type: bool = False


ROLES = {csl: Role(csl, **given) for csl, given in _tables("roles.toml").items()}
"""Roles by their names in CSL, in the order in which a work lists its creators."""

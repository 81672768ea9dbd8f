"""All that is known of work types and the roles of creators, in one place; locator terms are in ``locators.py``."""

from __future__ import annotations

from typing import Literal, NamedTuple

from edition.model.messages import C_, N_

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


_DATED = ("title", "date")
_ARTICLE = ("title", "journal", "date")
_PART = ("title", "booktitle", "date")
_BOOKS = ("book", "collection", "proceedings", "mvbook", "mvcollection", "mvproceedings", "reference", "mvreference",
          "manual", "commentary", "monograph")  # fmt: skip
_PARTS = ("incollection", "inbook", "bookinbook", "suppbook", "suppcollection")
_CUSTOM = ("customa", "customb", "customc", "customd", "custome", "customf", "performance", "presentation",
           "hidden", "set")  # fmt: skip
_THESIS = ("title", "author", "publisher", "date")
WORK_TYPES = {
    type_.csl: type_
    for type_ in (
        WorkType("article-journal", ("article", "suppperiodical", "review"), _ARTICLE, PERIODICAL, "quoted",
                 ris="JOUR", openurl=("journal", "article"), zotero="journalArticle", schema_org="ScholarlyArticle"),
        WorkType("article-magazine", ("article:magazine",), _ARTICLE, PERIODICAL, "quoted",
                 ris="MGZN", openurl=("dc", ""), zotero="magazineArticle", schema_org="Article"),
        WorkType("article-newspaper", ("article:newspaper",), _ARTICLE, PERIODICAL, "quoted",
                 ris="NEWS", openurl=("dc", ""), zotero="newspaperArticle", schema_org="NewsArticle"),
        WorkType("book", _BOOKS, _DATED, OTHER, "italic",
                 ris="BOOK", openurl=("book", "book"), zotero="book", schema_org="Book"),
        WorkType("pamphlet", ("booklet",), _DATED, OTHER, "italic",
                 ris="BOOK", openurl=("book", "book"), zotero="book", schema_org="Book"),
        WorkType("chapter", _PARTS, _PART, BOOK, "quoted",
                 ris="CHAP", openurl=("book", "bookitem"), zotero="bookSection", schema_org="Chapter"),
        WorkType("paper-conference", ("inproceedings", "conference"), _PART, BOOK, "quoted",
                 ris="CPAPER", openurl=("book", "proceeding"), zotero="conferencePaper", schema_org="ScholarlyArticle"),
        WorkType("document", ("misc", *_CUSTOM), ("title",), OTHER, "quoted unless published",
                 ris="GEN", openurl=("dc", ""), zotero="document", schema_org="CreativeWork"),
        WorkType("personal_communication", ("letter", "misc:letter"), ("title",), ARCHIVE, "quoted",
                 ris="PCOMM", openurl=("dc", ""), zotero="letter", schema_org="CreativeWork"),
        WorkType("webpage", ("online", "electronic", "www", "webpage"), ("title", "url"), WEBSITE, "quoted",
                 ris="ELEC", openurl=("dc", ""), zotero="webpage", schema_org="WebPage"),
        WorkType("periodical", ("misc:periodical", "periodical"), ("title",), OTHER, "italic",
                 ris="JFULL", openurl=("dc", ""), zotero="document", schema_org="Periodical"),
        WorkType("report", ("report", "techreport"), _DATED, OTHER, "italic", csl_genre=True,
                 ris="RPRT", openurl=("book", "report"), zotero="report", schema_org="Report"),
        WorkType("thesis", ("thesis", "phdthesis", "mastersthesis"), _THESIS, OTHER, "quoted", csl_genre=True,
                 ris="THES", openurl=("dissertation", ""), zotero="thesis", schema_org="Thesis"),
        WorkType("manuscript", ("unpublished",), ("title",), ARCHIVE, "quoted", csl_genre=True,
                 ris="MANSCPT", openurl=("dc", ""), zotero="manuscript", schema_org="Manuscript"),
        WorkType("entry-encyclopedia", ("inreference",), ("title", "booktitle"), BOOK, "quoted",
                 ris="ENCYC", openurl=("book", "bookitem"), zotero="encyclopediaArticle", schema_org="Article"),
        WorkType("patent", ("patent",), ("title", "number"), OTHER, "plain", csl_genre=True,
                 ris="PAT", openurl=("dc", ""), zotero="patent", schema_org="CreativeWork"),
        WorkType("dataset", ("misc:dataset", "dataset"), ("title",), OTHER, "quoted", csl_genre=True,
                 ris="DATA", openurl=("dc", ""), zotero="dataset", schema_org="Dataset"),
        WorkType("software", ("software",), ("title",), OTHER, "italic", csl_genre=True,
                 ris="COMP", openurl=("dc", ""), zotero="computerProgram", schema_org="SoftwareApplication"),
        WorkType("motion_picture", ("movie", "video"), ("title",), OTHER, "italic", csl_genre=True,
                 ris="MPCT", openurl=("dc", ""), zotero="film", schema_org="Movie"),
        WorkType("song", ("audio", "music"), ("title",), OTHER, "italic", csl_genre=True,
                 ris="SOUND", openurl=("dc", ""), zotero="audioRecording", schema_org="AudioObject"),
        WorkType("graphic", ("artwork", "image"), ("title",), OTHER, "italic", csl_genre=True,
                 ris="ART", openurl=("dc", ""), zotero="artwork", schema_org="VisualArtwork"),
        WorkType("map", ("misc:map", "map"), ("title",), OTHER, "italic", csl_genre=True,
                 ris="MAP", openurl=("dc", ""), zotero="map", schema_org="Map"),
        WorkType("legal_case", ("jurisdiction",), ("title",), OTHER, "italic", csl_genre=True,
                 ris="CASE", openurl=("dc", ""), zotero="case", schema_org="CreativeWork"),
        WorkType("legislation", ("legislation", "legal"), ("title",), OTHER, "plain", csl_genre=True,
                 ris="STAT", openurl=("dc", ""), zotero="statute", schema_org="Legislation"),
        WorkType("standard", ("misc:standard", "standard"), ("title",), OTHER, "italic", csl_genre=True,
                 ris="STAND", openurl=("dc", ""), zotero="standard", schema_org="CreativeWork"),
    )
}  # fmt: skip
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
    ris: str
    mods: str
    marc: str
    schema_org: str = ""
    heading: str = ""
    csl_variable: bool = True
    """Whether CSL has a variable for it."""
    words: str = ""
    editor_type: bool = False


_WITH_VARIABLE = (
    ("director", "director", "drt", "director", N_("Director"), C_("in a reference", "directed by %(names)s")),
    ("script-writer", "scriptwriter", "aus", "contributor", N_("Screenwriter"),
     C_("in a reference", "written by %(names)s")),
    ("producer", "producer", "pro", "producer", N_("Producer"), C_("in a reference", "produced by %(names)s")),
    ("composer", "composer", "cmp", "composer", N_("Composer"), C_("in a reference", "composed by %(names)s")),
    ("performer", "performer", "prf", "contributor", N_("Performer"), C_("in a reference", "performed by %(names)s")),
    ("narrator", "contributor", "nrt", "contributor", N_("Narrator"), C_("in a reference", "narrated by %(names)s")),
    ("illustrator", "contributor", "ill", "illustrator", N_("Illustrator"),
     C_("in a reference", "illustrated by %(names)s")),
    ("organizer", "contributor", "orm", "contributor", N_("Organizer"), C_("in a reference", "organized by %(names)s")),
)  # fmt: skip
_WITHOUT_VARIABLE = (
    ("founder", "ctb", N_("Founder"), C_("in a reference", "founded by %(names)s")),
    ("continuator", "ctb", N_("Continuator"), C_("in a reference", "continued by %(names)s")),
    ("redactor", "red", N_("Redactor"), C_("in a reference", "redacted by %(names)s")),
    ("reviser", "ctb", N_("Reviser"), C_("in a reference", "revised by %(names)s")),
)
"""Roles of further editors: their names, terms in MODS, codes among the MARC relators, properties, headings, words."""
ROLES = {
    role.csl: role
    for role in (
        Role("author", "author", "AU", "author", "aut", "author", N_("Author")),
        Role("container-author", "bookauthor", "C2", "bookAuthor", ""),
        Role("editor", "editor", "ED", "editor", "edt", "editor", N_("Editor")),
        Role("translator", "translator", "A4", "translator", "trl", "translator", N_("Translator")),
        *(Role(name, name.replace("-", ""), "", mods, marc, term, heading, True, words, True)
          for name, mods, marc, term, heading, words in _WITH_VARIABLE),
        Role("introduction", "introduction", "", "contributor", "aui", "contributor", N_("Author of introduction"),
             csl_variable=False, words=C_("in a reference", "introduction by %(names)s")),
        Role("foreword", "foreword", "", "contributor", "aui", "contributor", N_("Author of forewords"),
             csl_variable=False, words=C_("in a reference", "foreword by %(names)s")),
        Role("afterword", "afterword", "", "contributor", "aft", "contributor", N_("Author of afterwords"),
             csl_variable=False, words=C_("in a reference", "afterword by %(names)s")),
        Role("annotator", "annotator", "", "annotator", "ann", "contributor", N_("Author of annotations"),
             csl_variable=False),
        Role("commentator", "commentator", "", "commentator", "cwt", "contributor", N_("Author of commentaries"),
             csl_variable=False),
        Role("compiler", "compiler", "", "compiler", "com", "contributor", N_("Compiler"),
             editor_type=True),
        *(Role(name, name, "", "contributor", marc, "contributor", heading, False, words, True)
          for name, marc, heading, words in _WITHOUT_VARIABLE),
        Role("contributor", "contributor", "", "contributor", "ctb", "contributor", N_("Contributor"),
             editor_type=True),
        Role("holder", "holder", "", "patent holder", "pth", "contributor", N_("Holder"), csl_variable=False,
             words=C_("in a reference", "assigned to %(names)s")),
    )
}  # fmt: skip
"""Roles by their names in CSL, in the order in which a work lists its creators."""

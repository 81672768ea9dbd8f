"""The fields of BibTeX and biblatex: what each is in a work, which are left aside, and what a part takes of its volume.

After the biblatex manual 3.20 (2.1, 2.2, appendix B) and BibTeXing, with the fields that Zotero with Better BibTeX,
JabRef, Mendeley, Citavi and BibDesk add.
"""

from __future__ import annotations

BIBTEX_FIELDS = {
    "title": "title", "subtitle": "subtitle", "titleaddon": "title_addon", "shorttitle": "short_title",
    "maintitle": "main_title", "mainsubtitle": "main_subtitle", "maintitleaddon": "main_title_addon",
    "issuetitle": "issue_title", "issuesubtitle": "issue_subtitle", "series": "collection_title",
    "number": "collection_number", "volume": "volume", "part": "part", "volumes": "number_of_volumes",
    "issue": "issue", "chapter": "chapter", "edition": "edition", "version": "version", "pages": "page",
    "pagetotal": "number_of_pages", "publisher": "publisher", "address": "publisher_place",
    "eventtitle": "event_title", "venue": "event_place", "eventdate": "event_date", "date": "issued",
    "urldate": "accessed", "origdate": "original_date", "origtitle": "original_title",
    "origpublisher": "original_publisher", "origlocation": "original_publisher_place",
    "origlanguage": "original_language", "pubstate": "status", "url": "url", "doi": "doi", "isbn": "isbn",
    "issn": "issn", "eprint": "eprint", "eprinttype": "eprint_type", "eprintclass": "eprint_class",
    "library": "call_number", "language": "language", "entrysubtype": "genre", "note": "note", "addendum": "addendum",
    "xref": "part_of",
}  # fmt: skip
"""BibTeX field → attribute of a work, where one corresponds to one."""

OTHER_FIELDS = frozenset(
    """journal journalsubtitle journaltitleaddon booktitle booksubtitle booktitleaddon howpublished year month day type
    institution organization crossref xdata ids entryset related relatedtype langid eid editortype editoratype
    editorbtype editorctype issuetitleaddon eventtitleaddon shortjournal endyear endmonth endday timestamp""".split()
)
"""Fields of which a work is made in some other way. ``timestamp`` and ``shortjournal`` are read to be left aside."""

FURTHER_EDITORS = ("editora", "editorb", "editorc")
"""Fields of names whose roles stand in a field beside each."""

FIELD_ALIASES = {
    "location": "address", "journaltitle": "journal", "school": "institution", "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass", "annote": "annotation", "numpages": "pagetotal", "lastchecked": "urldate",
    "accessed": "urldate", "urlaccessdate": "urldate", "collaborator": "editora", "place": "address",
    "eventlocation": "venue", "conference": "eventtitle", "numberofvolumes": "volumes", "bookeditor": "editor",
    "shortbooktitle": "shortjournal", "articleno": "eid", "call-number": "library", "callnumber": "library",
    "origyear": "origdate",
}  # fmt: skip
"""Other names of fields."""

VERBATIM_FIELDS = frozenset("url doi isbn issn eprint crossref xref xdata ids entryset related".split())
"""BibTeX fields whose value is not LaTeX."""

DATES = {"date": "issued", "urldate": "accessed", "origdate": "original_date", "eventdate": "event_date"}
"""BibTeX field of a date → attribute of a work."""
DATE_FIELDS = frozenset((*DATES, "year"))
"""BibTeX fields whose value is a date."""

LEFT_ASIDE = frozenset(
    """abstract annotation file keywords pdf
    label shorthand shorthandintro shortauthor shorteditor shortseries sortkey sortname sorttitle sortyear
    sortshorthand presort indextitle indexsorttitle reprinttitle options execute gender pagination
    bookpagination langidopts hyphenation relatedstring relatedoptions nameaddon authortype
    bookauthortype translatortype isan ismn isrn iswc usera userb userc userd usere userf lista listb
    listc listd liste listf verba verbb verbc
    namea nameb namec nameatype namebtype namectype
    hour minute second timezone endhour endminute endsecond
    groups owner creationdate modificationdate readstatus ranking priority qualityassured printed comment review key
    citationkey bibtexkey crossrefsource status0 readstatus0
    mendeley-groups mendeley-tags citeulike-article-id citeulike-linkout-0 posted-at
    bdsk-url-1 bdsk-url-2 date-added date-modified rating read local-url rss-description cited-reference-count
    lccn pmid pmcid pmc mrnumber mrreviewer mrclass zblnumber coden article-number unique-id affiliation
    author-email keywords-plus research-areas web-of-science-categories funding-acknowledgement funding-text
    number-of-cited-references times-cited usage-count-last-180-days usage-count-since-2013 journal-iso
    doc-delivery-number da oa esi-highly-cited-paper esi-hot-paper
    bibsource biburl openalex interhash intrahash added-at username description
    copyright rights contents size numofvolumes affiliationaddress tex extra collection issue_date issue-date
    titletranslation titletransliteration translatedtitle assignee dayfiled monthfiled yearfiled nationality
    acmid source citedby-count document_type publication_stage references author_keywords art_number
    swhid repository license file-url swh archive archivelocation""".split()
)
"""Fields that say nothing a citation prints: they are left aside."""
LEFT_ASIDE_PREFIXES = ("bdsk-", "mendeley-", "citeulike-", "jabref", "zotero", "citavi", "user", "x-", "opt", "__")
"""Beginnings of the names of such fields."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""The months that every BibTeX style defines as strings."""

TYPE_NAMES = {
    "bathesis": "bachelor’s thesis", "mathesis": "master’s thesis", "phdthesis": "PhD diss.",
    "candthesis": "candidate thesis", "techreport": "technical report", "resreport": "research report",
    "software": "computer software", "datacd": "data CD", "audiocd": "audio CD", "patent": "patent",
    "patentde": "German patent", "patenteu": "European patent", "patentfr": "French patent",
    "patentuk": "British patent", "patentus": "US patent", "patreq": "patent request",
    "patreqde": "German patent request", "patreqeu": "European patent request",
    "patrequk": "British patent request", "patreqfr": "French patent request", "patrequs": "US patent request",
}  # fmt: skip
"""biblatex's words for a type → what they mean in English."""

COUNTRIES = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union", "countryfr": "France",
    "countryuk": "United Kingdom", "countryus": "United States of America",
}  # fmt: skip
"""biblatex's words for where a patent holds → what they mean in English."""

STATES_OF_PUBLICATION = {
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming", "inpress": "in press",
    "prepublished": "prepublished",
}  # fmt: skip
"""biblatex's words for the state of a publication → what they mean in English."""

STRINGS = (
    TYPE_NAMES | STATES_OF_PUBLICATION | {"nodate": "n.d.", "andothers": "et al.", "number": "no.", "volume": "vol."}
)
"""Strings of biblatex, for ``\\bibstring`` → what they mean in English."""

# --- What an entry takes of another --------------------------------------------------------------------------------

NOT_INHERITED = frozenset(
    """ids crossref xref entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey origdate xdata shorttitle sorttitle indextitle
    indexsorttitle""".split()
)
"""Fields that no entry takes of another."""

_TITLES = ("title", "subtitle", "titleaddon")
_TO_MAIN = dict(zip(("maintitle", "mainsubtitle", "maintitleaddon"), _TITLES, strict=True))
_TO_BOOK = dict(zip(("booktitle", "booksubtitle", "booktitleaddon"), _TITLES, strict=True))
_TO_JOURNAL = dict(zip(("journal", "journalsubtitle", "journaltitleaddon"), _TITLES, strict=True))
_WITH_AUTHOR = {"bookauthor": "author"}
_PARTS = ("inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings",
          "conference")  # fmt: skip
_VOLUMES = ("book", "collection", "reference", "proceedings")
_SETS = ("mvbook", "mvcollection", "mvreference", "mvproceedings")


def inherited(part: str, whole: str) -> dict[str, str]:
    """Field of a part → field of its whole that becomes it, for entries of these types; all others keep their names."""
    if part in _PARTS:
        return (_TO_MAIN if whole in _SETS else _TO_BOOK) | _WITH_AUTHOR
    if part in _VOLUMES and whole in _SETS:
        return _TO_MAIN
    if part in ("article", "suppperiodical", "review"):
        return _TO_JOURNAL
    return {}

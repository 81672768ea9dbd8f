"""The parts of a form in Chicago style that are not names: titles, series, numbers, imprint, address."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from edition.citations.chicago.creators import is_article, is_part, term, wording
from edition.citations.dates import date_in_words, date_parts
from edition.citations.names import listed
from edition.citations.punctuation import Parts, join_sentence
from edition.citations.ranges import ordinal
from edition.citations.titles import in_quotation_marks, joined_words, nest_quotation_marks, whole_title
from edition.model.bibtex_fields import EDITION_TERMS
from edition.model.languages import is_variety, name_in_sentence, tag
from edition.model.messages import filled, language_attributes, with_first
from edition.model.tree import Content, E, Element, Fragment, text
from edition.model.vocabulary import RESOLVERS, WORK_TYPES
from edition.model.works import Work, readable

_SUBTYPES = frozenset("letter document magazine newspaper periodical review".split())
"""What says of a work how it is cited, and is not printed itself."""
_WITHOUT_IMPRINT = frozenset("webpage dataset software patent legal_case legislation".split())
"""Types whose publisher and date stand without parentheses."""

_WORD_BEFORE = re.compile(r"[^\W\d_]{4,}\.? +\w|(?:[^\W\d_]+\. +|(?:[^\W\d_]\. ?){2})(?:\d|[IVXLC]+\b)")
_NUMERIC = re.compile(r"(?:[^\w/]*(?:\w*\d\w*|[IVXLC]+)\b)+\W*")
"""A number that needs a term before it: 12, w123, II/III; not TR-99-12 or ISO 5667, which are designations."""
_SMALL = re.compile(r"[a-z]+(?:[A-Z]|://)|www\.|[ivxl]+\b")
"""What does not become large where a sentence begins: an address, arXiv, xii."""
_LETTER = re.compile(r"[\w ]*\b(?:letters?|cards?|telegram\w*|e-?mail|brief|lettre|carta|письм\w|to)\b", re.IGNORECASE)
"""How the description of a letter begins."""


def is_description(work: Work) -> bool:
    """Whether the title describes a letter rather than being printed over it."""
    is_letter = work.genre == "letter" or work.type == "personal_communication"
    return is_letter and not is_article(work) and _LETTER.match(work.title) is not None


def styled_title(work: Work, title: Fragment, after_names: bool = False) -> Fragment:
    """A title in italics, in quotation marks or plain, as the type of the work asks; one element, which says in which
    language it is, if that is another than the language of the form."""
    words, of_title = wording(work), tag(work.language)
    is_other = of_title and not is_variety(of_title, words.language)
    named = {"class_": "work-title", **(language_attributes(of_title, words.language) if is_other else {})}
    if is_description(work):
        plain = text(title)
        return (E("span", plain[:1].lower() + plain[1:] if after_names else plain, **named),)
    style = WORK_TYPES[work.type].title
    if style == "quoted" or (style == "quoted unless published" and not work.publisher):
        return (E("span", *in_quotation_marks(title, words), **named),)
    if style == "plain":
        return (E("span", *nest_quotation_marks(title, 0), **named),)
    return italic(title, **named)


def italic(title: Fragment, **attributes: str | None) -> Fragment:
    """A title in italics, as one element: what it has in italics itself stands upright in it."""
    title = nest_quotation_marks(title, 0)
    if not any(isinstance(part, Element) and part.tag == "em" for part in title):
        return (E("em", *title, **attributes),)
    parts: list[Content] = []
    for part in title:
        parts += part.children if isinstance(part, Element) and part.tag == "em" else (E("em", part),)
    return (E("span", *parts, **attributes),)


def main_title(work: Work) -> Fragment:
    """The title of the whole of which the work, or what it stands in, is a volume."""
    words = whole_title(work, "main_")
    return italic(words) if words else ()


def container(work: Work) -> Fragment:
    """The title of what the work stands in."""
    title = whole_title(work, "container_")
    return italic(title, class_="container-title") if title else ()


def special_issue(work: Work) -> Fragment:
    """The title of an issue that has one."""
    title = joined_words(work.words("issue_title"), work.words("issue_subtitle"))
    return in_quotation_marks(title, wording(work)) if title else ()


def with_term(work: Work, sign: str, number: str) -> str:
    """A number after its term, or as it is where it has a word before it: vol. 2, Tome II, n.s. 4."""
    return f"{term(work, sign)} {number}" if number and not _WORD_BEFORE.match(number) else number


def of_issue(work: Work) -> tuple[Fragment, str]:
    """Title and number of an issue that is cited as a whole."""
    return special_issue(work), with_term(work, "no.", work.issue)


def issued(work: Work, only_year: bool = False) -> str:
    """The date of a work; of one that is not published yet, its state."""
    words = date_in_words(work.issued, wording(work), only_year=only_year, form=work.date_form("issued"))
    return words or work.status


def container_and_date(work: Work) -> Fragment:
    """The website, archive or the like of a work; its date, unless its title gives the year or it has an imprint."""
    year = date_parts(work.issued)[0][0] if work.issued else ""
    bare = work.type in _WITHOUT_IMPRINT
    published = "" if not bare else wording(work).colon.join(filter(None, (work.publisher_place, work.publisher)))
    imprint = not bare and (work.publisher or work.publisher_place)
    dated = WORK_TYPES[work.type].dated and not bare
    date = "" if imprint or dated or (year and year in work.title) else issued(work)
    first = "" if WORK_TYPES[work.type].dated or imprint else original_date(work)
    return join_sentence((whole_title(work, "container_"), *event(work), first, published, date, *accessed(work)), ",")


def event(work: Work) -> Parts:
    """The event to which a work belongs: title, place, date."""
    if not (work.event_title or work.event_place or work.event_date or work.date_forms):
        return ()
    date = date_in_words(work.event_date, wording(work), form=work.date_form("event_date"))
    return work.words("event_title"), work.words("event_place"), date if date != issued(work) else ""


def accessed(work: Work) -> tuple[str, ...]:
    """When a work without a date was read on the web."""
    if work.issued or work.status or not work.accessed:
        return ()
    words = wording(work)
    date = date_in_words(work.accessed, words, form=work.date_form("accessed"))
    return (words.gettext("accessed %(date)s") % {"date": date},)


def original_date(work: Work) -> str:
    """Where and when an article or chapter was written or first printed; not the date, if its title gives the year."""
    date = date_in_words(work.original_date, wording(work), form=work.date_form("original_date"))
    if date and date_parts(work.original_date)[0][0] in work.title:
        date = ""
    return ", ".join(filter(None, (text(_first_publisher(work)), date)))


def edition_and_volume(work: Work, count_volumes: bool) -> tuple[str, str]:
    """The edition; the number of the volume, or of all volumes if they are to be counted."""
    edition = ordinal(work.edition, wording(work)) if work.edition.isdigit() else work.edition
    has_term = any(word.startswith(EDITION_TERMS) for word in edition.casefold().split())
    if edition and not has_term:
        # Translators: which edition of a book, such as “2nd ed.”.
        edition = wording(work).gettext("%(ordinal)s ed.") % {"ordinal": edition}
    return edition, volume(work, count_volumes)


def volume(work: Work, count_volumes: bool) -> str:
    """The number of the volume and part; or of all volumes if they are to be counted."""
    part = with_term(work, "pt.", work.part)
    if work.volume:
        several = any(sign in work.volume.partition(":")[0] for sign in "-–,")
        return ", ".join(filter(None, (with_term(work, "vols." if several else "vol.", work.volume), part)))
    if work.number_of_volumes and count_volumes:
        counted = wording(work).pgettext("how many", "%(number)s vols.") % {"number": work.number_of_volumes}
        return ", ".join(filter(None, (counted, part)))
    return part


def numbers(work: Work) -> tuple[str, ...]:
    """Version, kind and number of a report, patent or the like, and its chapter."""
    genre = "" if work.type == "thesis" or work.genre in _SUBTYPES else work.genre
    words = wording(work)
    numbered = with_term(work, "nos." if re.search("[–&]", work.number) else "no.", work.number)
    numbered = numbered if _NUMERIC.fullmatch(work.number) else work.number
    if work.number and genre:
        number = f"{genre} {numbered}" if work.type != "patent" else f"{genre} {work.number}"
    elif work.number:
        number = words.gettext("report %(number)s") % {"number": numbered} if work.type == "report" else numbered
    else:
        number = genre if work.type != "manuscript" else ""
    chapter = with_term(work, "chap.", work.chapter)
    version = words.gettext("version %(version)s") % {"version": work.version} if work.version else ""
    return (version, number, chapter)


def series(work: Work) -> Fragment:
    """The series of a book with the number of the book in it."""
    title = work.words("collection_title")
    if title and work.collection_number:
        comma = "" if work.collection_number[0].isdigit() else ","
        return (*title, f"{comma} {work.collection_number}")
    return title or ((with_term(work, "no.", work.collection_number),) if work.collection_number else ())


def imprint(work: Work, spelled_out: bool = False) -> Fragment:
    """Place, publisher and year, with those of the first edition of a book before them; then they are a reprint."""
    if work.type in _WITHOUT_IMPRINT:
        return ()
    dated = WORK_TYPES[work.type].dated
    place = _places(work, work.publisher_place) if work.type != "thesis" else ""
    who = join_sentence((place, work.words("publisher")), wording(work).colon.rstrip())
    part = is_part(work) and (work.issued or work.status)
    if not who and not dated and not part:
        return ()
    year = issued(work, only_year=dated or is_part(work)) or undated(work)
    genre = work.genre if work.type == "thesis" else ""
    words = join_sentence((genre, who, year), ",")
    if is_part(work) or _is_translated(work) or not _first_publisher(work):
        return join_sentence((*_first_edition(work), words), ";")
    if spelled_out:
        words = filled(wording(work).pgettext("in a bibliography", "Reprint, %(imprint)s"), imprint=words)
        return join_sentence((*_first_edition(work), words), ".")
    words = filled(wording(work).pgettext("in a note", "repr., %(imprint)s"), imprint=words)
    return join_sentence((*_first_edition(work), words), ";")


def _first_edition(work: Work) -> Parts:
    """Where and when a work first appeared, as what stands before or in its imprint."""
    date = date_in_words(work.original_date, wording(work), only_year=True, form=work.date_form("original_date"))
    date = "" if is_part(work) else date
    who = () if is_part(work) or _is_translated(work) else _first_publisher(work)
    return (join_sentence((who, date), ","),) if date or who else ()


def _is_translated(work: Work) -> bool:
    return bool(work.original_title or work.original_language)


def _places(work: Work, places: str) -> str:
    """Places of publication, between which BibTeX has “and”, as a list in the language of the form."""
    return listed(places.split(" and "), wording(work))


def _first_publisher(work: Work) -> Fragment:
    where = (_places(work, work.original_publisher_place), work.words("original_publisher"))
    return join_sentence(where, wording(work).colon.rstrip())


def originally(work: Work) -> Fragment:
    """The title and the language in which a work first appeared."""
    title = italic(work.words("original_title")) if work.original_title else ()
    words = wording(work)
    _, languages = words.gettext, [name_in_sentence(one, words) for one in work.original_language.split(" and ")]
    language, where = listed(languages, words), () if is_part(work) else _first_publisher(work)
    if title and language:
        said = filled(_("originally published in %(language)s as %(title)s"), language=language, title=title)
    elif title:
        said = filled(_("originally published as %(title)s"), title=title)
    else:
        said = filled(_("originally published in %(language)s"), language=language) if language else ()
    return (*said, " (", *where, ")") if said and where else said


def undated(work: Work) -> str:
    """What stands in the place of a date that nobody knows."""
    return wording(work).gettext("n.d.")


def address(work: Work) -> str:
    """Where a work is found: by its DOI, on the web, or in a collection of electronic publications."""
    if work.doi:
        return f"https://doi.org/{quote(work.doi, safe='/:;()._-~!*+,=@$&%')}"
    if work.url:
        return readable(work.url)
    if resolver := RESOLVERS.get(work.eprint_type.casefold()):
        return f"{resolver}{work.eprint}" if work.eprint else ""
    kind = f"{work.eprint_type}:" if work.eprint_type and work.eprint else ""
    classed = f" [{work.eprint_class}]" if work.eprint_class else ""
    return f"{kind}{work.eprint}{classed}" if work.eprint else ""


def sentence(words: Fragment | str) -> Fragment:
    """Words that begin a sentence."""
    fragment = (words,) if isinstance(words, str) else words
    if not fragment or not isinstance(fragment[0], str) or _SMALL.match(fragment[0]):
        return fragment
    return (with_first(fragment[0], str.upper), *fragment[1:])


@lru_cache(maxsize=65_536)
def own_title(work: Work, after_names: bool = False) -> Fragment:
    """The title of a work, as it stands behind names or begins a form."""
    return styled_title(work, whole_title(work), after_names)


def is_headword(work: Work) -> bool:
    """Whether the work is an unsigned entry of a work of reference, which a note cites under its headword."""
    return work.type == "entry-encyclopedia" and not any(creator.role == "author" for creator in work.creators)


def inside(work: Work, whole: Fragment, bare: bool = False) -> Fragment:
    """What the work stands in, in a note; ``bare``: without the word in."""
    return (
        whole
        if bare or not whole
        else filled(wording(work).pgettext("within a reference", "in %(title)s"), title=whole)
    )


def by_names(work: Work, names: str) -> str:
    """By whom the book is in which the work stands."""
    return wording(work).pgettext("within a reference", "by %(names)s") % {"names": names} if names else ""

"""The periodical in which an article stands, in Chicago style."""

from __future__ import annotations

import re

from edition.citations.chicago import elements
from edition.citations.chicago.creators import wording
from edition.citations.punctuation import Parts, join_sentence
from edition.citations.ranges import ordinal, ranges_in_words
from edition.model.bibtex_fields import STRINGS
from edition.model.messages import N_
from edition.model.tree import Fragment
from edition.model.works import Work

_SERIES = {STRINGS["newseries"]: N_("new ser."), STRINGS["oldseries"]: N_("old ser.")}
"""What a series is called → its abbreviation."""
_NAME_OF_ISSUE = re.compile(r"(?![IVXLC]+$)[^\W\d_]{3,}[^\d]*")


def journal(work: Work, pages: str) -> Fragment:
    """The periodical in which an article stands, with volume, issue, date and pages."""
    date, year = elements.issued(work), elements.issued(work, only_year=True)
    words = wording(work)
    numbered_issue, named_issue = _issue(work)
    if named_issue and named_issue not in date:
        date = f"{named_issue}{'' if date == year else ','} {date}"
    several = any(sign in numbered_issue for sign in "-–/&")
    issue = elements.with_term(work, "nos." if several else "no.", ranges_in_words(numbered_issue, words))
    special = elements.special_issue(work)
    within: Parts = (elements.inside(work, special), words.gettext("special issue")) if special else ()
    extra: Parts = (work.words("medium"), *filter(None, elements.numbers(work)), *elements.event(work))
    run = _series_of_journal(work)
    if work.type != "article-journal" or not (work.volume or issue):
        number = elements.with_term(work, "vol.", work.volume)
        parts = (*within, elements.container(work), run, number, issue, *extra, date, *elements.accessed(work), pages)
        return join_sentence(parts, ",")
    numbered = elements.container(work)
    if run:
        numbered = join_sentence((elements.container(work), run, work.volume), ",")
    elif work.volume:
        numbered = (*elements.container(work), f" {work.volume}")
    dated = (*join_sentence((*within, numbered, issue, *extra), ","), f" ({date or elements.undated(work)})")
    return (*dated, f": {pages}") if pages else dated


def _issue(work: Work) -> tuple[str, str]:
    """The number of an issue; and its name, such as “Spring”, which stands before the date."""
    parts = work.issue.split(", ")
    named = [part for part in parts if _NAME_OF_ISSUE.fullmatch(part)]
    return ", ".join(part for part in parts if part not in named), ", ".join(named)


def _series_of_journal(work: Work) -> str:
    """The series of a periodical, with the number in it."""
    run, words = work.collection_title, wording(work)
    if run in _SERIES:
        run = words.gettext(_SERIES[run])
    elif run.isdigit():
        run = words.gettext("%(ordinal)s ser.") % {"ordinal": ordinal(run, words, True)}
    return " ".join(filter(None, (run, work.collection_number)))

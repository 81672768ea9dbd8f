"""The periodical in which an article stands, in Chicago style."""

from __future__ import annotations

from edition.citations.chicago.creators import term, wording
from edition.citations.chicago.elements import (
    accessed,
    container,
    event,
    inside,
    issued,
    numbers,
    special_issue,
    undated,
)
from edition.citations.punctuation import join_sentence
from edition.citations.ranges import ordinal, ranges_in_words
from edition.model.messages import N_
from edition.model.tree import Fragment
from edition.model.works import Work

_SERIES = {"newseries": N_("new ser."), "oldseries": N_("old ser.")}
"""biblatex's words for a series → what they mean."""
_Parts = tuple[Fragment | str, ...]


def journal(work: Work, pages: str) -> Fragment:
    """The periodical in which an article stands, with volume, issue, date and pages."""
    date = issued(work)
    several = any(sign in work.issue for sign in "-–/&")
    words = wording(work)
    issue = f"{term(work, 'nos.' if several else 'no.')} {ranges_in_words(work.issue, words)}" if work.issue else ""
    special = special_issue(work)
    within: _Parts = (inside(work, special), words.gettext("special issue")) if special else ()
    extra: _Parts = (work.words("medium"), *filter(None, numbers(work)), *event(work))
    run = _series_ofjournal(work)
    if work.type != "article-journal" or not (work.volume or issue):
        number = f"{term(work, 'vol.')} {work.volume}" if work.volume else ""
        parts = (*within, container(work), run, number, issue, *extra, date, *accessed(work), pages)
        return join_sentence(parts, ",")
    numbered = container(work)
    if run:
        numbered = join_sentence((container(work), run, work.volume), ",")
    elif work.volume:
        numbered = (*container(work), f" {work.volume}")
    dated = (*join_sentence((*within, numbered, issue, *extra), ","), f" ({date or undated(work)})")
    return (*dated, f": {pages}") if pages else dated


def _series_ofjournal(work: Work) -> str:
    run, words = work.collection_title, wording(work)
    if run in _SERIES:
        run = words.gettext(_SERIES[run])
    elif run.isdigit():
        run = words.gettext("%(ordinal)s ser.") % {"ordinal": ordinal(run, words, True)}
    return " ".join(filter(None, (run, work.collection_number)))

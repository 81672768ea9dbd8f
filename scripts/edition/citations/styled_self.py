"""How this edition is cited in a CSL style of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from edition.citations.citation_target import QUOTED, CitationTarget, citation_target, shared_targets
from edition.citations.csl_json import csl_json
from edition.citations.self_citation import citation_forms, cited_work, plain_citation
from edition.citations.styled import each_alone
from edition.index.tables import sections
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.styles import StyleError
from edition.model.tree import Fragment, cut, text

_NUMBER = re.compile(r"\W*\d+\W*\s")
"""The number of an entry in a style of numbers."""


def own_forms(edition: Edition, cited: CitationTarget) -> Iterator[tuple[str, Fragment]]:
    """The forms in which a passage of this edition is cited, each with its name: in its style, if it has one."""
    styled_forms = _in_style(edition).get(_name(cited))
    if styled_forms is None or edition.style is None:
        yield from citation_forms(edition, cited)
        return
    note, entry = styled_forms
    _ = edition.messages.gettext
    if 'citation-format="numeric"' in edition.style.source:
        number = _NUMBER.match(text(entry))
        entry = cut(entry, number.end() if number else 0, len(text(entry)))
    else:
        yield _("Full citation") if edition.style.in_notes else _("Short citation"), note
    yield _("Bibliography"), entry
    yield _("Plain"), plain_citation(edition, cited)


@derived
def _in_style(edition: Edition) -> Mapping[str, tuple[Fragment, Fragment]]:
    """Name of a passage → how a first note cites it, and its entry. Nothing, if there is no style that can be used."""
    if edition.style is None:
        return {}
    parts = [citation_target(edition, slug) for slug in sections(edition)]
    pages = [citation_target(edition, key) for key in (*edition.entries, *edition.works)]
    cited = [
        CitationTarget(),
        *parts,
        *shared_targets(edition).values(),
        *(page for page in pages if not page.plain_words or QUOTED in page.plain_words),
    ]
    items = [csl_json(cited_work(edition, one)) | {"id": f"p{number}"} for number, one in enumerate(cited)]
    places = (f", {{{one.place(words=edition.messages)}}}" if one.locator else "" for one in cited)
    notes = [f"[@p{number}{place}]" for number, place in enumerate(places)]
    try:
        formatted = each_alone(edition, notes, items)
    except StyleError:
        return {}
    entries = (formatted.entries.get(f"p{number}", ()) for number in range(len(cited)))
    return dict(zip(map(_name, cited), zip(formatted.notes, entries, strict=True), strict=True))


def _name(cited: CitationTarget) -> str:
    return f"{cited.anchor}\0{cited.label}\0{cited.locator}\0{cited.title}"

"""Every form of every work and citation of an edition in its own style, formatted at once.

Citations are given to pandoc as they are written, in the order of the text, so that what depends on the order (later
notes, ibid., numbers) comes out as in a document of pandoc's.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from edition.citations import processor
from edition.citations.csl_json import csl_json, for_processor
from edition.citations.pandoc_words import blocks
from edition.index.tables import prose
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.kinds import GENERATED, Cite, CitedPlace, Lookup, as_written
from edition.model.locators import LOCATOR_TERMS
from edition.model.messages import messages, unmarked
from edition.model.styles import StyleError, StyleRequest
from edition.model.tree import Content, Element, Fragment, Node, cut, find_all, rewrite, text
from edition.model.works import Work, translated
from edition.sources.citekeys import CITED
from edition.sources.locators import PART, citation_items
from edition.sources.positions import place_of

_AMONG_OTHERS = re.compile(r' (?:subsequent-author-substitute(?:-rule)?|disambiguate-[a-z-]+)="[^"]*"')
"""What a style says of works beside others of the same author."""
_NOTE_NUMBER = re.compile('variable="first-reference-note-number"')
"""The number of the note that cites a work first: pandoc counts citations, and the notes of an edition have others."""

_KEY_OR_SEMICOLON = re.compile(rf"(?<!\\);(?![^`]*`[^`]*(?:`[^`]*`)*$)|{CITED.pattern}")
"""A key, or a semicolon that divides nothing and is not in code."""

Formatted = Mapping[str, Fragment]


def full_key(key: str, places: tuple[CitedPlace, ...]) -> str:
    """Under what the first note on a work is formatted, with the places that it cites."""
    return f"full {key} {'; '.join(' '.join(place) for place in places)}".strip()


@derived
def styled(edition: Edition) -> Formatted:
    """All forms by their keys: a place in the text, or ``full``, ``short``, ``entry``, ``listed`` with the key of a
    work; ``order`` has the keys of the bibliography. Nothing, if the edition has no style or it cannot be used."""
    if edition.style is None or not edition.works:
        return {}
    try:
        in_order = _in_order(edition)
        return {**in_order, **_by_themselves(edition, [str(key) for key in in_order["order"]])}
    except StyleError:
        return {}


def style_error(edition: Edition) -> StyleError | None:
    """Why the style of an edition cannot be used; None if it can."""
    try:
        _process(edition, "", ())
    except StyleError as error:
        return error
    return None


def _process(edition: Edition, document: str, works: tuple[dict[str, Any], ...], style: str = "") -> list[Any]:
    assert edition.style is not None
    process = edition.process or processor.process
    for item in works if "part-number" not in edition.style.source else ():
        if part := item.get("part-number"):  # a variable that older styles do not know: 3.2
            item["volume"] = f"{item.get('volume', '')}.{part}".strip(".")
    source, language = _NOTE_NUMBER.sub('variable="none"', style or edition.style.source), edition.metadata.language
    made = process(StyleRequest(source, language, json.dumps(works, ensure_ascii=False), document))
    found: list[Any] = json.loads(made)["blocks"]
    return found


# --- In the order of the text --------------------------------------------------------------------------------------


def _in_order(edition: Edition) -> dict[str, Fragment]:
    """The citations of the text; then each work in a later note; and the bibliography.

    Those that have words of their own are formatted too, and not printed: the next may be ibid. or short after them.
    """
    requests = [*_citations(edition)]
    keys = [*edition.works]
    written = {key: f"@{{{work.written_key}}}" for key, work in edition.works.items()}
    notes = [_cited(edition, cluster) for _, cluster in requests]
    notes += [f"[{written[key]}]" for key in (*keys, *keys)]
    items = tuple(for_processor(_translated(edition, work)) for work in edition.works.values())
    formatted = _notes(_process(edition, _document(notes), items), _titles(edition))
    forms: dict[str, Fragment] = {}
    for (place, _), words in zip(requests, formatted.notes, strict=False):
        if place:
            forms.setdefault(place, words)
    later = formatted.notes[len(requests) + len(keys) :]
    forms |= {f"short {key}": words for key, words in zip(keys, later, strict=False)}
    by_written = {work.written_key: key for key, work in edition.works.items()}
    listed = {by_written[name]: words for name, words in formatted.entries.items() if name in by_written}
    forms |= {f"listed {key}": words for key, words in listed.items()}
    return forms | {"order": tuple(listed)}


def _citations(edition: Edition) -> Iterator[tuple[str, str]]:
    """Place and cluster of every citation in the order of the text; no place, if it has words of its own."""
    before: Counter[str] = Counter()
    for file, lookups in edition.lookups.items():
        for line, cluster, has_words in lookups:
            items = citation_items(cluster)
            if all(key in edition.works for item in items for key in edition.aliases.get(item.work, (item.work,))):
                place = place_of(file, line, cluster, before)
                yield "" if has_words else place, cluster
    for words in prose(edition):
        for cite in find_all(words.tree, Cite):
            if cite.place:
                yield cite.place if cite.form == GENERATED else "", cite.place.split("\0")[2]


def _cited(edition: Edition, cluster: str) -> str:
    """A citation as pandoc's Markdown, with the keys of works for those that stand for them."""

    def known(match: re.Match[str]) -> str:
        key = match["braced"] or match["plain"]
        if not key:
            return match[0].replace(";", "\\;")
        keys = edition.aliases.get(key, (key,))
        written = [edition.works[one].written_key if one in edition.works else one for one in keys]
        return "; ".join(f"@{{{one}}}" for one in written)

    return as_written(Lookup(";".join(_KEY_OR_SEMICOLON.sub(known, part) for part in PART.findall(f";{cluster}"))))


def _document(notes: list[str]) -> str:
    """A document with a note for each citation."""
    body = "\n\n".join(f"x^[{' '.join(note.split())}]" for note in notes)
    return f"---\nnocite: '@*'\n---\n\n{body}\n"


class FormattedDocument:
    """What a formatted document has: its notes in order, its entries by the keys of works."""

    def __init__(self) -> None:
        self.notes: list[Fragment] = []
        self.entries: dict[str, Fragment] = {}


def _notes(document: list[Any], titles: frozenset[str]) -> FormattedDocument:
    formatted = FormattedDocument()
    for block in document:
        if block["t"] == "Para":
            note = next((inline for inline in block["c"] if inline["t"] == "Note"), None)
            if note:
                formatted.notes.append(without_stop(blocks(note["c"], titles)))
        elif block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                words = rewrite(blocks(entry["c"][1], titles), _without_link)  # pandoc links titles
                formatted.entries[entry["c"][0][0].removeprefix("ref-")] = words
    return formatted


def _without_link(node: Node) -> Content | Fragment:
    return node.children if isinstance(node, Element) and node.tag == "a" else node


def without_stop(words: Fragment) -> Fragment:
    """Words without the full stop at their end."""
    flat = text(words)
    return cut(words, 0, len(flat) - 1) if flat.endswith(".") else words


def _translated(edition: Edition, work: Work) -> Work:
    """The work with its own words (PhD diss., in press) in the language of the text, if they are known in it."""
    language = edition.metadata.language
    return translated(work, language) if messages(language).translations else work


def _titles(edition: Edition) -> frozenset[str]:
    return frozenset(csl_json(work)["title"] for work in edition.works.values())


# --- Each by itself ------------------------------------------------------------------------------------------------


def _by_themselves(edition: Edition, order: list[str]) -> dict[str, Fragment]:
    """Each work in a first note, with the places that printed citations give; and its entry with all its names.

    ``order`` are the keys in the order of the bibliography, so that entries have the numbers that they have there.
    """
    assert edition.style is not None
    wanted: dict[tuple[str, tuple[CitedPlace, ...]], str] = {}
    items = []
    for key in order:
        work = edition.works[key]
        cited = printed_places(edition).get(key, ()) if edition.style.in_notes else ()
        for number, places in enumerate(((), *cited)):
            wanted[key, places] = f"{work.written_key}~{number}"
            items.append(for_processor(_translated(edition, work), wanted[key, places]))
    notes = [f"[@{{{name}}}{_located(edition, places)}]" for (_, places), name in wanted.items()]
    formatted = each_alone(edition, notes, items, _titles(edition))
    forms = {full_key(*cited): words for cited, words in zip(wanted, formatted.notes, strict=False)}
    entries = {f"entry {key}": formatted.entries.get(wanted[key, ()], ()) for key in order}
    return forms | entries


def each_alone(
    edition: Edition, notes: list[str], items: list[dict[str, Any]], titles: frozenset[str] = frozenset()
) -> FormattedDocument:
    """Notes and entries as if each work were the only one. Raises ``StyleError``."""
    assert edition.style is not None
    style = _AMONG_OTHERS.sub("", edition.style.source)
    return _notes(_process(edition, _document(notes), tuple(items), style), titles)


@derived
def printed_places(edition: Edition) -> Mapping[str, tuple[tuple[CitedPlace, ...], ...]]:
    """Key of a work → the places in it that citations give which have words of their own, each once."""
    places_by_key: dict[str, dict[tuple[CitedPlace, ...], None]] = {}
    for lookups in edition.lookups.values():
        for _, cluster, has_words in lookups:
            for item in citation_items(cluster) if has_words else ():
                for key in edition.aliases.get(item.work, (item.work,)):
                    if key in edition.works and item.places:
                        places_by_key.setdefault(key, {})[item.places] = None
    return {key: tuple(places) for key, places in places_by_key.items()}


def _located(edition: Edition, places: tuple[CitedPlace, ...]) -> str:
    """Places as pandoc reads them behind a key."""
    words = messages(edition.metadata.language)
    terms = (words.pgettext("locator", LOCATOR_TERMS[place.label].one) for place in places)
    return "".join(f", {unmarked(term)} {place.locator}" for term, place in zip(terms, places, strict=True))


def form_of_work(edition: Edition, form: str, work: Work) -> Fragment:
    """A form of a work in the edition's style; nothing if it has none."""
    return styled(edition).get(f"{form} {work.key}", ())


def note_on(edition: Edition, work: Work, places: tuple[CitedPlace, ...]) -> Fragment:
    """The first note on a work with places in it; nothing if the edition has no style."""
    words = styled(edition).get(full_key(work.key, places), ())
    return words or styled(edition).get(full_key(work.key, ()), ())

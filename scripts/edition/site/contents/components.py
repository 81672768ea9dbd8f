"""Components that several kinds of page share: dates, counts and lists of uses, cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from edition.citations import forms
from edition.citations.dates import printed_date
from edition.index.addresses import addresses, anchor_label, section_uri, seen_from
from edition.index.uses import Use, counts
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.messages import Messages, filled
from edition.model.output import Page
from edition.model.records import Dated, Entry
from edition.model.serialize import Prerendered, prerendered
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.model.works import Work
from edition.site.hypertext import Hypertext
from edition.site.statements import paragraphs, span_of_years

_Place = tuple[str, str, str]
"""Anchors of a paragraph and of a note in it, if any, and how something is used there, in words."""


def list_page(
    name: str, title: str, description: str, *content: Content | Fragment | None, kind: str = "list", css: str = ""
) -> Page:
    """The page ``about/<name>.html``, which lists something; ``css`` is a class more for its ``article``."""
    article = E("article", E("h1", title, id=name), *content, class_=f"apparatus {css}".strip())
    return Page(f"about/{name}.html", title, kind, (article,), description)


def facts(pairs: Iterable[tuple[str, Content | Fragment | None]]) -> Element:
    """A list of facts, each with its label; what is empty is left out."""
    rows = tuple(part for label, words in pairs if words for part in (E("dt", label), E("dd", words)))
    return E("dl", rows, class_="facts")


def table(columns: Iterable[str], rows: Fragment) -> Element:
    """A table with a head, whose rows a style sheet may stack: each cell has the name of its column."""
    head = E("thead", E("tr", tuple(E("th", name, scope="col") for name in columns)))
    return E("table", head, E("tbody", rows), class_="stacked")


def entries(edition: Edition, keys: Iterable[str]) -> Fragment:
    """The names of entries as links; keys that are no entries are left out."""
    links, known = addresses(edition), edition.entries
    return joined(E("a", known[key].name, href=links[key]) for key in keys if key in known)


def timed(date: Dated, words: Messages) -> Element:
    """A date as it is printed, as a ``time`` where HTML has a form for it: not for spans, nor for dates BCE."""
    if not date.date or "/" in date.date or date.date.startswith("-"):
        return E("span", printed_date(date, words), class_="time")
    return E("time", printed_date(date, words), datetime=date.date)


def use_count(count: int, words: Messages) -> Fragment:
    """How often something is used, behind its name in a list; nothing where it is not used."""
    return (" ", E("span", mentions(count, words), class_="count")) if count else ()


def mentions(count: int, words: Messages) -> str:
    """How often something is used."""
    return words.ngettext("%(n)d mention", "%(n)d mentions", count) % {"n": count}


def use_list(edition: Edition, uses: tuple[Use, ...]) -> Element:
    """Uses in the order of the text with their sentences, each with a link to the note or paragraph.

    Uses of the same sentence share a row, and so do consecutive sentences at the same places.
    """
    rows: list[tuple[dict[_Place, None], list[str]]] = []
    for (_, sentence), same in groupby(uses, key=lambda use: (use.at, use.sentence)):
        places = dict.fromkeys((use.at, use.note, _how(edition, use)) for use in same)
        if rows and rows[-1][0] == places:
            rows[-1][1].append(sentence)
        else:
            rows.append((places, [sentence]))
    items = tuple(
        E(
            "li",
            E("span", tuple(_places(edition, places)), class_="where"),
            tuple(
                E("p", Prerendered((words,)), class_="sentence", **edition.text_attributes)
                for words in sentences
                if words
            ),
        )
        for places, sentences in rows
    )
    return E("ol", items, class_="uses")


def _places(edition: Edition, places: Iterable[_Place]) -> Iterator[Content]:
    links = addresses(edition)
    for number, (at, note, how) in enumerate(places):
        if number:
            yield "; "
        paragraph = E("a", anchor_label(at, edition), href=links[at], class_="passage")
        if note:
            link = E("a", anchor_label(note, edition), href=links[note], class_="passage")
            yield from filled(edition.messages.gettext("%(note)s at %(paragraph)s"), note=link, paragraph=paragraph)
        else:
            yield paragraph
        if how:
            yield from (" (", E("span", how, class_="form"), ")")


def _how(edition: Edition, use: Use) -> str:
    _ = edition.messages.gettext
    match use.form:
        case "ibid" | "short":
            return _("as “%(words)s”") % {"words": use.words}
        case "full" | "generated":
            locator = forms.locator(edition, use.label, use.locator)
            how = _("cited in full") if use.form == "full" else _("cited by the editors")
            return f"{how}, {locator}" if locator else how
        case "title":
            return _("in the title of a work")
        case "mark":
            return _("referred to, not named")
    return ""


@derived
def card(edition: Edition, key: str, times: int) -> Prerendered:
    """The card of an entry or a work, which is used in ``times`` passages."""
    return _card(edition, edition.works.get(key) or edition.entries[key], addresses(edition)[key], times)


def _card(edition: Edition, record: Work | Entry, href: str, times: int) -> Prerendered:
    """What a reader of the text is shown of an entry or a work: a ``template`` that a script opens at the link."""
    _ = edition.messages.gettext
    title: Fragment
    if isinstance(record, Work):
        title, dates, words = forms.title(edition, record), "", forms.bibliography_entry(edition, record)
    else:
        title, dates = (record.name,), span_of_years(record, edition.messages)
        words = Hypertext(edition).html(record.summary.content)
    inner = E(
        "div",
        E("p", title, class_="card-title"),
        E("p", dates, class_="card-dates") if dates else None,
        paragraphs(words),
        E("p", mentions(times, edition.messages), class_="card-uses"),
        E("p", E("a", _("Full entry"), class_="card-more", href=href)),
        class_="card",
    )
    template = E("template", inner, id=f"card-{record.key}", data_card="")
    (node,) = prerendered((template,), seen_from(edition, section_uri(record.key)))
    return node


def cards(edition: Edition, named: Iterable[str]) -> Fragment:
    """The cards of these keys."""
    return tuple(card(edition, key, counts(edition).get(key, 0)) for key in named)

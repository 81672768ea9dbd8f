"""Components that several kinds of page share: dates, counts and lists of uses, cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from edition.citations import forms
from edition.citations.dates import printed_date, unparted
from edition.index.addresses import addresses, anchor_label, section_uri, seen_from
from edition.index.uses import Use, counts
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.messages import Messages, filled
from edition.model.output import Page
from edition.model.records import Dated, Entry
from edition.model.registers import AUTHORITIES
from edition.model.serialize import AnchorLists, Prerendered, to_html, without_tags
from edition.model.tree import Content, E, Element, Fragment, joined
from edition.model.works import Work
from edition.site.contents.strips import strip_of_uses
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import paragraphs, span_of_years


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
    printed = unparted(printed_date(date, words))
    if not date.date or "/" in date.date or date.date.startswith("-"):
        return E("span", printed, class_="time")
    return E("time", printed, datetime=date.date)


def use_count(count: int, words: Messages) -> Fragment:
    """How often something is used, behind its name in a list; nothing where it is not used."""
    return (" ", E("span", mentions(count, words), class_="count")) if count else ()


def mentions(count: int, words: Messages) -> str:
    """How often something is used."""
    return words.ngettext("%(n)d mention", "%(n)d mentions", count) % {"n": count}


def identifiers(by_scheme: Mapping[str, str]) -> Iterator[Fragment]:
    """Identifiers, each after the name of its authority file and as a link to the page there."""
    for scheme, value in by_scheme.items():
        authority = AUTHORITIES.get(scheme)
        label = authority.label if authority else scheme
        yield (E("a", f"{label} {value}", href=authority.address(value)) if authority else f"{label} {value}",)


def use_list(edition: Edition, uses: tuple[Use, ...], named: tuple[str, ...] = ()) -> Element:
    """Uses in the order of the text, a row for each paragraph: words round the first of the names ``named``; a row
    that has more to say opens to the sentences, each with the note that it stands in."""
    rows = ((at, tuple(of_paragraph)) for at, of_paragraph in groupby(uses, key=lambda use: use.at))
    return E("ol", tuple(_uses_at(edition, at, of_paragraph, named) for at, of_paragraph in rows), class_="uses")


def _uses_at(edition: Edition, at: str, uses: tuple[Use, ...], named: tuple[str, ...]) -> Element:
    """The uses in a paragraph as an item of the list."""
    paragraph = E("a", anchor_label(at, edition), href=addresses(edition)[at], class_="passage")
    by_sentence: dict[str, dict[str, Fragment]] = {}
    for use in uses:
        by_sentence.setdefault(use.sentence, {}).setdefault(use.note or use.form, _where(edition, use))
    first = next((sentence for sentence in by_sentence if sentence), "")
    plain = without_tags(first).strip()
    short = cut_round(plain, named)
    if len(by_sentence) == 1 and short == plain:
        (where,) = by_sentence.values()
        words = E("span", Prerendered((first,)), class_="sentence", **edition.text_attributes)
        return E("li", paragraph, " ", E("div", *_places(where), words))
    summary = E("summary", short or "…", **edition.text_attributes)
    return E("li", paragraph, " ", E("details", summary, tuple(_sentences(edition, by_sentence))))


def _sentences(edition: Edition, by_sentence: Mapping[str, Mapping[str, Fragment]]) -> Iterator[Element]:
    """What is said, each sentence once, after the notes in which it stands and how it is said there."""
    for sentence, where in by_sentence.items():
        words = E("span", Prerendered((sentence,)), class_="sentence", **edition.text_attributes) if sentence else None
        yield E("p", *_places(where), words)


def _places(where: Mapping[str, Fragment]) -> Fragment:
    """The notes in which a sentence stands, and how something is said there, before the sentence."""
    places = joined(filter(None, where.values()), "; ")
    return (E("span", *places, class_="where"), " ") if places else ()


def _where(edition: Edition, use: Use) -> Fragment:
    """The note of a use as a link, and how the word stands there; nothing for a plain naming in the paragraph."""
    how = _how(edition, use)
    form = E("span", how, class_="form") if how else None
    if use.note:
        link = E("a", anchor_label(use.note, edition), href=addresses(edition)[use.note], class_="passage")
        return (link, " (", form, ")") if form else (link,)
    return (form,) if form else ()


EXCERPT = 96
"""Characters of a sentence that a list shows, about."""


def cut_round(words: str, named: tuple[str, ...]) -> str:
    """A sentence, cut round the first name in it if it is long."""
    if len(words) <= EXCERPT:
        return words
    at = min((place for place in map(words.find, named) if place >= 0), default=0)
    start = words.rfind(" ", 0, max(at - EXCERPT // 3, 0)) + 1 if at > EXCERPT // 2 else 0
    end = words.find(" ", start + EXCERPT)
    end = len(words) if end < 0 else end
    return f"{'… ' if start else ''}{words[start:end]}{' …' if end < len(words) else ''}"


def _how(edition: Edition, use: Use) -> str | Fragment:
    """How the text names what is used, in words; nothing for a plain name."""
    _ = edition.messages.gettext
    match use.form:
        case "ibid" | "short":
            return filled(_("as “%(words)s”"), words=E("span", use.words, **edition.text_attributes))
        case "full" | "generated":
            locator = forms.locator(edition, use.places)
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
        words = HtmlWriter(edition).html(record.summary.content)
    inner = E(
        "div",
        E("p", title, class_="card-title"),
        E("p", dates, class_="card-dates") if dates else None,
        paragraphs(words),
        strip_of_uses(edition, record.key),
        E("p", mentions(times, edition.messages), class_="card-uses"),
        E("p", E("a", _("Full entry"), class_="card-more", href=href)),
        class_="card",
    )
    template, lists = E("template", inner, id=f"card-{record.key}", data_card=""), AnchorLists()
    return Prerendered((to_html(template, seen_from(edition, section_uri(record.key)), lists),), lists.anchors())


def cards(edition: Edition, named: Iterable[str]) -> Fragment:
    """The cards of these keys."""
    return tuple(card(edition, key, counts(edition).get(key, 0)) for key in named)

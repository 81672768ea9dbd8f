"""The list of quotations: the words of each beside those of its source, the differences marked, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from edition.citations import forms
from edition.index.addresses import addresses, anchor_label
from edition.index.quoted import comparisons, quoted_in
from edition.index.tables import positions
from edition.index.word_differences import Comparison, Piece
from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.output import Page
from edition.model.records import Comparison as Compared
from edition.model.records import Quotation
from edition.model.states import HANDS, VERDICTS, counted_state
from edition.model.tree import Content, E, Element, Fragment
from edition.site.contents.components import list_page
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import linked, paragraphs, source, sources

GROUPS = {
    "differing": (N_("Where the words differ"), ("differs", "elsewhere")),
    "agreeing": (N_("Where they agree"), ("agrees", "second", "partly")),
    "not-verified": (N_("Not found or not verified"), ("query", "missing", "unchecked")),
    "no-quotations": (N_("Quotation marks that do not quote"), ("none",)),
}
"""The divisions of the list in their order: heading (a message) and verdicts of each."""


def page(edition: Edition) -> Page:
    """The page of the quotations."""
    quoted = {key: words for section in edition.sections for key, words in quoted_in(edition, section).items()}
    order, nowhere = positions(edition), (0, "")
    listed = sorted(
        edition.quotations,
        key=lambda quotation: (order.get(quotation.anchor, -1), quoted.get(quotation.key, nowhere)[0]),
    )
    counts = Counter(quotation.verdict for quotation in listed)
    _, words = edition.messages.gettext, edition.messages
    shown = (verdict for verdict in VERDICTS if counts[verdict])
    totals = (E("li", counted_state(verdict, counts[verdict], words), class_=f"state-{verdict}") for verdict in shown)
    number = len(listed) - counts["none"]
    intro = words.ngettext("%(n)d quotation:", "%(n)d quotations:", number) % {"n": number}
    key = _(
        "Words that differ are marked on both sides. Spelling, capitals, quotation marks and dashes are set aside; "
        "words before and after those quoted are gray."
    )
    parts: list[Element] = []
    for name, (heading, verdicts) in GROUPS.items():
        rows = tuple(
            _quotation(edition, quotation, quoted.get(quotation.key, nowhere)[1])
            for quotation in listed
            if quotation.verdict in verdicts
        )
        parts += [E("h2", _(heading), id=name), E("ul", rows, class_="collated")] if rows else []
    return list_page(
        "quotations",
        _("Quotations and their sources"),
        _("All quotations beside the words of their sources, and whether they agree."),
        E("p", intro),
        E("ul", tuple(totals), class_="totals"),
        _shares(counts),
        E("p", key, class_="key-to-marks") if any(quotation.compared for quotation in listed) else None,
        tuple(parts),
        css="broad",
    )


def _shares(counts: Mapping[str, int]) -> Element:
    """What the list of totals says, as a bar."""
    verdicts = (verdict for verdict in VERDICTS if counts[verdict] and verdict != "none")
    parts = tuple(E("i", class_=f"is-{verdict}", style=f"flex-grow:{counts[verdict]}") for verdict in verdicts)
    return E("div", parts, class_="shares", aria_hidden="true")


def _quotation(edition: Edition, quotation: Quotation, words: str) -> Element:
    """A quotation as an item of the list: passage, source, verdict, its words beside those of the source."""
    links, _ = addresses(edition), edition.messages.gettext
    writer = HtmlWriter(edition)
    where = E("a", anchor_label(quotation.anchor, edition), href=links.get(quotation.key, ""), class_="passage")
    cited: list[Content] = []
    if quotation.work in edition.works:
        title = forms.short_note(edition, edition.works[quotation.work])
        cited += [*writer.link_to_work(title, quotation.work)]
        cited += [f", {quotation.locator}"] if quotation.locator else []
    if quotation.note in links:
        cited += [" (", E("a", anchor_label(quotation.note, edition), href=links[quotation.note]), ")"]
    verdict = E("strong", _(VERDICTS.get(quotation.verdict, quotation.state)), class_="verdict")
    head = E(
        "p",
        where,
        " ",
        E("span", quotation.speaker, class_="speaker"),
        " ",
        E("span", *(cited or [_("no source given")]), class_="cited"),
        " ",
        verdict,
        class_="collation-head",
    )
    checked_in = (" ", sources(quotation.source, writer)) if quotation.source else ()
    remarks = paragraphs((*writer.html(quotation.evidence.content), *checked_in), "evidence")
    pair = E("div", tuple(_columns(edition, quotation, words, writer)), class_="pair")
    return E("li", head, pair, remarks, id=f"row-{quotation.key}", class_=f"state-{quotation.verdict}")


def _columns(edition: Edition, quotation: Quotation, words: str, writer: HtmlWriter) -> Iterator[Element]:
    """The words of the text, and beside them those of each source."""
    _ = edition.messages.gettext
    pairs = list(zip(quotation.compared, comparisons(edition, quotation, words), strict=True))
    preferred = sorted(pairs, key=lambda pair: pair[0].hand != "first")
    made = preferred[0][1] if pairs else Comparison((Piece(words, "same"),), ())
    yield E(
        "div",
        E("p", _("The text"), class_="label"),
        E("p", _marked(made.quoted, "ins"), class_="sentence", **edition.text_attributes),
    )
    if pairs:
        read = tuple(part for compared, made in pairs for part in _source(edition, compared, made, writer))
        yield E("div", read)


def _source(edition: Edition, read: Compared, made: Comparison, writer: HtmlWriter) -> Iterator[Element]:
    _ = edition.messages.gettext
    label: list[Content] = [_(HANDS.get(read.hand, read.hand)), edition.messages.colon, *source(read.source, writer)]
    yield E("p", *label, class_="label")
    yield E("p", _marked(made.source, "del"), class_="sentence")
    if read.remark or read.url:
        url = linked(read.url) if read.url else ()
        yield E("p", *writer.html(read.remark.in_line()), " " if read.remark else "", *url, class_="read-at")


def _marked(pieces: tuple[Piece, ...], tag: str) -> Fragment:
    """Pieces as HTML: those that differ as ``ins`` in the text and ``del`` in the source."""
    kinds = {"differs": tag, "beyond": "span"}
    return tuple(
        E(kinds[piece.kind], piece.words, class_="beyond" if piece.kind == "beyond" else None)
        if piece.kind in kinds
        else piece.words
        for piece in pieces
    )

"""What the editors say at other places: on the page of a work, the records and pages for which it is a source; in a
note, how the quotations that it serves agree with their sources."""

from __future__ import annotations

from collections.abc import Iterator

from edition.citations import forms
from edition.citations.titles import quotation_marks
from edition.index.addresses import SITE, addresses, anchor_label
from edition.index.annotation import AnnotationUse, annotation_uses
from edition.index.quoted import quoted_in
from edition.index.tables import emendations, quotations, quotations_by_note
from edition.model.edition import Edition, Section
from edition.model.records import grouped
from edition.model.states import VERDICTS
from edition.model.tree import Content, E, Element, Fragment, joined


def annotation_list(edition: Edition, key: str) -> Fragment:
    """For which statements of the editors a work is a source: a row for each kind of record; nothing if for none."""
    used = annotation_uses(edition).get(key, ())
    if not used:
        return ()
    headings = _headings(edition)
    by_kind = grouped(used, lambda use: use.kind)
    rows: list[Element] = []
    for kind in (kind for kind in headings if kind in by_kind):
        names = joined(_records(edition, by_kind[kind]), "; ")
        rows += [E("dt", headings[kind]), E("dd", names)]
    heading = E("h2", edition.messages.gettext("As a source of the annotation"), id="annotation")
    return heading, E("dl", tuple(rows), class_="facts annotation")


def _headings(edition: Edition) -> dict[str, str]:
    """The headings of the kinds of records, in the order of their rows."""
    _ = edition.messages.gettext
    registers = {key: register.heading for key, register in edition.registers.items()}
    return registers | {
        "works": _("Bibliography"),
        "quotations": _("Quotations"),
        "emendations": _("Emendations"),
        "observations": _("Observations"),
        "witnesses": _("Versions of the text"),
        "pages": _("Pages"),
    }


def _records(edition: Edition, used: tuple[AnnotationUse, ...]) -> Iterator[Fragment]:
    """The names of records as links, each with the places in the work that it cites."""
    for (kind, key), uses in grouped(used, lambda use: (use.kind, use.key)).items():
        locators = ", ".join(forms.locator(edition, use.places) for use in uses if use.places)
        yield (_link(edition, kind, key), f" ({locators})" if locators else "")


def _link(edition: Edition, kind: str, key: str) -> Content:
    """The name of a record as a link to it; ``kind`` is the kind of the record, ``key`` its key."""
    if kind == "pages":
        page = next(page for page in edition.prose if page.uri == key)
        return E("a", page.title, href=f"{SITE}{key}.html")
    if kind == "works":
        return E("a", forms.short_note(edition, edition.works[key]), href=addresses(edition)[key])
    if kind == "quotations":
        label = anchor_label(quotations(edition)[key].anchor, edition)
        return E("a", label, href=f"{SITE}about/quotations.html#row-{key}")
    if kind in ("emendations", "observations"):
        place = emendations(edition)[key].anchor if kind == "emendations" else ""
        words = anchor_label(place, edition) if place else key
        return E("a", words, href=addresses(edition)[key] if place else f"{SITE}about/emendations.html#{key}")
    return E("a", edition.entries[key].name, href=addresses(edition)[key]) if key in edition.entries else key


def verdicts(edition: Edition, section: Section, note: str) -> Element | None:
    """What is said of the quotations that a note of the author's serves, each with the way to its words and those of
    its source; None if nobody compared them."""
    quoted, _ = quoted_in(edition, section), edition.messages.gettext
    served = [quotation for quotation in quotations_by_note(edition).get(note, ()) if quotation.key in quoted]
    opening, closing, *_marks = quotation_marks(edition.messages)
    rows = []
    for quotation in served:
        words = " ".join(quoted[quotation.key][1].split()[:4])
        verdict = _(VERDICTS.get(quotation.verdict, quotation.state))
        link = E(
            "a", verdict, href=f"{SITE}about/quotations.html#row-{quotation.key}", class_=f"state-{quotation.verdict}"
        )
        begins = (opening, E("span", f"{words} …", **edition.text_attributes), f"{closing} ")
        rows.append((*begins, link) if len(served) > 1 else (link,))
    if all(quotation.state == "unchecked" for quotation in served):
        return None
    content = (_("Quotations"), edition.messages.colon, *joined(rows, "; "))
    return E("p", *content, class_="note-sources quoted", **edition.editors_attributes)

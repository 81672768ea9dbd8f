"""The bibliography, and a page for every work: its forms in citations, what was checked of it, its uses."""

from __future__ import annotations

from collections.abc import Iterator

from edition.citations import forms
from edition.citations.bibliography import bibliography, divisions, parts_of_volumes
from edition.citations.bibtex import bibtex
from edition.citations.citation_target import citation_target
from edition.citations.formats import coins
from edition.citations.punctuation import with_punctuation
from edition.index.uses import occurrences, uses
from edition.model.edition import Edition
from edition.model.output import Page, Plan
from edition.model.records import grouped
from edition.model.states import CHECKED
from edition.model.tree import Content, E, Element, Fragment, joined, text
from edition.model.works import Work, WorkNote, readable
from edition.site.contents.annotation import annotation_list
from edition.site.contents.charts import chart_of_uses, rows_of
from edition.site.contents.citing import how_to_cite, source_code
from edition.site.contents.components import facts, identifiers, use_count, use_list
from edition.site.contents.strips import strip_of_uses
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import SourceNotes, evidence, statement

BIBTEX = E("h2", "BibTeX", id="bibtex")


def pages(edition: Edition) -> Iterator[Plan]:
    """The bibliography, then the works in its order."""
    works = bibliography(edition)
    if works:
        yield Plan("works/index.html", _bibliography)
    for work in works:
        yield Plan(f"works/{work.key}.html", _page, (work.key,))


def _bibliography(edition: Edition) -> Page:
    """The page of all works, by the divisions of the bibliography."""
    works, used, writer = bibliography(edition), occurrences(edition), HtmlWriter(edition)
    _ = edition.messages.gettext
    listed: list[Element] = []
    for name, division, of_division in divisions(edition):
        rows = tuple(_row(writer, work, len(used.get(work.key, ()))) for work in of_division)
        listed += [E("h2", division, id=f"works-{name}")] if division else []
        listed.append(E("ul", rows, class_="bibliography"))
    charted = rows_of([(work.key, text(forms.short_note(edition, work))) for work in works], used)
    chart = chart_of_uses(edition, charted, _("Works by paragraph"))
    known = E("abbr", class_="unapi-id", title="bibliography")  # a COinS for each would have no roles but the author's
    heading = E("h1", _("Bibliography"), id="bibliography")
    body = E("article", heading, tuple(listed), known, chart, class_="register-index")
    return Page("works/index.html", _("Bibliography"), "bibliography", (body,), _("All works mentioned."))


def _row(writer: HtmlWriter, work: Work, mentions: int) -> Element:
    words = writer.link_to_work(forms.listed_entry(writer.edition, work), work.key)
    return E("li", words, use_count(mentions, writer.edition.messages), id=work.key)


def _page(edition: Edition, key: str) -> Page:
    """The page of a work."""
    work, used, annotation = edition.works[key], uses(edition).get(key, ()), annotation_list(edition, key)
    _ = edition.messages.gettext
    writer = HtmlWriter(edition)
    notes = SourceNotes(writer, key)
    title, entry = forms.title(edition, work), forms.bibliography_entry(edition, work)
    listed = use_list(edition, used) if used else E("p", _("Not mentioned in the text."))
    body = E(
        "article",
        E("h1", title, id=work.key),
        strip_of_uses(edition, work.key),
        E("p", entry, class_="full-reference"),
        facts(_facts(writer, work)),
        _record(work.record, notes) if work.record else None,
        (E("h2", _("Mentions in the text and notes"), id="uses"), listed) if used or not annotation else None,
        annotation,
        notes.listed(),
        BIBTEX,
        E("pre", source_code(edition, bibtex(work)), class_="bibtex", data_copy=""),
        E("span", class_="Z3988", title=coins(work)),
        E("abbr", class_="unapi-id", title=work.key),
        how_to_cite(edition, citation_target(edition, work.key)),
        class_="work",
    )
    return Page(f"works/{work.key}.html", text(title), "work", (body,), text(entry))


def _facts(writer: HtmlWriter, work: Work) -> Iterator[tuple[str, Content | Fragment]]:
    """Names and values of what is known of a work; an empty value is not printed."""
    edition, _ = writer.edition, writer.edition.messages.gettext
    yield _("Full citation"), with_punctuation(forms.full_note(edition, work), ".")
    yield _("Short citation"), with_punctuation(forms.short_note(edition, work), ".")
    keys = dict.fromkeys(creator.person for creator in work.creators if creator.person)
    for register, creators in grouped(map(edition.entries.__getitem__, keys), lambda entry: entry.register).items():
        namings = joined(writer.naming(entry.key, (entry.name,)) for entry in creators)
        yield edition.registers[register].heading, namings
    if work.part_of in edition.works:
        volume = edition.works[work.part_of]
        yield _("Part of"), writer.link_to_work(forms.title(edition, volume), volume.key)
    if parts := parts_of_volumes(edition).get(work.key, ()):
        rows = tuple(E("li", writer.link_to_work(forms.title(edition, edition.works[key]), key)) for key in parts)
        yield _("Parts mentioned"), E("ul", rows)
    yield _("Identifiers"), joined(identifiers(work.identifiers), " · ")
    online = tuple((copy.url, f" ({copy.what})") for copy in (work.record.online if work.record else ()))
    copies = online or (((work.url, ""),) if work.url else ())
    rows = tuple(E("li", E("a", readable(url), href=url), what) for url, what in copies)
    yield _("Online"), E("ul", rows) if rows else ()


def _record(record: WorkNote, notes: SourceNotes) -> Fragment:
    """What the editors say of the citations of a work: how it was checked, its printed form, differences, remarks."""
    parts: list[Element] = []
    writer = notes.writer
    _ = writer.edition.messages.gettext
    if record.checked in CHECKED:
        parts.append(E("p", _(CHECKED[record.checked].sentence), class_="checked"))
    language = writer.edition.text_attributes
    printed = {"class_": "printed", **language}
    if record.printed:
        parts += [E("h2", _("As cited by the author"), id="printed"), E("p", record.printed, **printed)]
    if record.deviations:
        rows = tuple(
            E(
                "li",
                E("span", deviation.printed, class_="as-printed", **language),
                " → ",
                E("span", deviation.right, class_="right"),
                writer.edition.messages.colon,
                writer.html(deviation.reason.content),
                evidence(deviation.source, deviation.doubt, writer, notes),
            )
            for deviation in record.deviations
        )
        heading = E("h2", _("Differences from the printed citation"), id="deviations")
        parts += [heading, E("ul", rows, class_="deviations")]
    if record.remarks:
        remarks = tuple(E("li", statement(remark, writer, notes)) for remark in record.remarks)
        parts += [E("h2", _("Remarks"), id="remarks"), E("ul", remarks)]
    return tuple(parts)

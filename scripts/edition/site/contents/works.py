"""The bibliography, and a page for every work: what it is, what was printed of it, and every use made of it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.citations import chicago
from edition.citations.bibliography import bibliography, parts_of_volumes
from edition.citations.formats import bibtex, coins
from edition.citations.self_citation import passage
from edition.citations.wording import with_punctuation
from edition.index.addresses import addresses
from edition.index.uses import occurrences, uses
from edition.model.edition import Edition
from edition.model.output import Page, Plan
from edition.model.states import CHECKED
from edition.model.tree import E, Element, Fragment, joined, text
from edition.model.works import Work, WorkNote
from edition.site.contents.charts import chart_of_uses, rows_of
from edition.site.contents.citing import how_to_cite
from edition.site.contents.components import use_list
from edition.site.hypertext import Hypertext
from edition.site.statements import sources, statement
from edition.sources.dialect import inline

USES, BIBTEX = E("h2", "In the text and notes", id="uses"), E("h2", "BibTeX", id="bibtex")


def pages(edition: Edition) -> Iterator[Plan]:
    """The bibliography first, then the works in its order."""
    works = bibliography(edition)
    if works:
        yield Plan("works/index.html", _bibliography)
    for work in works:
        yield Plan(f"works/{work.key}.html", _page, (work.key,))


def _bibliography(edition: Edition) -> Page:
    works, used = bibliography(edition), occurrences(edition)
    hypertext = Hypertext(edition)
    rows = []
    for work in works:
        count = len(used.get(work.key, ()))
        words = hypertext.link_to_work(chicago.bibliography_entry(work), work.key)
        number = (" ", E("span", f"{count} {'use' if count == 1 else 'uses'}", class_="count")) if count else ()
        rows.append(E("li", words, number, E("span", class_="Z3988", title=coins(work)), id=work.key))
    charted = rows_of([(work.key, text(chicago.short_note(work))) for work in works], used)
    chart = chart_of_uses(edition, charted, "Works along the text")
    listed = E("ul", tuple(rows), class_="bibliography")
    body = E("article", E("h1", "Bibliography", id="bibliography"), listed, chart, class_="register-index")
    return Page("works/index.html", "Bibliography", "bibliography", (body,), "Every work cited or named.")


def _page(edition: Edition, key: str) -> Page:
    work, used = edition.works[key], uses(edition).get(key, ())
    body = E(
        "article",
        E("h1", chicago.title(work), id=work.key),
        E("p", chicago.bibliography_entry(work), class_="full-reference"),
        E("dl", tuple(_facts(edition, work)), class_="facts"),
        _record(work.record) if work.record else None,
        USES,
        use_list(edition, used) if used else E("p", "Neither cited nor named in the text."),
        BIBTEX,
        E("pre", E("code", bibtex(work)), class_="bibtex", data_copy=""),
        E("span", class_="Z3988", title=coins(work)),
        E("abbr", class_="unapi-id", title=work.key),
        how_to_cite(edition, passage(edition, work.key)),
        class_="work",
    )
    return Page(
        f"works/{work.key}.html", text(chicago.title(work)), "work", (body,), text(chicago.bibliography_entry(work))
    )


def _facts(edition: Edition, work: Work) -> Iterator[Element]:
    yield from (E("dt", "In a note"), E("dd", with_punctuation(chicago.full_note(work), ".")))
    yield from (E("dt", "In a later note"), E("dd", with_punctuation(chicago.short_note(work), ".")))
    names = {key: edition.entries[key].name for key in (creator.person for creator in work.creators) if key}
    if names:
        links = addresses(edition)
        them = (E("a", name, class_="naming", data_person=key, href=links[key]) for key, name in names.items())
        yield from (E("dt", "Persons"), E("dd", joined(them)))
    hypertext = Hypertext(edition)
    if work.part_of in edition.works:
        volume = edition.works[work.part_of]
        yield from (E("dt", "Part of"), E("dd", hypertext.link_to_work(chicago.title(volume), volume.key)))
    inside = parts_of_volumes(edition).get(work.key, ())
    if inside:
        rows = tuple(E("li", hypertext.link_to_work(chicago.title(edition.works[key]), key)) for key in inside)
        yield from (E("dt", "Parts used here"), E("dd", E("ul", rows)))
    yield from _online(work)


def _online(work: Work) -> tuple[Element, ...]:
    online = work.record.online if work.record else ()
    rows = tuple(E("li", E("a", o.url, href=o.url), f" ({o.what})") for o in online)
    if not rows and work.url:
        rows = (E("li", E("a", work.url, href=work.url)),)
    return (E("dt", "Online"), E("dd", E("ul", rows))) if rows else ()


def _record(record: WorkNote) -> Fragment:
    found: list[Element] = (
        [E("p", CHECKED[record.checked].sentence, class_="checked")] if record.checked in CHECKED else []
    )
    if record.printed:
        found += [E("h2", "As printed in the notes", id="printed"), E("p", record.printed, class_="printed")]
    if record.deviations:
        rows = tuple(
            E(
                "li",
                E("span", d.printed, class_="as-printed"),
                " → ",
                E("span", d.right, class_="right"),
                ": ",
                inline(d.reason),
                (" ", sources(d.source)) if d.source else (),
                (" ", E("span", d.doubt, class_="doubt")) if d.doubt else (),
            )
            for d in record.deviations
        )
        found += [E("h2", "What was printed and what is right", id="deviations"), E("ul", rows, class_="deviations")]
    if record.remarks:
        found += [E("h2", "Remarks", id="remarks"), E("ul", tuple(E("li", statement(r)) for r in record.remarks))]
    return tuple(found)

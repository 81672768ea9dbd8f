"""The self-audit: the questions that reviewers ask, the edition's answers, and figures counted from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edition.citations.bibliography import division_keys, divisions
from edition.index.addresses import SITE
from edition.index.navigation import flat, navigation
from edition.model.edition import Edition
from edition.model.messages import filled, with_first
from edition.model.output import Page
from edition.model.records import Entry, Question
from edition.model.states import CHECKED, MET, VERDICTS
from edition.model.tree import Content, E, joined
from edition.site.contents.components import list_page
from edition.site.html_writer import HtmlWriter
from edition.site.sourced_statements import paragraphs


def page(edition: Edition) -> Page:
    """The page of the questions and their answers."""
    _ = edition.messages.gettext
    figures = tuple(E("tr", E("th", name, scope="row"), E("td", str(count))) for name, count in counts(edition))
    met = Counter(question.met for question in edition.questions)
    totals = ", ".join(f"{met[state]} {_(words)}" for state, words in MET.items() if met[state])
    asked = edition.messages.ngettext(
        "%(n)d criterion of reviewers of digital editions: %(totals)s.",
        "%(n)d criteria of reviewers of digital editions: %(totals)s.",
        met.total(),
    )
    return list_page(
        "audit",
        _("How this edition measures up"),
        _("This edition and the criteria of reviewers."),
        E("p", asked % {"n": met.total(), "totals": totals}),
        E("h2", _("In numbers"), id="figures"),
        E("table", E("tbody", figures), class_="figures"),
        E("h2", _("Questions and answers"), id="questions"),
        tuple(part for question in edition.questions for part in _answer(edition, question)),
    )


def counts(edition: Edition) -> Iterator[tuple[str, int]]:
    """What is counted from the data, each as words and a number."""
    _ = edition.messages.gettext
    notes = [note for section in edition.sections for note in section.notes]
    yield _("Paragraphs"), sum(len(section.blocks) for section in edition.sections)
    yield _("Author’s notes"), sum(note.kind == "authorial" for note in notes)
    yield _("Editors’ notes"), sum(note.kind == "editorial" for note in notes)
    yield _("Emendations"), len(edition.emendations)
    yield _("Readings queried or noted"), len(edition.observations)
    yield _("Quotations"), len(edition.quotations)
    for verdict, words in VERDICTS.items():
        yield f"— {_(words)}", sum(quotation.verdict == verdict for quotation in edition.quotations)
    yield _("Works"), len(edition.works)
    yield from ((f"— {heading}", len(works)) for _name, heading, works in divisions(edition) if heading)
    cited = [edition.works[key] for key in division_keys(edition).get("cited", ())]
    for state, checked in CHECKED.items():
        yield f"— {_(checked.words)}", sum((work.record.checked if work.record else "no") == state for work in cited)
    for register in edition.registers.values():
        if entries := edition.entries_of(register):
            yield register.heading, len(entries)
            if register.of_people:
                yield "— " + _("without an authority record"), sum(not entry.identifiers for entry in entries)
            yield "— " + _("with doubts"), sum(map(doubtful, entries))


def doubtful(entry: Entry) -> bool:
    """Whether anything about an entry is printed with a doubt."""
    dates = any(date.doubt for _, date in entry.dates)
    original = entry.original is not None and bool(entry.original.doubt)
    return dates or original or bool(entry.doubts) or any(statement.doubt for statement in entry.statements)


def _answer(edition: Edition, question: Question) -> Iterator[Content]:
    """A question of the audit as a heading, and the answer to it with the pages to see."""
    asked_by = E("span", f" ({question.asked_by})", class_="sources") if question.asked_by else None
    writer = HtmlWriter(edition)
    yield E("h3", writer.html(question.question.in_line()), asked_by, id=question.key)
    titles = {branch.uri: branch.title for branch in flat(navigation(edition))}
    names = ((address, titles.get(address.partition("#")[0], address)) for address in question.see)
    links = joined(E("a", name, href=SITE + address) for address, name in names)
    _ = edition.messages.gettext
    see = (" ", *filled(_("See %(pages)s."), pages=links)) if links else ()
    met = E("em", with_first(_(MET.get(question.met, question.met)), str.upper), class_=f"met-{question.met}")
    yield from paragraphs((met, ". ", *writer.html(question.answer.content), *see))

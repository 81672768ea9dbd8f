"""Citing this edition, or a place in it: what is cited as a work, and that work in words after three styles.

The edition is cited as a book by the author of the text, edited by its editor, in its version; a page of the editor's
own (of a person, of a work) as a chapter in that book. The permanent address is left out where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edition.citations import chicago
from edition.citations.wording import (
    date_in_words,
    date_parts,
    joined_title,
    name_in_order,
    names_in_bibliography,
    names_in_note,
    punctuated,
    run,
)
from edition.index.addresses import paragraph_number, permanent_address
from edition.index.tables import notes, sections
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.records import IsoDate
from edition.model.tree import E, Fragment, text
from edition.model.works import Creator, Name, Work

_TERMS = {"paragraph": ("¶", "par.", "para."), "note": ("n.", "n.", "Note"), "section": ("sec.", "sec.", "Section")}
"""The term for a place in the text: Chicago's (¶ as in the margin), MLA's, APA's."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is cited; without an ``anchor`` the whole edition.

    A place in the text has a ``locator``, which speaks for itself if it has no ``label``; the editor's pages a title.
    """

    anchor: str = ""
    label: str = ""
    locator: str = ""
    title: str = ""

    def place(self, style: int = 0) -> str:
        """``¶ 12``, ``par. 12``, ``para. 12`` in Chicago's, MLA's and APA's terms."""
        return f"{_TERMS[self.label][style]} {self.locator}" if self.label else self.locator


def passage(edition: Edition, key: str) -> Passage:
    """What an anchor or a key stands for."""
    if key in edition.entries:
        return Passage(key, title=edition.entries[key].name)
    if key in edition.works:
        return Passage(key, title=text(chicago.short_note(edition.works[key])))
    if key in sections(edition):
        return Passage(key, "section", str(sections(edition)[key].number))
    if paragraph_number(key):
        return Passage(key, "paragraph", paragraph_number(key))
    note = notes(edition).get(key)
    if note is None:
        return Passage(key, "", key)
    return (
        Passage(key, "note", note.mark) if note.kind == "authorial" else Passage(key, "", f"editor’s note {note.mark}")
    )


@derived
def first_publication(edition: Edition) -> Work | None:
    """The work that this is an edition of: what the copy-text is a state of."""
    return next((edition.works[w.work] for w in edition.witnesses if w.base and w.work in edition.works), None)


@derived
def authors_and_editors(edition: Edition) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """The authors of the text and the editors of the edition, in parts where a work or a register knows the parts."""
    data, first = edition.metadata, first_publication(edition)
    known = {name_in_order(c.name): c.name for work in edition.works.values() for c in work.creators}
    known |= {e.name: Name(*e.sort.split(", ")) for e in edition.entries.values() if e.sort.count(", ") == 1}
    editors = (known.get(data.editor, Name(literal=data.editor)),) if data.editor else ()
    authors = tuple(creator.name for creator in first.creators if creator.role == "author") if first else ()
    return authors or (known.get(data.author, Name(literal=data.author)),), editors


def lasting_address(edition: Edition, what: Passage) -> str:
    """Where the passage is found for good; nothing while the edition has no address."""
    return permanent_address(edition, what.anchor) if what.anchor else edition.metadata.base_address


def cited_work(edition: Edition, what: Passage) -> Work:
    """The passage as a work for other programs; its note tells the place in the text and the first publication."""
    data, first = edition.metadata, first_publication(edition)
    authors, editors = authors_and_editors(edition)
    roles = (("author", editors), ("container-author", authors)) if what.title else None
    roles = roles or (("author", authors), ("editor", editors))
    book = not what.title
    told = (what.place(), text(originally(edition)) if book else "")
    return Work(
        "-".join(part for part in (first.key if first else "edition", what.anchor or data.version) if part),
        "book" if book else "chapter",
        data.title if book else what.title,
        data.location,
        subtitle=data.subtitle if book else "",
        creators=tuple(Creator(role, name) for role, names in roles for name in names),
        container_title="" if book else data.title,
        container_subtitle="" if book else data.subtitle,
        edition=f"version {data.version}",
        publisher=data.publisher,
        issued=data.date,
        original_date=first.issued if first and book else IsoDate(""),
        url=lasting_address(edition, what),
        language=data.language,
        note=". ".join(part for part in told if part),
    )


def originally(edition: Edition, dated: bool = True) -> Fragment:
    """Where the text was first published, as a sentence without its full stop."""
    first, words = first_publication(edition), edition.metadata.first_published
    if first is None or not first.container_title:
        return (f"Originally published in {words}",) if words else ()
    where = E("em", joined_title(first.container_title, first.container_subtitle))
    return ("Originally published in ", where, f", {date_in_words(first.issued)}" if dated else "")


def forms(edition: Edition, what: Passage) -> Iterator[tuple[str, Fragment]]:
    """The names of the forms, each with the passage in it."""
    parts = _Parts(edition, what)
    yield "Chicago, note", parts.chicago_note()
    yield "Chicago, bibliography", parts.chicago_entry()
    yield "MLA, works cited", parts.mla()
    yield "MLA, in the text", (parts.in_text(1, ""),)
    yield "APA, reference", parts.apa()
    yield "APA, in the text", (parts.in_text(2, parts.years),)
    yield "Plain", parts.plain()


class _Parts:
    """What the forms of one passage are put together from."""

    def __init__(self, edition: Edition, what: Passage) -> None:
        data, self.what = edition.metadata, what
        self.authors, self.editors = authors_and_editors(edition)
        self.work = cited_work(edition, what)
        self.title = (E("em", joined_title(data.title, data.subtitle)),)
        self.heading = f"“{what.title}”" if what.title else ""
        self.year, self.original = (
            date_parts(date)[0][0] if date else "" for date in (self.work.issued, self.work.original_date)
        )
        self.years = "/".join(part for part in (self.original, self.year) if part)
        self.imprint = ", ".join(part for part in (data.publisher, self.year) if part)
        self.edited = f"{self.work.edition}, {date_in_words(data.date)}"
        self.first = () if what.title else originally(edition)
        self.first_undated = () if what.title else originally(edition, dated=False)

    def chicago_note(self) -> Fragment:
        """Full note; where the text first appeared stands at its end."""
        work = self.work
        if self.heading:
            within = run((("in ", *self.title), *_of(work.edition, f"by {names_in_note(self.authors)}")), ",")
            head = run((*_of(names_in_note(self.editors), self.heading), within), ",")
            return punctuated(run(((*head, f" ({self.imprint})"), *_of(work.url)), ","), ".")
        dates = "; ".join(part for part in (self.original, f"{work.edition}, {self.imprint}") if part)
        by = f"ed. {names_in_note(self.editors)}" if self.editors else ""
        head = (*run((*_of(names_in_note(self.authors)), self.title, *_of(by)), ","), f" ({dates})")
        body = run((head, *_of(self.what.place(), work.url)), ",")
        return punctuated(run((body, _lowered(self.first)), ";"), ".")

    def chicago_entry(self) -> Fragment:
        """Entry of a bibliography, for the whole edition or a page of the editor's."""
        work = self.work
        if self.heading:
            within = run((("In ", *self.title), *_of(work.edition, f"by {names_in_note(self.authors)}")), ",")
            parts = (*_of(_capital(names_in_bibliography(self.editors)), self.heading), within, *_of(self.imprint))
        else:
            by = f"Edited by {names_in_note(self.editors)}" if self.editors else ""
            version = _capital(work.edition)
            version = f"{version}. {self.imprint}" if work.publisher else f"{version}, {self.imprint}"
            head = (*_of(names_in_bibliography(self.authors)), self.title)
            parts = (*head, *_of(by, self.original, version))
        return punctuated(run((*parts, *_of(work.url), self.first), "."), ".")

    def mla(self) -> Fragment:
        """Entry of a list of works cited, ninth edition."""
        work = self.work
        version = (_capital(work.edition), self.imprint, work.url)
        if self.heading:
            head = _of(_capital(names_in_bibliography(self.editors)), self.heading)
            rest = run((self.title, *_of(f"by {names_in_note(self.authors)}", *version)), ",")
        else:
            head = (*_of(names_in_bibliography(self.authors)), self.title, *_of(self.original))
            rest = run(_of(f"Edited by {names_in_note(self.editors)}" if self.editors else "", *version), ",")
        return punctuated(run((*head, rest, self.first_undated), "."), ".")

    def apa(self) -> Fragment:
        """Entry of a reference list, seventh edition."""
        work = self.work
        led = ", ".join(_initialled(name, inverted=True) for name in (self.editors if self.heading else self.authors))
        editors = ", ".join(_initialled(name) for name in self.editors)
        editors = f"{editors}, Ed{'s' if len(self.editors) > 1 else ''}.; " if editors and not self.heading else ""
        inside = f"In {', '.join(map(_initialled, self.authors))}, " if self.heading else ""
        title = (inside, *self.title, f" ({editors}{work.edition})")
        led = _capital(led) if led.endswith(".") else f"{_capital(led)}."
        parts = (*_of(f"{led} ({self.year})", self.what.title), title, *_of(work.publisher))
        original = f"(Original work published {self.original})" if self.original else ""
        return (*punctuated(run(parts, "."), "."), *(f" {part}" for part in (work.url, original) if part))

    def in_text(self, style: int, year: str) -> str:
        """The reference in parentheses: names, title or year, place."""
        names = names_in_note(self.editors if self.heading else self.authors, short=True)
        title = self.heading if style == 1 else ""
        return f"({', '.join(part for part in (_capital(names), title, year, self.what.place(style)) if part)})"

    def plain(self) -> Fragment:
        """For a letter or a web page: everything, the date to the day, and no rules to know."""
        who, by = names_in_note(self.authors), names_in_note(self.editors)
        by = f"edited by {by}, {self.edited}" if by else self.edited
        head = run((*_of(f"{self.heading} in {who}" if self.heading else who), self.title), ",")
        return punctuated(run((head, *_of(self.what.place(), by, self.work.url), _lowered(self.first)), ","), ".")


def _of(*parts: str) -> tuple[Fragment, ...]:
    return tuple((part,) for part in parts if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(sentence: Fragment) -> Fragment:
    return (str(sentence[0])[:1].lower() + str(sentence[0])[1:], *sentence[1:]) if sentence else ()


def _initialled(name: Name, inverted: bool = False) -> str:
    """``Quill, A. M.`` or ``A. M. Quill``; a name that is one whole stays so."""
    initials = " ".join(f"{part[0]}." for part in name.given.split())
    family = f"{name.particle} {name.family}".strip()
    parts: Iterable[str] = (family, initials) if inverted else (initials, family)
    return name.literal or (", " if inverted else " ").join(part for part in parts if part)

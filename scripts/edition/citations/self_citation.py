"""Citing this edition, or a passage of it: as a work for other programs, and in words after three styles.

The edition is cited as a book by the author of the text, edited by its editor, in its version; a page of the editor's
own (of a person, of a work) as a chapter in that book. The permanent address is left out where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.citations.citation_target import CitationTarget, target_address
from edition.citations.dates import date_in_words, date_parts
from edition.citations.names import family_name, names_in_bibliography, names_in_note
from edition.citations.punctuation import Parts, join_sentence
from edition.citations.responsibility import authors_and_editors, authors_of, contribution, first_publication
from edition.citations.titles import joined_title, quoted
from edition.model.edition import Edition, Section
from edition.model.messages import Messages, filled, with_first
from edition.model.records import IsoDate
from edition.model.tree import E, Fragment, text
from edition.model.works import Creator, Name, Work


def cited_work(edition: Edition, cited: CitationTarget) -> Work:
    """The passage as a work for other programs; its note gives the place in the text and the first publication."""
    data, first = edition.metadata, first_publication(edition)
    section = contribution(edition, cited)
    title = section.title if section else cited.title
    is_book = not title
    words = edition.messages
    notes = (cited.place(words=words), text(first_publication_in_words(edition)) if is_book else "")
    return Work(
        "-".join(part for part in (first.key if first else "edition", cited.anchor or data.version) if part),
        "book" if is_book else "chapter",
        title or data.title,
        data.location,
        subtitle=data.subtitle if is_book else "",
        creators=tuple(_creators(edition, section, is_book)),
        container_title="" if is_book else data.title,
        container_subtitle="" if is_book else data.subtitle,
        edition=words.gettext("version %(version)s") % {"version": data.version},
        publisher=data.publisher,
        issued=data.date,
        original_date=section.date if section else first.issued if first and is_book else IsoDate(""),
        url=target_address(edition, cited),
        language=data.language,
        note=". ".join(part for part in notes if part),
    )


def _creators(edition: Edition, section: Section | None, is_book: bool) -> Iterator[Creator]:
    """Those who made the edition, a section with authors of its own, or a page of the editors'."""
    authors, editors = authors_and_editors(edition)
    if section or is_book:
        by_role = {"author": authors_of(edition, section) if section else authors, "editor": editors}
    else:
        by_role = {"author": editors, "container-author": authors}
    return (Creator(role, name) for role, names in by_role.items() for name in names)


def edited_and_annotated(editors: str, words: Messages) -> str:
    """Who edited the edition, for its title page; “the editors” and other words without a capital are no names."""
    if not editors or editors[:1].islower():
        return words.gettext("Annotated edition")
    return words.gettext("Edited and annotated by %(editors)s") % {"editors": editors}


def version_and_date(edition: Edition) -> str:
    """Version and date of the edition, as they stand on its title page."""
    data, words = edition.metadata, edition.messages
    values = {"version": data.version, "date": date_in_words(data.date, words)}
    return words.gettext("Version %(version)s, %(date)s") % values


def first_publication_in_words(edition: Edition, dated: bool = True) -> Fragment:
    """Where the text was first published, as a sentence without its full stop."""
    first, words = first_publication(edition), edition.messages
    published = words.gettext("Originally published in %(where)s")
    if first is None or not first.container_title:
        where = edition.metadata.first_published
        return (published % {"where": where},) if where else ()
    title = E("em", joined_title(first.container_title, first.container_subtitle))
    return filled(published, where=(title, f", {date_in_words(first.issued, words)}" if dated else ""))


def citation_forms(edition: Edition, cited: CitationTarget) -> Iterator[tuple[str, Fragment]]:
    """The forms in which the passage is cited, each with its name."""
    form, _ = _Forms(edition, cited), edition.messages.gettext
    yield _("Chicago, note"), form.chicago_note()
    yield _("Chicago, bibliography"), form.chicago_entry()
    yield _("MLA, works cited"), form.mla()
    yield _("MLA, in the text"), (form.in_text("MLA"),)
    yield _("APA, reference"), form.apa()
    yield _("APA, in the text"), (form.in_text("APA"),)
    yield _("Plain"), form.plain()


def plain_citation(edition: Edition, cited: CitationTarget) -> Fragment:
    """The passage in a form for a letter or a web page."""
    return _Forms(edition, cited).plain()


class _Forms:
    """The forms in which a passage is cited, made of parts that they share."""

    def __init__(self, edition: Edition, cited: CitationTarget) -> None:
        data, self.words, self.cited = edition.metadata, edition.messages, cited
        self.authors, self.editors = authors_and_editors(edition)
        self.work, self.own = cited_work(edition, cited), contribution(edition, cited)
        self.leading = authors_of(edition, self.own) if self.own else self.editors
        self.title = (E("em", joined_title(data.title, data.subtitle)),)
        self.page = self.own.title if self.own else cited.title
        self.heading = quoted(self.page, self.words) if self.page else ""
        self.year, self.original_year = (
            date_parts(date)[0][0] if date else "" for date in (self.work.issued, self.work.original_date)
        )
        self.imprint = ", ".join(part for part in (data.publisher, self.year) if part)
        self.first = () if self.page else first_publication_in_words(edition)
        self.first_undated = () if self.page else first_publication_in_words(edition, dated=False)

    def place(self, style: str = "Chicago") -> str:
        """The place in the text, in the terms of a style."""
        return self.cited.place(style, self.words)

    def by_authors(self) -> str:
        """By whom the text is, behind its title; of a section with authors of its own, by whom the whole is edited."""
        if self.own:
            edited = self.edited_by()
            return edited[:1].lower() + edited[1:]
        names = names_in_note(self.authors, language=self.words)
        # Translators: behind the title of a book, in a reference to a part of it: “in The Lamp, by Ada Quill”.
        return self.words.pgettext("within a reference", "by %(names)s") % {"names": names}

    def edited_by(self) -> str:
        """By whom the edition is edited, as it begins a sentence; nothing where nobody is named."""
        names = names_in_note(self.editors, language=self.words)
        return self.words.pgettext("in a reference", "Edited by %(names)s") % {"names": names} if names else ""

    def chicago_note(self) -> Fragment:
        """Full note; where the text first appeared stands at its end."""
        work, editors = self.work, names_in_note(self.editors, language=self.words)
        if self.heading:
            editors = names_in_note(self.leading, language=self.words)
            title = filled(self.words.pgettext("within a reference", "in %(title)s"), title=self.title)
            within = join_sentence((title, work.edition, self.by_authors()), ",")
            head = join_sentence((editors, self.heading, within), ",")
            place = self.place() if self.own and self.cited.label != "section" else ""
            return join_sentence(((*head, f" ({self.imprint})"), place, work.url), ",", end=".")
        dates = "; ".join(part for part in (self.original_year, f"{work.edition}, {self.imprint}") if part)
        by = self.words.pgettext("in a note", "ed. %(names)s") % {"names": editors} if editors else ""
        authors = names_in_note(self.authors, language=self.words)
        head = (*join_sentence((authors, self.title, by), ","), f" ({dates})")
        body = join_sentence((head, self.place(), work.url), ",")
        return join_sentence((body, _lowercase_first(self.first)), ";", end=".")

    def chicago_entry(self) -> Fragment:
        """Entry of a bibliography, for the whole edition or a page of the editor's."""
        work = self.work
        parts: Parts
        if self.heading:
            title = filled(self.words.pgettext("in a reference", "In %(title)s"), title=self.title)
            within = join_sentence((title, work.edition, self.by_authors()), ",")
            editors = with_first(names_in_bibliography(self.leading, self.words), str.upper)
            parts = (editors, self.heading, within, self.imprint)
        else:
            version = f"{with_first(work.edition, str.upper)}{'.' if work.publisher else ','} {self.imprint}"
            authors = names_in_bibliography(self.authors, self.words)
            parts = (authors, self.title, self.edited_by(), self.original_year, version)
        return join_sentence((*parts, work.url, self.first), ".", end=".")

    def mla(self) -> Fragment:
        """Entry of a list of works cited, ninth edition."""
        version = (with_first(self.work.edition, str.upper), self.imprint, self.work.url)
        head: Parts
        if self.heading:
            head = (with_first(names_in_bibliography(self.leading, self.words), str.upper), self.heading)
            rest = join_sentence((self.title, self.by_authors(), *version), ",")
        else:
            head = (names_in_bibliography(self.authors, self.words), self.title, self.original_year)
            rest = join_sentence((self.edited_by(), *version), ",")
        return join_sentence((*head, rest, self.first_undated), ".", end=".")

    def apa(self) -> Fragment:
        """Entry of a reference list, seventh edition."""
        work, words = self.work, self.words
        leading = self.leading if self.heading else self.authors
        who = with_first(", ".join(_name_with_initials(name, inverted=True) for name in leading), str.upper)
        editors = ", ".join(map(_name_with_initials, self.editors))
        if editors and not self.heading:
            # Translators: in parentheses behind a title, as APA style has it.
            pattern = words.ngettext("%(names)s, Ed.; ", "%(names)s, Eds.; ", len(self.editors))
            editors = pattern % {"names": editors}
        title: Fragment = self.title
        if self.heading:
            authors = ", ".join(map(_name_with_initials, self.editors if self.own else self.authors))
            pattern = words.pgettext("in a reference", "In %(names)s, %(title)s")
            title = filled(pattern, names=authors, title=self.title)
        title = (*title, f" ({'' if self.heading else editors}{work.edition})")
        year, within = f"({self.year})", (title,) if self.heading else ()
        # Without names the title stands in their place.
        head = (f"{who.removesuffix('.')}. {year}", self.page, title) if who else (self.page or title, year, *within)
        original = words.gettext("(Original work published %(year)s)") % {"year": self.original_year}
        reference = join_sentence((*head, work.publisher), ".", end=".")
        last = (work.url, original if self.original_year else "")
        return (*reference, *(f" {part}" for part in last if part))

    def in_text(self, style: str) -> str:
        """The reference in parentheses: names, title (MLA) or years (APA), place."""
        names = names_in_note(self.leading if self.heading else self.authors, short=True, language=self.words)
        years = "/".join(part for part in (self.original_year, self.year) if part)
        heading = self.heading if style == "MLA" or not names else ""
        parts = (with_first(names, str.upper), heading, years if style == "APA" else "", self.place(style))
        return f"({text(join_sentence(parts, ','))})"

    def plain(self) -> Fragment:
        """A form for a letter or a web page: everything, the date to the day, without the rules of a style."""
        who: Fragment = (names_in_note(self.leading if self.own else self.authors, language=self.words),)
        if self.own:
            who = join_sentence((who, self.heading), ",")
        elif self.heading:
            # Translators: the title of a page, in a work of the author.
            pattern = self.words.pgettext("in a reference", "%(title)s in %(author)s")
            who = filled(pattern, title=self.heading, author=who)
        head = join_sentence((who, self.title), ",")
        version = f"{self.work.edition}, {date_in_words(self.work.issued, self.words)}"
        edited = with_first(self.edited_by(), str.lower)
        parts = (head, self.place(), edited, version, self.work.url, _lowercase_first(self.first))
        return join_sentence(parts, ",", end=".")


def _lowercase_first(sentence: Fragment) -> Fragment:
    return (with_first(str(sentence[0]), str.lower), *sentence[1:]) if sentence else ()


def _name_with_initials(name: Name, inverted: bool = False) -> str:
    """``Quill, A. M.`` or ``A. M. Quill``; a literal name as it is."""
    initials = " ".join(f"{part[0]}." for part in name.given.split())
    parts: Iterable[str] = (family_name(name), initials) if inverted else (initials, family_name(name))
    return name.literal or (", " if inverted else " ").join(part for part in parts if part)

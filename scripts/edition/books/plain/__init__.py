"""The whole edition as plain text, one paragraph a line, and as Markdown of the kind that most programs read."""

from __future__ import annotations

from edition.books.plain.markdown_writer import MarkdownWriter
from edition.books.plain.writer import PlainTextWriter
from edition.citations import forms
from edition.citations.bibliography import divisions
from edition.citations.self_citation import version_and_date
from edition.index.addresses import anchor_label
from edition.index.apparatus import in_words, sigla
from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.output import Output

PLAIN_CONVENTIONS = N_(
    # Translators: “n.” and “ed.” are the words for notes in the plain text.
    "Every paragraph is one line and begins with its number (¶ 5). [n. 7] refers to the author’s note 7, [ed. a] to "
    "the editors’ note a; notes follow their section. Section titles in brackets have been supplied. "
    "Italics are not marked."
)
MARKDOWN_CONVENTIONS = N_(
    # Translators: “n.” and “ed.” are the words for notes in the plain text.
    "Paragraphs begin with their number (¶ 5). Every note begins with its own sign (n. 7 the author’s note 7, ed. a "
    "the editors’ note a), which stays the same where a program numbers the notes anew. Section titles in brackets "
    "have been supplied."
)


def plain_text(edition: Edition) -> Output:
    """``edition.txt``."""
    return Output("edition.txt", _document(edition, PlainTextWriter(edition), PLAIN_CONVENTIONS))


def markdown(edition: Edition) -> Output:
    """``edition.md``."""
    return Output("edition.md", _document(edition, MarkdownWriter(edition), MARKDOWN_CONVENTIONS))


def _document(edition: Edition, writer: PlainTextWriter, conventions: str) -> bytes:
    """The file: titles, what is known of the edition, the sections, the emendations, the bibliography."""
    about, _ = edition.metadata, edition.messages.gettext
    edited = _("Edited by %(editors)s.") % {"editors": about.editor} + " " if about.editor else ""
    first = _("First published: %(where)s.") % {"where": about.first_published}
    rights = " ".join(filter(None, (about.text_rights, about.text_licence)))
    licence = about.editorial_licence
    head = (
        f"{edited}{version_and_date(edition)}.",
        first if about.first_published else "",
        _("Text: %(rights)s.") % {"rights": rights} if rights else "",
        _("Editorial matter licensed %(licence)s.") % {"licence": licence} if licence else "",
        about.base_address,
        _(conventions),
    )
    blocks = [*writer.titles(), *map(writer.escape, head)]
    for section in edition.sections:
        blocks += writer.section(section)
    if edition.emendations:
        blocks.append(writer.heading(2, _("Emendations")))
        blocks.append(writer.escape(sigla(edition)))
        for change in edition.emendations:
            words = f"{anchor_label(change.anchor, edition)}: {change.lemma}] {in_words(edition, change)}. "
            blocks.append(writer.escape(words) + writer.inline(change.reason.in_line()))
    if edition.works:
        blocks.append(writer.heading(2, _("Bibliography")))
        for _name, heading, works in divisions(edition):
            blocks += [writer.heading(3, heading)] if heading else []
            blocks += (writer.line(forms.bibliography_entry(edition, work)) for work in works)
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()

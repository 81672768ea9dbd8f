"""“How to cite”: the forms of citation of a page, and those of paragraphs and notes, which a script fills in."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from edition.citations.bibtex import bibtex
from edition.citations.citation_target import (
    ANCHOR,
    QUOTED,
    TITLE,
    CitationTarget,
    citation_target,
    shared_targets,
    target_address,
)
from edition.citations.csl_json import csl_json
from edition.citations.formats import ris
from edition.citations.self_citation import cited_work
from edition.citations.styled_self import own_forms
from edition.index.addresses import SITE
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.messages import filled, in_english, is_english
from edition.model.output import Output
from edition.model.serialize import Prerendered, to_html
from edition.model.tree import E, Element, Fragment
from edition.site.patterns import filled_in
from edition.site.scripts import translated

_IN_ENGLISH = re.compile(r"^(  annote .*|N1  - .*)$", re.MULTILINE)
"""Lines of BibTeX and RIS."""


def how_to_cite(edition: Edition, what: CitationTarget, explanation: Fragment = ()) -> Element:
    """The forms of citation of a page or passage, folded away, with its permanent address."""
    address = target_address(edition, what)
    shown = address or (f"id/{what.anchor}/" if what.anchor else "")
    href = address or f"{SITE}id/{what.anchor}/index.html"
    _ = edition.messages.gettext
    link = filled(_("Permanent address: %(address)s"), address=E("a", shown, href=href))
    permanent = E("p", link, class_="permanent") if shown else None
    return E(
        "details",
        E("summary", _("How to cite")),
        permanent,
        _of_page(edition, what),
        E("p", explanation) if explanation else None,
        class_="citing",
        id="cite",
    )


def how_to_cite_section(edition: Edition, section: Section) -> Element:
    """The forms of citation of a section, and how they are changed to cite a paragraph or a note of it."""
    what = citation_target(edition, section.slug)
    if not section.paragraphs:
        return how_to_cite(edition, what)
    first = citation_target(edition, section.paragraphs[0].anchor)
    address = target_address(edition, first) or f"id/{first.anchor}/"
    words = edition.messages.gettext(
        "To cite a paragraph, put its number (%(paragraph)s, for example) in place of “%(section)s” and give its own "
        "address (%(address)s). To cite a note, put “n.” and its number; its address has n and that number."
    )
    terms = {"paragraph": first.place(words=edition.messages), "section": what.place(words=edition.messages)}
    return how_to_cite(edition, what, (words % {**terms, "address": address},))


def passage_forms(edition: Edition) -> Output:
    """The script ``cite.js``, preceded by the forms of each kind of passage, which it fills in."""
    passages = {kind: what for kind, what in shared_targets(edition).items() if not what.title}
    shared = {kind: in_english(to_html(_forms(edition, what))) for kind, what in passages.items()}
    packed = json.dumps(shared, ensure_ascii=False)
    script = translated(files("edition").joinpath("theme/assets/cite.js").read_text("utf-8"), edition.messages)
    return Output("assets/cite.js", f"const FORMS = {packed};\n\n{script}".encode())


def _of_page(edition: Edition, what: CitationTarget) -> Fragment:
    """The forms of a page. Those of most entries and works differ in key and title only, and are filled in."""
    words = what.plain_words
    if not words or (edition.style and QUOTED in words):
        return _forms(edition, what)
    pieces = _pattern(edition, "quoted" if QUOTED in words else "page")
    return (Prerendered((filled_in(pieces, {ANCHOR: what.anchor, **words}),)),)


@derived
def _pattern(edition: Edition, kind: str) -> list[str]:
    """The HTML of the forms of a page with a title, split at its placeholders, which are among the pieces."""
    pattern = to_html(_forms(edition, shared_targets(edition)[kind]))
    pieces = re.split(f"({TITLE}|{QUOTED}|{ANCHOR})", pattern, flags=re.IGNORECASE)
    return [piece.casefold() if at % 2 else piece for at, piece in enumerate(pieces)]


def _forms(edition: Edition, what: CitationTarget) -> Fragment:
    """The citations of what is cited in every form, and its records as BibTeX, RIS and CSL-JSON."""
    work = cited_work(edition, what)
    rows = ((E("dt", name), E("dd", E("p", words, data_copy=""))) for name, words in own_forms(edition, what))
    fields = (f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in csl_json(work).items())
    packed = "[{\n" + ",\n".join(fields) + "\n}]"
    others = (("BibTeX", bibtex(work)), ("RIS", ris(work).replace("\r\n", "\n")), ("CSL-JSON", packed))
    return (
        E("dl", tuple(node for row in rows for node in row)),
        *(
            E("details", E("summary", name), E("pre", source_code(edition, words), data_copy=""))
            for name, words in others
        ),
    )


def source_code(edition: Edition, words: str) -> Element:
    """A record for reference managers; the lines in which it says in English what it has no field for say so."""
    if is_english(edition.messages.language):
        return E("code", words)
    lines = enumerate(_IN_ENGLISH.split(words))
    return E("code", *(E("span", line, lang="en", dir="ltr") if number % 2 else line for number, line in lines))

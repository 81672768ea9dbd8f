#!/usr/bin/env python3
"""The catalogues of the interface: ``catalogues.py`` updates them, ``catalogues.py it`` begins one for Italian.

Every message of the engine (Python, templates and scripts) gets an entry in the catalogue of each language. The
translation of a message whose words have changed is kept and marked as fuzzy: look at it, and remove the mark. Messages
that are gone leave their catalogues. What a catalogue lacks is printed. Run it with the interpreter of the environment.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from edition.books.tei.encoding import DESCRIPTIONS
from edition.model.bibtex_fields import WORDS_OF_WORKS
from edition.model.languages import LANGUAGES
from edition.model.locators import LOCATOR_TERMS
from edition.model.vocabulary import ROLES
from edition.site.formats import FORMATS

ENGINE = Path(__file__).parents[1] / "edition"
LOCALES = ENGINE / "theme" / "locale"
METHODS = [("**.py", "python"), ("**.js", "javascript"), ("**.html", "jinja2")]
KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext")),
    **dict.fromkeys(("ngettext", "NN_"), (1, 2)),
    "C_": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TERMS = {"note": "in a note", "bibliography": "in a bibliography", "after_one": "after a name",
    "after_several": "after names",
}  # fmt: skip
"""Name of a term of creators in Chicago style → its context."""
VARIETIES = frozenset(("en_GB",))
"""Catalogues that hold only what they have otherwise than the code."""
_OF_ITS_MAKING = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Project-Id-Version|Generated-By):.*\n',
    re.MULTILINE,
)


def path(language: str) -> Path:
    """The catalogue of a language, which is named as gettext does (``pt_BR``)."""
    return LOCALES / language / "LC_MESSAGES" / "edition.po"


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(file.parents[1].name for file in LOCALES.glob("*/LC_MESSAGES/edition.po"))


def extracted() -> Catalog:
    """All messages of the engine, with their comments for translators."""
    catalogue = Catalog(project="edition", charset="utf-8")
    found = extract_from_dir(ENGINE, METHODS, keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True)
    for file, _, message, comments, context in found:
        catalogue.add(message, locations=[(file, 1)], auto_comments=comments, context=context)
    for file, context, words in in_tables():
        catalogue.add(words, locations=[(file, 1)], context=context)
    return catalogue


def in_tables() -> Iterator[tuple[str, str | None, str]]:
    """File, context and words of each message in the engine's files of data."""
    for term in LOCATOR_TERMS.values():
        yield from (("model/locators.toml", "locator", words) for words in (term.one, term.many))
    yield from (("model/languages.toml", None, name) for name in LANGUAGES.values())
    yield from (("model/bibtex_fields.toml", "kind or state of a work", words) for words in WORDS_OF_WORKS)
    for role in ROLES.values():
        if role.heading:
            yield "model/roles.toml", None, role.heading
        if role.words:
            yield "model/roles.toml", "in a reference", role.words
    for name, context in TERMS.items():
        tables = tomllib.loads((ENGINE / "citations/chicago/terms.toml").read_text("utf-8")).values()
        yield from (("citations/chicago/terms.toml", context, terms[name]) for terms in tables if name in terms)
    for format_ in FORMATS.values():
        yield from (("site/formats.toml", None, words) for words in format_[1:] if words)
    described = (DESCRIPTIONS["responsibility"], *DESCRIPTIONS["rules"].values(), *DESCRIPTIONS["values"].values())
    yield from (("books/tei/descriptions.toml", None, words) for words in described)


def read(language: str) -> Catalog:
    """The catalogue of a language as it is."""
    with path(language).open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file, which does not say when it was written."""
    stream = BytesIO()
    catalogue.header_comment = f"# The words of the interface: {Locale.parse(str(catalogue.locale)).english_name}."
    write_po(stream, catalogue, width=110, include_lineno=False, sort_output=True, ignore_obsolete=True)
    return _OF_ITS_MAKING.sub(b"", stream.getvalue())


def first(message: Message) -> str:
    """The English words of a message; of one with plural forms those for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def lacking(catalogue: Catalog) -> Iterator[Message]:
    """The messages that have no translation, or one that somebody must look at."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            yield message


def begun(language: str) -> Catalog:
    """A new catalogue, which has the names of the months and of languages already."""
    catalogue = Catalog(locale=language, project="edition", charset="utf-8", fuzzy=False)
    english, other = Locale.parse("en"), Locale.parse(language)
    for form, context in (("format", "with a day"), ("stand-alone", "without a day")):
        months = ["|".join(locale.months[form]["wide"].values()) for locale in (english, other)]
        catalogue.add(months[0], months[1], context=context)
    for tag, name in LANGUAGES.items():
        catalogue.add(name, other.languages.get(tag, "").capitalize())
    return catalogue


def main() -> None:
    """Bring the catalogues up to date, and say what they lack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("new", nargs="*", help="languages for which a catalogue is to be begun")
    template = extracted()
    for language in (*languages(), *parser.parse_args().new):
        exists = path(language).exists()
        catalogue = read(language) if exists else begun(language)
        catalogue.update(template)
        if language in VARIETIES:
            for message in [message for message in lacking(catalogue) if message.id]:
                catalogue.delete(message.id, message.context)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        path(language).write_bytes(written(catalogue))
        for message in lacking(catalogue):
            print(f"{language}: {'look at' if message.fuzzy else 'translate'} {message.id!r}")


if __name__ == "__main__":
    main()

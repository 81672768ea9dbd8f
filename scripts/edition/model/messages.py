"""The words of the interface, as gettext has them: English in the code, a catalogue for each other language.

A module that writes words a reader will see takes its functions from here and names them as gettext does, so that
the extractor of catalogues finds them::

    _ = edition.messages.gettext  # or messages(language).gettext, where there is no edition
    _("Contents")
    edition.messages.ngettext("%(n)d note", "%(n)d notes", n) % {"n": n}
    edition.messages.pgettext("of a word", "Mentions")
    filled(_("Edited by %(names)s"), names=links)  # where what is put in is a tree

Words in a table of a module are marked with ``N_``, and translated where they are used. A comment for translators
stands above the message and begins with ``Translators:``.

The catalogue of a language is ``theme/locale/LANGUAGE/LC_MESSAGES/edition.po``; ``scripts/bench/catalogues.py`` brings
all of them up to date.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from json import loads
from pathlib import Path

from edition.model.tree import Content, Fragment

LOCALES = Path(__file__).parents[1] / "theme" / "locale"
CATALOGUE = Path("LC_MESSAGES", "edition.po")
ENGLISH = "en"
"""The language of the words in the code."""

RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ks ps sd syr ug ur yi".split())
"""Languages written from right to left, unless their tag names a script that is not."""
_RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())

_PART = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)', re.MULTILINE)
_PLURAL = re.compile(r"^Plural-Forms:.*?plural=(.+?);?$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%(%)")

Translations = Mapping[tuple[str, str], tuple[str, ...]]
"""Context (empty for most) and English words → the forms of the translation: one, or those of all numbers."""


def N_(message: str) -> str:
    """Mark words as a message that is translated where it is used."""
    return message


def C_(context: str, message: str) -> str:
    """Mark words as a message that is translated, in its context, where it is used."""
    return message


class Untranslated(str):
    """English words for which the catalogue of another language has none: where they stand in HTML, it says so."""

    __slots__ = ()

    def __mod__(self, values: object) -> Untranslated:
        return Untranslated(super().__mod__(values))


def is_english(language: str) -> bool:
    """Whether a language (a BCP 47 tag) is English of any variety."""
    return language.partition("-")[0].lower() == ENGLISH


class Messages(gettext.NullTranslations):
    """The messages of a language. What its catalogue does not have is English.

    ``language`` is the one that was asked for, if there is a catalogue for it or for what it is a variety of; else that
    of the code. ``plural_rule`` gives the number of the form for ``n``, as an expression of C (and of JavaScript).
    """

    def __init__(self, language: str, translations: Translations, plural_rule: str, asked: str = "") -> None:
        """``asked`` is the language that was asked for, where there is no catalogue for it."""
        super().__init__()
        self.language, self.translations, self.plural_rule = language, translations, plural_rule
        self.plural = gettext.c2py(plural_rule)
        self.as_it_is: type[str] = str if is_english(asked or language) else Untranslated

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return direction(self.language)

    def gettext(self, message: str) -> str:
        """The message in the language."""
        return self.pgettext("", message)

    def pgettext(self, context: str, message: str) -> str:
        """The message in the language, as it reads in this context."""
        forms = self.translations.get((context, message))
        return forms[0] if forms else self.as_it_is(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message in the form for so many; ``msgid1`` is English for one, ``msgid2`` for several."""
        return self.npgettext("", msgid1, msgid2, n)

    def forms(self, msgid1: str, msgid2: str) -> tuple[str, ...]:
        """All forms of a message for numbers."""
        return self.translations.get(("", msgid1)) or (msgid1, msgid2)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The message in the form for so many, as it reads in this context."""
        forms = self.translations.get((context, msgid1))
        return forms[self.plural(n)] if forms else self.as_it_is(msgid1 if n == 1 else msgid2)


@cache
def messages(language: str) -> Messages:
    """The messages in a language (a BCP 47 tag); ``de-AT`` has those of ``de`` where it has no catalogue of its own."""
    tag, chain = language, []
    while tag:
        path = LOCALES / tag.replace("-", "_") / CATALOGUE
        if path.exists():
            chain.append((tag, path.read_text(encoding="utf-8")))
        tag = tag.rpartition("-")[0]
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    for _, source in reversed(chain):
        known |= translations(source)
    header = known.pop(("", ""), ("",))[0]
    plural = _PLURAL.search(header)
    return Messages(
        language if chain or is_english(language) else ENGLISH, known, plural[1] if plural else "n != 1", language
    )


def catalogues() -> list[str]:
    """The languages in which the interface has words."""
    return [ENGLISH, *(file.parents[1].name.replace("_", "-") for file in LOCALES.glob(f"*/{CATALOGUE.as_posix()}"))]


IN_ENGLISH = messages(ENGLISH)
"""The words as they stand in the code."""


def translations(source: str) -> Translations:
    """The translations in a catalogue (a PO file); those marked as fuzzy and empty ones are left out."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for block in source.split("\n\n"):
        parts = {name: "".join(map(loads, quoted.split("\n"))) for name, quoted in _PART.findall(block)}
        forms = tuple(words for name, words in parts.items() if name.startswith("msgstr"))
        if forms and all(forms) and not re.search("^#,.*fuzzy", block, re.MULTILINE):
            found[parts.get("msgctxt", ""), parts["msgid"]] = forms
    return found


def filled(message: str, **parts: Content | Fragment) -> Fragment:
    """A message with trees in the place of its placeholders, which are written ``%(name)s``."""
    content: list[Content] = []
    end = 0
    for place in _PLACEHOLDER.finditer(message):
        part = parts[place[1]] if place[1] else "%"
        content += [message[end : place.start()], *(part if isinstance(part, tuple) else (part,))]
        end = place.end()
    return tuple(part for part in (*content, message[end:]) if part != "")


def language_attributes(inner: str, outer: str) -> Mapping[str, str]:
    """The attributes ``lang`` and ``dir`` of what is in one language within another; none where they are the same."""
    if inner == outer:
        return {}
    return {"lang": inner} | ({"dir": direction(inner)} if direction(inner) != direction(outer) else {})


@cache
def direction(language: str) -> str:
    """``rtl`` for a language (a BCP 47 tag) that is written from right to left, else ``ltr``."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in _RTL_SCRIPTS or (not script and first in RIGHT_TO_LEFT) else "ltr"

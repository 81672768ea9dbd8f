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
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import unescape
from itertools import groupby
from json import loads
from operator import itemgetter
from pathlib import Path

from edition.model.tree import Content, Fragment

LOCALES = Path(__file__).parents[1] / "theme" / "locale"
CATALOGUE = Path("LC_MESSAGES", "edition.po")
ENGLISH = "en"
"""The language of the words in the code."""

RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ks ps sd syr ug ur yi".split())
"""Languages written from right to left, unless their tag names a script that is not."""
_RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
_RTL_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+"
_RTL_WORDS = re.compile(rf"{_RTL_LETTERS}(?:[ \u00a0’'-]+{_RTL_LETTERS})*")

_PART = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)', re.MULTILINE)
_PLURAL = re.compile(r"^Plural-Forms:.*?plural=(.+?);?$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%(%)")

OPEN, CLOSE = "\ufdd1", "\ufdd2"
"""Stand round English words in the place of words that are missing: noncharacters, which no text has."""
_MARK = re.compile(f"([{OPEN}{CLOSE}])")
_DEPTH = {OPEN: 1, CLOSE: -1}
_ENGLISH = {
    "HTML": {"lang": ENGLISH, "dir": "ltr"},
    "XHTML": {"lang": ENGLISH, "xml:lang": ENGLISH, "dir": "ltr"},
    "TEI": {"xml:lang": ENGLISH},
}
_OF_XML = re.compile(r"<[^>]*>|(?P<words>[^<]+)")
_OF_HTML = re.compile(
    rf"(?P<tag><(?P<name>title|option|text|script|style)\b[^>]*>)(?P<inside>.*?)(?P<end></(?P=name)>)|{_OF_XML.pattern}",
    re.DOTALL,
)
_READ_ATTRIBUTES = re.compile(r' (?:aria-label|title|alt)="([^"]*)"')
_LANGUAGES = re.compile(r' (?:lang|xml:lang|dir)="[^"]*"')
_NO_WORDS_WITHIN = re.compile(r"(?:[^<\w]|\d|\b\w\b|<(?P<mark>i|b|span)\b[^>]*>[^<\w]*</(?P=mark)>)*</")
"""What stands from a start tag to an end tag, where no word does: signs, numbers, letters, cells of a strip."""

Translations = Mapping[tuple[str, str], tuple[str, ...]]
"""Context (empty for most) and English words → the forms of the translation: one, or those of all numbers."""


def N_(message: str) -> str:
    """Mark words as a message that is translated where it is used."""
    return message


def NN_(one: str, several: str) -> tuple[str, str]:
    """Mark words for one and for several as a message that is translated where a number is put in."""
    return one, several


def C_(context: str, message: str) -> str:
    """Mark words as a message that is translated, in its context, where it is used."""
    return message


def untranslated(message: str) -> str:
    """English words for which the catalogue of another language has none, between marks that stay round them in all
    that is made of them. Punctuation at their end stands outside, where what follows looks for it; lists have no marks.
    """
    words = message.rstrip(" .,;:!?”’)")
    return message if "|" in message or not words else f"{OPEN}{words}{CLOSE}{message[len(words) :]}"


def unmarked(words: str) -> str:
    """Words without such marks."""
    return words.replace(OPEN, "").replace(CLOSE, "") if OPEN in words or CLOSE in words else words


def in_english(markup: str, kind: str = "HTML") -> str:
    """A document (HTML, XHTML or TEI) in which such words stand in an element that says they are English. Where none
    can be, the element round them says it, if it has no other words: a title, or one that is read by an attribute."""
    if OPEN not in markup:
        return markup.replace(CLOSE, "")
    attributes = "".join(f' {name}="{value}"' for name, value in _ENGLISH[kind].items())
    of_drawings = attributes.replace(' dir="ltr"', "")  # SVG has no direction

    def piece(match: re.Match[str]) -> str:
        name = match.groupdict().get("name")
        if words := match["words"]:
            return _spelled(words, "foreign" if kind == "TEI" else "span", attributes)
        if name == "text":
            return f"{match['tag']}{_spelled(match['inside'], 'tspan', of_drawings)}{match['end']}"
        if name in ("title", "option"):
            tag = _saying(match["tag"], of_drawings) if _is_english(match["inside"]) else match["tag"]
            return unmarked(f"{tag}{match['inside']}{match['end']}")
        read = [value for value in _READ_ATTRIBUTES.findall(match[0]) if OPEN in value]
        alone = match[0].startswith("<img") or _NO_WORDS_WITHIN.match(markup, match.end())
        says = kind != "TEI" and read and alone and all(map(_is_english, read))
        return unmarked(_saying(match[0], attributes) if says else match[0])

    return (_OF_XML if kind == "TEI" else _OF_HTML).sub(piece, markup)


def _spelled(words: str, tag: str, attributes: str) -> str:
    """Words of a document with those that are English in an element of their own."""
    return "".join(f"<{tag}{attributes}>{run}</{tag}>" if marked else run for run, marked in runs(words))


def _saying(tag: str, attributes: str) -> str:
    """A start tag with the attributes of a language in place of those it has."""
    return re.sub(r"^<[\w:]+", rf"\g<0>{attributes}", _LANGUAGES.sub("", tag))


def _is_english(words: str) -> bool:
    """Whether such marks stand round all words of a document."""
    return OPEN in words and not any(re.search(r"[^\W\d_]", run) for run, marked in runs(unescape(words)) if not marked)


def runs(words: str) -> Iterator[tuple[str, bool]]:
    """Words in runs, each with whether such marks stand round it; one whose end is missing goes on to the last word."""
    depth, parts = 0, []
    for part in _MARK.split(words):
        depth = max(0, depth + _DEPTH.get(part, 0))
        parts += [(part, depth > 0)] if part not in _DEPTH else []
    for marked, run in groupby(filter(itemgetter(0), parts), itemgetter(1)):
        yield "".join(part for part, _ in run), marked


def with_first(words: str, change: Callable[[str], str]) -> str:
    """Words whose first letter is changed (``str.upper``)."""
    at = words[:1] == OPEN
    return words[:at] + change(words[at : at + 1]) + words[at + 1 :]


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
        self.as_it_is: Callable[[str], str] = str if is_english(asked or language) else untranslated

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return direction(self.language)

    @property
    def colon(self) -> str:
        """What stands between a label and its words."""
        # Translators: a colon between a label and its words; in French a space that does not break stands before it.
        return self.pgettext("behind a label", ": ")

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
        """All forms of a message for numbers, in the order of ``plural_rule``; those for one and for all others, if the
        catalogue lacks it."""
        return self.translations.get(("", msgid1)) or (self.as_it_is(msgid1), self.as_it_is(msgid2))

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
    catalogue: dict[tuple[str, str], tuple[str, ...]] = {}
    for block in source.split("\n\n"):
        parts = {name: "".join(map(loads, quoted.split("\n"))) for name, quoted in _PART.findall(block)}
        forms = tuple(words for name, words in parts.items() if name.startswith("msgstr"))
        if forms and all(forms) and not re.search("^#,.*fuzzy", block, re.MULTILINE):
            catalogue[parts.get("msgctxt", ""), parts["msgid"]] = forms
    return catalogue


def filled(message: str, **parts: Content | Fragment) -> Fragment:
    """A message with trees in the place of its placeholders, which are written ``%(name)s``."""
    content: list[Content] = []
    end, words = 0, unmarked(message)
    mark = str if words == message else untranslated
    for place in _PLACEHOLDER.finditer(words):
        part = parts[place[1]] if place[1] else "%"
        content += [mark(words[end : place.start()]), *(part if isinstance(part, tuple) else (part,))]
        end = place.end()
    return tuple(part for part in (*content, mark(words[end:])) if part != "")


def language_attributes(inner: str, outer: str) -> Mapping[str, str]:
    """The attributes ``lang`` and ``dir`` of what is in one language within another; none where they are the same."""
    if inner == outer:
        return {}
    return {"lang": inner} | ({"dir": direction(inner)} if direction(inner) != direction(outer) else {})


def isolated(words: str) -> str:
    """Words of a line of names, titles and numbers in which those written from right to left are isolated by signs of
    Unicode, so that what follows them stays behind them."""
    return words if words.isascii() else _RTL_WORDS.sub(rf"{ISOLATE}\g<0>{END_ISOLATE}", words)


@cache
def direction(language: str) -> str:
    """``rtl`` for a language (a BCP 47 tag) that is written from right to left, else ``ltr``."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in _RTL_SCRIPTS or (not script and first in RIGHT_TO_LEFT) else "ltr"

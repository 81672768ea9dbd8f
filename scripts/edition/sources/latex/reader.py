"""The words of a BibTeX value with what its LaTeX means."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import NamedTuple

from edition.model.bibtex_fields import STRINGS
from edition.model.records import SCHEMES
from edition.model.tree import Content, E, Fragment, normalized, respelled, text
from edition.sources.latex import commands
from edition.sources.latex.marks import with_curly_marks

_SPECIAL = re.compile(r"[\\{}~`'\"$]|--")
_PLAIN = re.compile(r"[^\\{}~`'$\-]+")
_IN_MATHEMATICS = re.compile(r"[^\\{}~`'$\-^_]+")
_COMMAND = re.compile(r"\\([A-Za-z]+)(\*?)[ \t\n]*|\\(.)|\\$", re.DOTALL)
_SPACES = re.compile(" {2,}")
_DOLLARS = re.compile(r"\$(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)\$(?!\d)")
_GERMAN_MARKS, _FRENCH_MARKS = re.compile('"`(.*?)"\''), re.compile('"<(.*?)">')
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", '"'), ("`", "‘"), ("~", "\u00a0"))


_ENTITY = re.compile(r"\{?\\?&\}?(#\d+|#x[\da-f]+|[a-z]+\d*);", re.IGNORECASE)
_SIGN_IN_DOLLARS = re.compile(r"\$\s*(?:(<|\\less)|>|\\greater)\s*\$")
_TAG = re.compile(r"(?:<|\{?\\textless\}?)(/?)(i|b|em|strong|sup|sub|sc|span[^<>\\]*)(?:>|\{?\\textgreater\}?)")
_COMMANDS = {"i": "textit", "em": "emph", "b": "textbf", "strong": "textbf", "sc": "textsc", "span": "textsc"}
_DEEPEST = 10
"""How many tags may stand in each other."""
_COMMANDS |= {"sup": "textsuperscript", "sub": "textsubscript"}


class Value(NamedTuple):
    """What a value says: its words, and the commands in it that are not known."""

    words: Fragment
    unknown: tuple[str, ...] = ()


def read(value: str) -> Value:
    """The words of a BibTeX value, which comes without its outer braces."""
    if not _SPECIAL.search(value):
        return Value((value,) if value else ())
    reader = _Reader(_GERMAN_MARKS.sub(r"„\1“", _FRENCH_MARKS.sub(r"«\1»", value)))
    words = with_curly_marks(normalized(reader.group("")))
    words = tuple(_SPACES.sub(" ", part) if isinstance(part, str) else part for part in words)
    if words and isinstance(words[-1], str):
        words = (*words[:-1], words[-1].rstrip(" "))
    return Value(words, tuple(dict.fromkeys(reader.unknown)))


def without_entities(value: str) -> str:
    """A value with the characters for which entities of HTML stand."""
    return _ENTITY.sub(_character, value) if "&" in value and ";" in value else value


def _character(match: re.Match[str]) -> str:
    sign = unescape(f"&{match[1]};")
    return match[0] if len(sign) > 2 else f"\\{sign}" if sign in "&%$#_{}" else sign


def without_tags(value: str) -> str:
    """A value with the commands of LaTeX in the place of the tags of HTML that reference managers put into titles; as
    it is, if they do not come in pairs."""
    if "$" in value:
        value = _SIGN_IN_DOLLARS.sub(lambda match: "<" if match[1] else ">", value)
    open_tags: list[str] = []
    for match in _TAG.finditer(value) if "<" in value or "\\textless" in value else ():
        if match[1] and (not open_tags or open_tags.pop() != match[2]):
            return value
        open_tags += [] if match[1] else [match[2].partition(" ")[0]]
        if len(open_tags) > _DEEPEST:
            return value
    return value if open_tags else _TAG.sub(_command, value)


def _command(tag: re.Match[str]) -> str:
    if tag[1]:
        return "}"
    return "{" if tag[2].startswith("span") and "small-caps" not in tag[2] else f"\\{_COMMANDS[tag[2].split()[0]]}{{"


class _Reader:
    """Reads LaTeX from left to right. ``unknown`` are the commands met that are not known."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.unknown: list[str] = []
        self.quoted = 0
        self.mathematics = False

    def group(self, closing: str) -> list[Content]:
        """What stands before a closing sign, which is passed; the rest if there is none."""
        parts: list[Content] = []
        while self.at < len(self.source):
            if closing and self.source.startswith(closing, self.at):
                self.at += len(closing)
                return parts
            parts += self.next(closing)
        return parts

    def next(self, closing: str) -> list[Content]:
        """The next piece: words, a group, a command."""
        source = self.source
        if plain := (_IN_MATHEMATICS if self.mathematics else _PLAIN).match(source, self.at):
            words = plain[0].partition(closing)[0] if closing else plain[0]
            self.at += len(words)
            return [words]
        sign = source[self.at]
        if sign == "\\":
            return self.command(closing)
        if sign == "$" and (formula := _DOLLARS.match(source, self.at)):
            self.at += 1
            return self.formula(formula.end(1), "$")
        if self.mathematics and sign in "^_":
            self.at += 1
            inner = normalized(self.argument())
            return ["°"] if (sign, inner) == ("^", ("∘",)) else [E("sup" if sign == "^" else "sub", *inner)]
        for ligature, character in _LIGATURES:
            if source.startswith(ligature, self.at):
                self.at += len(ligature)
                return [character]
        self.at += 1
        if sign == "{":
            return self.group("}")
        return [] if sign == "}" else ["−" if self.mathematics and sign == "-" else sign]

    def formula(self, end: int, closing: str) -> list[Content]:
        """Mathematics that ends at an offset."""
        outer, self.mathematics = self.mathematics, True
        inner = _Reader(self.source[self.at : end])
        inner.mathematics = True
        parts = inner.group("")
        self.unknown += inner.unknown
        self.mathematics, self.at = outer, end + len(closing)
        return parts

    def argument(self) -> list[Content]:
        """The argument of a command: a group, a command, or one character."""
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1
        if self.source.startswith("{", self.at):
            self.at += 1
            return self.group("}")
        if self.source.startswith("}", self.at):
            return []
        if self.source.startswith("\\", self.at):
            return self.command("")
        self.at += 1
        return [self.source[self.at - 1 : self.at]]

    def verbatim(self) -> str:
        """An argument as it is written, with signs that LaTeX must escape as they are meant."""
        if not self.source.startswith("{", self.at):
            return text(normalized(self.argument()))
        depth = 0
        for match in re.finditer(r"(?<!\\)[{}]", self.source[self.at :]):
            depth += 1 if match[0] == "{" else -1
            if not depth:
                words = self.source[self.at + 1 : self.at + match.start()]
                self.at += match.end()
                return re.sub(r"\\([%#&_~{}$])", r"\1", words).strip()
        words, self.at = self.source[self.at + 1 :], len(self.source)
        return words

    def option(self) -> None:
        """Pass an optional argument."""
        if self.source.startswith("[", self.at):
            self.at = self.source.find("]", self.at) + 1 or self.at

    def command(self, closing: str) -> list[Content]:
        """What a command prints, with its arguments."""
        match = _COMMAND.match(self.source, self.at)
        assert match is not None
        self.at = match.end()
        name, sign = match[1] or "", match[3] or ""
        if sign in ("(", "["):
            end = self.source.find({"(": "\\)", "[": "\\]"}[sign], self.at)
            return self.formula(end, "\\)") if end >= 0 else [sign]
        if (sign or name) in commands.ACCENTS:
            return self.accented(commands.ACCENTS[sign or name])
        if not name:
            return [commands.SIGNS.get(sign, sign)]
        return self.named(name, match[2], closing)

    def accented(self, accent: str) -> list[Content]:
        """An argument with an accent on its first letter."""
        words = text(normalized(self.argument()))
        if not words.strip():
            return [words]
        base = {"ı": "i", "ȷ": "j"}.get(words[0], words[0])
        return [unicodedata.normalize("NFC", base + accent + words[1:])]

    def named(self, name: str, star: str, closing: str) -> list[Content]:
        """What a command with a name prints."""
        if name in commands.DECLARATIONS:
            inner = normalized(self.group(closing))
            return [_tagged(name, inner)] if inner else []
        if name in commands.TAGS or name in commands.SMALL_CAPITALS:
            inner = normalized(self.argument())
            return [_tagged(name, inner)] if inner else []
        if name in commands.SILENT:
            return [star]
        if name in commands.DROPPED:
            for _ in range(commands.DROPPED[name]):
                self.argument()
            return []
        if name in commands.AROUND:
            before, after = commands.AROUND[name]
            self.option()
            return [before, *self.argument(), after]
        if (symbol := commands.symbol(name)) is not None:
            return [symbol, star]
        return self.special(name, star)

    def special(self, name: str, star: str) -> list[Content]:
        """What a command of a kind of its own prints; one that is not known is noted, and its arguments are words."""
        if name in ("enquote", "mkbibquote", "textquote", "hyphenquote", "foreignquote"):
            return self.quotation(name, star)
        if name in ("foreignlanguage", "textlang"):
            self.option()
            return self.foreign(commands.language(text(normalized(self.argument()))))
        if name.startswith("text") and name[4:] in commands.LANGUAGES:
            return self.foreign(commands.LANGUAGES[name[4:]])
        if name in ("frac", "nicefrac", "sfrac", "tfrac", "dfrac"):
            return [*self.argument(), "/", *self.argument()]
        if name == "href":
            return self.link()
        return [self.verbatim()] if name in ("url", "nolinkurl") else self.unusual(name, star)

    def unusual(self, name: str, star: str) -> list[Content]:
        if name in ("verb", "lstinline"):
            return self.as_written()
        if name in commands.CASES:
            words = normalized(self.argument())
            return list(respelled(words, commands.CASES[name](text(words))))
        if name in commands.SKIPPED_FIRST:
            self.option()
            self.argument()
            return []
        if name.endswith("string") and name.startswith("bib"):
            key = text(normalized(self.argument()))
            return [STRINGS.get(key, key)]
        self.unknown.append(f"\\{name}")
        return [star]

    def quotation(self, name: str, star: str) -> list[Content]:
        """An argument in quotation marks, single within double ones."""
        if name in ("hyphenquote", "foreignquote"):
            self.argument()
        self.option()
        outer, self.quoted = self.quoted, self.quoted + 1
        opening, closing = "‘’" if (outer + bool(star)) % 2 else "“”"
        words = self.argument()
        self.quoted = outer
        return [opening, *words, closing]

    def foreign(self, code: str) -> list[Content]:
        """An argument in another language."""
        self.option()
        words = self.argument()
        return [E("span", *normalized(words), lang=code)] if code and words else words

    def link(self) -> list[Content]:
        """Words that lead to an address of the web; of any other address the words alone."""
        self.option()
        address, words = self.verbatim(), normalized(self.argument())
        if address.partition(":")[0] in SCHEMES and words:
            return [E("a", *words, href=address)]
        return [*words]

    def as_written(self) -> list[Content]:
        """Words between two signs of any kind, or in braces, as they are written."""
        sign = self.source[self.at : self.at + 1]
        if sign == "{":
            return [E("code", self.verbatim())]
        end = self.source.find(sign, self.at + 1) if sign else -1
        words = self.source[self.at + 1 : end if end >= 0 else None]
        self.at = end + 1 if end >= 0 else len(self.source)
        return [E("code", words)] if words else []


def _tagged(name: str, inner: Fragment) -> Content:
    if name in commands.SMALL_CAPITALS:
        return E("span", *inner, class_="small-caps")
    return E(commands.TAGS[name], *inner)

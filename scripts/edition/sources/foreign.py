"""Signs of other kinds of Markdown that mean nothing here: pandoc, Quarto, Material, MyST, Obsidian, GitHub.

Each would be printed as it stands. It is a finding that says what to write instead; whoever means the sign itself puts
a backslash before it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from edition.model.findings import Finding, SourceLocation
from edition.model.tree import HEADINGS, Element, text
from edition.sources.delimiters import unescaped

ITSELF = "If the sign itself is meant, put a backslash before it."


class Foreign(NamedTuple):
    """A sign, as a pattern; what it is elsewhere, and what to write here."""

    sign: str
    meaning: str
    instead: str


_TABLES = tomllib.loads(Path(__file__).with_name("foreign.toml").read_text("utf-8"))
IN_LINE = {name: Foreign(*entry) for name, entry in _TABLES["in_line"].items()}
AT_START = {name: Foreign(*entry) for name, entry in _TABLES["at_start"].items()}
INSTEAD_OF_HTML = {tag: instead for tags, instead in _TABLES["html"].items() for tag in tags.split()}
"""Tag of HTML → what to write instead."""


def _one_of(signs: Mapping[str, Foreign]) -> str:
    return "|".join(f"(?P<{name}>{foreign.sign})" for name, foreign in signs.items())


_FIRST = r"(?=[@~^=+{$:!\[%|\\\x02\n-]|(?<![^\n]))"
"""Where a sign in a line can begin: before one of these characters, or where a line does."""
_IN_LINE = re.compile(f"{_FIRST}(?:{_one_of(IN_LINE)})")
_AT_START = re.compile(_one_of(AT_START))
WORDED = {
    **dict.fromkeys(HEADINGS, "a heading"),
    "a": "a link", "deleted": "a deletion", "added": "an addition", "unclear": "an unclear reading", "sp": "a speech",
}  # fmt: skip
"""Tag → what an element is that must have words."""
JOINED = frozenset(("^^", "^", ">", "<", ">>", "<<"))
"""What means elsewhere that a cell is one with that above it or beside it."""
_INFO = re.compile(r"[\w+#./-]*|\{[ ]*\.[\w+#-]+[ ]*\}")
_MARKED = re.compile(r"(?:[ ]{0,3}>[ ]?)*[ ]*")


def may_occur_in(source: str) -> bool:
    """Whether there may be a foreign sign in words that were not parsed."""
    return _AT_START.match(source.lstrip()) is not None or next(in_line(source), None) is not None


def in_line(words: str) -> Iterator[tuple[int, Finding]]:
    """Where foreign signs begin in words that are no code, and the findings on them (without their place).

    In the words, characters behind backslashes stand as Python-Markdown writes them.
    """
    for match in _IN_LINE.finditer(words):
        yield match.start(), _finding(match, IN_LINE, NOWHERE)


def at_start(line: str, location: SourceLocation) -> Iterator[Finding]:
    """The finding on a line that begins with a foreign sign; marks of quotations may stand before it."""
    marks = _MARKED.match(line)
    start = marks.end() if marks else 0
    if match := _AT_START.match(line, start) or _AT_START.match(line.lstrip()):
        yield _finding(match, AT_START, location)


def in_tree(node: Element, known: Collection[str], location: SourceLocation) -> Iterator[Finding]:
    """Findings on what was read as nothing more than words: a class without meaning, a table without a head; and on
    what has no words at all. ``known`` are the classes that mean something in the dialect."""
    given = node.get("class").split()
    unknown = [name for name in given if name not in known and not name.startswith("language-")]
    # a style sheet of the editor's may know classes of her own pages
    is_own_page = location.file.startswith("docs/") and not location.file.startswith("docs/essay/")
    if unknown and (node.tag == "span" or not is_own_page):
        message = f"“{' '.join(unknown)}” means nothing as a class here."
        yield Finding(location, "m-not-read", message, "Write *words*, **words**, or a class of the page on forms.")
    contents = node.children[-1:] if node.tag == "sp" else (node,)  # of a speech without its speaker
    parts = [part for outer in contents if isinstance(outer, Element) for part in outer.children]
    if node.tag in WORDED and not text(contents).strip() and not any(isinstance(part, Element) for part in parts):
        message = f"{WORDED[node.tag]} without words says nothing."
        yield Finding(location, "m-not-read", message, "Write its words, or take it away.")
    yield from _read_as_words(node, location)


def _read_as_words(node: Element, location: SourceLocation) -> Iterator[Finding]:
    """Findings on links without an address, and on signs of other dialects in cells and lists."""
    if node.tag == "a" and node.has("href") and not node.get("href"):
        yield Finding(location, "m-not-read", "a link without an address leads nowhere.", "Write where it leads.")
    if node.tag in ("td", "th") and text(node).strip() in JOINED:
        message = f"“{text(node).strip()}” (a cell that is joined to another) is not read here."
        yield Finding(location, "m-not-read", message, "Repeat the words, or leave the cell empty.")
    if node.tag == "dl" and isinstance(node.children[0], Element) and node.children[0].tag == "dd":
        words = " ".join(text(node.children[0]).split())[:30]
        message = f"“: {words}” (a caption, or the meaning of no term) is not read here."
        yield Finding(location, "m-not-read", message, "Write Table: before a caption, a term above a meaning.")


def bars(source: str, location: SourceLocation) -> Iterator[Finding]:
    """The finding on lines of words, as Python-Markdown has them, that begin with a bar and are read as words."""
    rows = [*enumerate(re.sub("\ue000\\d+\ue001", "", source).split("\n"))] if "|" in source else []
    barred = [(at, " ".join(unescaped(row).split())) for at, row in rows if row.lstrip().startswith("|")]
    if barred and (len(barred) > 1 or not barred[0][1].endswith("|") or barred[0][1][:2] in ("|", "| ")):
        at, row = barred[0]
        what, hint = "line of verse", "Write an empty line before the first, and | and a space before each."
        if len(barred) == len(rows) and any(row[1:].endswith("|") for _, row in barred):
            what, hint = "row of a table", "Write |---|---| below the first row, which is the head."
        place = SourceLocation(location.file, location.line + at)
        yield Finding(place, "m-not-read", f"“{row[:30]}” is no {what}.", hint)


def in_info(info: str, location: SourceLocation) -> Iterator[Finding]:
    """The finding on what stands behind the marks that begin a block of code, if it is not the name of a language."""
    if not _INFO.fullmatch(info):
        message = f"“{info}” is not read at the beginning of a block of code."
        yield Finding(location, "m-not-read", message, "Write the name of a language, such as xml, or nothing.")


NOWHERE = SourceLocation("")


def _finding(match: re.Match[str], signs: Mapping[str, Foreign], location: SourceLocation) -> Finding:
    name = next(name for name, words in match.groupdict().items() if words is not None)
    foreign = signs[name]
    shown = re.sub("\x02(\\d+)\x03", lambda code: chr(int(code[1])), match[0].lstrip().partition("\n")[0])
    shown = " ".join(re.sub("\ue000\\d+\ue001", "", shown).split())
    shown = f"\\{shown}" if name == "maths" and shown == "(" else shown
    message = f"“{shown[:30]}” ({foreign.meaning}) is not read here."
    return Finding(location, "m-not-read", message, f"{foreign.instead} {ITSELF}")

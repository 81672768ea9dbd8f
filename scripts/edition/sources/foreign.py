"""Signs of other kinds of Markdown that mean nothing here: pandoc, Quarto, Material, MyST, Obsidian, GitHub.

Each would be printed as it stands. It is a finding that says what to write instead; whoever means the sign itself puts
a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from edition.model.findings import Finding, SourceLocation
from edition.model.tree import Element, text
from edition.sources.signs import LEFT_OVER

ITSELF = "If the sign itself is meant, put a backslash before it."


class Foreign(NamedTuple):
    """What a sign is elsewhere, and what to write here."""

    meaning: str
    instead: str


def _escaped(character: str) -> str:
    return f"\x02{ord(character)}\x03"


_NOTE = "Write [^1] there, and [^1]: and the note at the foot of the file; labels of your own notes begin with ed-."
_MATHS = "Write it in words and signs of Unicode, with <sup> and <sub>."
_BOX = "Write a paragraph, or a block quotation (>)."
_INCLUDED = "Put the words themselves in its place."

IN_LINE: dict[str, tuple[str, Foreign]] = {
    "inline_note": (r"\^\[", Foreign("a note within the line", _NOTE)),
    "strike": (r"~~(?=[^\s~])", Foreign("a deletion", "Write [words]{.del} for what the author struck out.")),
    "subscript": (r"(?<!~)~[^~\s]+~(?!~)", Foreign("a subscript", "Write <sub>2</sub>.")),
    "superscript": (r"\^\^?[^\^\s\[\]]+\^", Foreign("a superscript or an insertion", "Write <sup>nd</sup>.")),
    "block_id": (
        r"(?<=\s)\^[\w-]+(?=\s*(?:\ue000|$))", Foreign("the name of a block", "Write {: #p1 } on the line below it.")
    ),
    "mark": (r"(?<![\w=])==(?=[^\s=])", Foreign("a marked passage", "Write *words* or **words**.")),
    "insertion": (r"(?<![\w+])\+\+(?=[^\s+])", Foreign("an insertion or a key", "Write <kbd>Ctrl</kbd>.")),
    "critic": (
        r"\{(?:\+\+|--|~~|==|>>)", Foreign("a mark of changes", "Write [words]{.add} or [words]{.del}.")
    ),
    "maths": (
        rf"\$\$|\$(?=\S)[^$\n]{{1,200}}?(?<=\S)\$(?!\d)|{_escaped('(')}(?=[^\x02]{{0,200}}{_escaped(')')})",
        Foreign("a formula", _MATHS),
    ),
    "emoji": (r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", Foreign("the name of a sign", "Write the sign itself.")),
    "wiki_link": (
        r"!?\[\[[^\[\]\n]+\]\]", Foreign("a link to another page", "Write [words](page.md), or [words][@key].")
    ),
    "template": (r"\{\{|\{%", Foreign("a command of a template", _INCLUDED)),
    "inclusion": (r"-+8<-+|\{!", Foreign("the inclusion of a file", _INCLUDED)),
    "comment": (r"%%", Foreign("a comment", "Take it away; it would be printed.")),
    "ruby": (r"\{[^{}|\s]+\|[^{}]+\}", Foreign("a reading", "Write it behind the word, in parentheses.")),
    "open_attributes": (
        r"\{(?:[.#][\w-]|:[ ]*[.#\w])(?![^{}\n]*\})",
        Foreign("a beginning of attributes", "Write all of them on one line, and close the braces there."),
    ),
    "reference": (
        r"!?\[[^\[\]\n]+\]\[[^\[\]\n]*\]",
        Foreign("a link whose address is not defined", "Write [words](https://example.org/) or [words][@key]."),
    ),
    "link_in_link": (r"\[[^\[\]\n]+\]\([^()\s]+\)", Foreign("a link in a link", "Write one behind the other.")),
    "strong": (
        rf"(?:{LEFT_OVER}){{2,}}", Foreign("a sign of strong words", "Write ** right before and behind them.")
    ),
    "list": (
        rf"\n[ ]*(?:{LEFT_OVER}|[+-]|1[.)])[ ]\S(?s:.*)", Foreign("a list", "Put an empty line before it.")
    ),
    "heading": (
        r"(?:^|(?<=\n))[ ]*#{1,6}[ ]+(?=\S)", Foreign("a heading", "Put nothing before its signs, not even a space.")
    ),
    "lettered_list": (
        r"(?:^|(?<=\n))[ ]*\(?(?:\d+|[ivx]+|[a-z])[.)][ ]+\S[^\n]*(?=\n[ ]*\(?(?:\d+|[ivx]+|[a-z])[.)][ ]+\S)",
        Foreign("a list", "Number it 1., 2. …; letters are given below an empty line behind it, as {: type=\"a\" }."),
    ),
    "hidden": (r"\|\|(?=\S)[^|\n]+\|\|", Foreign("hidden words", "Leave the signs out.")),
    "role": (r"\{[a-z][\w:.+-]*\}$", Foreign("a role", "Write [words][@key] or *words*.")),
    "raw": (r"^\{=\w+\}", Foreign("code for one format", "Take it away; the text is the same in all formats.")),
    "latex": (
        r"\\(?:[A-Za-z]+\{|(?:newpage|pagebreak|clearpage|noindent|hfill|toc|tableofcontents)\b)",
        Foreign("a command of LaTeX", "Write it in Markdown, or leave it out."),
    ),
    "dash": (r"(?<=[\w\s”’.,;:!?)])(?<!-)---?(?!-)(?=[\w\s“‘(]|$)", Foreign("a dash", "Write – or —.")),
    "attributes": (
        r"\{:?\s*(?:[#.][A-Za-z_][^{}\n]*|[A-Za-z][\w-]*=[^{}\n]*|-)\}",
        Foreign(
            "attributes of nothing",
            "Write them right behind emphasis, a link or [words], or {: #p1 } alone on the line below a block.",
        ),
    ),
}  # fmt: skip

AT_START: dict[str, tuple[str, Foreign]] = {
    "division": (r":::", Foreign("a division or box", _BOX)),
    "admonition": (r"(?:!!!|\?\?\?\+?) ?\S|> ?\[!\w+\]", Foreign("a box", _BOX)),
    "tab": (r"===[!+]? +[\"“]", Foreign("a tab", "Write a heading (##).")),
    "block": (r"///", Foreign("a box", _BOX)),
    "contents": (
        r"\[(?:TOC|\[_?TOC_?\])\]|\{:?toc\}", Foreign("a table of contents", "Take it away; the edition makes one.")
    ),
    "abbreviation": (r"\*\[[^\]]+\]:", Foreign("an abbreviation", "Say in the text or in a note what it stands for.")),
    "directive": (r"\.\. [\w-]+::", Foreign("a directive", _BOX)),
    "label": (r"\([\w-]+\)=\s*$", Foreign("a label", "Write {: #p1 } on the line below the block.")),
    "comment_line": (r"%%? ", Foreign("a comment", "Take it away; it would be printed.")),
    "display": (r"\\\[\s*$|\\begin\{", Foreign("a formula", _MATHS)),
    "break": (r"\+\+\+\s*$", Foreign("a break between blocks", "Write ---, or nothing.")),
    "task": (r"(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s", Foreign("a task", "Write ☐ or ☑.")),
    "counted": (
        r"(?:#\.|\(@[\w-]*\)) +\S", Foreign("a number of a list that pandoc gives", "Write the number itself: 1.")
    ),
    "table": (
        r"-{2,}(?: +-{2,})+\s*$|\+(?:[-=:]+\+)+\s*$",
        Foreign("a table of pandoc’s", "Write a row with | between the cells, and below the first one |---|---|."),
    ),
}  # fmt: skip


INSTEAD_OF_HTML = {
    **dict.fromkeys(("em", "i", "cite"), "Write *words*."),
    **dict.fromkeys(("strong", "b"), "Write **words**."),
    **dict.fromkeys(("del", "s", "strike"), "Write [words]{.del}."),
    **dict.fromkeys(("ins", "u"), "Write [words]{.add} for what the author added, else *words*."),
    **dict.fromkeys(("span", "bdi", "bdo", "font"), "Write [words]{: lang=la } for words in another language."),
    **dict.fromkeys(("ruby", "rt", "rp"), "Write the reading behind the word, in parentheses."),
    **dict.fromkeys(("p", "div", "section"), "Write a paragraph, with its class or language below it."),
    "abbr": "Say in the text or in a note what it stands for.",
    "a": "Write [words](https://example.org/) or [words][@key].",
    "img": "Write ![caption](picture.png).",
    "q": "Write quotation marks.",
    "blockquote": "Write > before each line.",
    "!--": "Take it away; what is not to be read stands in no source.",
}
"""Tag of HTML → what to write instead."""


def _one_of(signs: dict[str, tuple[str, Foreign]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in signs.items()))


_IN_LINE = _one_of(IN_LINE)
_AT_START = _one_of(AT_START)
WORDED = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "a heading"),
    "a": "a link", "deleted": "a deletion", "added": "an addition", "unclear": "an unclear reading",
}  # fmt: skip
"""Tag → what an element is that must have words."""
_FIRST = re.compile(r"[#~^=+{$:\[%|\\)-]|\x02|\.[ ]")
_INFO = re.compile(r"[\w+#./-]*|\{[ ]*\.[\w+#-]+[ ]*\}")
_MARKED = re.compile(r"(?:[ ]{0,3}>[ ]?)*[ ]*")


def is_own_page(file: str) -> bool:
    """Whether a file is a page of the editor's own, which a style sheet of hers may know classes of."""
    return file.startswith("docs/") and not file.startswith("docs/essay/")


def found(source: str) -> bool:
    """Whether there may be a foreign sign in words that were not parsed."""
    return _AT_START.match(source.lstrip()) is not None or next(in_line(source), None) is not None


def in_line(words: str) -> Iterator[tuple[int, Finding]]:
    """Where foreign signs begin in words that are no code, and the findings on them (without their place).

    In the words, characters behind backslashes stand as Python-Markdown writes them.
    """
    if _FIRST.search(words):
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
    if unknown and (node.tag == "span" or not is_own_page(location.file)):
        message = f"“{' '.join(unknown)}” means nothing as a class here."
        yield Finding(location, "m-not-read", message, "Write *words*, **words**, or a class of the page on forms.")
    if node.tag in WORDED and not text(node).strip() and not any(isinstance(child, Element) for child in node.children):
        message = f"{WORDED[node.tag]} without words says nothing."
        yield Finding(location, "m-not-read", message, "Write its words, or take it away.")
    rows = [*enumerate(text(node).split("\n"))] if node.tag == "p" and "|" in text(node) else []
    barred = [(at, " ".join(row.split())) for at, row in rows if row.lstrip().startswith("|")]
    if barred and (len(barred) > 1 or not barred[0][1].endswith("|")):
        at, row = barred[0]
        what, hint = "line of verse", "Write an empty line before the first, and | and a space before each."
        if len(barred) == len(rows) and any(row.endswith("|") for _, row in barred):
            what, hint = "row of a table", "Write |---|---| below the first row, which is the head."
        place = SourceLocation(location.file, location.line + at)
        yield Finding(place, "m-not-read", f"“{row[:30]}” is no {what}.", hint)


def in_info(info: str, location: SourceLocation) -> Iterator[Finding]:
    """The finding on what stands behind the marks that begin a block of code, if it is not the name of a language."""
    if not _INFO.fullmatch(info):
        message = f"“{info}” is not read at the beginning of a block of code."
        yield Finding(location, "m-not-read", message, "Write the name of a language, such as xml, or nothing.")


NOWHERE = SourceLocation("")


def _finding(match: re.Match[str], signs: dict[str, tuple[str, Foreign]], location: SourceLocation) -> Finding:
    name = next(name for name, words in match.groupdict().items() if words is not None)
    foreign = signs[name][1]
    shown = re.sub("\x02(\\d+)\x03", lambda code: chr(int(code[1])), match[0].lstrip().partition("\n")[0])
    shown = " ".join(re.sub("\ue000\\d+\ue001", "", shown).split())
    shown = f"\\{shown}" if name == "maths" and shown == "(" else shown
    message = f"“{shown[:30]}” ({foreign.meaning}) is not read here."
    return Finding(location, "m-not-read", message, f"{foreign.instead} {ITSELF}")

"""Passages: the words of a block of Markdown without markup, and the offset of each character in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from edition.authoring.text_ranges import Range

_DEFINITION = re.compile(r"[ ]{0,3}\[\^(?P<label>[^\]\n]+)\]:[ ]*")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"[> ]*\{:(?P<inner>[^}]*)\}[ ]*")
_ITEM = re.compile(r"[> ]*(?:[*+-]|\d+[.)]|:)[ ]+")
_INDENT = re.compile(r"(?:[ ]*>[ ]?)*[ ]*(?:(?:[*+-]|\d+[.)]|:)[ ]+)?")
_RULE = re.compile(r"[>| :-]*")
_DELIMITER = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\[\^(?P<call>[^\]\n]+)\]|(?P<code>`+)|<(?P<address>(?:https?|mailto):[^>\s]+)>"
    r"|</?(?:sub|sup|br|kbd|small)[ ]*/?>|(?P<emphasis>\*+|(?<![^\W_])_+|_+(?![^\W_]))|\{:?[^{}\n]*\}|!?\[|\]"
)


class Link(NamedTuple):
    """A link, or one that is to be, from ``start`` to ``end`` of the words. ``cluster`` is what it looks up
    (``@key, p. 12``); "" for a link to an address."""

    start: int
    end: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a block of a file, or of a line of a list or table.

    ``label`` is that of the note in which it stands, "" in the text; ``quoted`` is whether it is a block quotation;
    ``anchor`` is its id.

    ``starts`` has for each character of ``words`` the offset in the file where it starts, and for the end of the words
    that behind them; ``ends`` the offset before the words, and for each character that where it ends. ``links`` and
    ``emphasis`` are ranges of the words; ``calls`` are offsets in the words with the labels of the notes called there.
    """

    file: str
    line: int
    label: str
    quoted: bool
    words: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    links: tuple[Link, ...] = ()
    emphasis: tuple[Range, ...] = ()
    calls: tuple[tuple[int, str], ...] = ()
    anchor: str = ""


@dataclass(slots=True)
class _Lines:
    """The lines of a passage, each with the offset in the file at which its words begin."""

    line: int
    label: str
    quoted: bool
    parts: list[tuple[int, str]] = field(default_factory=list)


def passages(file: str, source: str) -> tuple[Passage, ...]:
    """The passages of a section in order. Headings and code have none."""
    in_order: list[Passage] = []
    without_anchor: list[Passage] = []
    for item in _blocks(source):
        if isinstance(item, _Lines):
            without_anchor.append(_passage(file, item))
        else:
            in_order += [passage if passage.label else replace(passage, anchor=item) for passage in without_anchor]
            without_anchor = []
    return (*in_order, *without_anchor)


def _blocks(source: str) -> Iterator[_Lines | str]:
    """The lines of each passage; and each anchor, which belongs to those before it."""
    at = head_end(source)
    run: _Lines | None = None
    label, fence = "", ""
    for number, line in enumerate(source[at:].split("\n"), source.count("\n", 0, at) + 1):
        place, at = at, at + len(line) + 1
        fence, in_code = _fence_behind(line, fence), bool(fence)
        definition, attributes = _DEFINITION.match(line), _ATTRIBUTES.fullmatch(line)
        if run and (fence or definition or attributes or _begins_block(line)):
            yield run
            run = None
        if in_code or fence:
            continue
        if attributes:
            yield from re.findall(r"#([\w-]+)", attributes["inner"])[:1]
            continue
        if line.strip() and not line.startswith("    "):
            label = definition["label"] if definition else ""
        if line.lstrip("> ").startswith("#") or _RULE.fullmatch(line):
            continue
        indent = definition or _INDENT.match(line)
        start = indent.end() if indent else 0
        run = run or _Lines(number, label, line.lstrip().startswith(">"))
        run.parts.append((place + start, line[start:]))
    if run:
        yield run


def head_end(source: str) -> int:
    """The offset behind the head of YAML at the beginning of a file; 0 if there is none."""
    return source.find("\n---\n", 3) + 5 if source.startswith("---\n") and "\n---\n" in source[3:] else 0


def _fence_behind(line: str, fence: str) -> str:
    """The fence of the code block that is open behind a line, given that before it; "" for none."""
    if fence:
        return "" if line.strip().startswith(fence) else fence
    opening = _FENCE.match(line)
    return opening[1] if opening else ""


def _begins_block(line: str) -> bool:
    """Whether a line is empty, or begins an item of a list or a row of a table."""
    return not line.strip(" >") or line.startswith("|") or _ITEM.match(line) is not None


class _Scanner:
    """Reads the lines of a passage. ``raw`` is their Markdown; ``offsets`` has the offset in the file of each of its
    characters."""

    def __init__(self, lines: _Lines) -> None:
        self.raw = "\n".join(words for _, words in lines.parts)
        self.offsets = [start + offset for start, words in lines.parts for offset in range(len(words) + 1)]
        self.pairs = _pairs(self.raw)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.links: list[Link] = []
        self.emphasis: list[Range] = []
        self.calls: list[tuple[int, str]] = []
        self.opened: dict[int, int] = {}
        self.emphasized: dict[str, int] = {}

    def add(self, start: int, end: int, character: str) -> None:
        """Add a character to the words, which stands in the Markdown from start to end."""
        self.words.append(" " if character == "\n" else character)
        self.starts.append(self.offsets[start])
        self.ends.append(self.offsets[end - 1] + 1)

    def scan(self) -> None:
        """Read all lines."""
        at = 0
        while match := _DELIMITER.search(self.raw, at):
            self.add_all(at, match.start())
            at = self.read_delimiter(match)
        self.add_all(at, len(self.raw))

    def add_all(self, start: int, end: int) -> None:
        """Add every character of the Markdown from start to end to the words."""
        for index in range(start, end):
            self.add(index, index + 1, self.raw[index])

    def read_delimiter(self, match: re.Match[str]) -> int:
        """Read a delimiter, and the code or address that it begins. Returns the offset behind it."""
        start, end, delimiter = match.start(), match.end(), match[0]
        if match["escaped"]:
            self.add(start, end, match["escaped"])
        elif match["call"]:
            self.calls.append((len(self.words), match["call"]))
        elif match["code"]:
            close = self.raw.find(delimiter, end)
            if close < 0:
                self.add_all(start, end)
            else:
                self.add_all(end, close)
                end = close + len(delimiter)
        elif match["address"]:
            first = len(self.words)
            self.add_all(start + 1, end - 1)
            self.links.append(Link(first, len(self.words), ""))
        elif match["emphasis"]:
            self.emphasize(match)
        elif delimiter == "]":
            return self.close_bracket(start, end)
        elif delimiter in ("[", "!["):
            return self.open_bracket(start, end)
        return end

    def emphasize(self, match: re.Match[str]) -> None:
        """Begin or end an emphasis. Asterisks between spaces are words."""
        around = self.raw[max(match.start() - 1, 0) : match.start()] + self.raw[match.end() : match.end() + 1]
        delimiter = match["emphasis"]
        if not around.strip():
            self.add_all(match.start(), match.end())
        elif delimiter in self.emphasized:
            self.emphasis.append(Range(self.emphasized.pop(delimiter), len(self.words)))
        else:
            self.emphasized[delimiter] = len(self.words)

    def open_bracket(self, start: int, end: int) -> int:
        """Read the bracket that opens a link or a lookup; else it is a word. Returns the offset behind it."""
        close, rest = self.pairs.get(end - 1, (-1, -1))
        inner = self.raw[end:close]
        is_link = rest > close + 1 or self.raw[rest : rest + 1] in ("[", "(")
        if close >= 0 and is_link:
            self.opened[close] = len(self.words)
        elif close >= 0 and re.search(r"(?:^|[\s;(-])@[\w{]", inner):
            self.links.append(Link(len(self.words), len(self.words), inner))
            return close + 1
        else:
            self.add_all(start, end)
        return end

    def close_bracket(self, start: int, end: int) -> int:
        """Read the bracket that closes the words of a link, and its target; else it is a word. Returns the offset
        behind these."""
        if start not in self.opened:
            self.add_all(start, end)
            return end
        rest = next(rest for close, rest in self.pairs.values() if close == start)
        target = self.raw[end:rest]
        cluster = target[1:-1] if target.startswith("[@") else ""
        self.links.append(Link(self.opened.pop(start), len(self.words), cluster))
        return rest


def _pairs(raw: str) -> dict[int, tuple[int, int]]:
    """Offset of each opening bracket → that of its closing one, and the end of the target behind this in a link."""
    pairs: dict[int, tuple[int, int]] = {}
    opened: list[int] = []
    at = 0
    while match := re.compile(r"\\.|[\[\]]|`[^`\n]*`", re.DOTALL).search(raw, at):
        at = match.end()
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            rest = re.compile(r"\[@[^\]]*\]|\([^()\s]*(?:\([^()]*\)[^()]*)?\)").match(raw, at)
            pairs[opened.pop()] = (match.start(), rest.end() if rest else at)
            at = rest.end() if rest else at
    return pairs


def _passage(file: str, lines: _Lines) -> Passage:
    scanner = _Scanner(lines)
    scanner.scan()
    ends = (scanner.offsets[0], *scanner.ends)
    starts = (*scanner.starts, scanner.offsets[-1])
    links, emphasis = tuple(sorted(scanner.links)), tuple(sorted(scanner.emphasis))
    calls, words = tuple(scanner.calls), "".join(scanner.words)
    return Passage(file, lines.line, lines.label, lines.quoted, words, starts, ends, links, emphasis, calls)

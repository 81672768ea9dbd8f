"""Passages: the words of a block of Markdown, and where each of their letters stands in its file.

Links are written by places in the words; nothing but the signs of links is added to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from edition.authoring.text_ranges import Range

_DEFINITION = re.compile(r"[ ]{0,3}\[\^(?P<label>[^\]\n]+)\]:[ ]*")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"[> ]*\{:(?P<inner>[^}]*)\}[ ]*")
_ITEM = re.compile(r"[> ]*(?:[*+-]|\d+[.)]|:)[ ]+")
_DELIMITERS = re.compile(r"(?:[ ]*>[ ]?)*[ ]*(?:(?:[*+-]|\d+[.)]|:)[ ]+)?")
_RULE = re.compile(r"[>| :-]*")
_SIGN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\[\^(?P<call>[^\]\n]+)\]|(?P<code>`+)|<(?P<address>(?:https?|mailto):[^>\s]+)>"
    r"|</?(?:sub|sup|br|kbd|small)[ ]*/?>|(?P<emphasis>\*+|(?<![^\W_])_+|_+(?![^\W_]))|\{:?[^{}\n]*\}|!?\[|\]"
)


class Link(NamedTuple):
    """Words that are linked, or are to be: from ``start`` to ``end``; ``cluster`` is what they look up."""

    start: int
    end: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a file, or a part of one. ``label`` is that of the note that it belongs to, "" in the text.

    ``words`` are its words without markup; ``starts`` and ``ends`` say where each of their characters stands in the
    file; ``calls`` are the places of the calls of notes, with their labels; ``emphasis`` are ranges of words.
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
    """Lines that make a passage, each with the place in the file at which its words begin."""

    line: int
    label: str
    quoted: bool
    parts: list[tuple[int, str]] = field(default_factory=list)


def passages(file: str, source: str) -> tuple[Passage, ...]:
    """The passages of a section, in order; without headings and code."""
    passages_: list[Passage] = []
    without_anchor = 0
    for item in _blocks(source):
        if isinstance(item, _Lines):
            passages_.append(_passage(file, item))
        else:
            for index in range(without_anchor, len(passages_)):
                if not passages_[index].label:
                    passages_[index] = replace(passages_[index], anchor=item)
            without_anchor = len(passages_)
    return tuple(passages_)


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
        delimiters = definition or _DELIMITERS.match(line)
        start = delimiters.end() if delimiters else 0
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
    """Reads the lines of a passage."""

    def __init__(self, lines: _Lines) -> None:
        self.raw = "\n".join(words for _, words in lines.parts)
        self.places = [start + offset for start, words in lines.parts for offset in range(len(words) + 1)]
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
        """Add a character of the words, which stands in the raw text from start to end."""
        self.words.append(" " if character == "\n" else character)
        self.starts.append(self.places[start])
        self.ends.append(self.places[end - 1] + 1)

    def scan(self) -> None:
        """Read all of it."""
        at = 0
        while match := _SIGN.search(self.raw, at):
            self.add_all(at, match.start())
            at = self.sign(match)
        self.add_all(at, len(self.raw))

    def add_all(self, start: int, end: int) -> None:
        """Add every character of the raw text from start to end."""
        for index in range(start, end):
            self.add(index, index + 1, self.raw[index])

    def sign(self, match: re.Match[str]) -> int:
        """Read what begins with a sign; returns where it ends."""
        start, end, sign = match.start(), match.end(), match[0]
        if match["escaped"]:
            self.add(start, end, match["escaped"])
        elif match["call"]:
            self.calls.append((len(self.words), match["call"]))
        elif match["code"]:
            close = self.raw.find(sign, end)
            if close < 0:
                self.add_all(start, end)
            else:
                self.add_all(end, close)
                end = close + len(sign)
        elif match["address"]:
            begun = len(self.words)
            self.add_all(start + 1, end - 1)
            self.links.append(Link(begun, len(self.words), ""))
        elif match["emphasis"]:
            self.emphasize(match)
        elif sign in ("[", "![", "]"):
            return self.bracket(start, end, sign)
        return end

    def emphasize(self, match: re.Match[str]) -> None:
        """Begin or end an emphasis; asterisks between spaces are words."""
        around = self.raw[max(match.start() - 1, 0) : match.start()] + self.raw[match.end() : match.end() + 1]
        sign = match["emphasis"]
        if not around.strip():
            self.add_all(match.start(), match.end())
        elif sign in self.emphasized:
            self.emphasis.append(Range(self.emphasized.pop(sign), len(self.words)))
        else:
            self.emphasized[sign] = len(self.words)

    def bracket(self, start: int, end: int, sign: str) -> int:
        """Read a bracket: of a link, or a word."""
        place = end - 1
        if sign != "]":
            close = self.pairs.get(place)
            if close is None:
                self.add_all(start, end)
            elif close[1] == close[0] + 1 and self.raw[close[0] + 1 : close[0] + 2] not in ("[", "("):
                inner = self.raw[place + 1 : close[0]]
                if not re.search(r"(?:^|[\s;(-])@[\w{]", inner):
                    self.add_all(start, end)
                    return end
                self.links.append(Link(len(self.words), len(self.words), inner))
                return close[0] + 1
            else:
                self.opened[close[0]] = len(self.words)
            return end
        if place not in self.opened:
            self.add_all(start, end)
            return end
        after = next(rest for close, rest in self.pairs.values() if close == place)
        target = self.raw[place + 1 : after]
        cluster = target[1:-1] if target.startswith("[@") else ""
        self.links.append(Link(self.opened.pop(place), len(self.words), cluster))
        return after


def _pairs(raw: str) -> dict[int, tuple[int, int]]:
    """Place of each opening bracket → that of its closing one, and where what follows that of a link ends."""
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
    ends = (scanner.places[0], *scanner.ends)
    starts = (*scanner.starts, scanner.places[-1])
    links, emphasis = tuple(sorted(scanner.links)), tuple(sorted(scanner.emphasis))
    calls, words = tuple(scanner.calls), "".join(scanner.words)
    return Passage(file, lines.line, lines.label, lines.quoted, words, starts, ends, links, emphasis, calls)


def linked(source: str, links: Iterable[tuple[Passage, Link]]) -> str:
    """A file with links round words of its passages, which must be those of this source."""
    edits: list[tuple[int, int, int, str]] = []
    for passage, link in links:
        place = _place(source, passage, link)
        if place:
            start, end = place
            edits += [(start, 1, -end, "["), (end, 0, -start, f"][{link.cluster}]")]
    for at, _, _, words in sorted(edits, reverse=True):
        source = source[:at] + words + source[at:]
    return source


def _place(source: str, passage: Passage, link: Link) -> tuple[int, int] | None:
    """Where the brackets of a link go, so that whatever markup begins between them ends there too."""
    low, high = passage.ends[link.start], passage.starts[link.start]
    after, before = passage.starts[link.end], passage.ends[link.end]
    opening = re.search(r"(?<!\\)(\*+|_+)$", source[low:high])
    closing = re.match(r"\*+|_+", source[before:after])
    if opening and closing and opening[0] == closing[0]:
        return high - len(opening[0]), before + len(closing[0])
    for start in range(high, low - 1, -1):
        for end in range(before, after + 1):
            if _is_border(source, start) and _is_border(source, end) and _is_whole(source[start:end]):
                return start, end
    return None


def _is_border(source: str, at: int) -> bool:
    """Whether a place is not within a run of signs of emphasis, nor behind a backslash."""
    around = source[max(at - 1, 0) : at + 1]
    return around not in ("**", "__") and source[max(at - 1, 0) : at] != "\\"


def _is_whole(words: str) -> bool:
    """Whether all emphasis and all brackets that begin in words end there."""
    depth = 0
    bare = re.sub(r"\\.|`[^`\n]*`", "", words)
    for sign in re.findall(r"[\[\]]", bare):
        depth += 1 if sign == "[" else -1
        if depth < 0:
            return False
    runs = re.findall(r"\*+|(?<![^\W_])_+|_+(?![^\W_])", re.sub(r"(?<=\s)\*+(?=\s)", "", bare))
    return depth == 0 and all(runs.count(run) % 2 == 0 for run in set(runs))

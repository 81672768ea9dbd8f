"""RTF changed for pandoc, which decodes every file as Windows-1252, and loses letters beside escapes of Unicode.

All characters are decoded by the code page of the file or of their font, and written in UTF-8.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace

_TOKEN = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)? ?|(?P<symbol>\\[^a-zA-Z'])|(?P<brace>[{}])"
    r"|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)"
)
_OPEN = re.compile(r"\\[a-zA-Z]+(?:-?\d+)?")
"""A control word with nothing behind it."""
_CHARSETS = {77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
             163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
             238: "cp1250"}  # fmt: skip
"""Character set of a font → code page; any other is that of the file."""
_HIDDEN = frozenset(
    """fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf annotation
    fldinst listtable listoverridetable object nonshppict""".split()
)
"""Destinations that hold no text."""
_SHOWN = frozenset(("footnote", "shptxt", "fldrslt"))
"""Destinations whose words are text, also within others."""
_BETWEEN = frozenset("par line tab cell row page sect bullet footnote".split())
"""Control words that stand between words."""
_WITHIN = {"\\~": "\u00a0", "\\_": "\u2011", "\\-": "\u00ad"}
"""Control symbol → the character for which it stands within words."""


@dataclass(slots=True)
class _State:
    """The state of a group: its font, how many fallback characters follow an escape of Unicode, whether it is text."""

    font: int = 0
    fallbacks: int = 1
    shown: bool = True


@dataclass(slots=True)
class _Reader:
    """Decodes a file. ``bytewise`` is whether it was read as Latin-1, and each character is a byte of its code page.

    ``out`` is the source that is written, ``words`` the words of the text. ``pending`` are the first bytes of a
    character, ``high`` is the first half of a surrogate pair, ``skipped`` the number of fallback characters to skip.
    """

    bytewise: bool
    page: str = "cp1252"
    high: int = 0
    fonts: dict[int, str] = field(default_factory=dict)
    groups: list[_State] = field(default_factory=lambda: [_State()])
    out: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    pending: bytes = b""
    skipped: int = 0

    def write(self, words: str, source: str = "") -> None:
        """Write words of the text, or ``source`` in their place."""
        self.out += [" "] if self.out and _OPEN.fullmatch(self.out[-1]) else []
        self.out.append(source or words)
        if self.groups[-1].shown:
            self.words.append(words)

    def byte(self, byte: bytes) -> None:
        """Read a byte of the text, which may be the first of several that are one character."""
        if self.skipped:
            self.skipped -= 1
            return
        self.pending += byte
        decoder = codecs.getincrementaldecoder(self.fonts.get(self.groups[-1].font, self.page))("replace")
        if words := decoder.decode(self.pending):
            self.pending = b""
            self.write(
                words.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}") if words in "\\{}" else words
            )

    def text(self, words: str) -> None:
        """Read words, some of which may be bytes or fallback characters."""
        if words.isascii() and not self.pending and not self.skipped:
            self.write(words)
            return
        for character in words:
            if self.pending or self.skipped or (self.bytewise and not character.isascii()):
                self.byte(character.encode("latin-1", "replace"))
            else:
                self.write(character)

    def unicode(self, unit: int) -> None:
        """Read a unit of UTF-16; the first of a surrogate pair is kept for the second."""
        if 0xD800 <= unit < 0xDC00:
            self.high = unit
        else:
            pair = self.high.to_bytes(2, "little") if self.high else b""
            self.write((pair + unit.to_bytes(2, "little")).decode("utf-16-le", "replace"))
            self.high = 0
        self.skipped = self.groups[-1].fallbacks

    def control(self, word: str, number: int | None, source: str) -> None:
        """Read a control word."""
        state = self.groups[-1]
        if word == "u":
            self.unicode((number or 0) % 65536)
            return
        if word == "uc":
            state.fallbacks = number or 0
            return
        if word == "ansicpg" and number:
            with suppress(LookupError):
                self.page = codecs.lookup(f"cp{number}").name
        elif word == "f":
            state.font = number or 0
        elif word == "fcharset" and number in _CHARSETS:
            self.fonts[state.font] = _CHARSETS[number]
        elif word in _HIDDEN or word in _SHOWN or word == "v":
            state.shown = word in _SHOWN or (word == "v" and number == 0)
        if word in _BETWEEN or word.endswith(("quote", "dash")):
            self.words.append(" ")
        self.out.append(source)


def prepare(content: bytes) -> tuple[str, list[str]]:
    """The source of an RTF file with its characters in Unicode, and the words of its text."""
    try:
        source, bytewise = content.decode("utf-8"), False
    except UnicodeDecodeError:
        source, bytewise = content.decode("latin-1"), True
    reader = _Reader(bytewise)
    for match in _TOKEN.finditer(source):
        if reader.pending and not (match["byte"] or match["text"]):  # an incomplete character
            reader.write(reader.pending.decode("ascii", "replace"))
            reader.pending = b""
        if match["byte"]:
            reader.byte(bytes.fromhex(match["byte"]))
        elif match["text"]:
            reader.text(match["text"])
        elif match["word"]:
            reader.control(match["word"], int(match["number"]) if match["number"] else None, match[0])
        else:
            _read_symbol(reader, match)
    return "".join(reader.out), "".join(reader.words).split()


def _read_symbol(reader: _Reader, match: re.Match[str]) -> None:
    """Read a brace, a control symbol, or the end of a line."""
    reader.skipped = reader.skipped if match["line"] else 0
    if match[0] == "{":
        reader.groups.append(replace(reader.groups[-1]))
    elif match[0] == "}" and len(reader.groups) > 1:
        reader.groups.pop()
    elif match[0] == "\\*":
        reader.groups[-1].shown = False
    elif match["symbol"] and reader.groups[-1].shown:
        reader.words.append(_WITHIN.get(match[0], match[0][1:]))
    reader.out.append(match[0])

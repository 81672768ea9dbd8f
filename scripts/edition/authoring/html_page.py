"""Web pages changed for pandoc: what surrounds the text of a page (navigation, footers) is left out with a warning."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

_AROUND = frozenset("nav aside footer button label input select textarea script style noscript template svg".split())
"""Elements that surround a text, or contain none."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NUMBER = re.compile(r"\b(?:para(?:graph)?-?num(?:ber)?|pnum|num-?par|par-?num|paranumber)\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"(?:^|\s)(?:toc|table-of-contents|mw-editsection|noprint|catlinks|breadcrumbs?|skip-link)(?=\s|$)"
)
"""Classes and ids of elements that are not the text of a page."""
_ROLES_AROUND = ("navigation", "search", "banner", "contentinfo", "complementary")
_SILENT = frozenset("script style noscript template".split())
_WITH_ID = frozenset("p td th dt dd blockquote pre".split())
"""Elements whose ids pandoc does not read."""
_CELLS, _ROWS = ("td", "th"), ("td", "th", "tr")
_PARTS = (*_ROWS, "thead", "tbody", "tfoot")
_CLOSES = {
    **dict.fromkeys(_CELLS, _CELLS), "tr": _ROWS, **dict.fromkeys(("thead", "tbody", "tfoot"), _PARTS),
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"),
}  # fmt: skip
"""Element → those whose end tags may be omitted before it."""
_PAIRED = frozenset((*_CLOSES, "table", "ul", "ol", "dl"))
_CITED = ("cite", "var", "dfn")
"""Elements that browsers show as emphasis, and that pandoc reads as words."""
_HEADING = re.compile(r"""(?is)<(div|p|span)\b(?=[^>]*\brole=["']?heading)([^>]*)>(.*?)</\1>""")
_TITLE = re.compile(r"""(?is)<p\b(?=[^>]*\bclass=["']?(?:MsoTitle|title)\b)[^>]*>(.*?)</p>""")
"""The title of a page that a word processor has written."""
_CALL = re.compile(
    r"""<a\b[^>]*\bhref=["']?[^"'\s>]*#([^"'\s>]+)[^>]*>(?:<[^>]+>|[\s\[(])*(?:\d{1,4}|[*†‡§¶#]{1,4})\W*<"""
)
_ROLE = re.compile(r"\srole=[\"']?doc-(?:noteref|footnote|endnotes?)[\"']?")
"""Roles by which pandoc finds some notes, and drops others."""
_ASIDES = re.compile(r"(?is)<(aside|footer)\b(?=(.*?)</\1>)")


class _Page(HTMLParser):
    """Reads a page. ``pieces`` make the new source, ``omitted`` has the words left out, by the tag of their element.

    ``skipped`` are the open elements that are left out, ``open`` those of lists and tables whose ends may be omitted.
    ``of_notes`` says of each aside and footer in turn whether it holds notes, ``with_title`` of each header outside
    articles whether it has the title of the page.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.omitted: dict[str, list[str]] = {}
        self.skipped: list[str] = []
        self.open: list[str] = []
        self.articles = 0
        self.quotations = 0
        called = set(_CALL.findall(source))
        ids = (set(re.findall(r"""\bid=["']?([^"'\s>]+)""", aside[2])) for aside in _ASIDES.finditer(source))
        self.of_notes = iter([bool(within & called) for within in ids])
        headers = re.findall(r"(?is)<header\b.*?</header>", source)
        self.with_title = iter(["<h1" in header and "<nav" not in header for header in headers])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        holds_notes = tag in ("aside", "footer") and next(self.of_notes, False)
        given = {name: value or "" for name, value in attrs}
        if self.skipped or self._is_around(tag, given, holds_notes):
            self.skipped += [] if tag in _VOID else [tag]
            return
        self.articles += tag in ("article", "main")
        self.quotations += tag == "blockquote"
        while self.open and self.open[-1] in _CLOSES.get(tag, ()):
            self.pieces.append(f"</{self.open.pop()}>")
        self.open += [tag] if tag in _PAIRED else []
        source = _ROLE.sub("", self.get_starttag_text() or "")
        source = re.sub(rf"(?i)^<(?:{'|'.join(_CITED)})\b", "<em", re.sub(r"(?i)^<(?:aside|footer)\b", "<div", source))
        self.pieces.append(source if tag != "main" else "<div>")
        if tag in _WITH_ID and given.get("id"):
            self.pieces.append(f'<span id="{escape(given["id"])}"></span>')

    def _is_around(self, tag: str, given: dict[str, str], holds_notes: bool) -> bool:
        """Whether an element that begins surrounds the text, by its tag, its role, its class or its id."""
        if tag == "header" and not self.articles and not next(self.with_title, False):
            return True
        if tag in _AROUND and not holds_notes and not (tag == "footer" and self.quotations):
            return True
        names = f"{given.get('class', '')} {given.get('id', '')}"
        is_number = tag in ("span", "a", "div") and _NUMBER.search(names) is not None
        return is_number or given.get("role") in _ROLES_AROUND or _OUTSIDE.search(names) is not None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.skipped and tag not in _AROUND:
            self.pieces.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            if tag in self.skipped:
                while self.skipped.pop() != tag:
                    pass
            return
        self.articles -= tag in ("article", "main")
        self.quotations -= tag == "blockquote"
        while tag in _PAIRED and tag in self.open and (inner := self.open.pop()) != tag:
            self.pieces.append(f"</{inner}>")
        self.pieces.append(f"</{'div' if tag in ('main', 'aside', 'footer') else 'em' if tag in _CITED else tag}>")

    def _words(self, words: str) -> None:
        if not self.skipped:
            self.pieces.append(words)
        elif not _SILENT & set(self.skipped):
            self.omitted.setdefault(self.skipped[0], []).append(unescape(words))

    def handle_data(self, data: str) -> None:
        self._words(data)

    def handle_entityref(self, name: str) -> None:
        self._words(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._words(f"&#{name};")


def _heading(match: re.Match[str]) -> str:
    """The heading for an element with the role of one."""
    level = re.search(r"""aria-level=["']?([1-6])""", match[2])
    tag = f"h{level[1] if level else 2}"
    return f"<{tag}>{match[3]}</{tag}>"


def prepare(source: str) -> tuple[str, list[str]]:
    """The source of a page without what surrounds its text, and warnings on what was left out."""
    source = _HEADING.sub(_heading, _TITLE.sub(r"<h1>\1</h1>", source, count=1))
    page = _Page(source)
    page.feed(source)
    page.close()
    warnings = []
    for tag, words in page.omitted.items():
        if plain := " ".join("".join(words).split()):
            warnings.append(f"Left out, as what surrounds the text (<{tag}>): “{plain[:60]}”.")
    return "".join(page.pieces), warnings

"""Web pages made ready for pandoc: what surrounds the text of a page is left out with a warning."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

AROUND = frozenset("nav aside footer button form script style noscript template svg".split())
"""Elements that surround a text, or hold none."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NUMBER = re.compile(r"\b(?:para(?:graph)?-?num(?:ber)?|pnum|num-?par|par-?num|paranumber)\b", re.IGNORECASE)
_SILENT = frozenset("script style noscript template svg".split())


class _Page(HTMLParser):
    """Reads a page: ``pieces`` are the parts that are read, ``out`` what was left out by the name of its element."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.out: dict[str, list[str]] = {}
        self.skipped: list[str] = []
        self.articles = 0
        self.headers = 0
        self.with_title = [
            "<h1" in header and "<nav" not in header for header in re.findall(r"(?is)<header\b.*?</header>", source)
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.skipped += [] if tag in _VOID else [tag]
            return
        given = dict(attrs)
        marks = f"{given.get('class') or ''} {given.get('id') or ''}"
        outside = tag == "header" and not self.articles and not self._has_title()
        role = given.get("role") in ("navigation", "search", "banner", "contentinfo", "complementary")
        if tag in AROUND or outside or role or (tag in ("span", "a", "div") and _NUMBER.search(marks)):
            self.skipped += [] if tag in _VOID else [tag]
            return
        self.articles += tag in ("article", "main")
        source = self.get_starttag_text() or ""
        self.pieces.append(re.sub(r"^<main\b[^>]*>", "<div>", source) if tag == "main" else source)

    def _has_title(self) -> bool:
        """Whether the next header outside an article holds the title of the page."""
        self.headers += 1
        return (*self.with_title, *[False] * self.headers)[self.headers - 1]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.skipped:
            self.pieces.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            if tag in self.skipped:
                while self.skipped.pop() != tag:
                    pass
            return
        self.articles -= tag in ("article", "main")
        self.pieces.append("</div>" if tag == "main" else f"</{tag}>")

    def _words(self, words: str) -> None:
        if not self.skipped:
            self.pieces.append(words)
        elif not _SILENT & set(self.skipped):
            self.out.setdefault(self.skipped[0], []).append(unescape(words))

    def handle_data(self, data: str) -> None:
        self._words(data)

    def handle_entityref(self, name: str) -> None:
        self._words(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._words(f"&#{name};")


def prepared(source: str) -> tuple[str, list[str]]:
    """A page without what surrounds its text, and what the editor should know of that."""
    page = _Page(source)
    page.feed(source)
    page.close()
    warnings = []
    for tag, words in page.out.items():
        if plain := " ".join("".join(words).split()):
            warnings.append(f"Left out, as what surrounds the text (<{tag}>): “{plain[:60]}”.")
    return "".join(page.pieces), warnings

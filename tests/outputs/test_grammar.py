"""Random texts of what the dialect knows: every word and anchor arrives in every format, or a finding says so.

The grammar writes a text in which each word stands once, so that none can be lost unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from itertools import count
from random import Random
from xml.etree.ElementTree import fromstring

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.books import tei
from edition.books.plain import markdown, plain_text
from edition.checks import check
from edition.model.edition import Edition
from edition.model.serialize import to_html
from edition.site.contents import pages
from small_edition import edition_of

Pick = Callable[[int], int]
"""Chooses a number below another."""
WORD = re.compile(r"w\d+w")
MARKS = (
    "*{}*",
    "**{}**",
    "[{}]{{: lang=la }}",
    "[{}](https://example.org/a)",
    "<sub>{}</sub>",
    "{}\\\n{}",
    "*{} **{}** {}*",
    "[{} [{}]{{.add}}]{{.del}}",
    "[{}]{{.unclear}} [{}]{{.smallcaps}}",
    "_{}_ ***{}*** \\*{}\\*",
    "<kbd>{}</kbd>, 5 * 3; <sup>*{}*</sup>",
    "*{}*{{: lang=ar }} “{}”—{}",
    "`` {} ` ``  \n{}",
)


class Grammar:
    """Writes a text by what is picked; ``notes`` are those that it calls, ``given`` its anchors."""

    def __init__(self, pick: Pick) -> None:
        self.pick, self.words, self.anchors = pick, count(1), count(1)
        self.notes: list[str] = []
        self.given: list[str] = []

    def word(self) -> str:
        return f"w{next(self.words)}w"

    def line(self, in_note: bool = False) -> str:
        """Words of a line, some of them marked up."""
        parts = [self.word()]
        for _ in range(self.pick(4)):
            kind = self.pick(len(MARKS) + 5)
            if kind < len(MARKS):
                parts.append(re.sub(r"\{\}", lambda _: self.word(), MARKS[kind].replace("{{", "{").replace("}}", "}")))
            elif kind == len(MARKS) and not in_note:
                parts[-1] += self.note()
            elif kind == len(MARKS) + 1:
                parts.append(f"`{self.word()}`")
            elif kind == len(MARKS) + 2:
                parts.append(f"[{self.word()}]{{: {self.anchor('w')} }}")
            elif kind == len(MARKS) + 3:
                parts[-1] += f"[{self.anchor('page-')[6:]}]{{.page}}{self.word()}"
            else:
                parts.append(self.word())
        return " ".join(parts)

    def note(self) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        blocks = [self.line(in_note=True)] + [self.simple(True, "") for _ in range(self.pick(2))]
        inside = "\n\n".join(blocks).replace("\n", "\n    ")
        self.notes[number - 1] = f"[^{number}]: {inside}".replace("\n    \n", "\n\n")
        return f"[^{number}]"

    def anchor(self, letters: str = "p") -> str:
        self.given.append(f"{letters}{next(self.anchors)}")
        return f"#{self.given[-1]}"

    def simple(self, in_note: bool, anchor: str) -> str:
        """A block, with its anchor if it is to have one."""
        kind = self.pick(11)
        if kind > 6:
            return self.within(kind, in_note, anchor)
        if kind == 5:
            items = "\n".join(f"{number}. {self.line(in_note)}" for number in range(3, 4 + self.pick(3)))
            return items + (f"\n\n{{: {anchor} }}" if anchor else "")
        if kind == 6:
            inner = f"* {self.word()}\n    * {self.line(in_note)}\n        1. {self.word()}\n* {self.word()}"
            return inner + (f"\n\n{{: {anchor} }}" if anchor else "")
        if kind == 0:
            items = "\n".join(f"* {self.line(in_note)}" for _ in range(1 + self.pick(3)))
            return items + (f"\n\n{{: {anchor} }}" if anchor else "")
        if kind == 1:
            lines = [f"|{' ' * (1 + self.pick(4))}{self.line(in_note).replace(chr(10), ' ')}" for _ in range(2)]
            lines.insert(1, "|" if self.pick(2) else f"| {self.word()}")
            return "\n".join(lines) + (f"\n{{: {anchor} }}" if anchor else "")
        if kind == 2:
            return f"```\n{self.word()} < {self.word()}\n```" + (f"\n{{: {anchor} }}" if anchor else "")
        if kind == 3:
            rows = (f"| {self.word()} | {self.word()} |" for _ in range(1 + self.pick(2)))
            table = "\n".join((f"| {self.word()} | {self.word()} |", "|---|---|", *rows))
            return table + (f"\n\n{{: {anchor} }}" if anchor else "")
        return self.line(in_note) + (f"\n{{: {anchor} }}" if anchor else "")

    def within(self, kind: int, in_note: bool, anchor: str) -> str:
        """A block with others in it, or one of fewer words."""
        below = f"\n\n{{: {anchor} }}" if anchor else ""
        if kind == 7:
            return f"    {self.word()}\n      {self.word()}{below}"
        if kind == 8:
            inner = f"* | {self.word()}\n    |  {self.word()}\n* {self.line(in_note)}\n\n    > {self.word()}"
            return f"{inner}\n\n    ```xml\n    {self.word()}\n    ```{below}"
        if kind == 9:
            meaning = f":   {self.word()}\n\n    | {self.word()} | {self.word()} |\n    |---|:-:|"
            return f"{self.word()}\n{meaning}\n\n{self.word()}\n:   1. {self.word()}\n    2. {self.word()}{below}"
        verse = f"| {self.word()}\n| [{self.anchor('page-')[6:]}]{{.page}}\n| {self.word()}"
        return f"{verse}\n{{: {anchor} .numbered start=4 }}"

    def block(self) -> str:
        kind = self.pick(10)
        if kind > 7:
            return self.framed(kind == 8)
        if kind == 0:
            inside = "\n\n".join(self.simple(False, self.anchor()) for _ in range(1 + self.pick(2)))
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        if kind == 1:
            return f"**{self.word()}.** {self.line()}\n{{: {self.anchor()} .speech }}"
        if kind == 2:
            return f"{self.line()}\n{{: .stage }}"
        if kind == 3:
            form = ("dedication", "opener", "closer")[self.pick(3)]
            return f"{self.line()}\n{{: {self.anchor()} .{form} }}"
        if kind == 4:
            return f"## {self.word()}"
        if kind == 5:
            return f"{self.word()}\n:   {self.line()}\n\n{{: {self.anchor()} }}"
        return self.simple(False, self.anchor())

    def framed(self, quoted: bool) -> str:
        """An epigraph with its attribution, or a table with its caption."""
        if quoted:
            said = f"{self.line()}\n{{: {self.anchor()} }}\n\n— {self.word()}\n{{: .attribution }}"
            return "\n".join(f"> {line}".rstrip() for line in said.split("\n")) + "\n\n{: .epigraph }"
        return f"Table: {self.line()}\n{{: {self.anchor()} }}\n\n| {self.word()} |\n|---|\n| {self.word()} |"

    def text(self) -> str:
        blocks = [self.block() for _ in range(1 + self.pick(5))]
        return "\n\n".join((*blocks, *self.notes))


@st.composite
def texts(draw: Callable[[st.SearchStrategy[int]], int]) -> Grammar:
    return Grammar(lambda below: draw(st.integers(0, below - 1)))


def faults(edition: Edition) -> list[str]:
    """What is found of the text, but not that of the edition, which has no base witness."""
    return [str(finding) for finding in check(edition) if finding.location.file.startswith("docs/essay")]


def page(edition: Edition) -> str:
    return next(
        to_html(plan.make(edition, *plan.arguments).body) for plan in pages(edition) if plan.uri == "essay/first.html"
    )


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(texts())
def test_every_word_and_anchor_arrives(grammar: Grammar) -> None:
    arrives(grammar)


def arrives(grammar: Grammar, more: Callable[[Edition], Mapping[str, str]] = lambda _: {}) -> bool:
    """Whether a text has no findings; if so, its words and anchors are looked for in every format, its words also in
    those that ``more`` makes of its edition."""
    source = grammar.text()
    edition = edition_of(source)
    if faults(edition):
        return False
    written, body = WORD.findall(source), WORD.findall(source.partition("\n[^1]: ")[0])
    html = page(edition)
    document = fromstring(tei.whole_document(edition).content)
    outputs = {
        "html": unescape(re.sub(r"<[^>]+>", "", html)),
        "tei": "".join(document.itertext()),
        "text": plain_text(edition).content.decode(),
        "markdown": markdown(edition).content.decode(),
    }
    for name, words in more(edition).items():
        assert set(WORD.findall(words)) == set(written), (name, source)
    for name, words in outputs.items():
        found = list(dict.fromkeys(WORD.findall(words)))
        assert sorted(found) == sorted(written), (name, source)
        assert [word for word in found if word in body] == body, (name, source)
    ids = {value for element in document.iter() for name, value in element.attrib.items() if name.endswith("}id")}
    assert [key for key in grammar.given if f'id="{key}"' not in html or key not in ids] == [], source
    return True


def test_most_texts_of_the_grammar_have_no_findings() -> None:
    """Else the test above would try nothing."""
    grammars = (Grammar(Random(seed).randrange) for seed in range(40))
    assert sum(not faults(edition_of(grammar.text())) for grammar in grammars) > 30

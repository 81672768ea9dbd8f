"""A PDF as a reader has it: its words by their tags, each with its page; its destinations and its links.

And an edition that is hard to set.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object

from edition.model.edition import Edition
from edition.sources.load import Sources, assemble

BLOCKS = frozenset(
    "P H1 H2 H3 H4 H5 H6 L LI LBody BlockQuote Table TR TH TD Note TOC TOCI Document Figure Caption".split()
)
"""Tags round which there is space, whether it is written or not."""


RIGHT_TO_LEFT = re.compile("[\u0590-\u06ff]+")

NOT_IN_LINE = frozenset({"Note", "Lbl"})
"""Tags of what does not stand in the line, or higher: notes, and their signs."""

HIGHER = 5.0
"""Points by which signs in one line may stand higher than others, and two lines stand farther apart."""


@dataclass(frozen=True)
class Piece:
    """Words that stand together under one tag on one page (counted from 1), in lines so far from its foot."""

    words: str
    page: int
    lines: tuple[float, ...] = ()


@dataclass(frozen=True)
class Element:
    """A tag with its pieces and the elements below it, in order; of a link, the page to which it leads."""

    tag: str
    children: tuple[Element | Piece, ...]
    leads: int = 0

    def pieces(self, left_out: frozenset[str] = frozenset()) -> Iterator[Piece]:
        """The pieces below, but for those in elements with a tag left out."""
        for child in self.children:
            if isinstance(child, Piece):
                yield child
            elif child.tag not in left_out:
                space = Piece(" ", 0) if child.tag in BLOCKS else None
                yield from (space,) if space else ()
                yield from child.pieces(left_out)
                yield from (space,) if space else ()

    def walk(self, left_out: frozenset[str] = frozenset()) -> Iterator[Element]:
        """The element and all below it, but for those with a tag left out and what is in them."""
        yield self
        for child in self.children:
            if isinstance(child, Element) and child.tag not in left_out:
                yield from child.walk(left_out)

    def page(self) -> int:
        """The page on which it begins."""
        return next(piece.page for piece in self.pieces() if piece.page)

    def lines_on_pages(self, left_out: frozenset[str]) -> list[int]:
        """How many lines it has on each page on which it stands."""
        found: dict[int, list[float]] = {}
        for piece in self.pieces(left_out):
            lines = found.setdefault(piece.page, [])
            lines += [line for line in piece.lines if all(abs(line - other) > HIGHER for other in lines)]
        return [len(found[page]) for page in sorted(found) if found[page]]


def joined(pieces: Iterator[Piece] | list[Piece]) -> str:
    """The words of pieces, hyphenation undone."""
    words = "".join(piece.words for piece in pieces).replace("\u00ad", "")
    return " ".join(words.split())


def plain(words: str) -> str:
    """Words for comparison: what is set from right to left comes in the order of the eye; no variants of signs."""
    turned = RIGHT_TO_LEFT.sub(lambda match: match[0][::-1], words)
    return " ".join(turned.replace("\ufe0f", "").split())


def parts(book: Book) -> dict[str, list[Element]]:
    """The elements under each heading of the first level, by its words."""
    found: dict[str, list[Element]] = {}
    current: list[Element] = []
    for child in book.document.children:
        assert isinstance(child, Element)
        if child.tag == "H1":
            current = found.setdefault(plain(joined(child.pieces())), [])
        else:
            current.append(child)
    return found


def is_number(pieces: list[Piece], at: int, numbers: set[str]) -> bool:
    """Whether the number of a paragraph stands there: it is what a block begins with."""
    return pieces[at].words in numbers and not pieces[at - 1].page


def calls_and_notes(element: Element) -> Iterator[tuple[Element, Element]]:
    """Every note with the call before it."""
    call: Element | None = None
    for found in element.walk():
        if found.tag == "Lbl" and any(piece.page for piece in found.pieces()):
            call = found
        elif found.tag == "Note":
            assert call is not None
            yield call, found


def references(element: Element) -> Iterator[tuple[int, str]]:
    """The page references of a row of a register, each with the mark of its note; spans written out."""
    links = [joined(link.pieces()) for link in element.walk() if link.tag == "Link"]
    matches = [match for match in (re.fullmatch(r"(\d+)(?: n\. (\w+))?", words) for words in links) if match]
    spans = re.findall(r"\b(\d+)–(\d+)(?=,|$)", joined(element.pieces()))
    yield from ((int(match[1]), match[2] or "") for match in matches)
    numbers = {match[1] for match in matches if not match[2]}
    for first, last in spans:
        if {first, last} <= numbers:
            yield from ((page, "") for page in range(int(first) + 1, int(last)))


def with_a_line_alone(element: Element) -> Iterator[str]:
    """The words of the paragraphs that begin or end with one line on a page, the others being on another."""
    for paragraph in (found for found in element.walk(frozenset({"Note"})) if found.tag == "P"):
        lines = paragraph.lines_on_pages(NOT_IN_LINE)
        if len(lines) > 1 and 1 in (lines[0], lines[-1]):
            yield joined(paragraph.pieces(NOT_IN_LINE))


def marks_after_the_text(document: Element) -> Iterator[str]:
    """The letters of the editors' notes, which stand under a heading of their own."""
    within = False
    for child in (child for child in document.children if isinstance(child, Element)):
        words = joined(child.pieces())
        within = words == "Editors’ notes" if child.tag == "H1" else within
        if within and child.tag != "H1" and words:
            yield from [joined(link.pieces()) for link in child.walk() if link.tag == "Link"][:1]


def with_calls(element: Element, marks: frozenset[str]) -> Element:
    """The element with the calls of the editors' notes tagged as signs of notes."""
    children = tuple(with_calls(child, marks) if isinstance(child, Element) else child for child in element.children)
    is_call = element.tag == "Link" and element.leads and joined(element.pieces()) in marks
    return Element("Lbl" if is_call else element.tag, children, element.leads)


class Book:
    """A PDF, read."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self.number = {page.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self.marked = {page.objgen: dict(_marked(page)) for page in self.pdf.pages}
        document = self._element(self.pdf.Root.StructTreeRoot.K[0], None)
        self.document = with_calls(document, frozenset(marks_after_the_text(document)))

    def _element(self, node: Object, page: Object | None) -> Element:
        page = node.get("/Pg", page)
        children: list[Element | Piece] = []
        leads = 0
        inside = node.get("/K", Array())
        for child in inside if isinstance(inside, Array) else (inside,):
            if not isinstance(child, Dictionary):
                children.append(self._piece(page, int(child)))
            elif child.get("/Type") == "/MCR":
                children.append(self._piece(child.get("/Pg", page), int(child.MCID)))
            elif child.get("/Type") == "/OBJR":
                leads = 0 if "/URI" in child.Obj.get("/A", Dictionary()) else self.leads(child.Obj)
            else:
                children.append(self._element(child, page))
        return Element(str(node.S)[1:], tuple(children), leads)

    def _piece(self, page: Object, number: int) -> Piece:
        words, lines = self.marked[page.objgen].get(number, ("", ()))
        return Piece(words, self.number[page.objgen], lines)

    def destinations(self) -> dict[str, int]:
        """The page of every named destination."""
        tree = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        return {name: self.number[_place(target)[0].objgen] for name, target in tree.items()}

    def links(self) -> Iterator[tuple[int, str | int]]:
        """The page of every link, and the page or the address to which it leads."""
        for page in self.pdf.pages:
            for note in page.get("/Annots", Array()):
                action = note.get("/A", Dictionary())
                if "/URI" in action:
                    yield self.number[page.objgen], str(action.URI)
                else:
                    yield self.number[page.objgen], self.leads(note)

    def leads(self, note: Object) -> int:
        """The page to which a link inside the book leads."""
        target = note.get("/Dest") or note.A.D
        if not isinstance(target, Array):
            target = pikepdf.NameTree(self.pdf.Root.Names.Dests)[str(target)]
        return self.number[_place(target)[0].objgen]

    def words_of_page(self, number: int) -> str:
        """All tagged words of a page, in the order in which they are printed."""
        return joined([Piece(words, number) for words, _ in self.marked[self.pdf.pages[number - 1].objgen].values()])


def _place(target: Object) -> Object:
    return target.D if isinstance(target, Dictionary) else target


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, tuple[str, tuple[float, ...]]]]:
    """The words of a page by the number of their marked content, and the heights of the lines that they are in."""
    fonts = {name: _unicode(font.ToUnicode.read_bytes()) for name, font in page.Resources.get("/Font", {}).items()}
    font: Mapping[int, str] = {}
    found: dict[int, list[str]] = {}
    lines: dict[int, list[float]] = {}
    height = 0.0
    stack: list[tuple[int | None, str | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            about = operands[1] if name == "BDC" else Dictionary()
            outer = stack[-1][0] if stack else None
            actual = str(about.ActualText) if "/ActualText" in about else None
            stack.append((int(about.MCID) if "/MCID" in about else outer, actual))
            if actual is not None and stack[-1][0] is not None:
                found.setdefault(stack[-1][0], []).append(actual)
        elif name == "EMC":
            stack.pop()
        elif name == "cm":
            height = float(operands[5])
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and stack and stack[-1][0] is not None and all(a is None for _, a in stack):
            strings = [operands[0]] if name == "Tj" else [s for s in operands[0] if isinstance(s, pikepdf.String)]
            glyphs = b"".join(bytes(string) for string in strings)
            codes = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
            found.setdefault(stack[-1][0], []).append("".join(font.get(code, "") for code in codes))
            lines.setdefault(stack[-1][0], []).append(height)
    yield from ((number, ("".join(words), tuple(lines.get(number, ())))) for number, words in found.items())


def _unicode(table: bytes) -> dict[int, str]:
    """What each glyph stands for."""
    source = table.decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for glyph, words in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(words).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, words in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int.from_bytes(bytes.fromhex(words))
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(start + code - int(first, 16))
    return found


def long_edition() -> Edition:
    """300 notes, five of them longer than a page, in paragraphs that call five each; invented words."""
    chance = random.Random(300)
    words = "a the of and to in it was lamp keeper storm rope oil harbour winter letter remembered nevertheless".split()

    def prose(length: int) -> str:
        return " ".join(chance.choice(words) for _ in range(length)).capitalize() + "."

    files = {"bibliography/edition.yml": "title: Long\nauthor: A\neditor: E\nversion: 1\ndate: 2001\nlanguage: en\n"}
    for section in range(6):
        blocks, notes = [f"---\ntitle: Part {section + 1}\n---\n"], []
        for number in range(section * 10 + 1, section * 10 + 11):
            sentences = []
            for label in range(number * 5 - 4, number * 5 + 1):
                sentences.append(f"{prose(chance.randint(3, 60))}[^{label}]")
                notes.append(f"[^{label}]: {prose(900 if label % 60 == 0 else chance.choice((4, 12, 30, 70)))}\n")
            blocks.append(f"{' '.join(sentences)}\n{{: #p{number} }}\n")
        files[f"docs/essay/{section}-part-{section}.md"] = "\n".join(blocks + notes)
    return assemble(Sources(files))

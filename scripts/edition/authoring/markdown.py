"""Trees of a manuscript written as Markdown of the dialect, so that reading it gives the same words again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from edition.authoring.emphasis import readable
from edition.model.forms import TAGS
from edition.model.kinds import Lookup, NoteRef, Table, UnknownKind, as_written, rule
from edition.model.tree import Content, Element, Fragment, Node, is_block, text
from edition.sources.tables import CAPTION

_SPECIAL = re.compile(
    r"""[\\`*{] | <(?=[a-zA-Z/!]) | &(?=\#?\w+;)        # what is markup wherever it stands
    | (?<![^\W_])_ | _(?![^\W_])       # within a word it is none
    | (?<!\w)@(?=\w) | \[(?=\^|@|[^\]\n]*@) | !(?=\[) | \](?=[\[(:])""",
    re.VERBOSE,
)
_AT_START = re.compile(r"(?P<number>\d+)(?P<stop>[.)])(?=\s|$)|(?=[#>|]|[-+:](?:\s|$)|---|===|\+\+\+|!!!|\?\?\?|///)")
_ADDRESS = re.compile(r"(?:https?|mailto):[^\s<>]+")
BREAK = "  \n"
_LOOSE = ("p", "pre", "blockquote", "table", "dl", "lg", "figure")
"""Blocks in items of a list that need empty lines between the items."""
_NO_PARAGRAPH = ("table", "ol", "ul", "dl")
"""Blocks that need an empty line between them and their attributes."""
_TRANSCRIBED = {"deleted": "del", "added": "add", "unclear": "unclear", "sc": "smallcaps"}
"""Element → its class in the dialect."""
_COLONS = {"left": ":---", "center": ":---:", "right": "---:"}
_ASCII = re.compile(r"[#$%&*+:<=>@\[\\\]^_`{|}~-]")
"""ASCII characters that may be markup somewhere."""


def escaped(words: str) -> str:
    """Words in Markdown, with backslashes where a character would be read as markup."""
    written = _SPECIAL.sub(_escape, " ".join(words.split("\n")))
    return written if _balanced(written) else re.sub(r"(?<!\\)([\[\]])", r"\\\1", written)


def _escape(match: re.Match[str]) -> str:
    """A character with a backslash; an ampersand, which may begin an entity, as an entity."""
    return "&amp;" if match[0] == "&" else "\\" + match[0]


def _balanced(words: str) -> bool:
    depth = 0
    for bracket in re.findall(r"(?<!\\)[\[\]]", words):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def plain(content: Content | Fragment) -> str:
    """The words of a tree on one line, without note marks."""
    return " ".join(text(content).split())


class Writer:
    """Writes trees as Markdown. A ``cautious`` one escapes all ASCII characters that may be markup."""

    def __init__(self, cautious: bool = False) -> None:
        self.cautious = cautious
        container: Table[str] = dict.fromkeys(TAGS, self._container)
        self.block_rules: Table[str] = {
            **container, "lg": self._verse, "caption": self._paragraph,
            "p": self._paragraph, "div": self._container, "section": self._container, "blockquote": self._quotation,
            "ul": self._list, "ol": self._list, "dl": self._definitions, "table": self._table, "pre": _preformatted,
            "hr": lambda _: "- - -",
            "figure": self._figure, **{f"h{level}": self._heading for level in range(1, 7)},
        }  # fmt: skip
        self.inline_rules: Table[str] = {
            "em": self._emphasis("*"), "strong": self._emphasis("**"), "code": _code, "a": self._link,
            "img": self._picture, "br": lambda _: BREAK, "sub": self._emphasis("<sub>", "</sub>"),
            "sup": self._emphasis("<sup>", "</sup>"), "kbd": _code, "small": self._inner, "span": self._inner,
            **{tag: self._marked(name) for tag, name in _TRANSCRIBED.items()},
            "pb": lambda node: f"[{node.get('n')}]{{.page}}", "gap": lambda node: f"[{node.get('n')}]{{.gap}}",
            NoteRef: lambda node: f"[^{node.label}]", Lookup: self._lookup,
        }  # fmt: skip

    def blocks(self, content: Fragment) -> str:
        """Blocks as Markdown, with an empty line between them."""
        return "\n\n".join(self._written(content))

    def note(self, label: str, content: Fragment, mark: str = "") -> str:
        """The definition of a note: its first block behind the label, the others indented. ``mark`` is the note mark
        if that is not the label; it becomes an attribute below the first block."""
        first, *others = list(self._written(content)) or [""]
        if mark:
            apart = any(isinstance(block, Element) and block.tag in _NO_PARAGRAPH for block in content[:1])
            first += ("\n\n" if apart else "\n") + f'{{: sign="{mark}" }}'
        return f"[^{label}]: " + _indented("\n\n".join([first, *others]), "    ").lstrip()

    def inline(self, content: Fragment) -> str:
        """Words and nodes within a block."""
        written = ""
        for child in readable(content):
            part = self._escaped(child) if isinstance(child, str) else self._rule(self.inline_rules, child)(child)
            picture = written.endswith("!") and part.startswith("[")  # and no picture is meant
            written = (f"{written[:-1]}\\!" if picture else written) + part
        return written

    def _rule(self, table: Table[str], node: Node) -> Callable[..., str]:
        """The rule for a node; for one that Markdown has no form for, that which writes its words alone."""
        try:
            return rule(table, node)
        except UnknownKind:
            return self._inner

    def _escaped(self, words: str) -> str:
        return _ASCII.sub(_escape, " ".join(words.split("\n"))) if self.cautious else escaped(words)

    def _at_start(self, written: str) -> str:
        if written.startswith(CAPTION):
            return written.replace(":", "\\:", 1)
        match = _AT_START.match(written)
        number = match["number"] or "" if match else ""
        return f"{number}\\{written[len(number) :]}" if match else written

    def _written(self, content: Fragment) -> Iterator[str]:
        for of_blocks, group in groupby(content, is_block):
            children = tuple(group)
            if of_blocks:
                yield from (
                    self._rule(self.block_rules, child)(child) for child in children if isinstance(child, Element)
                )
            elif text(children).strip() or any(True for child in children if not isinstance(child, str)):
                yield BREAK.join(map(self._at_start, self.inline(children).strip().split(BREAK)))

    def _emphasis(self, mark: str, end: str = "") -> Callable[[Element], str]:
        def write(node: Element) -> str:
            inner = self.inline(node.children)
            words = inner.strip()
            if not words:
                return inner
            before, _, after = inner.partition(words)
            return f"{before}{mark}{words}{end or mark}{after}"

        return write

    def _marked(self, name: str) -> Callable[[Element], str]:
        return lambda node: f"[{self.inline(node.children)}]{{.{name}}}"

    def _inner(self, node: Node) -> str:
        return self.inline(node.children)

    def _link(self, node: Element) -> str:
        address = node.get("href")
        if text(node) == address and _ADDRESS.fullmatch(address):
            return f"<{address}>"
        inner = self.inline(node.children)
        return f"[{inner}]({address})" if text(node).strip() else inner

    def _lookup(self, node: Lookup) -> str:
        return f"[{self.inline(node.children)}][{node.cluster}]" if node.children else as_written(node)

    def _picture(self, node: Element) -> str:
        return f"![{self._escaped(node.get('alt'))}]({node.get('src')})"

    def _verse(self, node: Element) -> str:
        """Lines of verse, each behind a vertical bar; a bar alone separates stanzas."""
        lines: list[str] = []
        for child in node.children:
            if isinstance(child, Element) and child.tag == "lg":
                lines += ["|"] if lines else []
                lines.append(self._verse(child))
            elif isinstance(child, Element):
                indent = " " * int(child.get("indent") or 0)
                lines.append(f"| {indent}{self.inline(child.children).replace(BREAK, ' ').strip()}")
        return "\n".join(lines)

    def _figure(self, node: Element) -> str:
        """A figure, or a row of figures: the caption in brackets, picture and alternative text in parentheses."""
        parts = node.elements
        if any(child.tag == "figure" for child in parts):
            return " ".join(map(self._figure, parts))
        picture = next(child for child in parts if child.tag == "img")
        caption = self.inline(tuple(child for part in parts if part.tag == "figcaption" for child in part.children))
        alt = picture.get("alt").replace('"', "’")
        given = f' "{alt}"' if alt else ""
        shown = {"width": picture.get("width"), "credit": node.get("credit")}
        attributes = " ".join(f'{name}="{value}"' for name, value in shown.items() if value and '"' not in value)
        return f"![{caption.strip()}]({picture.get('src')}{given})" + (f"{{: {attributes} }}" if attributes else "")

    def _list(self, node: Element) -> str:
        items = node.elements
        loose = any(isinstance(child, Element) and child.tag in _LOOSE for item in items for child in item.children)
        written = []
        for number, item in enumerate(items, int(node.get("start", "1") or 1)):
            mark = f"{number}. " if node.tag == "ol" else "* "
            body = ("\n\n" if loose else "\n").join(self._written(item.children))
            written.append(mark + _indented(body, "    ").lstrip())
        kind = f'\n\n{{: type="{node.get("type")}" }}' if node.get("type") else ""
        return ("\n\n" if loose else "\n").join(written) + kind

    def _definitions(self, node: Element) -> str:
        written = []
        for child in node.children:
            if isinstance(child, Element):
                body = self.blocks(child.children)
                written.append(f"\n{body}" if child.tag == "dt" else ":   " + _indented(body, "    ").lstrip())
        return "\n".join(written).strip("\n")

    def _cell(self, cell: Element) -> str:
        words = " ".join(self.inline(in_one_line(cell.children)).split())
        return words if self.cautious else words.replace("|", "\\|")

    def _table(self, node: Element) -> str:
        captions = (child for child in node.elements if child.tag == "caption")
        heads = [CAPTION + self._paragraph(caption) + "\n" for caption in captions]
        cells = [[*row.elements] for row in _rows(node)]
        has_head = any(cell.tag == "th" for cell in (cells or [[]])[0])
        rows = [*([] if has_head else [[]]), *([self._cell(cell) for cell in row] for row in cells)]
        width = max(map(len, rows), default=0)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        columns = (_COLONS.get(cell.get("align"), "---") for cell in max(cells, key=len, default=[]))
        return "\n".join([*heads, *lines[:1], f"|{'|'.join(columns)}|", *lines[1:]])

    def _container(self, node: Element) -> str:
        return self.blocks(node.children)

    def _quotation(self, node: Element) -> str:
        return "\n".join(f"> {row}" if row else ">" for row in self.blocks(node.children).split("\n"))

    def _heading(self, node: Element) -> str:
        words = self.inline(node.children).replace(BREAK, " ").strip()
        return f"{'#' * int(node.tag[1])} {words}" if words else ""

    def _paragraph(self, node: Element) -> str:
        return "\n\n".join(self._written(node.children))


def in_one_line(content: Fragment) -> Fragment:
    """The words and inline nodes of blocks, with spaces between the blocks, for a cell of a table."""
    inner: list[Content] = []
    for child in content:
        if is_block(child):
            inner += [" ", *in_one_line(child.children), " "]
        else:
            inner.append(child)
    return tuple(inner)


def _indented(words: str, by: str) -> str:
    return "\n".join(f"{by}{row}" if row else "" for row in words.split("\n"))


def _code(node: Element) -> str:
    words = text(node)
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{words}{space}{fence}"


def _preformatted(node: Element) -> str:
    words = text(node).rstrip("\n")
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    return f"{fence}\n{words}\n{fence}"


def _rows(node: Element) -> Iterator[Element]:
    for part in node.children:
        if isinstance(part, Element):
            yield from (part,) if part.tag == "tr" else () if part.tag == "caption" else _rows(part)

"""Trees of a manuscript as Markdown of the dialect, so that reading it gives the same words again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from edition.model.kinds import Lookup, NoteRef, Table, rule
from edition.model.tree import BLOCKS, Content, Element, Fragment, text

_SPECIAL = re.compile(
    r"""[\\`*{]              # what is markup wherever it stands
    | (?<![^\W_])_ | _(?![^\W_])       # within a word it is none
    | \[(?=\^|@|[^\]\n]*@) | !(?=\[) | \](?=[\[(:])""",
    re.VERBOSE,
)
_AT_START = re.compile(r"(?P<number>\d+)(?P<stop>[.)])(?=\s|$)|(?=[#>]|[-+](?:\s|$)|---|===|\+\+\+)")
_ADDRESS = re.compile(r"(?:https?|mailto):[^\s<>]+")
BREAK = "  \n"


def escaped(words: str) -> str:
    """Words as they must be written so that no character in them is taken for markup."""
    written = _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(words.split("\n")))
    return written if _balanced(written) else re.sub(r"(?<!\\)([\[\]])", r"\\\1", written)


def line(words: str) -> str:
    """The words of a block, escaped at its beginning too."""
    return _at_start(escaped(words))


def _balanced(words: str) -> bool:
    depth = 0
    for sign in re.findall(r"(?<!\\)[\[\]]", words):
        depth += 1 if sign == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def _at_start(written: str) -> str:
    match = _AT_START.match(written)
    if match is None:
        return written
    number = match["number"] or ""
    return f"{number}\\{written[len(number) :]}"


def blocks(content: Fragment) -> str:
    """Blocks as Markdown, with an empty line between them."""
    return "\n\n".join(_written(content))


def _written(content: Fragment) -> Iterator[str]:
    for is_block, group in groupby(content, lambda child: isinstance(child, Element) and child.tag in BLOCKS):
        children = tuple(group)
        if is_block:
            yield from (rule(_BLOCKS, child)(child) for child in children if isinstance(child, Element))
        elif text(children).strip() or any(isinstance(child, NoteRef) for child in children):
            yield BREAK.join(map(_at_start, inline(children).strip().split(BREAK)))


def note(label: str, content: Fragment) -> str:
    """The definition of a note: its first block behind the label, the others indented."""
    return f"[^{label}]: " + _indented(blocks(content), "    ").lstrip()


def inline(content: Fragment) -> str:
    """Words and nodes within a block."""
    return "".join(escaped(child) if isinstance(child, str) else rule(_INLINE, child)(child) for child in content)


def _indented(words: str, by: str) -> str:
    return "\n".join(f"{by}{each}" if each else "" for each in words.split("\n"))


def _emphasis(mark: str, end: str = "") -> Callable[[Element], str]:
    def write(node: Element) -> str:
        inner = inline(node.children)
        words = inner.strip()
        if not words:
            return inner
        before, _, after = inner.partition(words)
        return f"{before}{mark}{words}{end or mark}{after}"

    return write


def _code(node: Element) -> str:
    words = text(node)
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{words}{space}{fence}"


def _link(node: Element) -> str:
    address = node.get("href")
    if text(node) == address and _ADDRESS.fullmatch(address):
        return f"<{address}>"
    return f"[{inline(node.children)}]({address})" if text(node).strip() else inline(node.children)


def _lookup(node: Lookup) -> str:
    return f"[{inline(node.children)}][{node.cluster}]" if node.children else f"[{node.cluster}]"


def _picture(node: Element) -> str:
    return f"![{escaped(node.get('alt'))}]({node.get('src')})"


def _list(node: Element) -> str:
    numbers = node.tag == "ol"
    items = [child for child in node.children if isinstance(child, Element)]
    loose = any(isinstance(child, Element) and child.tag == "p" for item in items for child in item.children)
    written = []
    for number, item in enumerate(items, int(node.get("start", "1") or 1)):
        mark = f"{number}. " if numbers else "* "
        body = "\n\n".join(_written(item.children)) if loose else "\n".join(_written(item.children))
        written.append(mark + _indented(body, "    ").lstrip())
    return ("\n\n" if loose else "\n").join(written)


def _definitions(node: Element) -> str:
    written = []
    for child in node.children:
        if isinstance(child, Element):
            body = blocks(child.children)
            written.append(f"\n{body}" if child.tag == "dt" else ":   " + _indented(body, "    ").lstrip())
    return "\n".join(written).strip("\n")


def _rows(node: Element) -> Iterator[Element]:
    for part in node.children:
        if isinstance(part, Element):
            yield from (part,) if part.tag == "tr" else _rows(part)


def _cell(cell: Element) -> str:
    inner = ((c.children if isinstance(c, Element) and c.tag == "p" else (c,)) for c in cell.children)
    parts = map(inline, inner)
    return " ".join(" ".join(parts).split()).replace("|", "\\|")


def _table(node: Element) -> str:
    rows = [[_cell(cell) for cell in row.children if isinstance(cell, Element)] for row in _rows(node)]
    width = max(map(len, rows), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([*lines[:1], "|" + "---|" * width, *lines[1:]])


def _container(node: Element) -> str:
    return blocks(node.children)


def _quotation(node: Element) -> str:
    return "\n".join(f"> {each}".rstrip() for each in blocks(node.children).split("\n"))


def _heading(node: Element) -> str:
    return f"{'#' * int(node.tag[1])} {inline(node.children).replace(BREAK, ' ').strip()}"


def _preformatted(node: Element) -> str:
    words = text(node).rstrip("\n")
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    return f"{fence}\n{words}\n{fence}"


def _paragraph(node: Element) -> str:
    return "\n\n".join(_written(node.children))


_BLOCKS: Table[str] = {
    "p": _paragraph, "div": _container, "section": _container, "blockquote": _quotation, "ul": _list, "ol": _list,
    "dl": _definitions, "table": _table, "pre": _preformatted, "hr": lambda _: "- - -",
    **{f"h{level}": _heading for level in range(1, 7)},
}  # fmt: skip
_INLINE: Mapping[str | type, Callable[..., str]] = {
    "em": _emphasis("*"), "strong": _emphasis("**"), "code": _code, "a": _link, "img": _picture,
    "br": lambda _: BREAK, "sub": _emphasis("<sub>", "</sub>"), "sup": _emphasis("<sup>", "</sup>"),
    "kbd": _code, "small": lambda node: inline(node.children), "span": lambda node: inline(node.children),
    NoteRef: lambda node: f"[^{node.label}]", Lookup: _lookup,
}  # fmt: skip


def plain(content: Content | Fragment) -> str:
    """The words of a tree in one line, without calls of notes."""
    return " ".join(text(content).split())

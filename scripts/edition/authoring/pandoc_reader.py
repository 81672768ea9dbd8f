"""Documents of pandoc (its JSON) as manuscripts: blocks as trees, notes numbered in the order of their calls.

What pandoc would drop arrives in markers (``markers.py``), which are resolved here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from edition.authoring.archives import Prepared
from edition.authoring.manuscript import Manuscript
from edition.authoring.markers import CITATION, split_note_mark, without_number
from edition.authoring.pandoc import Ast, words
from edition.authoring.pandoc_head import head, list_of, words_of
from edition.authoring.pandoc_lists import cells_of_layout, list_type, separated, table
from edition.authoring.pictures import figure, with_captions
from edition.authoring.tree_building import in_a_line
from edition.model.kinds import Lookup, NoteRef
from edition.model.tree import Content, E, Element, Fragment, find_all, normalized, text

Inlines = list[dict[str, Any]]
_LABELS = {
    "page": "p.", "volume": "vol.", "chapter": "chap.", "section": "sec.", "paragraph": "par.", "note": "n.",
    "number": "no.", "issue": "no.", "book": "bk.", "part": "pt.", "line": "line", "verse": "v.", "column": "col.",
    "figure": "fig.", "folio": "fol.", "table": "table", "opus": "op.", "sub": "s.v.",
}  # fmt: skip
"""Label of a locator in pandoc → the term of the dialect."""
_WRAPPED = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub", "SmallCaps": "sc"}
_UNFORMATTED = {"Underline": "underlining", "Strikeout": "strokes through words"}


class PandocReader:
    """Reads a document that was ``prepared``. ``keys`` has the key of a work by the id of a cited item.

    ``called`` has the labels of the notes of web pages by their ids; ``omitted`` counts what is left out; ``dropped``
    has the source of raw blocks.
    """

    def __init__(self, keys: Mapping[str, str], prepared: Prepared) -> None:
        self.keys, self.prepared = keys, prepared
        self.notes: dict[str, Fragment] = {}
        self.omitted: Counter[str] = Counter()
        self.dropped: list[str] = []
        self.note_marks: dict[str, str] = {}
        self.called: dict[str, str] = {}
        self.block_rules: Mapping[str, Callable[[Any], Iterator[Element]]] = {
            "Para": self._paragraph, "Plain": self._plain, "Header": self._heading, "LineBlock": self._lines,
            "CodeBlock": self._code, "RawBlock": self._raw, "BlockQuote": self._quotation, "BulletList": self._bullets,
            "OrderedList": self._numbered, "DefinitionList": self._definitions, "Table": self._table,
            "Figure": self._figure, "Div": lambda content: self.blocks(content[1]),
            "HorizontalRule": lambda _: iter((Element("hr"),)),
        }  # fmt: skip
        self.inline_rules: Mapping[str, Callable[[Any], Iterator[Content]]] = {
            "Str": lambda words: iter((words,)), "Space": _space, "SoftBreak": _space,
            "LineBreak": lambda _: iter((Element("br"),)),
            **{kind: partial(self._wrapped, tag) for kind, tag in _WRAPPED.items()},
            **{kind: partial(self._unformatted, words) for kind, words in _UNFORMATTED.items()},
            "Quoted": self._quoted, "Cite": self._cite, "Code": lambda content: iter((E("code", content[1]),)),
            "Math": self._math, "RawInline": self._raw_inline, "Link": self._link, "Image": self._image,
            "Note": self._note, "NoteTo": self._note_to, "Span": lambda content: iter(self.inlines(content[1])),
        }  # fmt: skip

    def manuscript(self, document: Ast, styled: bool) -> Manuscript:
        """The manuscript in a document. ``styled`` is whether pandoc takes metadata from paragraphs by their style."""
        meta = document.get("meta", {})
        title = words_of(meta.get("title"))
        authors = list_of(meta.get("author"))
        blocks = separated(with_captions(self._as_paragraphs(document["blocks"])))
        title, byline, blocks = head(title, authors, blocks, styled)
        return Manuscript(
            blocks,
            self.notes,
            self.note_marks,
            title=title,
            byline=byline,
            author=", ".join(authors) or self.prepared.author,
            language=words_of(meta.get("lang")),
            warnings=tuple(self._warnings()),
        )

    def _warnings(self) -> Iterator[str]:
        for what, number in (+self.omitted).items():
            yield f"Left out: {what}, {number} {'time' if number == 1 else 'times'}; the words themselves are kept."
        for dropped in self.dropped:
            yield f"Left out, since it is no text: “{dropped[:60]}”."

    # --- Blocks

    def blocks(self, blocks: Iterable[dict[str, Any]]) -> Iterator[Element]:
        """Elements for blocks of pandoc."""
        for block in blocks:
            kind, content = block["t"], block.get("c")
            yield from self.block_rules[kind](content)

    def _paragraph(self, inlines: Inlines) -> Iterator[Element]:
        content = self.inlines(inlines)
        nodes = [child for child in content if not isinstance(child, str)]
        if (
            nodes
            and not text(content).strip()
            and all(isinstance(child, Element) and child.tag == "img" for child in nodes)
        ):
            yield from (figure(node, ()) for node in nodes if isinstance(node, Element))
        elif nodes or text(content).strip():
            yield Element("p", (), content)

    def _plain(self, inlines: Inlines) -> Iterator[Element]:
        yield Element("span", (), self.inlines(inlines))

    def _heading(self, content: Any) -> Iterator[Element]:
        level, _, inlines = content
        words = in_a_line(self.inlines(inlines))
        if text(words).strip() or any(not isinstance(child, str) for child in words):
            yield Element(f"h{min(level, 6)}", (), words)

    def _lines(self, lines: list[Inlines]) -> Iterator[Element]:
        stanzas: list[list[Element]] = [[]]
        for line in lines:
            content = self.inlines(line)
            first = content[0] if content and isinstance(content[0], str) else ""
            indent = len(first) - len(first.lstrip("\u00a0"))
            if text(content).strip():
                given = (("indent", str(indent)),) if indent else ()
                words = (first.lstrip("\u00a0"), *content[1:]) if first else content
                stanzas[-1].append(Element("l", given, words))
            else:
                stanzas.append([])
        made = tuple(Element("lg", (), tuple(stanza)) for stanza in stanzas if stanza)
        yield made[0] if len(made) == 1 else Element("lg", (), made)

    def _code(self, content: Any) -> Iterator[Element]:
        yield E("pre", E("code", content[1] + "\n"))

    def _raw(self, content: Any) -> Iterator[Element]:
        self.dropped.append(" ".join(content[1].split()))
        yield from ()

    def _quotation(self, blocks: Any) -> Iterator[Element]:
        yield Element("blockquote", (), tuple(self._as_paragraphs(blocks)))

    def _as_paragraphs(self, blocks: Any) -> Iterator[Element]:
        for block in self.blocks(blocks):
            yield Element("p", (), block.children) if block.tag == "span" else block

    def _bullets(self, items: Any) -> Iterator[Element]:
        yield Element("ul", (), tuple(Element("li", (), tuple(self._item(item))) for item in items))

    def _numbered(self, content: Any) -> Iterator[Element]:
        (start, style, _), items = content
        given = {"start": str(start) if start != 1 else None, "type": list_type(style["t"])}
        inner = tuple(Element("li", (), tuple(self._item(item))) for item in items)
        yield Element("ol", (), inner).with_attributes(**given)

    def _item(self, blocks: Any) -> Iterator[Content]:
        for block in self.blocks(blocks):
            if block.has("type"):
                self.omitted["letters and roman numbers of lists within others, which are figures here"] += 1
            yield from block.children if block.tag == "span" else (block.with_attributes(type=None),)

    def _definitions(self, pairs: Any) -> Iterator[Element]:
        children: list[Content] = []
        for term, definitions in pairs:
            children.append(Element("dt", (), self.inlines(term)))
            children += [Element("dd", (), tuple(self._item(blocks))) for blocks in definitions]
        yield Element("dl", (), tuple(children))

    def _table(self, content: Any) -> Iterator[Element]:
        if cells := cells_of_layout(content):
            self.omitted["the grid of tables that only arrange the page"] += 1
            for blocks in cells:
                yield from self._as_paragraphs(blocks)
            return
        made, spans = table(content, lambda blocks: tuple(self._item(blocks)))
        if spans:
            self.omitted["cells that span several columns or rows"] += spans
        yield made

    def _figure(self, content: Any) -> Iterator[Element]:
        _, caption, blocks = content
        inner = tuple(self._as_paragraphs(blocks))
        pictures = [node for node in find_all(inner, Element) if node.tag == "img"]
        words = normalized(part for block in self._as_paragraphs(caption[1]) for part in (*block.children, " "))
        if not pictures:
            yield from (*inner, *([Element("p", (), words)] if text(words).strip() else []))
            return
        alt = pictures[0].get("alt")
        first = pictures[0].with_attributes(alt="" if alt.strip() == text(words).strip() else alt)
        yield figure(first, words)
        yield from (figure(picture, ()) for picture in pictures[1:])

    # --- Words

    def inlines(self, inlines: Inlines) -> Fragment:
        """Words and nodes for inlines of pandoc."""
        return normalized(part for inline in inlines for part in self.inline_rules[inline["t"]](inline.get("c")))

    def _note(self, blocks: Any, mark: str = "") -> Iterator[Content]:
        label = str(len(self.notes) + 1)
        self.notes[label] = ()
        mark, content = split_note_mark(tuple(self._as_paragraphs(blocks)), mark)
        self.notes[label] = without_number(content, mark or label)
        if mark and mark != label:
            self.note_marks[label] = mark
        yield NoteRef(label)

    def _note_to(self, content: Any) -> Iterator[Content]:
        key, mark, blocks = content
        if key in self.called:
            yield NoteRef(self.called[key])
        else:
            self.called[key] = str(len(self.notes) + 1)
            yield from self._note(blocks, mark)

    def _cite(self, content: Any) -> Iterator[Content]:
        citations, inlines = content
        cluster = "; ".join(
            self._item_of(citation["citationId"], words(citation["citationSuffix"])) for citation in citations
        )
        inner = self.inlines(inlines)
        known = all(citation["citationId"] in self.keys for citation in citations)
        yield from (Lookup(cluster, inner),) if known else inner

    def _item_of(self, identifier: str, suffix: str) -> str:
        locator = " ".join(suffix.strip().lstrip(",").split())
        label, _, rest = locator.partition(" ")
        written = f"{_LABELS[label]} {rest}" if label in _LABELS and rest else locator
        return f"@{self.keys.get(identifier, identifier)}" + (f", {written}" if written else "")

    def _cluster(self, items: list[dict[str, Any]]) -> str:
        places = (f"{item.get('label', 'page')} {item['locator']}" if item.get("locator") else "" for item in items)
        return "; ".join(self._item_of(str(item["id"]), place) for item, place in zip(items, places, strict=True))

    def _link(self, content: Any) -> Iterator[Content]:
        _, inlines, (address, _) = content
        words = self.inlines(inlines)
        if address.startswith(("http://", "https://", "mailto:")):
            yield Element("a", (("href", address),), words)
        elif address.startswith(CITATION):
            items = self.prepared.citations[int(address.removeprefix(CITATION))]
            known = all(str(item["id"]) in self.keys for item in items)
            self.omitted["citations of works that are not in the list"] += not known
            yield from (Lookup(self._cluster(items), words),) if known else words
        else:
            self.omitted["links to other places of the text, or to files beside it"] += text(words).strip() != ""
            yield from words

    def _wrapped(self, tag: str, inlines: Any) -> Iterator[Content]:
        content = self.inlines(inlines)
        only_notes = tag == "sup" and all(isinstance(child, NoteRef) for child in content)
        yield from content if only_notes else (Element(tag, (), content),)

    def _unformatted(self, what: str, inlines: Any) -> Iterator[Content]:
        self.omitted[what] += 1
        yield from self.inlines(inlines)

    def _quoted(self, content: Any) -> Iterator[Content]:
        opening, closing = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
        yield from (opening, *self.inlines(content[1]), closing)

    def _math(self, content: Any) -> Iterator[Content]:
        self.omitted["formulas, which stand as they were written"] += 1
        yield content[1]

    def _raw_inline(self, content: Any) -> Iterator[Content]:
        self.dropped.append(content[1])
        yield from ()

    def _image(self, content: Any) -> Iterator[Content]:
        _, inlines, (address, _) = content
        known = (words for end, words in self.prepared.alternatives.items() if end and address.endswith(end))
        yield Element("img", (("src", address), ("alt", next(known, "") or text(self.inlines(inlines)))))


def _space(_: Any) -> Iterator[Content]:
    yield " "

"""The edition's trees in TEI: one table from elements to small functions, one function that makes an ``xml:id``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from edition.citations import chicago
from edition.citations.wording import abbreviated_ranges
from edition.index.addresses import SITE, addresses, paragraph_number
from edition.index.tables import emendations, notes, quotations
from edition.model.derived import derived
from edition.model.edition import Edition, Note
from edition.model.kinds import CitationItem, Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.registers import TEI_NAMES
from edition.model.tree import Content, E, Element, Fragment, Node, find_all, joined, text, wrap
from edition.model.vocabulary import LOCATOR_TERMS

AUTHOR, EDITOR = "resp.author", "resp.editor"
"""Ids of the header: no key has a full stop in it, so they are never taken."""

WHOLE = "edition.tei.xml"
RENAMED = {
    "p": "p", "li": "item", "table": "table", "tr": "row", "td": "cell", "dt": "item", "dd": "item", "br": "lb",
    "code": "code", "blockquote": "quote",
}  # fmt: skip
LISTS = {"ul": "bulleted", "ol": "numbered", "dl": "definitions"}
HIGHLIGHTED = {"em": "italic", "strong": "bold", "sub": "subscript", "sup": "superscript", "kbd": "key"}
HEADINGS = tuple("h1 h2 h3 h4 h5 h6".split())


def xml_id(key: str) -> str:
    """A key as an ``xml:id``, which no digit may begin; nothing else of keys is forbidden there."""
    return key if key[:1].isalpha() or key[:1] == "_" else f"k.{key}"


def pointers(keys: Iterable[str], here: Collection[str] | None = None) -> str | None:
    """Pointers to keys, into the document of the whole where something does not stand ``here``; None to none."""
    found = ((("#" if here is None or key in here else f"../{WHOLE}#") + xml_id(key)) for key in keys)
    return " ".join(found) or None


@derived
def _keys(edition: Edition) -> Mapping[str, str]:
    return {address: key for key, address in addresses(edition).items()}


@dataclass(frozen=True, slots=True)
class CitedRange(Node):
    """The words of a citation that say where in the work; without words, where they do not say it."""

    item: CitationItem
    children: Fragment = ()
    line: int = field(default=0, compare=False)


class Words:
    """Writes the trees of one document. It remembers what it has begun: a note and an id stand there once."""

    def __init__(self, edition: Edition, here: Collection[str] | None = None) -> None:
        self.edition, self.here = edition, here
        self.notes, self.emendations, self.quotations = notes(edition), emendations(edition), quotations(edition)
        self.keys = _keys(edition)
        self.begun: set[str] = set()
        self.in_bibl = False
        self.table: Table[Content | Fragment] = {
            **dict.fromkeys(RENAMED, self._renamed),
            **dict.fromkeys(LISTS, self._list),
            **dict.fromkeys(HIGHLIGHTED, self._highlighted),
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("thead", "tbody", "small", "span"), self._only_words),
            Name: self._name,
            Cite: self._cite,
            CitedRange: self._cited_range,
            NoteRef: self._noteref,
            Quote: self._quote,
            "blockquote": self._blockquote,
            Emended: self._emended,
            Lookup: lambda node: E("seg", self.written(node.children) or node.cluster, type="unresolved"),
            "a": self._a,
            "img": lambda node: E("figure", E("graphic", url=self._online(node, "src")), E("figDesc", node.get("alt"))),
            "hr": lambda _: E("milestone", unit="break", rend="rule"),
            "pre": lambda node: E("ab", text(node), type="code", xml__space="preserve", **self._common(node)),
            "th": lambda node: E("cell", self.written(node.children), role="label"),
        }

    def written(self, content: Fragment) -> Fragment:
        """A fragment in TEI."""
        done: list[Content] = []
        for child in content:
            new = child if isinstance(child, str) else rule(self.table, child)(child)
            done += new if isinstance(new, tuple) else (new,)
        return tuple(done)

    def divisions(self, blocks: Fragment, level: int = 2) -> Fragment:
        """Blocks with a division for every heading and what follows it: a ``head`` stands nowhere else."""
        if level > len(HEADINGS):
            return self.written(blocks)
        starts = [i for i, b in enumerate(blocks) if isinstance(b, Element) and b.tag == HEADINGS[level - 1]]
        borders = (*starts, len(blocks))
        done = list(self.divisions(blocks[: borders[0]], level + 1))
        for start, end in pairwise(borders):
            heading = blocks[start]
            assert isinstance(heading, Element)
            head = E("head", self.written(heading.children))
            done.append(E("div", head, self.divisions(blocks[start + 1 : end], level + 1), **self._common(heading)))
        return tuple(done)

    def note(self, note: Note) -> Element:
        """A note where it is first called."""
        self.begun.add(note.anchor)
        outside, self.in_bibl = self.in_bibl, False
        resp = AUTHOR if note.kind == "authorial" else EDITOR
        named = {"xml:id": xml_id(note.anchor), "n": note.mark, "type": note.kind, "place": "foot", "resp": f"#{resp}"}
        done = E("note", self.written(note.content), **named)
        self.in_bibl = outside
        return done

    # --- Elements

    def _renamed(self, node: Element) -> Element:
        spans = {"rows": node.get("rowspan") or None, "cols": node.get("colspan") or None}
        return E(RENAMED[node.tag], self.written(node.children), **self._common(node), **spans)

    def _list(self, node: Element) -> Element:
        return E("list", self.written(node.children), **(self._common(node) | {"rend": LISTS[node.tag]}))

    def _highlighted(self, node: Element) -> Element:
        return E("hi", self.written(node.children), **(self._common(node) | {"rend": HIGHLIGHTED[node.tag]}))

    def _heading(self, node: Element) -> Element:
        return E("ab", self.written(node.children), type="heading", **self._common(node))

    def _only_words(self, node: Element) -> Content | Fragment:
        inner = self.written(node.children)
        return E("foreign", inner, **self._common(node)) if node.has("lang") else inner

    def _common(self, node: Element) -> dict[str, str | None]:
        key = node.get("id")
        named = {"xml:id": xml_id(key)} if key else {}
        numbered = {"n": paragraph_number(key) or None, "xml:lang": node.get("lang") or None}
        return named | numbered | {"rend": node.get("class") or None}

    def _name(self, node: Name) -> Element:
        key = node.key
        entry = self.edition.entries.get(key)
        target = pointers((key,), self.here)
        if entry is None:
            return E("ref", self.written(node.children), target=target)
        register = self.edition.registers[entry.register]
        _, tag = TEI_NAMES[register.tei]
        kind = register.singular if tag in ("rs", "name") else None
        return E(tag, self.written(node.children), type=kind, ref=target)

    def _a(self, node: Element) -> Content | Fragment:
        inner, address = self.written(node.children), node.get("href")
        if address in self.keys:
            return E("ref", inner, target=pointers((self.keys[address],), self.here))
        if address.startswith(SITE) and not self.edition.metadata.base_address:
            return inner
        return E("ref", inner, target=self._online(node, "href"))

    def _online(self, node: Element, name: str) -> str:
        """An address with that of the edition before it, if it is inside the site and the edition has one."""
        address = node.get(name)
        return self.edition.metadata.base_address + address.removeprefix(SITE) if address.startswith(SITE) else address

    # --- Notes, quotations, emendations

    def _noteref(self, node: NoteRef) -> Element:
        note = self.notes.get(node.anchor)
        if note is None or note.anchor in self.begun:
            return E("ptr", type="note", target=pointers((node.anchor,), self.here), n=node.mark)
        return self.note(note)

    def _piece(self, key: str) -> dict[str, str | None]:
        """An id for what begins here, a way back to it for what goes on behind the border of an element."""
        begun = key in self.begun
        self.begun.add(key)
        return {"prev": f"#{xml_id(key)}"} if begun else {"xml:id": xml_id(key)}

    def _quoted(self, key: str) -> dict[str, str | None]:
        found = self.quotations.get(key)
        source = (found.work,) if found and found.work in self.edition.works else ()
        note = (found.note,) if found and found.note in self.notes else ()
        return self._piece(key) | {"source": pointers(source, self.here), "corresp": pointers(note, self.here)}

    def _quote(self, node: Quote) -> Element:
        key = node.key
        inner, quotation = self.written(node.children), self.quotations.get(key)
        if self.in_bibl:
            return E("seg", inner, type="quotation", **self._quoted(key))
        return E("q" if quotation and quotation.state == "none" else "quote", inner, **self._quoted(key))

    def _blockquote(self, node: Element) -> Element:
        named = self._quoted(node.id) if node.id else {}
        return E("quote", self.written(node.children), rend="block", **named)

    def _emended(self, node: Emended) -> Element:
        change = self.emendations[node.key]
        first = change.key not in self.begun
        named = self._piece(change.key)
        base = f"#wit.{self.edition.siglum}" if self.edition.siglum else None
        return E(
            "app",
            E("lem", self.written(node.children), resp=f"#{EDITOR}"),
            E("rdg", change.reading if first else None, wit=base),
            E("note", change.reason, type="reason", resp=f"#{EDITOR}") if first else None,
            **named,
        )

    # --- Citations

    def _cite(self, node: Cite) -> Content | Fragment:
        if node.form == "named" and not any(item.locator for item in node.items):
            keys = (item.work for item in node.items)
            return E("rs", self.written(node.children), type="work", ref=pointers(keys, self.here))
        return joined(map(self._bibl, chicago.worded(node, self.edition.works)), "; ")

    def _bibl(self, node: Cite) -> Element:
        outside, self.in_bibl = self.in_bibl, True
        unplaced: list[Content] = []
        for item in node.items:
            if item.locator:
                located = _located(node, item)
                unplaced += [CitedRange(item)] if located is None else []
                node = located or node
        inner = self.written((*node.children, *unplaced))
        self.in_bibl = outside
        return E("bibl", inner, type=node.form, corresp=pointers((item.work for item in node.items), self.here))

    def _cited_range(self, node: CitedRange) -> Element:
        """Where in a work: one stretch of numbers as ``from`` and ``to``, anything else as ``n``."""
        item, words = node.item, self.written(node.children)
        first, hyphen, last = re.sub("[–-]+", "-", item.locator).partition("-")
        named: dict[str, str | None] = {"unit": item.label or None}
        single = re.fullmatch(r"\w+", first) and re.fullmatch(r"\w+" if hyphen else "", last)
        if single and LOCATOR_TERMS[item.label].numbered:
            return E("citedRange", words, **named, **{"from": first, "to": last or first})
        return E("citedRange", words, **named, n=item.locator)


def _located(node: Cite, item: CitationItem) -> Cite | None:
    """The words of a citation with those that say where in the work marked; None if they do not say it."""
    said = "|".join(map(re.escape, dict.fromkeys((item.locator, abbreviated_ranges(item.locator)))))
    found = list(re.finditer(rf"(?:\b[A-Za-z]+\.?\s+|[¶§]+\s*)?(?<!\w)(?:{said})(?!\w)", text(node)))
    inside = _in_other_citations(node)
    for match in reversed(found):
        if not any(start <= match.start() < end for start, end in inside):
            return wrap(node, match.start(), match.end(), lambda words: CitedRange(item, words))
    return None


def _in_other_citations(node: Cite) -> list[tuple[int, int]]:
    """Where the words of citations within the citation stand: their locators are not its own."""
    spans, at = [], 0
    for child in node.children:
        length = len(text(child))
        if any(find_all(child, Cite)):
            spans.append((at, at + length))
        at += length
    return spans

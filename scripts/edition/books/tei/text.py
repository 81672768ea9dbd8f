"""The edition's trees in TEI: a table from kinds of nodes to functions; the functions that make ids and pointers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from edition.books.tei import figures
from edition.books.tei import forms as forms_in_tei
from edition.books.tei.encoding import state_id
from edition.books.tei.locators import CitedRange, with_marked_locator
from edition.citations import forms
from edition.index.addresses import SITE, keys_by_address, paragraph_number, public_address
from edition.index.apparatus import readings
from edition.index.tables import emendations, notes, quotations
from edition.model.edition import Edition, Note
from edition.model.kinds import Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.lists import marks
from edition.model.locators import DASH, LOCATOR_TERMS
from edition.model.records import Emendation
from edition.model.registers import TEI_NAMES
from edition.model.tree import HEADINGS, Content, E, Element, Fragment, find_all, joined, text
from edition.model.vocabulary import WORK_TYPES
from edition.model.works import Work

AUTHOR, EDITOR = "resp.author", "resp.editor"
"""The ids of author and editor in the header: keys have no full stop in them, so no key is one of these."""

TEI_FILE = "edition.tei.xml"
"""The document of the whole edition."""
RENAMED = {
    "li": "item", "table": "table", "tr": "row", "td": "cell", "th": "cell", "dt": "item", "dd": "item",
    "br": "lb", "code": "code", "ul": "list", "ol": "list", "dl": "list", "em": "hi", "strong": "hi", "sub": "hi",
    "sup": "hi", "kbd": "hi", "sc": "hi",
}  # fmt: skip
"""Elements of HTML → elements of TEI."""

RENDITIONS = {
    "ul": "bulleted", "ol": "numbered", "dl": "definitions", "em": "italic", "strong": "bold", "sub": "subscript",
    "sup": "superscript", "kbd": "key", "sc": "smallcaps",
}  # fmt: skip
"""Elements of HTML → the attribute ``rend`` of those of TEI."""


def xml_id(key: str) -> str:
    """The ``xml:id`` of a key. It may not begin with a digit; nothing else that keys may have is forbidden in it."""
    return key if key[:1].isalpha() or key[:1] == "_" else f"k.{key}"


def pointers(keys: Iterable[str], local: Collection[str] | None = None) -> str | None:
    """Pointers to keys, divided by spaces; None if there are no keys.

    Those to keys that are not ``local`` lead into the document of the whole; None: all are local.
    """
    documents = ((key, "" if local is None or key in local else f"../{TEI_FILE}") for key in keys)
    return " ".join(f"{document}#{xml_id(key)}" for key, document in documents) or None


def editors_language(edition: Edition) -> str | None:
    """The ``xml:lang`` of what the editors write; None where it is that of the text."""
    return edition.editors_language if edition.editors_language != edition.metadata.language else None


class TeiWriter:
    """Converts the trees of one document to TEI. It remembers the keys it has given as ids: each is given once.

    ``local`` are the keys whose ids are in the document, None if all are.
    """

    def __init__(self, edition: Edition, local: Collection[str] | None = None) -> None:
        self.edition, self.local = edition, local
        self.notes, self.emendations, self.quotations = notes(edition), emendations(edition), quotations(edition)
        self.given_ids: set[str] = set()
        self.in_bibl = False
        self.cited: tuple[Work, ...] = ()
        self.table: Table[Content | Fragment] = {
            **dict.fromkeys(RENAMED, self._renamed),
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("thead", "tbody", "small", "span"), self._unwrapped),
            Name: self._name,
            Cite: self._cite,
            CitedRange: self._cited_range,
            NoteRef: self._noteref,
            Quote: self._quote,
            "blockquote": self._blockquote,
            **forms_in_tei.table(self),
            Emended: self._emended,
            Lookup: lambda node: E(
                "seg", self.convert(node.children) or node.cluster.removeprefix("+"), type="unresolved"
            ),
            "a": self._a,
            "img": lambda node: figures.picture(self.edition, node, self.local is not None).with_attributes(
                xml__id=node.id or None
            ),
            "figure": lambda node: figures.figure(node, self.convert(node.children), self.attributes(node)),
            "figcaption": lambda node: E("head", self.convert(node.children)),
            "hr": lambda node: E("milestone", **{**self.attributes(node), "unit": "break", "rend": "rule"}),
            "pre": self._code,
            "ol": self._numbered_list,
            "caption": lambda node: E("head", self.convert(node.children)),
            "pb": lambda node: E("pb", **{**self.attributes(node), "n": node.get("n") or None}),
            "gap": lambda node: E("gap", extent=node.get("n") or None, **self.attributes(node)),
            "deleted": lambda node: E("del", self.convert(node.children), **self.attributes(node)),
            "added": lambda node: E("add", self.convert(node.children), **self.attributes(node)),
            "unclear": lambda node: E("unclear", self.convert(node.children), **self.attributes(node)),
            "sc": self._renamed,
            "th": lambda node: self._renamed(node).with_attributes(role="label"),
        }

    def convert(self, content: Fragment) -> Fragment:
        """A fragment in TEI."""
        converted: list[Content] = []
        for child in content:
            new = child if isinstance(child, str) else rule(self.table, child)(child)
            converted += new if isinstance(new, tuple) else (new,)
        return tuple(converted)

    def divisions(self, blocks: Fragment, level: int = 2, at_end: bool = True) -> Fragment:
        """Blocks with a ``div`` for each heading of this level or a lower one and the blocks up to the next heading.

        In TEI a ``head`` may stand only at the beginning of a division.
        """
        if level > len(HEADINGS):
            return forms_in_tei.placed(self, blocks, at_end)
        starts = [
            index
            for index, block in enumerate(blocks)
            if isinstance(block, Element) and block.tag == HEADINGS[level - 1]
        ]
        borders = (*starts, len(blocks))
        divisions = list(self.divisions(blocks[: borders[0]], level + 1, at_end and not starts))
        for start, end in pairwise(borders):
            heading = blocks[start]
            assert isinstance(heading, Element)
            head = E("head", self.convert(heading.children), **self.attributes(heading))
            divisions.append(E("div", head, *self.divisions(blocks[start + 1 : end], level + 1)))
        return tuple(divisions)

    def note(self, note: Note) -> Element:
        """A note, to stand where it is called first."""
        self.given_ids.add(note.anchor)
        outside, self.in_bibl, self.cited = (self.in_bibl, self.cited), False, ()
        resp = AUTHOR if note.kind == "authorial" else EDITOR
        named = {"xml:id": xml_id(note.anchor), "n": note.mark, "type": note.kind, "place": "foot", "resp": f"#{resp}"}
        language = editors_language(self.edition) if note.kind == "editorial" else None
        element = E("note", self.convert(note.content), **named, xml__lang=language)
        self.in_bibl, self.cited = outside
        return element

    # --- Elements

    def _renamed(self, node: Element) -> Element:
        if node.get("class") == "stage":
            return E("stage", self.convert(node.children), **self.attributes(node.with_attributes(class_=None)))
        attributes = self.attributes(node)
        if node.tag == "em" and (level := self._level(text(node))):
            return E("title", self.convert(node.children), **attributes, level=level)
        attributes["rend"] = RENDITIONS.get(node.tag, attributes["rend"])
        return E(RENAMED[node.tag], self.convert(node.children), **attributes)

    def _level(self, words: str) -> str | None:
        """The level of the title that emphasized words in a citation are; None if they are none."""
        title = words.casefold().strip(" ,.;:")
        for work in self.cited if len(title) > 2 else ():
            within = WORK_TYPES[work.type].container.tei or "m"
            of_work = "a" if work.container_title else "m"
            for whole, level in ((work.title, of_work), (work.short_title, of_work), (work.container_title, within)):
                if whole and (whole.casefold().startswith(title) or title.startswith(whole.casefold())):
                    return level
        return None

    def _numbered_list(self, node: Element) -> Element:
        """A list whose items have their numbers."""
        items = node.elements
        numbered = (self._renamed(item).with_attributes(n=mark) for item, mark in zip(items, marks(node), strict=True))
        return E("list", tuple(numbered), **{**self.attributes(node), "rend": RENDITIONS["ol"]})

    def _code(self, node: Element) -> Element:
        languages = (code.get("class").removeprefix("language-") for code in find_all(node.children, Element))
        named = {"type": "code", "subtype": next(languages, "") or None, "xml:space": "preserve"}
        return E("ab", text(node), **named, **self.attributes(node))

    def _heading(self, node: Element) -> Element:
        return E("ab", self.convert(node.children), type="heading", **self.attributes(node))

    def _unwrapped(self, node: Element) -> Content | Fragment:
        inner = self.convert(node.children)
        if not node.has("lang") and not node.id:
            return inner
        return E("foreign" if node.has("lang") else "seg", inner, **self.attributes(node))

    def attributes(self, node: Element) -> dict[str, str | None]:
        """The attributes that elements have in common."""
        rend = node.get("class") or node.get("align")
        values = {"n": paragraph_number(node.id), "xml:lang": node.get("lang"), "rend": rend}
        return {"xml:id": xml_id(node.id) if node.id else None, **{key: value or None for key, value in values.items()}}

    def _name(self, node: Name) -> Element:
        entry = self.edition.entries.get(node.key)
        target = pointers((node.key,), self.local)
        if entry is None:
            return E("ref", self.convert(node.children), target=target)
        register = self.edition.registers[entry.register]
        _, tag = TEI_NAMES[register.tei]
        kind = register.singular if tag in ("rs", "name") else None
        return E(tag, self.convert(node.children), type=kind, ref=target)

    def _a(self, node: Element) -> Content | Fragment:
        inner, address = self.convert(node.children), node.get("href")
        key = keys_by_address(self.edition).get(address)
        target = pointers((key,), self.local) if key else public_address(self.edition, address)
        if address.startswith(SITE) and not target:
            return self._unwrapped(node)
        return E("ref", inner, target=target, **self.attributes(node))

    # --- Notes, quotations, emendations

    def _noteref(self, node: NoteRef) -> Element:
        note = self.notes.get(node.anchor)
        if note is None or note.anchor in self.given_ids:
            return E("ptr", type="note", target=pointers((node.anchor,), self.local), n=node.mark)
        return self.note(note)

    def _id_or_prev(self, key: str) -> dict[str, str | None]:
        """The id of the first piece of something, or for a further piece ``prev``, which points to the first."""
        is_further = key in self.given_ids
        self.given_ids.add(key)
        return {"prev": f"#{xml_id(key)}"} if is_further else {"xml:id": xml_id(key)}

    def _quoted(self, key: str) -> dict[str, str | None]:
        quotation = self.quotations.get(key)
        source = (quotation.work,) if quotation and quotation.work in self.edition.works else ()
        note = (quotation.note,) if quotation and quotation.note in self.notes else ()
        state = state_id(quotation.state) if quotation else None
        attributes = {"source": pointers(source, self.local), "corresp": pointers(note, self.local), "ana": state}
        return self._id_or_prev(key) | attributes

    def _quote(self, node: Quote) -> Element:
        inner, quotation = self.convert(node.children), self.quotations.get(node.key)
        if self.in_bibl:
            return E("seg", inner, type="quotation", **self._quoted(node.key))
        return E("q" if quotation and quotation.state == "none" else "quote", inner, **self._quoted(node.key))

    def _blockquote(self, node: Element) -> Element:
        named = self._quoted(node.id) if node.id else {}
        return forms_in_tei.quotation(self, node, **named)

    def _emended(self, node: Emended) -> Element:
        change = self.emendations[node.key]
        first = change.key not in self.given_ids
        named = self._id_or_prev(change.key)
        is_variant = change.reading == change.lemma
        emended = {"wit": _pointers_to(self.edition.siglum)} if is_variant else {"resp": f"#{EDITOR}"}
        lemma = E("lem", self.convert(node.children), **emended)
        read = readings(self.edition, change)
        given = tuple(E("rdg", words if first else None, wit=_pointers_to(sigla)) for words, sigla in read)
        return E("app", lemma, given, self._reason(change) if first else None, **named)

    def _reason(self, change: Emendation) -> Element:
        named = {"type": "reason", "resp": f"#{EDITOR}", "xml:lang": editors_language(self.edition)}
        return E("note", self.convert(change.reason.content), **named)

    # --- Citations

    def _cite(self, node: Cite) -> Content | Fragment:
        if node.form == "named" and not any(item.locator for item in node.items):
            keys = (item.work for item in node.items)
            return E("rs", self.convert(node.children), type="work", ref=pointers(keys, self.local))
        return joined(map(self._bibl, forms.worded(self.edition, node)), "; ")

    def _bibl(self, node: Cite) -> Element:
        outside, self.in_bibl = (self.in_bibl, self.cited), True
        self.cited = tuple(self.edition.works[item.work] for item in node.items if item.work in self.edition.works)
        not_in_words: list[Content] = []
        for item in node.items:
            for place in item.places:
                marked = with_marked_locator(node, place)
                not_in_words += [CitedRange(place)] if marked is None else []
                node = marked or node
        inner = self.convert((*node.children, *not_in_words))
        self.in_bibl, self.cited = outside
        return E("bibl", inner, type=node.form, corresp=pointers((item.work for item in node.items), self.local))

    def _cited_range(self, node: CitedRange) -> Element:
        """A locator: a number or a single range of numbers as ``from`` and ``to``, anything else as ``n``."""
        place, words = node.place, self.convert(node.children)
        first, hyphen, last = DASH.sub("-", place.locator).partition("-")
        if first.isdigit() and last.isdigit() and len(last) < len(first):  # 133–5
            last = first[: -len(last)] + last
        single = re.fullmatch(r"\w+", first) and re.fullmatch(r"\w+" if hyphen else "", last)
        is_range = single and LOCATOR_TERMS[place.label].numbered
        named: dict[str, str | None] = {"from": first, "to": last or first} if is_range else {"n": place.locator}
        return E("citedRange", words, unit=place.label or None, **named)


def _pointers_to(sigla: str) -> str | None:
    """Pointers to the witnesses of these sigla."""
    return " ".join(f"#wit.{siglum}" for siglum in sigla.split()) or None

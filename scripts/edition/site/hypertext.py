"""The text as hypertext: one table from the elements of the edition's trees to elements of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from edition.citations import chicago
from edition.citations.wording import locator_in_words, with_punctuation
from edition.index.addresses import addresses
from edition.index.tables import emendations
from edition.model.edition import Edition
from edition.model.kinds import ELEMENTS, Cite, Emended, Lookup, Name, NoteRef, Quote, Table, UnknownKind, rule
from edition.model.serialize import Prerendered, without_tags
from edition.model.tree import BLOCKS, Content, E, Element, Fragment, Node, cut, find_all, joined, rewrite, text

_QUOTED = re.compile(r"“[^”]*”?")
_EDGE = " ,;:.(\n"


class Hypertext:
    """Writes the trees of one page. It counts the calls of each note, so that every way back has its own end."""

    def __init__(self, edition: Edition, links: Mapping[str, str] | None = None) -> None:
        self.edition = edition
        self.links = addresses(edition) if links is None else links
        self.calls: dict[str, int] = {}
        self.named: dict[str, None] = {}
        self.quoted: set[str] = set()
        self.table: Table[Content | Fragment] = {
            **dict.fromkeys(ELEMENTS, lambda element: element),
            Name: self._name,
            Cite: self._cite,
            NoteRef: self._noteref,
            Quote: self._quote,
            Emended: lambda node: E("span", node.children, class_="emended", data_emendation=node.key),
            Lookup: lambda node: E("span", node.children or node.cluster, class_="unresolved"),
        }

    def written(self, content: Fragment) -> Fragment:
        """The HTML of a fragment: what the edition adds to ordinary elements becomes links and spans."""
        return tuple(new for child in content for new in rewrite(child, self._element))

    def block(self, node: Element) -> Element:
        """The HTML of a block, with a mark after whatever holds words that an emendation set."""
        children: list[Content] = []
        for child in node.children:
            if isinstance(child, Element) and child.tag in BLOCKS:
                children.append(self.block(child))
                continue
            children += rewrite(child, self._element)
            for key in dict.fromkeys(emended.key for emended in find_all(child, Emended)):
                children.append(self._emendation_mark(key))
        return node.with_children(_adjoining(children))

    def _element(self, node: Node) -> Content | Fragment:
        return rule(self.table, node)(node)

    def _name(self, name: Name) -> Element:
        key = name.key
        entry = self.edition.entries.get(key)
        if entry is None:
            return E("a", name.children, class_="anchor", href=self.links.get(key, ""))
        self.named.setdefault(key)
        attribute = self.edition.registers[entry.register].attribute
        return Element("a", (("class", "naming"), (attribute, key), ("href", self.links[key])), name.children)

    def _noteref(self, call: NoteRef) -> Element:
        number = self.calls[call.anchor] = self.calls.get(call.anchor, 0) + 1
        what = "Note" if call.kind == "authorial" else "Editor’s note"
        return E(
            "a",
            call.mark,
            class_=f"note-reference {call.kind}",
            role="doc-noteref",
            id=call_id(call.anchor, number),
            href=f"#{call.anchor}",
            aria_label=f"{what} {call.mark}",
        )

    def _quote(self, quote: Quote) -> Element:
        """Not a ``q``, round which browsers put quotation marks: the text has its own. The first piece has the id."""
        key = None if quote.key in self.quoted else quote.key
        self.quoted.add(quote.key)
        return E("span", quote.children, class_="quotation", id=key)

    def _emendation_mark(self, key: str) -> Element:
        label = f"Emended: the witness reads “{emendations(self.edition)[key].reading}”"
        return E("a", class_="emendation-mark", href=f"#{key}", aria_label=label)

    def _cite(self, cite: Cite) -> Fragment:
        return joined(map(self._citation, chicago.worded(cite, self.edition.works)), "; ")

    def _citation(self, cite: Cite) -> Element:
        item = cite.items[0]
        self.named.setdefault(item.work)
        return E(
            "cite",
            self.leading(cite.children, item.work),
            class_="citation",
            data_work=item.work,
            data_locator=locator_in_words(item.label, item.locator, page_term=True) or None,
            data_form=cite.form,
        )

    def full_references(self, content: Fragment) -> tuple[Element, ...]:
        """A paragraph for each work that words cite in short or as Ibid., with what that stands for in full."""
        brief = (cite for cite in find_all(content, Cite) if cite.form in ("ibid", "short"))
        items = dict.fromkeys(item[:3] for cite in brief for item in cite.items)
        return tuple(self._full_reference(*item) for item in items)

    def _full_reference(self, key: str, label: str, locator: str) -> Element:
        work = self.edition.works[key]
        return E("p", self.leading(with_punctuation(chicago.full_note(work, label, locator), "."), key))

    def leading(self, words: Fragment, key: str) -> Fragment:
        """One link to the work: on its title where the words give it, else on their longest stretch without a link."""
        href = self.links[key]
        free = [
            i for i, child in enumerate(words) if not any(element.tag == "a" for element in find_all(child, Element))
        ]
        for i in free:
            child = words[i]
            if isinstance(child, Element) and (child.tag == "em" or child.get("class") == "work-title"):
                return (*words[:i], E("a", child, class_="work", href=href), *words[i + 1 :])
            quoted = _QUOTED.search(child) if isinstance(child, str) else None
            if isinstance(child, str) and quoted:
                link = E("a", quoted[0], class_="work", href=href)
                return (*words[:i], child[: quoted.start()], link, child[quoted.end() :], *words[i + 1 :])
        if not free:
            return words
        runs = [range(run[0], run[-1] + 1) for run in _runs(free)]
        longest = max(runs, key=lambda run: len(text(words[run.start : run.stop]).strip(_EDGE)))
        linked = _linked(words[longest.start : longest.stop], href)
        return (*words[: longest.start], *linked, *words[longest.stop :])


def _adjoining(children: list[Content]) -> Fragment:
    """A call right behind another says so: a style sheet cannot see whether words stand between the two."""
    return (*children[:1], *(_told(child, before) for before, child in pairwise(children)))


def _told(child: Content, before: Content) -> Content:
    if isinstance(child, Element) and _is_call(child) and _is_call(before):
        return child.with_attributes(class_=f"{child.get('class')} adjoining")
    return child


def _is_call(content: Content) -> bool:
    kinds = ("note-reference", "emendation-mark")
    return isinstance(content, Element) and content.get("class").startswith(kinds)


def _runs(numbers: list[int]) -> list[list[int]]:
    """Consecutive numbers together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _linked(words: Fragment, href: str) -> Fragment:
    """The words as a link, but for the punctuation at their ends."""
    whole = text(words)
    start, end = len(whole) - len(whole.lstrip(_EDGE)), len(whole.rstrip(_EDGE))
    link = E("a", cut(words, start, end), class_="work", href=href)
    return (*cut(words, 0, start), link, *cut(words, end, len(whole)))


def call_id(anchor: str, number: int) -> str:
    """The id of the ``number``-th call of a note."""
    return f"{anchor}-ref" if number == 1 else f"{anchor}-ref-{number}"


_WAYS = frozenset(("doc-noteref", "doc-backlink"))
_LEFT_OUT = frozenset(("h1", "nav", "pre", "template", "header", "script", "style", "svg", "details"))


def words_in_line(content: Fragment) -> str:
    """The words of a piece of a page in one line, without what only leads elsewhere."""
    pieces: list[str] = []
    _gather(content, pieces.append)
    return " ".join("".join(pieces).split())


def _gather(content: Fragment, put: Callable[[str], None]) -> None:
    for child in content:
        if isinstance(child, str):
            put(child)
        elif isinstance(child, Prerendered):
            put(without_tags(text(child)))
        elif not isinstance(child, Element):
            raise UnknownKind(child)
        elif child.tag not in _LEFT_OUT and child.get("role") not in _WAYS:
            edge = " " if child.tag in BLOCKS else ""
            put(edge)
            _gather(child.children, put)
            put(edge)

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
from edition.model.serialize import Prerendered, without_tags
from edition.model.tree import BLOCKS, Content, E, Fragment, Node, cut, joined, rewrite, text, walk
from edition.model.works import CitationItem, item_of

_QUOTED = re.compile(r"“[^”]*”?")
_EDGE = " ,;:.(\n"


class Hypertext:
    """Writes the trees of one page. It counts the calls of each note, so that every way back has its own end."""

    def __init__(self, edition: Edition, links: Mapping[str, str] | None = None) -> None:
        self.edition = edition
        self.links = addresses(edition) if links is None else links
        self.calls: dict[str, int] = {}
        self.named: dict[str, None] = {}
        self.table: Mapping[str, Callable[[Node], Content | Fragment]] = {
            "name": self._name,
            "cite": self._cite,
            "item": lambda node: node,
            "noteref": self._noteref,
            "emended": lambda node: E("span", node.children, class_="emended", data_emendation=node.get("key")),
            "ref": lambda node: E("span", node.children or (node.get("cluster"),), class_="unresolved"),
        }

    def written(self, content: Fragment) -> Fragment:
        """The HTML of a fragment: what the edition adds to ordinary elements becomes links and spans."""
        return tuple(new for child in content for new in rewrite(child, self._element))

    def block(self, node: Node) -> Node:
        """The HTML of a block, with a mark after whatever holds words that an emendation set."""
        children: list[Content] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag in BLOCKS:
                children.append(self.block(child))
                continue
            children += rewrite(child, self._element)
            for key in dict.fromkeys(n.get("key") for n in walk(child) if n.tag == "emended"):
                children.append(self._emendation_mark(key))
        return node.with_children(_adjoining(children))

    def _element(self, node: Node) -> Content | Fragment:
        rule = self.table.get(node.tag)
        return rule(node) if rule else node

    def _name(self, node: Node) -> Content:
        key = node.get("key")
        entry = self.edition.entries.get(key)
        if entry is None:
            return E("a", node.children, class_="anchor", href=self.links.get(key, ""))
        self.named.setdefault(key)
        attribute = self.edition.registers[entry.register].attribute
        return Node("a", (("class", "naming"), (attribute, key), ("href", self.links[key])), node.children)

    def _noteref(self, node: Node) -> Content:
        anchor, kind = node.get("anchor"), node.get("kind")
        self.calls[anchor] = self.calls.get(anchor, 0) + 1
        what = "Note" if kind == "authorial" else "Editor’s note"
        return E(
            "a",
            node.get("mark"),
            class_=f"note-reference {kind}",
            role="doc-noteref",
            id=call_id(anchor, self.calls[anchor]),
            href=f"#{anchor}",
            aria_label=f"{what} {node.get('mark')}",
        )

    def _emendation_mark(self, key: str) -> Node:
        label = f"Emended: the witness reads “{emendations(self.edition)[key].reading}”"
        return E("a", class_="emendation-mark", href=f"#{key}", aria_label=label)

    def _cite(self, node: Node) -> Content | Fragment:
        items = tuple(child for child in node.children if isinstance(child, Node) and child.tag == "item")
        words = tuple(child for child in node.children if not (isinstance(child, Node) and child.tag == "item"))
        if node.get("form") == "generated":
            return self.cluster(tuple(item_of(i) for i in items))
        first = item_of(items[0])
        self.named.setdefault(first.work)
        return self._citation(first, node.get("form"), self.leading(words, first.work))

    def _citation(self, item: CitationItem, form: str, words: Fragment) -> Node:
        locator = locator_in_words(item.label, item.locator, page_term=True)
        return E("cite", words, class_="citation", data_work=item.work, data_locator=locator or None, data_form=form)

    def cluster(self, items: tuple[CitationItem, ...]) -> Fragment:
        """A citation in the words of the house style, each work's title leading to its page."""
        self.named |= dict.fromkeys(item.work for item in items)
        words = ((item, chicago.cluster((item,), self.edition.works)) for item in items)
        return joined((self._citation(item, "generated", self.leading(own, item.work)) for item, own in words), "; ")

    def full_references(self, content: Fragment) -> tuple[Node, ...]:
        """A paragraph for each work that words cite in short or as Ibid., with what that stands for in full."""
        brief = (node for node in walk(content) if node.tag == "cite" and node.get("form") in ("ibid", "short"))
        items = (item_of(n) for node in brief for n in node.children if isinstance(n, Node) and n.tag == "item")
        return tuple(self._full_reference(*item) for item in dict.fromkeys(item[:3] for item in items))

    def _full_reference(self, key: str, label: str, locator: str) -> Node:
        work = self.edition.works[key]
        return E("p", self.leading(with_punctuation(chicago.full_note(work, label, locator), "."), key))

    def leading(self, words: Fragment, key: str) -> Fragment:
        """One link to the work: on its title where the words give it, else on their longest stretch without a link."""
        href = self.links[key]
        free = [i for i, child in enumerate(words) if not any(node.tag == "a" for node in walk(child))]
        for i in free:
            child = words[i]
            if isinstance(child, Node) and (child.tag == "em" or child.get("class") == "work-title"):
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
    if isinstance(child, Node) and _is_call(child) and _is_call(before):
        return child.with_attributes(class_=f"{child.get('class')} adjoining")
    return child


def _is_call(content: Content) -> bool:
    kinds = ("note-reference", "emendation-mark")
    return isinstance(content, Node) and content.get("class").startswith(kinds)


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
        elif child.tag not in _LEFT_OUT and child.get("role") not in _WAYS:
            edge = " " if child.tag in BLOCKS else ""
            put(edge)
            _gather(child.children, put)
            put(edge)

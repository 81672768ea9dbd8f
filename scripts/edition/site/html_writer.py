"""The text as HTML: a table from kinds of nodes to functions that return elements of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby, pairwise

from edition.citations import forms
from edition.citations.punctuation import with_punctuation
from edition.index.addresses import addresses
from edition.index.apparatus import in_words
from edition.index.tables import emendations
from edition.model.edition import Edition
from edition.model.kinds import ELEMENTS, PAGE_ELEMENTS, Cite, Emended, Lookup, Name, NoteRef, Quote, Table, rule
from edition.model.messages import with_first
from edition.model.states import note_name
from edition.model.tree import BLOCKS, Content, E, Element, Fragment, Node, cut, find_all, joined, rewrite, text
from edition.site import figures, tables, transcription
from edition.site import forms as forms_as_html

_QUOTED = re.compile(r"“[^”]*”?")
_PUNCTUATION = " ,;:.(\n"
"""What stands at the ends of words that become a link, and is left out of it."""


BRACKETS_OF_CALL = (E("span", "["), E("span", "]"))
"""Where no style sheet hides them, they keep the call of a note from being read as letters of the word before it."""


class HtmlWriter:
    """Makes HTML of the texts of one page.

    ``links`` are addresses by key, by default those of the site. After the texts were given to it, ``calls`` has how
    often each note is called (by the note's id), ``named`` the keys of the entries and works in the texts, in order.
    ``below_fold`` says whether what follows is first seen when a reader scrolls.
    """

    def __init__(self, edition: Edition, links: Mapping[str, str] | None = None) -> None:
        self.edition, self.on_site = edition, links is None
        self.links = addresses(edition) if links is None else links
        self.calls: dict[str, int] = {}
        self.named: dict[str, None] = {}
        self.quoted: set[str] = set()
        self.below_fold = True

    @cached_property
    def table(self) -> Table[Content | Fragment]:
        """Kind or tag → the function that gives its HTML; made for texts that have any."""
        edition, on_site = self.edition, self.on_site
        return {
            **dict.fromkeys(ELEMENTS | PAGE_ELEMENTS, lambda element: element),
            **forms_as_html.TABLE,
            "img": lambda node: figures.picture(edition, node, self.below_fold),
            "td": tables.cell,
            "th": tables.cell,
            "table": tables.scrolling if on_site else lambda node: node,
            **transcription.table(edition),
            "figure": lambda node: figures.figure(edition, node, on_site),
            Name: self._name,
            Cite: self._cite,
            NoteRef: self._noteref,
            Quote: self._quote,
            Emended: lambda node: E("span", node.children, class_="emended", data_emendation=node.key),
            Lookup: lambda node: E("span", node.children or node.cluster.removeprefix("+"), class_="unresolved"),
        }

    def html(self, content: Content | Fragment) -> Fragment:
        """The HTML of a text: each of the edition's own kinds becomes a link, a ``cite`` or a ``span``."""
        return rewrite(content, lambda node: rule(self.table, node)(node))

    def block(self, node: Element) -> Element:
        """The HTML of a block, in which a link to the emendation follows emended words."""
        children: list[Content] = []
        for child, keys in _last_emended(node.children):
            if isinstance(child, Element) and child.tag in BLOCKS:
                children.append(self.block(child))
            else:
                children += self._marked(child, keys)
        made = node.with_children(_mark_adjoining_calls(children))
        shown = rule(self.table, made)(made)
        assert isinstance(shown, Element)
        return shown

    def _marked(self, child: Content, keys: list[str]) -> Iterator[Content]:
        """The HTML of a child with a mark behind the emended words of each key.

        The mark is a link. A quotation and a citation can hold it; what may become a link itself is divided.
        """
        if isinstance(child, (Quote, Cite)) and keys:
            inner = [part for row in _last_emended(child.children) for part in self._marked(*row)]
            end = len(inner) - 1 if _is_call(inner[-1]) else len(inner)  # a mark at the end stands behind it
            node = child.with_children(tuple(inner[:end]))
            yield from joined([rule(self.table, node)(node)])
            yield from inner[end:]
            return
        rest: Fragment = (child,)
        for key in keys:
            before, rest = divided(rest, key)
            yield from self.html(before)
            yield self._emendation_mark(key)
        yield from self.html(rest)

    def _name(self, name: Name) -> Element:
        key = name.key
        entry = self.edition.entries.get(key)
        if entry is None:
            return E("a", name.children, class_="anchor", href=self.links.get(key, ""))
        named_before = key in self.named
        self.named.setdefault(key)
        return self.naming(key, name.children, named_before)

    def naming(self, key: str, words: Fragment, again: bool = False) -> Element:
        """Words that name an entry, as a link to it; one that was named before on the page has the class ``again``."""
        attribute = self.edition.registers[self.edition.entries[key].register].attribute
        css = "naming again" if again else "naming"
        return Element("a", (("class", css), (attribute, key), ("href", self.links[key])), words)

    def _noteref(self, call: NoteRef) -> Element:
        number = self.calls[call.anchor] = self.calls.get(call.anchor, 0) + 1
        name = note_name(call.kind, call.mark, self.edition.messages)
        return E(
            "a",
            BRACKETS_OF_CALL[0],
            call.mark,
            BRACKETS_OF_CALL[1],
            class_=f"note-reference {call.kind}",
            role="doc-noteref",
            id=call_id(call.anchor, number),
            href=f"#{call.anchor}",
            aria_label=with_first(name, str.upper),
            **self.edition.interface_attributes,
        )

    def _quote(self, quote: Quote) -> Element:
        """No ``q``, round which browsers put quotation marks: the text has its own. Only the first piece has the id."""
        key = None if quote.key in self.quoted else quote.key
        self.quoted.add(quote.key)
        return E("span", quote.children, class_="quotation", id=key)

    def _emendation_mark(self, key: str) -> Element:
        change = emendations(self.edition)[key]
        words = self.edition.messages.gettext("Emended; the copy-text reads “%(reading)s”")
        is_variant = change.reading == change.lemma  # of another witness
        label = in_words(self.edition, change) if is_variant else words % {"reading": change.reading}
        named = {"href": f"#{key}", "aria-label": label, **self.edition.interface_attributes}
        named |= {"id": mark_id(key)}
        return E("a", class_="emendation-mark", **named)

    def _cite(self, cite: Cite) -> Fragment:
        return joined(map(self._citation, forms.worded(self.edition, cite)), "; ")

    def _citation(self, cite: Cite) -> Element:
        item = cite.items[0]
        self.named.setdefault(item.work)
        return E(
            "cite",
            self.link_to_work(cite.children, item.work),
            class_="citation",
            data_work=item.work,
            data_locator=forms.locator(self.edition, item.places) or None,
            data_form=cite.form,
        )

    def full_references(self, content: Fragment) -> tuple[Element, ...]:
        """A paragraph with the full reference for each work that a text cites in short or as Ibid."""
        brief = (item for cite in find_all(content, Cite) if cite.form in ("ibid", "short") for item in cite.items)
        cited = dict.fromkeys((item.work, item.places) for item in brief)
        notes = ((key, forms.full_note(self.edition, self.edition.works[key], places)) for key, places in cited)
        return tuple(E("p", self.link_to_work(with_punctuation(note, "."), key)) for key, note in notes)

    def link_to_work(self, words: Fragment, key: str) -> Fragment:
        """Words with a link to the page of a work: on its title if they have it, else on the longest run without links.

        If there is no word without a link, they are returned as they are.
        """
        href = self.links[key]
        free = [at for at, part in enumerate(words) if isinstance(part, str) or not _has_link(part)]
        titles = [at for at in free if isinstance(words[at], Element) and words[at].get("class") == "work-title"]  # type: ignore[union-attr]
        for at in titles or free:
            child = words[at]
            if isinstance(child, Element) and (child.tag == "em" or child.get("class") == "work-title"):
                return (*words[:at], E("a", child, class_="work", href=href), *words[at + 1 :])
            quoted = _QUOTED.search(child) if isinstance(child, str) else None
            if isinstance(child, str) and quoted:
                link = E("a", quoted[0], class_="work", href=href)
                return (*words[:at], child[: quoted.start()], link, child[quoted.end() :], *words[at + 1 :])
        if not free:
            return words
        start, end = max(_runs(free), key=lambda run: len(text(words[slice(*run)]).strip(_PUNCTUATION)))
        return (*words[:start], *_linked(words[start:end], href), *words[end:])


def divided(content: Fragment, key: str) -> tuple[Fragment, Fragment]:
    """A fragment before and behind the end of the emended words of a key, which it has; an id stays before it."""
    pieces = (at for at, child in enumerate(content) if any(node.key == key for node in find_all(child, Emended)))
    at = max(pieces)
    child = content[at]
    if isinstance(child, Emended) or not isinstance(child, Node):
        return content[: at + 1], content[at + 1 :]
    inner, rest = divided(child.children, key)
    others = child.with_attributes(id=None) if isinstance(child, Element) else child
    return (*content[:at], child.with_children(inner)), (
        *((others.with_children(rest),) if rest else ()),
        *content[at + 1 :],
    )


def _last_emended(children: Fragment) -> Iterator[tuple[Content, list[str]]]:
    """Each child with the keys of the emendations whose words end in it."""
    last = {emended.key: at for at, child in enumerate(children) for emended in find_all(child, Emended)}
    for at, child in enumerate(children):
        yield child, [key for key, place in last.items() if place == at]


def _mark_adjoining_calls(children: list[Content]) -> Fragment:
    """Children in which a call, or a page break, right behind another has the class ``adjoining``."""
    return (*children[:1], *(_adjoining(child, before) for before, child in pairwise(children)))


def _adjoining(child: Content, before: Content) -> Content:
    kinds = (_is_call, transcription.is_break)
    if isinstance(child, Element) and any(is_kind(child) and is_kind(before) for is_kind in kinds):
        return child.with_attributes(class_=f"{child.get('class')} adjoining")
    return child


def _is_call(content: Content) -> bool:
    return isinstance(content, Element) and content.get("class").startswith(("note-reference", "emendation-mark"))


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of consecutive numbers."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        group = [number for _, number in run]
        yield group[0], group[-1] + 1


def _has_link(words: Node) -> bool:
    return any(node.tag == "a" for node in find_all(words, Element))


def _linked(words: Fragment, href: str) -> Fragment:
    """Words as a link, without the punctuation at their ends."""
    whole = text(words)
    start, end = len(whole) - len(whole.lstrip(_PUNCTUATION)), len(whole.rstrip(_PUNCTUATION))
    link = E("a", cut(words, start, end), class_="work", href=href)
    return (*cut(words, 0, start), link, *cut(words, end, len(whole)))


def mark_id(key: str) -> str:
    """The id of the mark of an emendation, by its key."""
    return f"{key}-ref"


def call_id(anchor: str, number: int) -> str:
    """The id of a note's call, by the note's id and the number of the call (from 1)."""
    return f"{anchor}-ref" if number == 1 else f"{anchor}-ref-{number}"

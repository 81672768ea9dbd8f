"""Where citations stand, and which are later ones: those of a work that was cited before in the same section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from edition.model.kinds import GENERATED, SUBSEQUENT, Cite
from edition.model.tree import Fragment, Node, rewrite


def place_of(file: str, line: int, cluster: str, before: Counter[str]) -> str:
    """Where a citation stands in the sources: the file, the line, its words, and how many of the same words the line
    has up to it. ``before`` counts them."""
    place = f"{file}\0{line}\0{cluster}"
    before[place] += 1
    return f"{place}\0{before[place]}"


def with_positions(contents: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """The contents in their order, with the position of each citation that the style words.

    Citations that the text words itself are of other notes, and do not count.
    """
    cited: set[str] = set()

    def change(node: Node) -> Node:
        if not isinstance(node, Cite) or node.form != GENERATED:
            return node
        items = []
        for item in node.items:
            items.append(item._replace(position=SUBSEQUENT) if item.work in cited else item)
            cited.add(item.work)
        return replace(node, items=tuple(items))

    return tuple(rewrite(content, change) for content in contents)

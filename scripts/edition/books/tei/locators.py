"""The locators of citations, marked among their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from edition.citations.locators import arabic
from edition.citations.ranges import ranges_in_words
from edition.model.kinds import Cite, CitedPlace
from edition.model.tree import Fragment, Node, nodes_with_offsets, text, wrap


@dataclass(frozen=True, slots=True)
class CitedRange(Node):
    """The words of a citation that are a place in a work; without words if the place is not among them."""

    place: CitedPlace
    children: Fragment = ()
    line: int = field(default=0, compare=False)


def with_marked_locator(node: Cite, place: CitedPlace) -> Cite | None:
    """The citation with a ``CitedRange`` round the words that are a place; None if there are none.

    Of several such places it is the last one that is not in a citation inside this one.
    """
    value = place.locator
    printed = dict.fromkeys(
        (value, ranges_in_words(value), value.rstrip("."), arabic(value) if place.label == "volume" else value)
    )
    forms = "|".join(map(re.escape, printed))
    matches = list(re.finditer(rf"(?:\b[A-Za-z]+(?:\.[A-Za-z]+)*\.?\s+|[¶§]+\s*)?(?<!\w)(?:{forms})(?!\w)", text(node)))
    inner = [(at, at + len(text(cite))) for at, cite in nodes_with_offsets(node) if isinstance(cite, Cite | CitedRange)]
    for match in reversed(matches):
        if not any(start <= match.start() < end for start, end in inner):
            return wrap(node, match.start(), match.end(), lambda words: CitedRange(place, words))
    return None

"""Words of records where no markup can stand, such as in an attribute."""

from __future__ import annotations

from collections.abc import Mapping

from edition.citations import chicago
from edition.model.kinds import Cite
from edition.model.prose import Prose
from edition.model.tree import Fragment, Node, joined, rewrite, text
from edition.model.works import Work


def plain_words(prose: Prose, works: Mapping[str, Work]) -> str:
    """Words of a record in one line, without markup."""

    def change(node: Node) -> Node | Fragment:
        return joined(chicago.worded(node, works), "; ") if isinstance(node, Cite) else node

    return text(rewrite(prose.in_line(), change))

"""Words of records where no markup can stand, such as in an attribute."""

from __future__ import annotations

from edition.citations import forms
from edition.model.edition import Edition
from edition.model.kinds import Cite
from edition.model.prose import Prose
from edition.model.tree import Fragment, Node, joined, rewrite, text


def plain_words(edition: Edition, prose: Prose) -> str:
    """Words of a record in one line, without markup."""

    def change(node: Node) -> Node | Fragment:
        return joined(forms.worded(edition, node), "; ") if isinstance(node, Cite) else node

    return text(rewrite(prose.in_line(), change))

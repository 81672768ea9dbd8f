"""Inline markup, found in linear time.

Python-Markdown's own processor copies a text for each match in it, and looks for each new element among all its
siblings: its time grows with the square of a paragraph.
"""

from __future__ import annotations

from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_RE, AtomicString

from edition.sources.emphasis import PLAIN, add_words


class Inline(Treeprocessor):
    """Finds inline markup in all texts of a document.

    Each pattern goes once through a text and puts placeholders in place of the elements that it makes, which
    ``stashed_nodes`` has. The patterns behind it go through their words, and it too if it is of a class in ``nesting``.
    """

    def __init__(self, md: Markdown, nesting: tuple[type[InlineProcessor], ...]) -> None:
        super().__init__(md)
        self.nesting = nesting

    def run(self, root: etree.Element) -> None:
        self.stashed_nodes: dict[str, etree.Element | str] = {}
        self.patterns = [*self.md.inlinePatterns]
        self._stash_in(root, 0)
        waiting = [root]
        while waiting:
            element = waiting.pop()
            contents = _contents(element)
            element.text, element[:] = None, []
            for content in contents:
                self._append(element, content)
            waiting += element

    def _stash_in(self, element: etree.Element, index: int) -> None:
        """Put placeholders into all words in an element, by the patterns from an index on."""
        for part in element.iter():
            if part.text and not isinstance(part.text, AtomicString):
                part.text = self._with_placeholders(part.text, index)
            if part.tail:
                part.tail = self._with_placeholders(part.tail, index)

    def _with_placeholders(self, words: str, index: int) -> str:
        """Words with placeholders for what the patterns from an index on find in them."""
        for at, pattern in enumerate(self.patterns[index:], index):
            pieces: list[str] = []
            taken = start_at = 0
            while match := pattern.getCompiledRegExp().search(words, start_at):
                node, start, end = pattern.handleMatch(match, words)
                start_at = match.end() if end is None else end
                if node is not None and start is not None and end is not None:
                    if not isinstance(node, str):
                        self._stash_in(node, at if isinstance(pattern, self.nesting) else at + 1)
                    key = f"{len(self.stashed_nodes):04}"
                    self.stashed_nodes[key] = node
                    pieces += (words[taken:start], INLINE_PLACEHOLDER % key)
                    taken = end
            words = "".join((*pieces, words[taken:])) if pieces else words
        return words

    def _append(self, parent: etree.Element, content: etree.Element | str) -> None:
        """Append an element, or words and what their placeholders stand for."""
        if isinstance(content, str):
            for index, part in enumerate(INLINE_PLACEHOLDER_RE.split(content)):
                if index % 2:
                    self._append(parent, self.stashed_nodes.get(part, ""))
                else:
                    add_words(parent, part)
        elif content.tag == PLAIN:
            for part in _contents(content):
                self._append(parent, part)
        else:
            content.tail = None
            parent.append(content)


def _contents(element: etree.Element) -> list[etree.Element | str]:
    """The words and the elements in an element, in order."""
    return [element.text or "", *(part for child in element for part in (child, child.tail or ""))]

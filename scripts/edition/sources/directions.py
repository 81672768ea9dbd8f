"""The direction of writing of words in another language than those round them, as the attribute ``dir``."""

from __future__ import annotations

from edition.model.messages import direction
from edition.model.tree import Content, Element, Fragment, Node


def directed(content: Content, outer: str) -> Content:
    """A tree in which elements with a language have ``dir`` where the direction changes; ``outer`` is that outside."""
    if not isinstance(content, Node) or not content.children:
        return content
    language = content.get("lang") if isinstance(content, Element) else ""
    given = content.get("dir") if isinstance(content, Element) else ""
    inner = given or (direction(language) if language else outer)
    children: Fragment = tuple(directed(child, inner) for child in content.children)
    if any(new is not old for new, old in zip(children, content.children, strict=True)):
        content = content.with_children(children)
    return (
        content.with_attributes(dir=inner) if isinstance(content, Element) and inner != outer and not given else content
    )

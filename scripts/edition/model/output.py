"""What the renderers give: pages without a frame, files of the site, and the plans to make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from edition.model.messages import CLOSE, OPEN
from edition.model.tree import Fragment

if TYPE_CHECKING:
    from edition.model.edition import Edition


class Anchors(NamedTuple):
    """What link checking needs of a page: its ids, the addresses that it links to, and those that it loads.

    Addresses inside the site begin with ``site:`` and are relative to its root.
    """

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()


NO_ANCHORS = Anchors()
_MARK = OPEN.encode()[:2]
"""The bytes with which both marks begin."""


class SearchRecord(NamedTuple):
    """What a search finds: address relative to the root of the site, title, words, and the folded terms that find it,
    parted by spaces."""

    address: str
    title: str
    words: str
    terms: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its address relative to the root, and its content; of a page also what link checking and the
    search need of it."""

    uri: str
    content: bytes
    anchors: Anchors = NO_ANCHORS
    records: tuple[SearchRecord, ...] = ()

    def __post_init__(self) -> None:
        """Data and scripts have English words where words are missing, without marks. Other files, such as the PDF, may
        have the bytes of a mark by chance."""
        if _MARK in self.content:
            with suppress(UnicodeDecodeError):
                words = self.content.decode().replace(OPEN, "").replace(CLOSE, "")
                object.__setattr__(self, "content", words.encode())


@dataclass(frozen=True, slots=True)
class Page:
    """The contents of a page as a tree, without a frame. Links inside begin with ``site:`` and the address from the
    root.

    ``toc`` are the ids and words of its headings, where its body is serialized already; ``passages`` the ids and words
    of what a search finds in it by itself.
    """

    uri: str
    title: str
    kind: str
    body: Fragment
    description: str = ""
    toc: tuple[tuple[str, str], ...] = ()
    passages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Something of the site that can be made: ``make(edition, *arguments)`` gives a page, a file or several files.

    The arguments are keys, slugs and the like: whatever else is needed is looked up in the edition, where a build
    records it as a dependency. ``seconds`` is about how long it takes, by which work is shared out.
    """

    uri: str
    make: Callable[..., Page | Output | Iterable[Output]]
    arguments: tuple[str, ...] = ()
    seconds: float = 0.001

    def made(self, edition: Edition) -> Page | Output | Iterable[Output]:
        """What was planned."""
        return self.make(edition, *self.arguments)

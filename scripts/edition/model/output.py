"""What comes out: pages without a frame, files of the site, and the plans to make them."""

from __future__ import annotations

from collections.abc import Callable

from edition.model.tree import Fragment, dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its address relative to the root, and its content.

    Of a page also what was told while it was written, its ids and addresses, a line for each; and what of it can be
    found by a search, a line for each: address from the root of the site, title, words, and the words under which it
    is found, parted by tabs.
    """

    uri: str
    content: bytes
    told: str = ""
    records: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, still without the theme. Links inside begin with ``site:`` and the address from the root.

    ``contents`` are the ids and words of its headings, where its body is written already; ``passages`` those of what
    can be found in it by itself.
    """

    uri: str
    title: str
    kind: str
    body: Fragment
    description: str = ""
    contents: tuple[tuple[str, str], ...] = ()
    passages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A page or file of the site that can be made. Besides what all stand on (engine, registers, anchors of the text,
    names of the files) it depends on what it is ``of``, and on nothing else; None: on everything."""

    uri: str
    of: object
    make: Callable[[], Page | Output]

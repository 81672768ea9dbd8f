"""Files of word processors, which are archives of XML, as they are made ready for pandoc."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as etree
from zipfile import ZipFile

from edition.authoring.markers import CAPTION, NOTE

OF_BOOKMARKS = re.compile(r"(?:ZOTERO_BREF|Mendeley_Bookmark)_")
"""The beginning of the name of a bookmark that is a citation."""
CSL_CITATION = re.compile(r"\bCSL_CITATION\s+(\{.*\})", re.DOTALL)
"""A citation in CSL-JSON, as Zotero and Mendeley write it."""
Part = etree.Element | str
"""What can stand in an element."""


@dataclass(slots=True)
class Prepared:
    """A file made ready: its content, the words that are in its text, and what the editor should know.

    ``title``, ``author`` and ``language`` are "" where the file does not say them. ``alternatives`` are texts for
    pictures, by the paths of these in the archive; ``citations`` those to which links to ``CITATION`` and a number
    lead, in CSL-JSON; ``bookmarked`` those at the bookmarks with these names. ``left_out`` has words that are no text
    by what they are. ``waiting`` are, while a file is made ready, paragraphs of frames, which are to stand behind the
    one that holds them.
    """

    content: bytes = b""
    words: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    title: str = ""
    author: str = ""
    language: str = ""
    alternatives: dict[str, str] = field(default_factory=dict)
    citations: list[list[dict[str, Any]]] = field(default_factory=list)
    bookmarked: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[etree.Element] = field(default_factory=list)

    def leave(self, what: str, words: Iterable[str]) -> None:
        """Note that words are left out, if there is a letter in them."""
        lost = [word for word in dict.fromkeys(words) if re.search(r"[^\W\d]", word)]
        if lost:
            self.left_out.setdefault(what, []).extend(lost)

    def only_words(self, what: str) -> None:
        """Note that citations of some kind are words."""
        self.warnings.append(f"Read as words, not as citations: {what}. “edition link” finds what they cite.")

    def unbox(self, box: etree.Element, words_of: Callable[[etree.Element], str]) -> list[Part]:
        """Let the paragraphs of a frame wait; nothing stands in its place."""
        excerpt = (" ".join(filter(None, map(words_of, box)))).lstrip(CAPTION)[:60]
        self.warnings += [f"A text box stands behind the paragraph that holds it: “{excerpt}”."] if excerpt else []
        self.waiting += list(box)
        return []

    def with_boxes(self, paragraph: etree.Element) -> list[Part]:
        """A paragraph, and behind it those of the frames in it."""
        behind, self.waiting = self.waiting, []
        return [paragraph, *behind]

    def sentences(self) -> tuple[str, ...]:
        """What the editor should know."""
        left_out = (f"Left out: {what}, “{' · '.join(words)[:60]}”." for what, words in self.left_out.items())
        return (*dict.fromkeys(self.warnings), *left_out)


def bookmarked(root: etree.Element) -> dict[str, str]:
    """The citations in the properties of a file, by the names of their bookmarks. Each is cut into properties whose
    names have numbers at their ends."""
    parts: dict[str, dict[int, str]] = {}
    for node in root.iter():
        name = next((value for key, value in node.items() if key.rpartition("}")[2] == "name"), "")
        if match := re.fullmatch(r"(.+)_(\d+)", name):
            parts.setdefault(match[1], {})[int(match[2])] = "".join(node.itertext())
    whole = {name: "".join(words for _, words in sorted(numbered.items())) for name, numbered in parts.items()}
    return {name: match[1] for name, words in whole.items() if (match := CSL_CITATION.search(words))}


def words_in(
    paragraph: etree.Element, signs: Mapping[str, str], skipped: Container[str], tags: Container[str] = ()
) -> list[str]:
    """The words of a paragraph, of all its elements or those with these tags, without private-use characters; ``signs``
    are elements that stand for signs within words or between them."""

    def walk(node: etree.Element) -> Iterator[str]:
        yield (node.text or "") if not tags or node.tag in tags else ""
        for child in node:
            yield signs.get(child.tag, "")
            yield from () if child.tag in skipped else walk(child)
            yield "" if tags else child.tail or ""

    return re.sub(f"{NOTE}.*?{NOTE}|{CAPTION}", "", "".join(walk(paragraph))).split()


def rebuild(node: etree.Element, change: Callable[[etree.Element, etree.Element], list[Part]]) -> None:
    """Put in place of each element in a node, from within, what is to stand there, given it and its parent."""
    children, node[:] = list(node), []
    for child in children:
        rebuild(child, change)
        tail, child.tail = child.tail or "", None
        for part in (*change(child, node), tail):
            if not isinstance(part, str):
                node.append(part)
            elif len(node):
                node[-1].tail = (node[-1].tail or "") + part
            else:
                node.text = (node.text or "") + part


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive. Raises ``BadZipFile``."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], changed: Mapping[str, etree.Element]) -> bytes:
    """An archive of files, some of which have changed."""
    out = BytesIO()
    written = {name: etree.tostring(root, encoding="utf-8", xml_declaration=True) for name, root in changed.items()}
    with ZipFile(out, "w") as target:
        for name, part in {**files, **written}.items():
            target.writestr(name, part)
    return out.getvalue()


def parsed(source: bytes) -> etree.Element:
    """A file of XML, whose prefixes of namespaces are kept when it is written again."""
    for _, (prefix, uri) in etree.iterparse(BytesIO(source), ["start-ns"]):
        if not re.fullmatch(r"ns\d+", prefix):
            etree.register_namespace(prefix, uri)
    return etree.fromstring(source)

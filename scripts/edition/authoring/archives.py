"""Archives of XML, as word processors write them: read, changed for pandoc, and packed again."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as etree
from zipfile import ZipFile

from edition.authoring.markers import CAPTION, NOTE
from edition.sources.emphasis import add_words

CITATION_BOOKMARK = re.compile(r"(?:ZOTERO_BREF|Mendeley_Bookmark)_")
"""The beginning of the name of a bookmark that is a citation."""
CSL_CITATION = re.compile(r"\bCSL_CITATION\s+(\{.*\})", re.DOTALL)
"""A citation in CSL-JSON, as Zotero and Mendeley write it."""
Piece = etree.Element | str
"""What an element can contain."""


@dataclass(slots=True)
class Prepared:
    """A file changed so that pandoc reads it without loss.

    ``words`` are those of its text, which must arrive in the manuscript. ``title``, ``author`` and ``language`` are ""
    where the file does not have them. ``alternatives`` has the alternative text of pictures by their paths in the
    archive; ``citations`` the items of each citation in CSL-JSON, to which links with the address ``CITATION`` and a
    number lead; ``bookmarks`` the CSL-JSON of citations by the names of their bookmarks. ``omitted`` has words that are
    left out, by what they are; ``frames`` the paragraphs of frames that are still to be put behind their paragraph.
    """

    content: bytes = b""
    words: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    title: str = ""
    author: str = ""
    language: str = ""
    alternatives: dict[str, str] = field(default_factory=dict)
    citations: list[list[dict[str, Any]]] = field(default_factory=list)
    bookmarks: dict[str, str] = field(default_factory=dict)
    omitted: dict[str, list[str]] = field(default_factory=dict)
    frames: list[etree.Element] = field(default_factory=list)

    def omit(self, what: str, words: Iterable[str]) -> None:
        """Record words that are left out, and what they are; those without a letter need no record."""
        lost = [word for word in dict.fromkeys(words) if re.search(r"[^\W\d]", word)]
        if lost:
            self.omitted.setdefault(what, []).extend(lost)

    def keep_as_words(self, what: str) -> None:
        """Record that citations of some kind are read as words."""
        self.warnings.append(f"Read as words, not as citations: {what}. “edition link” finds what they cite.")

    def move_behind(self, frame: etree.Element, words_of: Callable[[etree.Element], str]) -> list[Piece]:
        """Keep the paragraphs of a frame for ``with_frames``. Returns what replaces the frame: nothing."""
        excerpt = (" ".join(filter(None, map(words_of, frame)))).lstrip(CAPTION)[:60]
        self.warnings += [f"A text box stands behind the paragraph that holds it: “{excerpt}”."] if excerpt else []
        self.frames += list(frame)
        return []

    def with_frames(self, paragraph: etree.Element) -> list[Piece]:
        """A paragraph, and behind it those of the frames in it."""
        behind, self.frames = self.frames, []
        return [paragraph, *behind]

    def all_warnings(self) -> tuple[str, ...]:
        """The warnings, and one for each kind of words that are left out."""
        omitted = (f"Left out: {what}, “{' · '.join(words)[:60]}”." for what, words in self.omitted.items())
        return (*dict.fromkeys(self.warnings), *omitted)


def citations_in_properties(root: etree.Element) -> dict[str, str]:
    """The citations in the properties of a file, in CSL-JSON, by the names of their bookmarks. Each is divided into
    several properties, whose names end in numbers."""
    parts: dict[str, dict[int, str]] = {}
    for node in root.iter():
        name = next((value for key, value in node.items() if key.rpartition("}")[2] == "name"), "")
        if match := re.fullmatch(r"(.+)_(\d+)", name):
            parts.setdefault(match[1], {})[int(match[2])] = "".join(node.itertext())
    whole = {name: "".join(words for _, words in sorted(numbered.items())) for name, numbered in parts.items()}
    return {name: match[1] for name, words in whole.items() if (match := CSL_CITATION.search(words))}


def words_in(
    paragraph: etree.Element, characters: Mapping[str, str], skipped: Container[str], tags: Container[str] = ()
) -> list[str]:
    """The words of a paragraph without private-use characters.

    ``characters`` has the tags of elements that stand for a character, ``skipped`` those whose words do not count;
    ``tags`` are those of the elements with words, any if there are none.
    """

    def walk(node: etree.Element) -> Iterator[str]:
        yield (node.text or "") if not tags or node.tag in tags else ""
        for child in node:
            yield characters.get(child.tag, "")
            yield from () if child.tag in skipped else walk(child)
            yield "" if tags else child.tail or ""

    return re.sub(f"{NOTE}.*?{NOTE}|{CAPTION}", "", "".join(walk(paragraph))).split()


def replace_nodes(node: etree.Element, change: Callable[[etree.Element, etree.Element], list[Piece]]) -> None:
    """Replace each element in a node, the innermost first, by what a function returns for it and its parent."""
    children, node[:] = list(node), []
    for child in children:
        replace_nodes(child, change)
        tail, child.tail = child.tail or "", None
        for part in (*change(child, node), tail):
            if isinstance(part, str):
                add_words(node, part)
            else:
                node.append(part)


def unzip(content: bytes) -> dict[str, bytes]:
    """The files of an archive by their paths. Raises ``BadZipFile``."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(files: Mapping[str, bytes], changed: Mapping[str, etree.Element]) -> bytes:
    """An archive of files by their paths, of which some are replaced by documents that have changed."""
    archive = BytesIO()
    written = {name: etree.tostring(root, encoding="utf-8", xml_declaration=True) for name, root in changed.items()}
    with ZipFile(archive, "w") as target:
        for name, part in {**files, **written}.items():
            target.writestr(name, part)
    return archive.getvalue()


def parse_xml(source: bytes) -> etree.Element:
    """The root of an XML file. It keeps its prefixes of namespaces when it is serialized."""
    for _, (prefix, uri) in etree.iterparse(BytesIO(source), ["start-ns"]):
        if not re.fullmatch(r"ns\d+", prefix):
            etree.register_namespace(prefix, uri)
    return etree.fromstring(source)

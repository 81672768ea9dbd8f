"""Files of word processors, which are archives of XML, as they are made ready for pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as etree
from zipfile import ZipFile


@dataclass(slots=True)
class Prepared:
    """A file made ready: its content, the words that are in its text, and what the editor should know.

    ``title`` and ``language`` are "" where the file does not say them. ``alternatives`` are texts for pictures, by the
    paths of these in the archive; ``citations`` those to which links to ``CITATION`` and a number lead, in CSL-JSON.
    ``left_out`` has words that are no text by what they are.
    """

    content: bytes = b""
    words: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    alternatives: dict[str, str] = field(default_factory=dict)
    citations: list[list[dict[str, Any]]] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)

    def leave(self, what: str, words: Iterable[str]) -> None:
        """Note that words are left out, if there is a letter in them."""
        found = [each for each in dict.fromkeys(words) if re.search(r"[^\W\d]", each)]
        if found:
            self.left_out.setdefault(what, []).extend(found)

    def sentences(self) -> tuple[str, ...]:
        """What the editor should know."""
        left_out = (f"Left out: {what}, “{' · '.join(words)[:60]}”." for what, words in self.left_out.items())
        return (*dict.fromkeys(self.warnings), *left_out)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive. Raises ``BadZipFile``."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of files."""
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name, part in files.items():
            target.writestr(name, part)
    return out.getvalue()


def parsed(source: bytes) -> etree.Element:
    """A file of XML, whose prefixes of namespaces are kept when it is written again."""
    for _, (prefix, uri) in etree.iterparse(BytesIO(source), ["start-ns"]):
        if not re.fullmatch(r"ns\d+", prefix):
            etree.register_namespace(prefix, uri)
    return etree.fromstring(source)


def written(root: etree.Element) -> bytes:
    """The same as a file again."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))

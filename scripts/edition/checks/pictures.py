"""Findings on pictures: files that are not there or cannot be shown, pictures without alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from edition.checks.text import nodes
from edition.index.addresses import SITE
from edition.model.edition import Edition, ProsePage, Section
from edition.model.findings import Finding
from edition.model.records import DOCS
from edition.model.tree import Element
from edition.sources.yaml_records import suggestion

_CITATION = re.compile(r"\[[^\[\]]*?(?<![\w\\])@[\w{][^\[\]]*\]|(?<![\w@./\\])@[\w{]\S*")


def bad_pictures(edition: Edition, part: Section | ProsePage | None = None) -> Iterator[Finding]:
    """``i-no-alt``, ``i-elsewhere``, ``i-missing``, ``i-unshown``."""
    for image, location in ((node, place) for node, place in nodes(edition, part, Element) if node.tag == "img"):
        address = image.get("src")
        name = unquote(address.removeprefix(SITE))
        if not image.has("alt"):
            hint = "Say in quotation marks what is to be seen: ![caption](file.png “…”), with straight marks."
            yield Finding(location, "i-no-alt", f"the picture “{name}” has no alternative text.", hint)
        if match := _CITATION.search(image.get("alt")):
            message = f"“{match[0]}” (a citation) is not read here."
            yield Finding(location, "m-not-read", message, "Put it into the caption, or a backslash before the sign.")
        if not address.startswith(SITE):
            if address:  # an address that is not allowed was reported when it was read
                hint = "Put the file beside the text, and write its path from there."
                yield Finding(location, "i-elsewhere", f"“{name}” is not a file of the edition.", hint)
            continue
        picture = edition.pictures.get(name)
        if picture is None:
            pictures = [uri for uri, known in edition.pictures.items() if known.measures.media_type]
            hint = suggestion(name, pictures, "Put the file there, or correct its name.")
            yield Finding(location, "i-missing", f"there is no file “{DOCS}/{name}”.", hint)
        elif error := picture.error():
            hint = "Save it again as PNG, JPEG, WebP or SVG, not larger than a page needs."
            yield Finding(location, "i-unshown", f"the picture “{name}” cannot be shown: {error}.", hint)


WITHIN = WITHIN_TEXT = (bad_pictures,)

"""Pictures: files in ``docs`` that a text shows, and what their bytes say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple, TypeVar
from warnings import catch_warnings, simplefilter
from xml.etree import ElementTree as etree

MEDIA_TYPES = {kind: f"image/{kind.lower()}" for kind in ("PNG", "JPEG", "WEBP", "GIF")} | {"SVG": "image/svg+xml"}
"""The kinds of pictures that every output can show, and their media types."""
MOST_BYTES, MOST_PIXELS = 5_000_000, 50_000_000
"""What a reader's device and a book can be asked to hold."""

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")
_PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}
"""A unit of length in pixels of CSS."""
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset(f"{_SVG}{name}" for name in "script foreignObject".split())
_ELSEWHERE = re.compile(r"(?:@import|url\()\s*['\"]?\s*(?:https?:)?//", re.IGNORECASE)


class Measures(NamedTuple):
    """The media type of a picture, its width and height in pixels; ``error``: why it cannot be shown, or nothing."""

    media_type: str = ""
    width: int = 0
    height: int = 0
    error: str = ""


@dataclass(frozen=True)
class StoredFile:
    """A file by its address. Its bytes stand in its ``repr`` as their SHA-256."""

    uri: str
    content: bytes = field(repr=False)
    checksum: str


F = TypeVar("F", bound=StoredFile)


@dataclass(frozen=True)
class Picture(StoredFile):
    """A picture by its address on the site."""

    @cached_property
    def measures(self) -> Measures:
        """What the head of the file says."""
        return _measures_of_svg(self.content) if is_svg(self.content) else _measures(self.content)

    def words(self) -> str:
        """The words that an SVG shows; of any other picture none."""
        is_read = self.measures.media_type == MEDIA_TYPES["SVG"]
        texts = etree.fromstring(self.content).iter(f"{_SVG}text") if is_read else ()
        return " ".join("".join(element.itertext()) for element in texts)

    def error(self) -> str:
        """Why the picture cannot be shown or is too large, in words; nothing if all is well. It is read to its end."""
        measures = self.measures
        if not self.content:
            return "it is empty"
        if measures.error:
            return measures.error
        if len(self.content) > MOST_BYTES:
            return f"it has {len(self.content) / 1e6:.1f} MB, and more than {MOST_BYTES // 10**6} are too many"
        if measures.width * measures.height > MOST_PIXELS:
            return f"it has {measures.width} × {measures.height} pixels, and more than 50 million are too many"
        return "" if measures.media_type == MEDIA_TYPES["SVG"] else _measures(self.content, to_its_end=True).error


def stored(files: Iterable[tuple[str, bytes]], kind: type[F]) -> Mapping[str, F]:
    """Files by their addresses, as files of a kind: pictures, or what may be some, or others."""
    return {uri: kind(uri, content, sha256(content).hexdigest()) for uri, content in files}


def is_svg(content: bytes) -> bool:
    """Whether a file is meant to be SVG: it begins like XML, behind white space."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _measures(content: bytes, to_its_end: bool = False) -> Measures:
    """What the head of a picture says, or what is wrong with that; if it is read ``to_its_end``, also with the rest."""
    from PIL import Image, UnidentifiedImageError  # most builds look at no picture

    try:
        with catch_warnings():
            simplefilter("ignore")  # of what is too large we speak ourselves
            with Image.open(BytesIO(content)) as image:
                if to_its_end:
                    image.load()
                if image.format in MEDIA_TYPES:
                    return Measures(MEDIA_TYPES[image.format], *image.size)
                return Measures(error=f"it is a picture of the kind {image.format}, which not every reader can show")
    except UnidentifiedImageError:
        return Measures(error="it is no picture of the kinds PNG, JPEG, WebP, GIF and SVG, or its beginning is damaged")
    except Image.DecompressionBombError:
        return Measures(error="it has too many pixels")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        return Measures(error=f"it is damaged ({error})")


def _measures_of_svg(content: bytes) -> Measures:
    """The size of an SVG in pixels, or why it cannot be shown."""
    if b"<!ENTITY" in content:
        return Measures(error="it defines entities, which can make it endless")
    try:
        root = etree.fromstring(content)  # entities, the danger of this parser, are refused above
    except (etree.ParseError, ValueError, LookupError) as error:
        return Measures(error=f"it is damaged ({error})")
    if root.tag != f"{_SVG}svg":
        return Measures(error="it is no SVG: its root is not svg in the namespace http://www.w3.org/2000/svg")
    if action := _active(root):
        return Measures(error=action)
    box = [float(number) for number in re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    natural = box[2:4] if len(box) == 4 else [300.0, 150.0]
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if any(re.match(r"\s*-|[\s0.]+\D*$", root.get(side, "")) for side in ("width", "height")):
        return Measures(error="its width or its height is nothing")
    if not width and not height:
        width, height = natural
    width = width or height * natural[0] / (natural[1] or 1)
    height = height or width * natural[1] / (natural[0] or 1)
    if width < 1 or height < 1:
        return Measures(error="its width or its height is nothing")
    return Measures(MEDIA_TYPES["SVG"], round(width), round(height))


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0


def _active(root: etree.Element) -> str:
    """What an SVG does beyond showing a picture: scripts, handlers of events, files from elsewhere."""
    for element in root.iter():
        if element.tag in _ACTIVE:
            return f"it has the element “{element.tag.removeprefix(_SVG)}”, which a picture does not need"
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2].lower()
            if local.startswith("on"):
                return f"it has the attribute “{local}”, which runs a script"
            elsewhere = local == "href" and not value.startswith(("#", "data:")) and element.tag != f"{_SVG}a"
            if elsewhere or _ELSEWHERE.search(value):
                return f"it loads another file: {value[:60]}"
        if _ELSEWHERE.search(element.text or ""):
            return "its style sheet loads another file"
    return ""

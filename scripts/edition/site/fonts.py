"""The typeface of the pages: Source Serif 4 from its package, cut down to the signs of each script.

Making a file takes seconds, and it depends on nothing but the package and this recipe: files are kept for all projects
of a user, in the folder for caches. Where the package is not installed, there are none, and pages are set in what the
device has. The face has a reserved name, so that the files, which are modified versions, have another.

What every page needs stands in the style sheet itself, and a script in the head loads it before anything is painted. As
files of their own they come when the page is shown already: then the page jumps (``swap``), or it keeps the face of the
device (``optional``): from a server in Chromium and WebKit nearly always, from a folder in Firefox too, which takes no
font from above the folder of a page. Measured with the style sheet 0.4 s late, and from a folder, at 390, 1350 and 1600
pixels: nothing moves, and the face is there at once. Without scripts the page keeps the face of the device.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

PACKAGE, MODULE = "fontpkg-source-serif-4", "fontpkg_source_serif_4"
TOOLS = (PACKAGE, "fonttools", "brotli")
SERIF, DISPLAY = "Edition Serif", "Edition Display"
_LETTERS = "U+20-7E, U+A0-FF, U+152-153"
_PRINT = "U+2002-200A, U+2010-2015, U+2018-201E, U+2020-2022, U+2026, U+202F"
LATIN = f"{_LETTERS}, {_PRINT}, U+2190-2193, U+21A9"
EXTENDED = "U+100-151, U+154-17F, U+218-21B, U+1E80-1E85, U+1EF2-1EF3"
CYRILLIC = "U+400-45F, U+490-491, U+2116"
ALPHABETS = {CYRILLIC: frozenset("be bg kk ky mk mn ru sr tg uk".split())}
"""Signs → the languages whose pages need them at first."""
FEATURES = "kern liga calt ccmp locl mark mkmk onum lnum pnum tnum smcp".split()
_NAMES = {1: "{0}", 3: "{0} {1}", 4: "{0} {1}", 6: "{2}-{1}", 16: "{0}"}
"""Numbers in a font's table of names → what stands there: family, style, family without spaces."""


class Face(NamedTuple):
    """A file to be made: its name, the family and signs that style sheets know it by, the optical size in points.

    ``first`` says whether every page needs it: then it stands in the style sheet.
    """

    name: str
    family: str
    italic: bool
    signs: str
    size: int
    first: bool = False


FACES = (
    Face("serif", SERIF, False, LATIN, 14, True),
    Face("serif-italic", SERIF, True, LATIN, 14, True),
    Face("display", DISPLAY, False, LATIN, 48, True),
    Face("serif-extended", SERIF, False, EXTENDED, 14),
    Face("serif-italic-extended", SERIF, True, EXTENDED, 14),
    Face("serif-cyrillic", SERIF, False, CYRILLIC, 14),
    Face("serif-italic-cyrillic", SERIF, True, CYRILLIC, 14),
)

FIRST, LATER = "fallback", "optional"
"""How a page waits (``font-display``) for the faces in the style sheet, which the script in the head knows by it, and
for those in files of their own, which never replace another face while the page is read."""


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    """What makes the files, with its versions; nothing if some of it is not installed."""
    try:
        return tuple((tool, version(tool)) for tool in TOOLS)
    except PackageNotFoundError:
        return ()


def installed() -> bool:
    """Whether there is what makes the files."""
    return bool(_versions())


def font_styles() -> str:
    """The address of the style sheet of the typeface; empty where there is none."""
    return "assets/fonts.css" if installed() else ""


def faces_with(words: str) -> tuple[Face, ...]:
    """The faces of running text that have characters of some words."""
    signs = {ord(sign) for sign in words}
    return tuple(
        face for face in FACES if face.family == SERIF and installed() and not signs.isdisjoint(_signs(face.signs))
    )


def fonts(languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files of the typeface by their addresses, with the style sheet that names or holds them and their licence,
    for an edition in some languages (BCP 47 tags)."""
    if not installed():
        return
    rules = []
    written = {language.partition("-")[0].lower() for language in languages}
    for face in FACES:
        if face.first or written & ALPHABETS.get(face.signs, frozenset()):
            packed = b64encode(font_file(face)).decode()
            rules.append(font_rule(face, f"data:font/woff2;base64,{packed}", FIRST))
        else:
            yield f"assets/{face.name}.woff2", font_file(face)
            rules.append(font_rule(face, f"{face.name}.woff2", LATER))
    yield font_styles(), "".join(rules).encode()
    yield "assets/fonts-OFL.txt", (files(MODULE) / "LICENSE").read_bytes()


def font_rule(face: Face, address: str, display: str) -> str:
    """What a style sheet says of a file; ``display`` is how a page waits for it (``font-display``)."""
    style = " font-style: italic;" if face.italic else ""
    return (
        f'@font-face {{ font-family: "{face.family}";{style} src: url({address}) format("woff2");'
        f" font-display: {display}; unicode-range: {face.signs}; }}\n"
    )


def font_file(face: Face) -> bytes:
    """The file, from the cache or made."""
    recipe = repr((face, FEATURES, _NAMES, list(_versions())))
    name = f"{face.name}-{sha256(recipe.encode()).hexdigest()[:16]}"
    with suppress(OSError, RuntimeError):
        cached = (_folder() / name).read_bytes()
        if cached[:32] == sha256(cached[32:]).digest():  # else it is damaged
            return cached[32:]
    content = _made(face)
    with suppress(OSError, RuntimeError):  # where nothing may be written, it is made again next time
        _folder().mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=_folder()) as folder:
            (Path(folder) / name).write_bytes(sha256(content).digest() + content)
            (Path(folder) / name).replace(_folder() / name)
    return content


def _folder() -> Path:
    """The folder of the cache. Raises ``RuntimeError`` if the user has no home."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (given if given.is_absolute() else Path.home() / ".cache") / "edition" / "fonts"


def _made(face: Face) -> bytes:
    """The font file (WOFF2) of a face, cut down to its signs, its size and the regular weight."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    slope = "-Italic" if face.italic else ""
    font = TTFont(BytesIO((files(MODULE) / "files" / f"SourceSerif4{slope}[opsz,wght].ttf").read_bytes()))
    font.recalcTimestamp = False
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=[*_NAMES, 0, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(_signs(face.signs)))
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"opsz": face.size, "wght": 400})
    style = "Italic" if face.italic else "Regular"
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID].format(face.family, style, face.family.replace(" ", ""))
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _signs(ranges: str) -> Iterator[int]:
    """The characters of a ``unicode-range``."""
    for part in ranges.split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)

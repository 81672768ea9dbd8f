"""The faces of the book, and the words for which none of them has the signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.books.pdf.code import array, call, string
from edition.books.pdf.diagnostics import lines_of
from edition.books.pdf.typesetting import diagnosed
from edition.index.rare_words import rare_signs, rare_words_in, rare_words_of_records
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation

SCRIPTS = (
    "Symbols Arabic Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Kannada Khmer Lao Malayalam "
    "Myanmar Oriya Sinhala Tamil Telugu Thai"
).split()
_FIRST_FONTS = "Source Serif 4|Libertinus Serif|Noto Sans|Noto Emoji|Amiri".split("|")
FONTS = (*_FIRST_FONTS, *(f"Noto Sans {script}" for script in SCRIPTS))
"""The font of the text, then fonts for the characters that it lacks. In Noto Sans Arabic the dots of letters are signs
of their own, and words copied from the PDF would have each letter twice."""

_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


def write(edition: Edition, folder: Path) -> None:
    """Put the faces that the editor names where typst looks for them."""
    for number, name in enumerate(edition.metadata.faces):
        if name in edition.faces:
            (folder / f"face-{number}{Path(name).suffix}").write_bytes(edition.faces[name].content)


@derived
def left_out(edition: Edition) -> tuple[Finding, ...]:
    """``p-no-face``: words that cannot be printed, by their lines. With one of them there is no PDF."""
    rare = [
        *(word for section in edition.sections for word in rare_words_in(edition, section)),
        *rare_words_of_records(edition),
    ]
    missing = without_face(edition, dict.fromkeys(word for word, _ in rare)) if rare else frozenset()
    at: dict[SourceLocation, dict[str, None]] = {}
    for word, location in rare:
        if word in missing:
            at.setdefault(location, {}).setdefault(word)
    return tuple(_finding(location, list(words)) for location, words in at.items())


def _finding(location: SourceLocation, words: list[str]) -> Finding:
    named = ", ".join(f"“{word}”" for word in words[:3]) + (" …" if len(words) > 3 else "")
    sign = rare_signs(words[0])[0]
    message = f"no face has the signs of {named} (U+{ord(sign):04X} and the like), so there is no PDF."
    install = "Install manimgx-fonts-cjk, or put" if _CJK.search("".join(words)) else "Put"
    hint = f"{install} a face that has them into bibliography, and name its file under “faces” in edition.yml."
    return Finding(location, "p-no-face", message, hint)


def without_face(edition: Edition, words: Iterable[str]) -> frozenset[str]:
    """Those of the words that typst cannot set."""
    words = tuple(words)
    head = ['#set document(title: "a")', f"#set text(font: {array(map(string, FONTS))})"]
    markup = "\n".join((*head, *(call("par", content="#" + string(word)) for word in words)))
    with TemporaryDirectory() as folder:
        write(edition, Path(folder))
        diagnosis = diagnosed(markup.encode(), folder)
    return frozenset(words[line - len(head) - 1] for line in lines_of(diagnosis) if line > len(head))

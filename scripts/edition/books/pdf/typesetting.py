"""typst run on the markup of a book: the positions of its marks, and its PDF.

As a program this module makes one pass of a large book: typst keeps what it has set in memory, and all of it is given
back to the system only when a process ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

PACKAGES = ("fontpkg_source_serif_4", "fontpkg_amiri", "manimgx_fonts", "manimgx_fonts_cjk")
"""Packages of faces: for the text, for Arabic, for other scripts, and for Chinese, Japanese and Korean; the last need
not be there."""

LARGE = 400_000
"""Bytes of markup (of some eighty pages) from which on a book is typeset in a process of its own."""

QUERY = """(query(<measures>).first().value, query(selector(heading).or(metadata)).map(it => {
  let key = if it.func() == metadata { it.value } else if it.has("label") { str(it.label) }
  let at = it.location().position()
  (key, at.page, at.x.pt(), at.y.pt())
}).filter(it => type(it.first()) == str))"""
"""What typst is asked for: the measures of the page, then every mark with its page, x and y."""


class NotSet(RuntimeError):
    """typst refuses a markup, or warns of it; ``diagnostic`` is what it says with the places in the markup."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.diagnostic = diagnostic


def typeset(markup: bytes, draft: bool, folder: str) -> tuple[str, bytes]:
    """The answer to ``QUERY`` as JSON, and the PDF, empty if it is a draft; the folder has pictures and further faces.

    Raises ``NotSet``.
    """
    if len(markup) < LARGE:
        return _typeset(markup, draft, folder)
    process = _apart(markup, "draft" if draft else "whole", folder)
    if process.returncode:
        raise NotSet(*json.loads(process.stderr.decode()))
    answer, _, pdf = process.stdout.partition(b"\n")
    return answer.decode(), pdf


def diagnosed(markup: bytes, folder: str) -> str:
    """What typst says is wrong with a markup; nothing if it sets it. A process of its own is asked: threads of typst
    would keep this one from forking."""
    process = _apart(markup, "diagnosis", folder)
    return str(json.loads(process.stderr.decode())[1]) if process.returncode else ""


def _apart(markup: bytes, what: str, folder: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, __file__, folder, what]
    process = subprocess.run(command, input=markup, capture_output=True, check=False)
    if process.returncode not in (0, 1):
        raise NotSet("typst came to no end", process.stderr.decode(errors="replace"))
    return process


def _typeset(markup: bytes, draft: bool, folder: str) -> tuple[str, bytes]:
    try:
        book = typst.Compiler(markup, root=folder, font_paths=packaged_fonts(_own_faces(folder)))
        try:
            answer = book.eval(QUERY)
        except RuntimeError:  # which does not say where
            _compiled(book, markup)
            raise
        return answer, b"" if draft else _compiled(book, markup)
    except typst.TypstError as error:
        raise NotSet(str(error), error.diagnostic) from error


def _compiled(book: typst.Compiler, markup: bytes) -> bytes:
    pdf, warnings = book.compile_with_warnings(markup, format="pdf", pdf_standards="ua-1", timestamp=0)
    if warnings:
        raise NotSet(warnings[0].message, "".join(warning.diagnostic for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def _own_faces(folder: str) -> tuple[str, ...]:
    return (folder,) if any(Path(folder).glob("face-*")) else ()


@cache
def packaged_fonts(own_folders: tuple[str, ...] = ()) -> typst.Fonts:
    """Typst's own fonts, those of the packages, and those in folders of the edition's own: with the machine's fonts the
    PDF would differ between machines."""
    packages = (find_spec(name) for name in PACKAGES)
    folders = [str(Path(spec.origin).parent) for spec in packages if spec and spec.origin]
    return typst.Fonts(include_system_fonts=False, font_paths=[*folders, *own_folders])


def main() -> int:
    """Typeset the markup on the standard input; print the answer to ``QUERY`` as a line, then the PDF.

    The first argument is the folder of pictures and further faces, the second says what is wanted: whole, draft, or
    diagnosis (nothing is printed). What is wrong is printed as JSON on the standard error.
    """
    folder, what = sys.argv[1:]
    markup = sys.stdin.buffer.read()
    try:
        if what == "diagnosis":
            _compiled(typst.Compiler(markup, root=folder, font_paths=packaged_fonts(_own_faces(folder))), markup)
            return 0
        answer, pdf = _typeset(markup, what == "draft", folder)
    except RuntimeError as error:
        sys.stderr.write(json.dumps([str(error), str(getattr(error, "diagnostic", ""))]))
        return 1
    sys.stdout.buffer.write(answer.encode() + b"\n" + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

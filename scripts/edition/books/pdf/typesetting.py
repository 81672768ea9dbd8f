"""typst run on the markup of a book: the positions of its marks, and its PDF.

As a program this module makes one pass of a large book: typst keeps what it has set in memory, and all of it is given
back to the system only when a process ends.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.resources import files

import typst

LARGE = 400_000
"""Bytes of markup (of some eighty pages) from which on a book is typeset in a process of its own."""

QUERY = """(query(<measures>).first().value, query(selector(heading).or(metadata)).map(it => {
  let key = if it.func() == metadata { it.value } else if it.has("label") { str(it.label) }
  let at = it.location().position()
  (key, at.page, at.x.pt(), at.y.pt())
}).filter(it => type(it.first()) == str))"""
"""What typst is asked for: the measures of the page, then every mark with its page, x and y."""


def typeset(markup: bytes, draft: bool, pictures: str) -> tuple[str, bytes]:
    """The answer to ``QUERY`` as JSON, and the PDF, empty if it is a draft; ``pictures`` is the folder that has them.

    Raises ``RuntimeError`` with the message of typst.
    """
    if len(markup) < LARGE:
        return _typeset(markup, draft, pictures)
    command = [sys.executable, __file__, pictures, *(["draft"] if draft else [])]
    process = subprocess.run(command, input=markup, capture_output=True, check=False)
    if process.returncode:
        raise RuntimeError(process.stderr.decode(errors="replace"))
    answer, _, pdf = process.stdout.partition(b"\n")
    return answer.decode(), pdf


def _typeset(markup: bytes, draft: bool, pictures: str) -> tuple[str, bytes]:
    book = typst.Compiler(markup, root=pictures, font_paths=_fonts())
    answer = book.eval(QUERY)
    pdf = b"" if draft else book.compile(markup, format="pdf", pdf_standards="ua-1", timestamp=0)
    assert isinstance(pdf, bytes)
    return answer, pdf


@cache
def _fonts() -> typst.Fonts:
    """Typst's own fonts and those of the package: with the machine's fonts the PDF would differ between machines."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files("manimgx_fonts"))])


def main() -> int:
    """Typeset the markup on the standard input; print the answer to ``QUERY`` as a line, then the PDF.

    The first argument is the folder of the pictures.
    """
    try:
        answer, pdf = _typeset(sys.stdin.buffer.read(), "draft" in sys.argv[2:], sys.argv[1])
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(answer.encode() + b"\n" + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Typst: where everything stands in a book, and the PDF of it.

As a program it is one setting of a large book: typst keeps what it has set in memory, and all of it is given back to
the system only when a process ends.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.resources import files

import typst

LARGE = 400_000
"""Bytes of markup from which on a book has a process of its own: some eighty pages."""

FOUND = """(query(<measures>).first().value, query(selector(heading).or(metadata)).map(it => {
  let key = if it.func() == metadata { it.value } else if it.has("label") { str(it.label) }
  let at = it.location().position()
  (key, at.page, at.x.pt(), at.y.pt())
}).filter(it => type(it.first()) == str))"""
"""What typst is asked for: the measures of the page, then every mark with its page, x and y."""


def printed(source: bytes, draft: bool) -> tuple[str, bytes]:
    """Where everything stands, as JSON, and unless it is a draft the PDF. A ``RuntimeError`` has typst's words."""
    if len(source) < LARGE:
        return _printed(source, draft)
    command = [sys.executable, __file__, *(["draft"] if draft else [])]
    done = subprocess.run(command, input=source, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    found, _, pdf = done.stdout.partition(b"\n")
    return found.decode(), pdf


def _printed(source: bytes, draft: bool) -> tuple[str, bytes]:
    book = typst.Compiler(source, font_paths=_faces())
    found = book.eval(FOUND)
    pdf = b"" if draft else book.compile(source, format="pdf", pdf_standards="ua-1", timestamp=0)
    assert isinstance(pdf, bytes)
    return found, pdf


@cache
def _faces() -> typst.Fonts:
    """What there is to set with: typst's own faces and those of the package; the machine's would make other bytes."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files("manimgx_fonts"))])


def main() -> int:
    """Set the book that comes in, and put out where everything stands, a line, then the PDF."""
    try:
        found, pdf = _printed(sys.stdin.buffer.read(), "draft" in sys.argv)
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(found.encode() + b"\n" + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

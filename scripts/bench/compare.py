#!/usr/bin/env python3
"""What two sites differ in, file by file: ``compare.py BEFORE AFTER``; the exit status is 1 if they do.

For whoever changes the engine and not its results: build a project with the engine before and after, and compare. EPUBs
are compared by what is in them, PDFs by their words and the sizes of their pages; of a text that differs the first
lines are shown. Run it with the interpreter of the environment.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

SHOWN, WIDTH = 6, 240
"""Lines of a difference that are shown, and characters of a line."""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path; those packed in an EPUB by the paths of both."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in [name for name in found if name.endswith(".epub")]:
        with ZipFile(BytesIO(found.pop(name))) as book:
            found |= {f"{name}/{inner}": book.read(inner) for inner in book.namelist()}
    return found


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes], shown: int) -> Iterator[str]:
    """A line for each file that is new, gone or other, and below it how a text differs."""
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield f"gone     {name}"
        elif name not in before:
            yield f"new      {name}"
        elif before[name] != after[name]:
            yield f"differs  {name}"
            yield from (f"    {line[:WIDTH]}" for line in _lines(before[name], after[name]) if shown)


def _lines(before: bytes, after: bytes) -> Iterator[str]:
    compared = unified_diff(_text(before), _text(after), lineterm="", n=0)
    changes = [line for line in compared if not line.startswith(("---", "+++", "@@"))]
    yield from changes[:SHOWN]
    if len(changes) > SHOWN:
        yield f"… {len(changes) - SHOWN} lines more"


def _text(content: bytes) -> list[str]:
    """The lines of a text, tags on lines of their own; of a PDF its pages; of other binaries their size."""
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader  # part of the test environment

        pages = PdfReader(BytesIO(content)).pages
        return [line for page in pages for line in (str(page.mediabox), *page.extract_text().split("\n"))]
    try:
        return content.decode("utf-8").replace("<", "\n<").split("\n")
    except UnicodeDecodeError:
        return [f"{len(content)} bytes"]


def main() -> int:
    """Compare two folders."""
    arguments = argparse.ArgumentParser(description="What two sites differ in, file by file.")
    arguments.add_argument("before", type=Path)
    arguments.add_argument("after", type=Path)
    arguments.add_argument("--names", action="store_true", help="name the files only")
    given = arguments.parse_args()
    found = list(differences(contents(given.before), contents(given.after), not given.names))
    print("\n".join(found) if found else "The two are the same.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

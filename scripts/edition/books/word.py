"""The edition as a file of Word, made of its Markdown by pandoc: footnotes, styles, and the notes’ own signs."""

from __future__ import annotations

import importlib.util
import os
import subprocess

from edition.books.plain import markdown
from edition.model.edition import Edition
from edition.model.output import Output

FILE = "edition.docx"
EPOCH = "315532800"
"""The time of every file in the document, in seconds since 1970: the earliest that a zip can have."""


def is_possible() -> bool:
    """Whether pandoc is installed."""
    return importlib.util.find_spec("pypandoc") is not None


def word(edition: Edition) -> Output:
    """``edition.docx``. Its bytes depend neither on the time nor on the machine."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from=markdown-smart", "--to=docx", "--output=-"]
    variables = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    source = markdown(edition).content
    return Output(FILE, subprocess.run(command, input=source, capture_output=True, env=variables, check=True).stdout)

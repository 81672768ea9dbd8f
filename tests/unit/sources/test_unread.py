"""Files that nothing reads: which are told of, and which are the work of programs."""

from __future__ import annotations

import pytest

from edition.sources.load import NAMES
from edition.sources.unread import strays


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("bibliography/works.bib.bak", "Put what it says into works.bib or a YAML file"),
        ("bibliography/Works.bib.orig", "Put what it says into works.bib or a YAML file"),
        ("bibliography/notes", "Put what it says into works.bib or a YAML file"),
        ("docs/more.MARKDOWN", "Let its name end in .md."),
        ("persons.yaml", "Did you mean “bibliography/persons.yml”?"),
        ("bibliography/persons.yml~", ""),
        ("bibliography/~$works.bib", ""),
        ("bibliography/#works.bib#", ""),
        ("bibliography/.works.bib.swp", ""),
        ("bibliography/works.bib.swo", ""),
        ("bibliography/Thumbs.db", ""),
        ("bibliography/scans/DESKTOP.INI", ""),
        ("docs/poster.pdf", ""),
    ],
)
def test_what_is_told_of(path: str, hint: str) -> None:
    files = {f"bibliography/{name}": b"" for name in NAMES} | {path: b""}
    hints = [finding.hint for finding in strays(files, NAMES)]
    assert [given[: len(hint)] for given in hints] == ([hint] if hint else [])

"""Files of the site."""

from __future__ import annotations

from edition.model.messages import CLOSE, OPEN
from edition.model.output import Output


def test_marks_are_taken_out_of_text_and_not_out_of_other_files() -> None:
    marked = f"{OPEN}a{CLOSE}".encode()
    assert Output("a.json", marked).content == b"a"
    assert Output("a.pdf", b"\xff" + marked).content == b"\xff" + marked

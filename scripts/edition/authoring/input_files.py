"""Files given by the editor, read as text; the error for those that cannot be read."""

from __future__ import annotations

from pathlib import Path


class Unreadable(Exception):
    """A manuscript or a list of works cannot be read. The message says why, and what to do."""


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 if it has a byte order mark of that. Raises ``Unreadable``."""
    content = path.read_bytes()
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not UTF-8. Save it as UTF-8, and try again.") from error

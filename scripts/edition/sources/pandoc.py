"""pandoc, a program that an installation may lack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class PandocError(Exception):
    """pandoc is not installed (``missing``), or cannot do what it is asked; its words say why."""

    def __init__(self, reason: str, missing: bool = False) -> None:
        super().__init__(reason)
        self.missing = missing


def run(arguments: Sequence[str], source: str | None = None, folder: Path | None = None) -> str:
    """What pandoc prints. Raises ``PandocError``."""
    import subprocess  # slow to import, like what follows, and most editions need neither

    try:
        import pypandoc

        command = [pypandoc.get_pandoc_path(), *arguments]
    except (ImportError, OSError) as error:
        raise PandocError("pandoc is not installed", missing=True) from error
    done = subprocess.run(
        command, input=source, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise PandocError(" ".join(done.stderr.split())[:300])
    return done.stdout

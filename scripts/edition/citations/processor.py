"""Citations formatted by pandoc's citeproc, in one run for a whole document."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from edition.model.styles import StyleError, StyleRequest
from edition.sources.pandoc import PandocError, run


def process(request: StyleRequest) -> str:
    """The document of a request with its citations formatted, as pandoc's JSON. Raises ``StyleError``."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "style.csl").write_text(request.style, "utf-8")
        (folder / "works.json").write_text(request.works, "utf-8")
        options = ["--citeproc", "--csl=style.csl", "--bibliography=works.json", "--from=markdown", "--to=json"]
        try:
            return run([*options, f"--metadata=lang:{request.language}"], request.document, folder)
        except PandocError as error:
            raise StyleError(str(error), error.missing) from error

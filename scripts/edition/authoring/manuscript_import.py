"""A manuscript and a bibliography, imported as the files of a new project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from edition.authoring import manuscript, project, readers, works_reader
from edition.authoring.manuscript import Manuscript
from edition.model.records import BIBLIOGRAPHY

_EMPTY = Manuscript(())


@dataclass(frozen=True, slots=True)
class Import:
    """What was imported. ``works`` is the BibTeX of all works, ``warnings`` are sentences for the editor."""

    manuscript: Manuscript
    works: str
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, text: Path | None, works: Path | None) -> Import:
        """Import the files of a manuscript and of a list of works. Raises ``Unreadable``."""
        bibliography = works_reader.bibtex(works) if works else ""
        read = readers.read(text, bibliography) if text else _EMPTY
        added = "\n\n".join(filter(None, (bibliography.strip(), read.works.strip())))
        return cls(read, f"{added}\n" if added else "", tuple(_warnings(read)))

    def files(self, about: project.About) -> dict[str, bytes]:
        """The files of a new project with the manuscript and the works, by their paths."""
        works = {f"{BIBLIOGRAPHY}/works.bib": self.works.encode()} if self.works else {}
        made = project.scaffold(about, works)
        if not self.manuscript.blocks:
            return made
        text = {
            path: content.decode()
            for path, content in made.items()
            if path.startswith((f"{BIBLIOGRAPHY}/", "docs/about/"))
        }
        named = replace(self.manuscript, title=about.title if about.title_resp == "author" else self.manuscript.title)
        return project.scaffold(about, {**works, **manuscript.files(named, text)})


def _warnings(read: Manuscript) -> Iterator[str]:
    if read.blocks:
        words = sum(len(line.split()) for line in manuscript.copy_text(read).split("\n"))
        notes = len(read.notes)
        yield f"Read: {words:,} {'word' if words == 1 else 'words'}, {notes} {'note' if notes == 1 else 'notes'}."
    yield from read.warnings

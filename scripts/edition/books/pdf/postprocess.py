"""The PDF as it goes out: packed, and without the notes that are none."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf


def finished(pdf: bytes) -> bytes:
    """The PDF without the tags of empty notes, by which lines asked for room; its objects packed."""
    with TemporaryDirectory() as folder:
        raw, packed = Path(folder, "raw.pdf"), Path(folder, "packed.pdf")
        raw.write_bytes(pdf)
        with pikepdf.open(raw) as book:
            _without_empty_notes(book.Root.StructTreeRoot)
            book.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return packed.read_bytes()


def _without_empty_notes(tree: pikepdf.Object) -> None:
    named = pikepdf.NameTree(tree.IDTree) if "/IDTree" in tree else {}
    empty = {tag.objgen: (name, tag) for name, tag in named.items() if tag.S == "/Note" and not tag.get("/K")}
    for parent in {tag.P.objgen: tag.P for _, tag in empty.values()}.values():
        parent.K = pikepdf.Array(kid for kid in parent.K if isinstance(kid, int) or kid.objgen not in empty)
    for name, _ in empty.values():
        del named[name]

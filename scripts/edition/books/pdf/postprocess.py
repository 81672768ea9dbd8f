"""The PDF made smaller, and without the empty notes by which lines reserved space."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf


def postprocess(pdf: bytes) -> bytes:
    """The PDF without the tags of empty notes, its objects compressed."""
    with TemporaryDirectory() as folder:
        raw, compressed = Path(folder, "raw.pdf"), Path(folder, "compressed.pdf")
        raw.write_bytes(pdf)
        with pikepdf.open(raw) as book:
            _remove_empty_notes(book.Root.StructTreeRoot)
            book.save(compressed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return compressed.read_bytes()


def _remove_empty_notes(tree: pikepdf.Object) -> None:
    named = pikepdf.NameTree(tree.IDTree) if "/IDTree" in tree else {}
    empty = {tag.objgen: (name, tag) for name, tag in named.items() if tag.S == "/Note" and not tag.get("/K")}
    for parent in {tag.P.objgen: tag.P for _, tag in empty.values()}.values():
        parent.K = pikepdf.Array(kid for kid in parent.K if isinstance(kid, int) or kid.objgen not in empty)
    for name, _ in empty.values():
        del named[name]

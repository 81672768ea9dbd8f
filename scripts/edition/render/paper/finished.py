"""The PDF as it goes out: packed, and without the notes that are none."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def finished(pdf: bytes) -> bytes:
    """The PDF without the tags of empty notes, by which lines asked for room; its objects packed."""
    with pikepdf.open(BytesIO(pdf)) as book:
        named = pikepdf.NameTree(book.Root.StructTreeRoot.IDTree) if "/IDTree" in book.Root.StructTreeRoot else {}
        empty = {tag.objgen: (name, tag) for name, tag in named.items() if tag.S == "/Note" and not tag.get("/K")}
        for parent in {tag.P.objgen: tag.P for _, tag in empty.values()}.values():
            parent.K = pikepdf.Array(kid for kid in parent.K if isinstance(kid, int) or kid.objgen not in empty)
        for name, _ in empty.values():
            del named[name]
        packed = BytesIO()
        book.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()

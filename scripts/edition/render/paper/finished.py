"""The PDF as it goes out: packed, and without the notes that are none."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def finished(pdf: bytes) -> bytes:
    """The PDF without the tags of empty notes, by which lines asked for room; its objects packed."""
    with pikepdf.open(BytesIO(pdf)) as book:
        tree = book.Root.StructTreeRoot
        empty = {tag.objgen: tag for tag in book.objects if _is_empty_note(tag)}
        for parent in {tag.P.objgen: tag.P for tag in empty.values()}.values():
            parent.K = pikepdf.Array(kid for kid in parent.K if _objgen(kid) not in empty)
        if empty:
            names = pikepdf.NameTree(tree.IDTree)
            for name in [str(tag.ID) for tag in empty.values()]:
                del names[name]
        packed = BytesIO()
        book.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _is_empty_note(tag: pikepdf.Object) -> bool:
    return isinstance(tag, pikepdf.Dictionary) and tag.get("/S") == "/Note" and not tag.get("/K")


def _objgen(kid: pikepdf.Object | int) -> tuple[int, int]:
    return (0, 0) if isinstance(kid, int) else kid.objgen

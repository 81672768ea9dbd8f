"""What an entry takes of others: of its volume, and of data that several entries share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from edition.model.bibtex_fields import NOT_INHERITED, inherited
from edition.sources.bibtex.entries import Entry

Lookup = Callable[[str], Entry | None]


def keys_of(value: str) -> list[str]:
    """The keys that a field lists."""
    return [key.strip() for key in value.split(",") if key.strip()]


def complete(entry: Entry, lookup: Lookup, above: tuple[str, ...] = ()) -> Entry:
    """An entry with all that it inherits, over any number of steps. ``above`` are the keys on the way to it."""
    if entry.key in above or not (entry.fields.get("xdata") or entry.fields.get("crossref")):
        return entry
    whole = replace(
        entry, fields=dict(entry.fields), names=dict(entry.names), markup=dict(entry.markup), forms=dict(entry.forms)
    )
    for key in keys_of(entry.fields.get("xdata", "")):
        if shared := lookup(key):
            _take_all(whole, complete(shared, lookup, (*above, entry.key)))
    if volume := lookup(whole.fields.get("crossref", "")):
        _take_of_volume(whole, complete(volume, lookup, (*above, entry.key)))
    return whole


def circle(entry: Entry, lookup: Lookup) -> bool:
    """Whether an entry is, over some steps, its own volume."""
    seen = {entry.key}
    step: Entry | None = entry
    while step and (key := step.fields.get("crossref", "")):
        if key in seen:
            return True
        seen.add(key)
        step = lookup(key)
    return False


def _take_all(entry: Entry, shared: Entry) -> None:
    """Copy the fields of an ``@xdata`` entry into one that refers to it."""
    for name in (*shared.fields, *shared.names):
        if name != "xdata":
            entry.copy(name, shared, name)


def _take_of_volume(entry: Entry, volume: Entry) -> None:
    """Copy into an entry what it inherits from the volume that it is part of, under its own names of the fields."""
    renamed = inherited(entry.type, volume.type)
    for name, source in renamed.items():
        if name == "bookauthor" and entry.names.get("author", volume.names.get(source)) == volume.names.get(source):
            continue
        entry.copy(name, volume, source)
    taken = {source for name, source in renamed.items() if name != "bookauthor"}
    for name in (*volume.fields, *volume.names):
        if name not in NOT_INHERITED and name not in taken:
            entry.copy(name, volume, name)

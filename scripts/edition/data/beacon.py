"""The entries of an edition by their GND numbers, in the format BEACON, for those who gather links."""

from __future__ import annotations

from collections.abc import Iterator

from edition.index.addresses import permanent_address
from edition.model.edition import Edition
from edition.model.registers import AUTHORITIES


def listed(edition: Edition) -> bool:
    """Whether there is anything to list: addresses must be absolute, so the edition needs one of its own."""
    return bool(edition.metadata.base_address) and any("gnd" in entry.identifiers for entry in edition.entries.values())


def beacon(edition: Edition) -> Iterator[str]:
    """The lines of the file: what it is, then a line for each entry, ``GND number||address``."""
    about = edition.metadata
    yield "#FORMAT: BEACON\n"
    yield f"#PREFIX: {AUTHORITIES['gnd'].page}\n"
    yield f"#NAME: {about.title}\n"
    yield f"#FEED: {about.base_address}data/beacon.txt\n"
    yield f"#TIMESTAMP: {about.date}\n" if about.date else ""
    for entry in edition.entries.values():
        if number := entry.identifiers.get("gnd"):
            yield f"{number}||{permanent_address(edition, entry.key)}\n"

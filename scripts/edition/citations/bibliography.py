"""The works of an edition in the order of a bibliography, the parts of each, and who had which share in them."""

from __future__ import annotations

from collections.abc import Mapping

from edition.citations.chicago import bibliography_order
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.records import grouped
from edition.model.works import Work


def bibliography(edition: Edition) -> tuple[Work, ...]:
    """The works in the order of a bibliography."""
    works = dict(edition.works.items())
    return tuple(works[key] for key in bibliography_keys(edition))


@derived
def bibliography_keys(edition: Edition) -> tuple[str, ...]:
    """The keys of the works in the order of a bibliography."""
    return tuple(work.key for work in sorted(edition.works.values(), key=bibliography_order))


@derived
def parts(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The keys of works that are parts of others, by that of the volume, in the order of a bibliography."""
    found = grouped((work for work in bibliography(edition) if work.part_of), lambda work: work.part_of)
    return {volume: tuple(work.key for work in works) for volume, works in found.items()}


@derived
def shares(edition: Edition) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The keys of works in which a person had a share, by the person's key and the role, in the order of a
    bibliography."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for work in bibliography(edition):
        for creator in work.creators:
            found.setdefault((creator.person, creator.role), {})[work.key] = None
    return {share: tuple(keys) for share, keys in found.items()}

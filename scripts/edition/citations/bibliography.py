"""The works of an edition in the order of a bibliography; the parts of volumes; the works of each creator."""

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
def parts_of_volumes(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Key of a volume → keys of the works that are parts of it, in the order of a bibliography."""
    parts = grouped((work for work in bibliography(edition) if work.part_of), lambda work: work.part_of)
    return {volume: tuple(work.key for work in works) for volume, works in parts.items()}


@derived
def works_by_creator(edition: Edition) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Key of a person and role → keys of the works in which the person has the role, in the order of a bibliography."""
    works: dict[tuple[str, str], dict[str, None]] = {}
    for work in bibliography(edition):
        for creator in work.creators:
            works.setdefault((creator.person, creator.role), {})[work.key] = None
    return {creator: tuple(keys) for creator, keys in works.items()}

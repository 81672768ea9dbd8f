"""The works of an edition in the order of a bibliography; the parts of volumes; the works of each creator."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from edition.citations.chicago import bibliography_order
from edition.citations.styled import styled
from edition.index.annotation import annotation_uses, works_of_the_author
from edition.index.uses import occurrences
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
    in_style = [str(key) for key in styled(edition).get("order", ())]
    works = sorted(edition.works.values(), key=partial(bibliography_order, language=edition.editors_language))
    order = {key: number for number, key in enumerate(in_style)}
    return tuple(work.key for work in sorted(works, key=lambda work: order.get(work.key, len(order))))


@derived
def division_keys(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The keys of the works by division, in the order of a bibliography: ``text``, the versions of the text itself;
    ``cited``, what the author cites or names (and whatever has no other place); ``annotation``, what the editors
    alone cite."""
    versions = {witness.work for witness in edition.witnesses}
    author_works = works_of_the_author(edition)
    others = {key for key in edition.works if key in annotation_uses(edition) or key in occurrences(edition)}
    others |= {edition.works[key].part_of for key in others}
    divisions: dict[str, list[str]] = {"text": [], "cited": [], "annotation": []}
    for key in bibliography_keys(edition):
        if key in author_works:
            division = "cited"
        elif key in versions:
            division = "text"
        else:
            division = "annotation" if key in others else "cited"
        divisions[division].append(key)
    return {name: tuple(keys) for name, keys in divisions.items() if keys}


def divisions(edition: Edition) -> tuple[tuple[str, str, tuple[Work, ...]], ...]:
    """Name, heading and works of each division of the bibliography; a bibliography of one division has no heading."""
    _ = edition.messages.gettext
    headings = {
        "text": _("The text and its versions"),
        "cited": _("Works cited by the author"),
        "annotation": _("Sources of the annotation"),
    }
    keys_by_division = division_keys(edition)
    return tuple(
        (name, headings[name] if len(keys_by_division) > 1 else "", tuple(edition.works[key] for key in keys))
        for name, keys in keys_by_division.items()
    )


@derived
def parts_of_volumes(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Key of a volume → keys of the works that are parts of it, in the order of a bibliography."""
    parts = grouped((work for work in bibliography(edition) if work.part_of), lambda work: work.part_of)
    return {volume: tuple(work.key for work in works) for volume, works in parts.items()}


@derived
def works_by_creator(edition: Edition) -> Mapping[str, Mapping[str, Collection[str]]]:
    """Key of a person → role → keys of the works in which the person has the role, in the order of a bibliography."""
    works: dict[str, dict[str, dict[str, None]]] = {}
    for work in bibliography(edition):
        for creator in work.creators:
            works.setdefault(creator.person, {}).setdefault(creator.role, {})[work.key] = None
    return works

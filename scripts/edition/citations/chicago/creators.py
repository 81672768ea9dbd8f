"""Who made a work, in Chicago's words: the names with which a form begins, and all others after their terms."""

from __future__ import annotations

from collections.abc import Mapping

from edition.citations.names import names_in_note, names_listed
from edition.model.vocabulary import BOOK, PERIODICAL, WORK_TYPES
from edition.model.works import Name, Work

_LEADING_ROLES = ("author", "editor", "translator", "compiler")
Terms = Mapping[tuple[str, ...], str]
ABBREVIATED: Terms = {
    ("editor",): "ed.", ("translator",): "trans.", ("editor", "translator"): "ed. and trans.", ("compiler",): "comp.",
    ("annotator",): "annot.", ("editor", "annotator"): "ed. and annot.",
    ("translator", "annotator"): "trans. and annot.", ("commentator",): "commentary by", ("contributor",): "with",
    ("editor", "translator", "annotator"): "ed., trans., and annot.",
}  # fmt: skip
SPELLED_OUT: Terms = {
    ("editor",): "edited by", ("translator",): "translated by", ("editor", "translator"): "edited and translated by",
    ("compiler",): "compiled by", ("annotator",): "annotated by", ("editor", "annotator"): "edited and annotated by",
    ("translator", "annotator"): "translated and annotated by", ("commentator",): "commentary by",
    ("contributor",): "with", ("editor", "translator", "annotator"): "edited, translated, and annotated by",
}  # fmt: skip
"""Roles of the same creators → the term before their names."""
_PIECES = {
    "introduction": "introduction by", "foreword": "foreword by", "afterword": "afterword by", "holder": "assigned to",
}  # fmt: skip
"""Role → the term before its names, in notes and bibliographies."""


def is_part(work: Work) -> bool:
    """Whether the work is part of a book."""
    return WORK_TYPES[work.type].container is BOOK


def is_article(work: Work) -> bool:
    """Whether the work is an article of a periodical."""
    return WORK_TYPES[work.type].container is PERIODICAL


def names(work: Work, role: str) -> tuple[Name, ...]:
    """The creators of a work who have a role."""
    return tuple(creator.name for creator in work.creators if creator.role == role)


def leading_names(work: Work) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """The names with which a form begins, and their roles unless they are the authors.

    A part of a volume never begins with the editors of the volume.
    """
    authors = names(work, "author")
    if authors or is_part(work) or is_article(work):
        return authors, ()
    found = next(filter(None, (names(work, role) for role in _LEADING_ROLES)), ())
    return found, tuple(role for role in _LEADING_ROLES if found and names(work, role) == found)


def role_term(roles: tuple[str, ...], of: tuple[Name, ...]) -> str:
    """The term after the names with which a form begins."""
    term = ABBREVIATED.get(roles, "")
    return term.replace("ed.", "eds.").replace("comp.", "comps.") if len(of) > 1 else term


def contributors(work: Work, leading_roles: tuple[str, ...], terms: Terms) -> list[str]:
    """Editors, translators and others, each after the term for the role.

    Leading roles are left out. The names of those who both edited and translated are given once.
    """
    roles: dict[tuple[Name, ...], tuple[str, ...]] = {}
    alone: list[tuple[tuple[str, ...], tuple[Name, ...]]] = []
    for role in ("editor", "translator", "annotator", "compiler", "commentator", "contributor"):
        found = names(work, role)
        if not found or role in leading_roles:
            continue
        if found in roles and (*roles[found], role) in terms:
            roles[found] = (*roles[found], role)
        elif found in roles:
            alone.append(((role,), found))
        else:
            roles[found] = (role,)
    in_words = names_in_note if terms is ABBREVIATED else names_listed
    said = [(of_names, names_) for names_, of_names in roles.items()] + alone
    found_words = [f"{terms[of_names]} {in_words(names_)}" for of_names, names_ in said]
    for role, term in _PIECES.items():
        if names(work, role):
            found_words.append(f"{term} {in_words(names(work, role))}")
    return found_words

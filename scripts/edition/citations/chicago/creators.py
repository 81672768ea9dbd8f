"""Who made a work, in Chicago's words: the names with which a form begins, and all others after their terms."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from edition.citations.names import names_in_note, names_listed
from edition.model.messages import Messages, messages
from edition.model.vocabulary import BOOK, PERIODICAL, ROLES, WORK_TYPES
from edition.model.works import OTHERS, Name, Work

_LEADING_ROLES = ("author", "editor", "translator", "compiler")
Terms = Mapping[tuple[str, ...], str]
_TABLES = tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))


def _terms(name: str) -> Terms:
    return {tuple(roles.split()): terms[name] for roles, terms in _TABLES.items() if name in terms}


ABBREVIATED, SPELLED_OUT = _terms("note"), _terms("bibliography")
"""Roles of the same creators → what is said of them in a note, and in a bibliography."""
_AFTER_NAME, _AFTER_NAMES = _terms("after_one"), _terms("after_several")
"""Roles of those with whom a form begins → the term after one name, and after several."""


def wording(work: Work) -> Messages:
    """The words of the language in which the forms of a work are."""
    return messages(work.interface)


def term(work: Work, english: str) -> str:
    """The term for a division of a work, as of locators: vol., nos."""
    return wording(work).pgettext("locator", english)


def is_part(work: Work) -> bool:
    """Whether the work is part of a book."""
    return WORK_TYPES[work.type].container is BOOK


def is_article(work: Work) -> bool:
    """Whether the work is an article of a periodical."""
    return WORK_TYPES[work.type].container is PERIODICAL


def names(work: Work, role: str) -> tuple[Name, ...]:
    """The creators of a work who have a role; after them ``OTHERS``, if there are more."""
    named = tuple(creator.name for creator in work.creators if creator.role == role)
    return (*named, OTHERS) if role in work.others else named


@lru_cache(maxsize=65_536)
def leading_names(work: Work, listed: bool = False) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """The names with which a form begins, and their roles unless they are the authors.

    A part of a volume never begins with the editors of the volume. ``listed``: it is the form of a bibliography, which
    may begin with a director; a note begins with the title of a film.
    """
    authors = names(work, "author")
    if authors or is_part(work) or is_article(work):
        return authors, ()
    roles = (*_LEADING_ROLES, "director") if listed else _LEADING_ROLES
    leading = next(filter(None, (names(work, role) for role in roles)), ())
    return leading, tuple(role for role in roles if leading and names(work, role) == leading)


def role_term(work: Work, roles: tuple[str, ...], of: tuple[Name, ...]) -> str:
    """The term after the names with which a form begins."""
    words = wording(work)
    if len(of) > 1:
        return words.pgettext("after names", _AFTER_NAMES.get(roles, ""))
    return words.pgettext("after a name", _AFTER_NAME.get(roles, ""))


def contributors(work: Work, leading_roles: tuple[str, ...], terms: Terms) -> list[str]:
    """Editors, translators and others, each after the term for the role.

    Leading roles are left out. The names of those who both edited and translated are given once.
    """
    known = {creator.role for creator in work.creators}.union(work.others)
    present = [role for role in ROLES if role in known and role not in leading_roles]
    roles: dict[tuple[Name, ...], tuple[str, ...]] = {}
    alone: list[tuple[tuple[str, ...], tuple[Name, ...]]] = []
    for role in ("editor", "translator", "annotator", "compiler", "commentator", "contributor"):
        if role not in present:
            continue
        people = names(work, role)
        if people in roles and (*roles[people], role) in terms:
            roles[people] = (*roles[people], role)
        elif people in roles:
            alone.append(((role,), people))
        else:
            roles[people] = (role,)
    words = wording(work)
    in_note = terms is ABBREVIATED

    def in_words(names_: tuple[Name, ...]) -> str:
        return names_in_note(names_, language=words) if in_note else names_listed(names_, words)

    listed = [(shares, people) for people, shares in roles.items()] + alone
    context = "in a note" if in_note else "in a bibliography"
    phrases = [words.pgettext(context, terms[shares]) % {"names": in_words(people)} for shares, people in listed]
    pieces = ((words.pgettext("in a reference", ROLES[role].words), role) for role in present if ROLES[role].words)
    return [*phrases, *(piece % {"names": in_words(names(work, role))} for piece, role in pieces)]

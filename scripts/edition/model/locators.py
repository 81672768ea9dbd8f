"""Locator terms: what divisions of works are called, in English, German, French and Spanish, read and printed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple


class LocatorTerm(NamedTuple):
    """A term that says what kind of division of a work a locator gives.

    ``label`` is CSL's. ``one`` and ``many`` are printed before one and before several; they and the forms under
    ``also`` are read, in capitals too, and an abbreviation also without its full stop. A form that begins with a
    capital is read only as it is. ``numbered``: whether such divisions have numbers; the others have words.
    """

    label: str
    one: str
    many: str
    also: tuple[str, ...] = ()
    numbered: bool = True

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """The forms that end in a full stop, without it."""
        return tuple(form[:-1] for form in (self.one, self.many, *self.also) if form.endswith("."))


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LOCATOR_TERMS = {
    label: LocatorTerm(label, term["one"], term["many"], tuple(term["also"].split("|")), term.get("numbered", True))
    for label, term in _TABLES.items()
}
"""CSL label → term."""


def _keys(form: str) -> tuple[str, ...]:
    """How a form is looked up: without the full stop at its end."""
    bare = form.rstrip(".")
    return (bare,) if bare[:1].isupper() else (bare, bare.capitalize(), bare.upper())


LOCATOR_FORMS = {
    key: term for term in LOCATOR_TERMS.values() for form in (term.one, term.many, *term.also) for key in _keys(form)
}
"""Form that is read, without the full stop at its end → term."""

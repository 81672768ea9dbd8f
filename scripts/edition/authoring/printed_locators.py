"""Locators as English, German and French authors print them, translated to those of the dialect."""

from __future__ import annotations

import re
from typing import NamedTuple

from edition.model.locators import LOCATOR_FORMS, LOCATOR_TERMS

_GERMAN = {"s": "page", "bl": "folio", "sp": "column", "z": "line", "rz": "paragraph"}
"""German terms that the dialect reads in capitals only → CSL label."""
FORMS = {**{form: term.label for form, term in LOCATOR_FORMS.items() if form[0] not in "¶§"}, **_GERMAN}
_CASED = frozenset(("s", "t", "z", "sp", "bl"))
"""Terms that mean something else in the other case."""
_ROMAN = r"(?<![^\W_])(?:[ivxlc]+|[IVXLC]+)(?![^\W\d_])"
_NUMBER = rf"(?:\d+[a-z]?(?![^\W_])|{_ROMAN})"
_FOLLOWING = r"(?:\s?(?:ff?|sqq?|seqq?)\b\.?| et suiv\.)?"
_ONE = rf"{_NUMBER}(?:\s?[-–—]\s?{_NUMBER})?{_FOLLOWING}"
_MANY = rf"{_ONE}(?:,\s(?:(?:and|und|et|&)\s)?{_ONE}|\s(?:and|und|et|&)\s{_ONE})*"
_FORM = "|".join(re.escape(form) for form in sorted(FORMS, key=len, reverse=True))
_GROUP = re.compile(rf"(?P<form>(?i:{_FORM})|[¶§]+)(?P<stop>\.?)\s?(?P<numbers>{_MANY})", re.UNICODE)
_HERE = r"(?:at|here|esp\.|especially|hier|bes\.|besonders|ici|notamment)"
_BARE = re.compile(rf"(?P<numbers>{_MANY})(?=\s*(?:$|[;.)]|, {_HERE}))")
_VOLUME = re.compile(
    rf"(?:(?P<volume>\d{{1,2}}|{_ROMAN}):\s?|(?P<roman>[IVXL]+), )(?P<numbers>\d[\d–—-]*(?:,\s\d[\d–—-]*)*)(?!\w)"
)
_PART = re.compile(rf", {_HERE}(?=\s)")
_BETWEEN = re.compile(r"(?:\s*[,:]\s*|\.\s+(?=(?:S|Bd|pp?|[Vv]ol|t)\.\s?\d)|\s+\(?)")


class Printed(NamedTuple):
    """A locator as printed: where it ends, and how the dialect writes it (``vol. 2, p. 3``)."""

    end: int
    written: str


def locator_at(words: str, at: int, bare: bool = True) -> Printed | None:
    """The locator that begins at an offset, behind a comma, a colon or a space; None if there is none.

    With ``bare``, numbers without a term at the end of a sentence are pages. Of “3–19, at p. 5” the second is returned.
    """
    whole = _first_locator(words, at, bare)
    part = _PART.match(words, whole.end) if whole else None
    return (_first_locator(words, part.end(), bare) if part else None) or whole


def _first_locator(words: str, at: int, bare: bool) -> Printed | None:
    groups, end = [], at
    while between := _BETWEEN.match(words, end):
        group = _GROUP.match(words, between.end())
        if group is None or not _fits(group):
            break
        groups.append(_written(_label(group["form"]), group["numbers"]))
        end = group.end()
    if groups:
        return Printed(end, ", ".join(groups))
    between = _BETWEEN.match(words, at)
    if between and (volume := _VOLUME.match(words, between.end())):
        return Printed(
            volume.end(), f"vol. {volume['volume'] or volume['roman']}, {_written('page', volume['numbers'])}"
        )
    behind = between is not None and (between[0].strip() in (",", ":") or words[max(at - 2, 0) : at - 1] in (",", ":"))
    number = _BARE.match(words, between.end()) if bare and between and behind else None
    if number is None or re.fullmatch(r"1[4-9]\d\d|20\d\d", number["numbers"]):
        return None
    return Printed(number.end(), _written("page", number["numbers"]))


def _fits(group: re.Match[str]) -> bool:
    form = group["form"]
    return (
        form[0] in "¶§"
        or form.casefold() not in _CASED
        or (form in ("S", "Sp", "Bl", "Z", "t", "T") and bool(group["stop"]))
    )


def _label(form: str) -> str:
    return {"¶": "paragraph", "§": "section"}.get(form[0]) or FORMS[form.casefold()]


def _written(label: str, numbers: str) -> str:
    """A locator of the dialect with the printed numbers."""
    plain = re.sub(r",?\s(?:and|und|et|&)\s", ", ", numbers)
    plain = re.sub(r"\s?(ff?|sqq?|seqq?)\b\.?", r"\1", plain)
    plain = re.sub(r"\s?([-–—])\s?", r"\1", plain).replace(" et suiv.", "ff").rstrip(".")
    term = LOCATOR_TERMS[label]
    several = re.search(r"[-–—,]|\dff?$", plain) is not None
    return f"{term.many if several else term.one} {plain}"

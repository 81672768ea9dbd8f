"""What the witnesses read where the edition reads a lemma, as an apparatus lists it."""

from __future__ import annotations

from edition.model.edition import Edition
from edition.model.records import Emendation


def readings(edition: Edition, change: Emendation) -> tuple[tuple[str, str], ...]:
    """Every reading that is not the lemma, with the sigla of the witnesses that have it; that of the base first."""
    sigla_by_reading = {change.reading: [edition.siglum]} if change.reading != change.lemma else {}
    for siglum, words in change.readings.items():
        sigla_by_reading.setdefault(words, []).append(siglum)
    return tuple((words, " ".join(filter(None, sigla))) for words, sigla in sigla_by_reading.items())


def in_words(edition: Edition, change: Emendation) -> str:
    """The readings of an emendation as plain words: ``galery N; gallerie M``."""
    return "; ".join(f"{words} {sigla}".strip() for words, sigla in readings(edition, change))


def sigla(edition: Edition) -> str:
    """What the sigla stand for that the apparatus has."""
    named = {siglum for change in edition.emendations for siglum in change.readings}
    shown = (witness for witness in edition.witnesses if witness.base or witness.key in named)
    return " ".join(f"{witness.key}: {witness.title}." for witness in shown)

"""Findings on emendations: the lemma of each must occur exactly once at its anchor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.index.addresses import anchors_of
from edition.index.tables import content_by_anchor, emendations_at
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.findings import Finding
from edition.model.records import Emendation
from edition.model.tree import text
from edition.sources.yaml_records import suggestion


@derived
def lemmas_in(edition: Edition, section: Section) -> Mapping[str, int]:
    """By the key of each emendation, how often its lemma stands in the paragraph or note that it emends."""
    counts = {}
    for anchor, content in content_by_anchor(section).items():
        for emendation in emendations_at(edition).get(anchor, ()):
            counts[emendation.key] = text(content).replace("\n", " ").count(emendation.lemma)
    return counts


def unplaced(edition: Edition) -> Iterator[tuple[Emendation, int]]:
    """Every emendation whose lemma does not occur exactly once, with how often it does; -1: there is no such anchor."""
    counts = {key: count for section in edition.sections for key, count in lemmas_in(edition, section).items()}
    for emendation in edition.emendations:
        count = counts.get(emendation.key, -1)
        if emendation.anchor and emendation.lemma and count != 1:
            yield emendation, count


def lemmas(edition: Edition) -> Iterator[Finding]:
    """``em-lemma``: an emendation that cannot be placed."""
    for emendation, count in unplaced(edition):
        if count < 0:
            message = f"“{emendation.key}” emends “{emendation.anchor}”, which is not there."
            hint = suggestion(emendation.anchor, anchors_of(edition), "Give the anchor of a paragraph or note.")
        else:
            message = f"the lemma “{emendation.lemma}” stands {count} times in {emendation.anchor}."
            hint = "Give words that stand there once." if count else "The lemma is what the edition reads."
        yield Finding(emendation.location, "em-lemma", message, hint)


def witnesses(edition: Edition) -> Iterator[Finding]:
    """``em-reading``: an emendation without a reading; a reading of no witness, or one that its text does not have."""
    texts = {witness.key: " ".join(" ".join(witness.lines).split()) for witness in edition.witnesses}
    for change in edition.emendations:
        if change.reading == change.lemma and not change.readings:
            message = f"“{change.key}” has no reading that differs from its lemma."
            yield Finding(change.location, "em-reading", message, "Give what the copy-text has as reading.")
        for siglum, words in change.readings.items():
            if siglum not in texts or siglum == edition.siglum:
                message = f"“{siglum}” in the readings of “{change.key}” is no other witness than the copy-text."
                hint = suggestion(siglum, [key for key in texts if key != edition.siglum], "Add it to witnesses.yml.")
                yield Finding(change.location, "em-reading", message, hint)
            elif texts[siglum] and " ".join(words.split()) not in texts[siglum]:
                message = f"the text of witness {siglum} does not have the reading “{words}” of “{change.key}”."
                yield Finding(change.location, "em-reading", message, "Correct it: it is written as in that file.")


ACROSS = (lemmas, witnesses)

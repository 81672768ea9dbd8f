"""The ledger of published anchors: what stands where today, what is to be recorded, what breaks a promise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from edition.index.addresses import SITE, addresses, paragraph_number, section_uri
from edition.index.tables import emendations_at, quotations
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.findings import Finding, SourceLocation
from edition.model.forms import LINE
from edition.model.messages import Messages
from edition.model.prose import NO_WORDS, Prose, in_one
from edition.model.records import LedgerEntry, Revision, Version
from edition.model.tree import E, Fragment, joined, text, walk
from edition.sources.values import is_key
from edition.sources.yaml_records import suggestion

LED_ON = ("moved", "merged", "split")
STATES = ("live", *LED_ON, "retired")
NAME_LENGTH = 48


class Standing(NamedTuple):
    """What stands at an anchor: its kind, its words in one line, where in the sources, where on the site.

    ``within`` is the paragraph or note that an emendation of it would name; ``fingerprint`` that of its words.
    """

    kind: str
    words: str
    location: SourceLocation
    address: str
    within: str
    fingerprint: str

    @property
    def name(self) -> str:
        """How the words begin, cut between words."""
        cut = self.words[:NAME_LENGTH].rpartition(" ")[0] or self.words[:NAME_LENGTH]
        return self.words if len(self.words) <= NAME_LENGTH else f"{cut} …"


def fingerprint(words: str) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of the words, white space and Unicode's forms made one."""
    return _printed(" ".join(words.split()))


def _printed(line: str) -> str:
    return sha256(unicodedata.normalize("NFC", line).encode()).hexdigest()[:12]


@derived
def standings_in(edition: Edition, section: Section) -> Mapping[str, Standing]:
    """What stands at the anchors of a section, in the order of the text: paragraphs, notes, quotations."""
    links = addresses(edition)
    standings: dict[str, Standing] = {}
    passages = [
        ("line" if block.content.tag == LINE else "paragraph", block.anchor, text(block.content), block.location)
        for block in section.paragraphs
    ]
    passages += [("note", note.anchor, " ".join(map(text, note.content)), note.location) for note in section.notes]
    for kind, anchor, words, place in passages:
        standings[anchor] = _standing(kind, words, place, links[anchor], anchor)
    quoted: dict[str, str] = {}
    contents = (section.body, *(note.content for note in section.notes))
    for node in (node for content in contents for node in walk(content) if node.id in quotations(edition)):
        quoted[node.id] = quoted.get(node.id, "") + text(node)  # one that crosses a border is in pieces
    for key, words in quoted.items():
        quotation = quotations(edition)[key]
        standings[key] = _standing("quotation", words, quotation.location, links.get(key, ""), quotation.anchor)
    return standings


def _standing(kind: str, words: str, place: SourceLocation, address: str, within: str = "") -> Standing:
    plain = " ".join(words.split())
    return Standing(kind, plain, place, address, within, _printed(plain))


@derived
def current(edition: Edition) -> Mapping[str, Standing]:
    """Everything with a permanent address that stands in the edition, in the order of the text, then of the registers.

    The words of a section are its title; of an entry or a work, its name or title.
    """
    links = addresses(edition)
    standings: dict[str, Standing] = {}
    for section in edition.sections:
        address = SITE + section_uri(section.slug)
        standings[section.slug] = _standing("section", section.title, section.location, address)
        standings |= standings_in(edition, section)
    for entry in edition.entries.values():
        kind = edition.registers[entry.register].singular
        standings[entry.key] = _standing(kind, entry.name, entry.location, links[entry.key])
    for work in edition.works.values():
        standings[work.key] = _standing("work", work.title, work.location, links[work.key])
    return {key: standing for key, standing in standings.items() if is_key(key)}  # others are findings


@derived
def expected_ledger(edition: Edition) -> Mapping[str, LedgerEntry]:
    """The ledger as it should be: what is recorded, with what has become of it since, and what is new.

    What was recorded for a version that was not published after all, and no longer stands, is dropped.
    """
    entries, published = {}, published_versions(edition)
    standing = current(edition)
    for entry in edition.ledger:
        if entry.since in published:
            entries[entry.key] = _brought_up(edition, entry)
        elif entry.key in standing:
            entries[entry.key] = _new(entry.key, standing[entry.key], edition.metadata.version, entry.location)
    for key, present in standing.items():
        if key not in entries:
            entries[key] = _new(key, present, edition.metadata.version, present.location)
    return entries


def unrecorded_entries(edition: Edition) -> tuple[LedgerEntry, ...]:
    """The entries of the expected ledger that ``anchors.yml`` has otherwise or not at all."""
    recorded = {entry.key: entry for entry in edition.ledger}
    return tuple(entry for key, entry in expected_ledger(edition).items() if recorded.get(key) != entry)


def _new(key: str, standing: Standing, since: str, place: SourceLocation) -> LedgerEntry:
    return LedgerEntry(key, place, standing.kind, since, standing.fingerprint, standing.name)


def published_versions(edition: Edition) -> frozenset[str]:
    """The versions whose promises hold: an anchor may change its words freely until it is published."""
    return frozenset(version.version for version in edition.versions)


def all_versions(edition: Edition) -> tuple[Version, ...]:
    """The published versions in their order, and the present one."""
    data = edition.metadata
    present = Version("", data.location, data.version, data.date)
    return edition.versions if data.version in published_versions(edition) else (*edition.versions, present)


def _published(edition: Edition) -> Iterator[LedgerEntry]:
    published = published_versions(edition)
    return (entry for entry in edition.ledger if entry.since in published)


def still_stands(entry: LedgerEntry) -> bool:
    """Whether an anchor says of itself that something stands there."""
    return entry.state == "live" or entry.key in entry.to


def _brought_up(edition: Edition, entry: LedgerEntry) -> LedgerEntry:
    """An entry with the end of its life, or the change of its words, recorded, if the sources account for it."""
    version = edition.metadata.version
    if entry.state != "live" and not entry.until:
        entry = replace(entry, until=version)
    standing = current(edition).get(entry.key)
    if not standing or not still_stands(entry):
        return entry
    settled, open_ = _revisions(entry)
    if standing.fingerprint == _words(entry, settled):
        return replace(entry, revisions=settled)
    reason = _reason(edition, entry, standing)
    revision = Revision(open_.version if open_ else version, reason, standing.fingerprint)
    return replace(entry, name=standing.name, revisions=(*settled, revision)) if reason else entry


def _revisions(entry: LedgerEntry) -> tuple[tuple[Revision, ...], Revision | None]:
    """The revisions whose words are recorded, and the last one if it is still open."""
    last = entry.revisions[-1] if entry.revisions else None
    return (entry.revisions[:-1], last) if last and not last.words else (entry.revisions, None)


def _words(entry: LedgerEntry, settled: tuple[Revision, ...]) -> str:
    return settled[-1].words if settled else entry.words


def _reason(edition: Edition, entry: LedgerEntry, standing: Standing) -> Prose:
    """Why the words are others than those recorded: what a revision or up to three emendations say of it, else nothing.

    A quotation is accounted for by what accounts for the passage that it stands in.
    """
    settled, open_ = _revisions(entry)
    recorded = _words(entry, settled)
    if open_ or standing.fingerprint == recorded:
        return open_.reason if open_ else NO_WORDS
    emended = [change for change in emendations_at(edition).get(standing.within, ()) if change.lemma in standing.words]
    for changes in (changes for count in (1, 2, 3) for changes in combinations(emended, count)):
        words = standing.words
        for emendation in changes:
            words = words.replace(emendation.lemma, emendation.reading)
        if fingerprint(words) == recorded:
            return in_one([emendation.reason for emendation in changes])
    within = next((other for other in edition.ledger if other.key == standing.within != entry.key), None)
    passage = current(edition).get(standing.within)
    return _reason(edition, within, passage) if within and passage else NO_WORDS


def gone(edition: Edition) -> Iterator[Finding]:
    """``a-gone``: a published anchor that the ledger calls live, where nothing stands."""
    for entry in _published(edition):
        if still_stands(entry) and entry.key not in current(edition):
            message = f"“{entry.key}” was published in {entry.since} and is gone."
            hint = "Restore it, or say here under state, to and reason what became of it."
            yield Finding(entry.location, "a-gone", message, hint)


def changed(edition: Edition) -> Iterator[Finding]:
    """``a-changed``: a published anchor that stands on other words, and nothing says why.

    A quotation is not said to be changed where the passage is that it stands in.
    """
    published = tuple(_published(edition))
    ledger, standing = (expected_ledger(edition), current(edition)) if published else ({}, {})
    entries = {}
    for entry in (ledger[entry.key] for entry in published if entry.key in standing):
        if still_stands(entry) and standing[entry.key].fingerprint != _words(entry, entry.revisions):
            entries[entry.key] = entry
    for key, entry in entries.items():
        if standing[key].within in ("", key) or standing[key].within not in entries:
            message = f"“{key}” stands on other words than those published (“{entry.name}”)."
            hint = f"Restore them, or write a revision with its version and reason at line {entry.location.line} of"
            yield Finding(standing[key].location, "a-changed", message, f"{hint} {entry.location.file}.")


def reused(edition: Edition) -> Iterator[Finding]:
    """``a-reused``: something stands at an anchor whose first use has ended."""
    for entry in _published(edition):
        standing = current(edition).get(entry.key)
        if standing and not still_stands(entry):
            message = f"“{entry.key}” was another thing until {entry.until or 'now'}, and is {entry.state}."
            yield Finding(standing.location, "a-reused", message, "Take a name that was never used.")


def bad_targets(edition: Edition) -> Iterator[Finding]:
    """``a-bad-state``, ``a-bad-target``: an anchor that does not say what became of it, or leads to nothing."""
    published = tuple(_published(edition))
    known = current(edition).keys() | {entry.key for entry in edition.ledger} if published else frozenset()
    for entry in published:
        if entry.state not in STATES:
            message = f"“{entry.key}” cannot be “{entry.state}”."
            yield Finding(entry.location, "a-bad-state", message, f"Write one of {', '.join(STATES)}.")
        elif entry.state in LED_ON and not set(entry.to) - {entry.key}:
            message = f"“{entry.key}” is {entry.state}, and nothing says to what."
            yield Finding(entry.location, "a-bad-target", message, "Write to: and the keys that took its place.")
        for target in (target for target in entry.to if target not in known):
            message = f"“{entry.key}” leads to “{target}”, which is not there."
            hint = suggestion(target, known, "Write the key of an anchor, entry or work that is there.")
            yield Finding(entry.location, "a-bad-target", message, hint)


FINDINGS = (gone, changed, reused, bad_targets)


def label(entry: LedgerEntry, words: Messages) -> str:
    """How an anchor is named in words, whether or not anything stands there still."""
    if entry.kind == "paragraph" and (number := paragraph_number(entry.key)):
        return f"¶\u00a0{number}"
    if entry.kind == "note":
        if entry.key[1:].isdigit():
            # Translators: the name of a note of the author's. The space does not break.
            return words.pgettext("name", "Note\u00a0%(mark)s") % {"mark": entry.key[1:]}
        return words.gettext("Editors’ note “%(words)s”") % {"words": entry.name}
    return entry.name or entry.key


def is_of_text(entry: LedgerEntry) -> bool:
    """Whether the name of an entry is words of the text."""
    return entry.kind in ("paragraph", "quotation") or (entry.kind == "note" and entry.key[1:].isdigit())


def links(edition: Edition, keys: tuple[str, ...]) -> Fragment:
    """The anchors by their names with links; one at which nothing stands leads to what became of it."""
    standing, ledger, words = current(edition), expected_ledger(edition), edition.messages
    where = {key: standing[key].address if key in standing else f"{SITE}id/{key}/index.html" for key in keys}
    spoken = {key: edition.text_attributes if key in ledger and ledger[key].kind == "quotation" else {} for key in keys}
    named = {key: label(ledger[key], words) if key in ledger else key for key in keys}
    return joined(E("a", named[key], href=to, **spoken[key]) for key, to in where.items())

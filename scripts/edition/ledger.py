"""The ledger of published anchors: what stands where today, what is to be recorded of it, what breaks a promise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from itertools import combinations

from edition.addresses import SITE, addresses, section_uri
from edition.markup import text, walk
from edition.model import Edition, LedgerEntry, Place, Problem, Revision
from edition.registers import suggestion

LED_ON = ("moved", "merged", "split")
STATES = ("live", *LED_ON, "retired")
NAME_LENGTH = 48


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at an anchor: its kind, its words in one line, where in the sources, where on the site.

    ``within`` is the paragraph or note that an emendation of it would name.
    """

    kind: str
    words: str
    place: Place
    address: str
    within: str = ""

    @property
    def name(self) -> str:
        """How the words begin, cut between words."""
        cut = self.words[:NAME_LENGTH].rpartition(" ")[0] or self.words[:NAME_LENGTH]
        return self.words if len(self.words) <= NAME_LENGTH else f"{cut} …"


def fingerprint(words: str) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of the words, white space and Unicode's forms made one."""
    return sha256(unicodedata.normalize("NFC", " ".join(words.split())).encode()).hexdigest()[:12]


@lru_cache(maxsize=4)
def current(edition: Edition) -> Mapping[str, Standing]:
    """Everything with a permanent address that stands in the edition, in the order of the text, then of the registers.

    The words of a section are its title; of an entry or a work, its name or title.
    """
    links = addresses(edition)
    found: dict[str, Standing] = {}
    places = {quotation.key: (quotation.place, quotation.anchor) for quotation in edition.quotations}
    for section in edition.sections:
        found[section.slug] = Standing("section", section.title, section.place, SITE + section_uri(section.slug))
        passages = [("paragraph", p.anchor, text(p.content), p.place) for p in section.paragraphs]
        passages += [("note", n.anchor, " ".join(map(text, n.content)), n.place) for n in section.notes]
        for kind, anchor, words, place in passages:
            found[anchor] = Standing(kind, " ".join(words.split()), place, links[anchor], anchor)
        contents = (section.body, *(note.content for note in section.notes))
        for node in (node for content in contents for node in walk(content) if node.get("id") in places):
            key = node.get("id")
            place, anchor = places[key]
            before = found[key].words if key in found else ""  # a quotation that crosses a border is in pieces
            words = " ".join((before + text(node)).split())
            found[key] = Standing("quotation", words, place, links.get(key, ""), anchor)
    for entry in edition.entries.values():
        found[entry.key] = Standing(entry.register.removesuffix("s"), entry.name, entry.place, links[entry.key])
    for work in edition.works.values():
        found[work.key] = Standing("work", work.title, work.place, links[work.key])
    return found


def changes(edition: Edition) -> Iterator[LedgerEntry]:
    """The entries that the ledger lacks, and those that take the place of recorded ones: what is to be recorded."""
    for entry in edition.ledger:
        if (now := _brought_up(edition, entry)) != entry:
            yield now
    recorded = {entry.key for entry in edition.ledger}
    for key, standing in current(edition).items():
        if key not in recorded:
            words, since = fingerprint(standing.words), edition.metadata.version
            yield LedgerEntry(key, standing.place, standing.kind, since, words, standing.name)


def still_stands(entry: LedgerEntry) -> bool:
    """Whether an anchor says of itself that something stands there."""
    return entry.state == "live" or entry.key in entry.to


def _brought_up(edition: Edition, entry: LedgerEntry) -> LedgerEntry:
    """An entry with the end of its life, or the change of its words, recorded, if the sources account for it."""
    version = edition.metadata.version
    if entry.state != "live" and not entry.until:
        entry = replace(entry, until=version)
    standing = current(edition).get(entry.key)
    reason = _reason(edition, entry, standing) if standing and still_stands(entry) else ""
    if not standing or not reason:
        return entry
    written = entry.revisions[:-1] if _is_open(entry) else entry.revisions
    since = entry.revisions[-1].version if _is_open(entry) else version
    revision = Revision(since, reason, fingerprint(standing.words))
    return replace(entry, name=standing.name, revisions=(*written, revision))


def _is_open(entry: LedgerEntry) -> bool:
    return bool(entry.revisions) and not entry.revisions[-1].words


def _recorded_words(entry: LedgerEntry) -> str:
    return ([entry.words] + [revision.words for revision in entry.revisions if revision.words])[-1]


def _reason(edition: Edition, entry: LedgerEntry, standing: Standing) -> str:
    """Why the words are others than those recorded: what a revision or up to three emendations say of it, else nothing.

    A quotation is accounted for by what accounts for the passage that it stands in.
    """
    if _is_open(entry):
        return entry.revisions[-1].reason
    recorded = _recorded_words(entry)
    if fingerprint(standing.words) == recorded:
        return ""
    emended = [e for e in edition.emendations if e.anchor == standing.within and e.lemma in standing.words]
    for some in (some for count in (1, 2, 3) for some in combinations(emended, count)):
        words = standing.words
        for emendation in some:
            words = words.replace(emendation.lemma, emendation.reading)
        if fingerprint(words) == recorded:
            return " ".join(emendation.reason for emendation in some)
    within = next((e for e in edition.ledger if e.key == standing.within != entry.key), None)
    passage = current(edition).get(standing.within)
    return _reason(edition, within, passage) if within and passage else ""


def gone(edition: Edition) -> Iterator[Problem]:
    """``a-gone``: a published anchor that the ledger calls live, where nothing stands."""
    known = current(edition)
    for entry in edition.ledger:
        if still_stands(entry) and entry.key not in known:
            message = f"“{entry.key}” was published in {entry.since} and is gone."
            hint = suggestion(entry.key, [key for key in known if key not in {e.key for e in edition.ledger}])
            yield Problem(entry.place, "a-gone", message, hint or "Restore it, or say here what became of it.")


def changed(edition: Edition) -> Iterator[Problem]:
    """``a-changed``: a published anchor that stands on other words, and nothing says why."""
    for entry in edition.ledger:
        standing = current(edition).get(entry.key)
        if standing is None or not still_stands(entry) or fingerprint(standing.words) == _recorded_words(entry):
            continue
        if not _reason(edition, entry, standing):
            message = f"“{entry.key}” stands on other words than those published (“{entry.name}”)."
            hint = f"Restore them, or write a revision with its version and reason at line {entry.place.line} of"
            yield Problem(standing.place, "a-changed", message, f"{hint} {entry.place.file}.")


def reused(edition: Edition) -> Iterator[Problem]:
    """``a-reused``: something stands at an anchor whose first use has ended."""
    for entry in edition.ledger:
        standing = current(edition).get(entry.key)
        if standing and not still_stands(entry):
            message = f"“{entry.key}” was another thing until {entry.until or 'now'}, and is {entry.state}."
            yield Problem(standing.place, "a-reused", message, "Take a name that was never used.")


def bad_targets(edition: Edition) -> Iterator[Problem]:
    """``a-bad-state``, ``a-bad-target``: an anchor that does not say what became of it, or leads to nothing."""
    known = current(edition).keys() | {entry.key for entry in edition.ledger}
    for entry in edition.ledger:
        if entry.state not in STATES:
            message = f"“{entry.key}” cannot be “{entry.state}”."
            yield Problem(entry.place, "a-bad-state", message, f"Write one of {', '.join(STATES)}.")
        elif entry.state in LED_ON and not set(entry.to) - {entry.key}:
            message = f"“{entry.key}” is {entry.state}, and nothing says to what."
            yield Problem(entry.place, "a-bad-target", message, "Write to: and the keys that took its place.")
        for target in (target for target in entry.to if target not in known):
            message = f"“{entry.key}” leads to “{target}”, which is not there."
            yield Problem(entry.place, "a-bad-target", message, suggestion(target, list(known)))


FINDINGS = (gone, changed, reused, bad_targets)

"""Entries with their fields read: values made words, names and dates; what is wrong with them is reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from itertools import accumulate

from edition.model.bibtex_fields import (
    BIBTEX_FIELDS,
    DATE_FIELDS,
    FIELD_ALIASES,
    FURTHER_EDITORS,
    LEFT_ASIDE,
    LEFT_ASIDE_PREFIXES,
    MONTHS,
    OTHER_FIELDS,
    VERBATIM_FIELDS,
)
from edition.model.findings import Finding, SourceLocation
from edition.model.tree import Fragment, text
from edition.model.vocabulary import ENTRY_TYPES, ROLES
from edition.model.works import OTHERS, Name
from edition.sources import latex
from edition.sources.bibtex import addresses, dates, names, values
from edition.sources.bibtex.scanner import Piece, RawEntry, RawField, ScannedFile
from edition.sources.latex.definitions import Definition, definitions, expanded
from edition.sources.yaml_records import ADDRESS, suggestion

NAME_FIELDS = {role.bibtex: role.csl for role in ROLES.values()} | dict.fromkeys(FURTHER_EDITORS, "contributor")
KNOWN_FIELDS = frozenset((*NAME_FIELDS, *BIBTEX_FIELDS, *OTHER_FIELDS))
TYPES = tuple(dict.fromkeys(entry_type for entry_type, _ in ENTRY_TYPES))
SUPPORTING_TYPES = frozenset(("xdata", "ieeetranbstctl", "control", "comment", "bibnote"))
"""Types of entries that are no works."""
DEEPEST = 50
"""How many braces may stand in each other: LaTeX is read by recursion."""
_CIRCA = re.compile(r"(?<=[\dXx])~(?=$|/)")
"""What EDTF has for about; elsewhere ~ is a space."""


@dataclass(slots=True)
class Entry:
    """An entry as it is read: its type in BibTeX, its fields in words, those with markup, those of names apart."""

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    markup: dict[str, Fragment] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return bool(self.fields.get(name)) or name in self.names

    def copy(self, name: str, other: Entry, source: str) -> None:
        """Take a field of another entry, under a name, where it is not there yet."""
        if source in other.names and name not in self.names:
            self.names[name] = other.names[source]
        elif source in other.fields and name not in self.fields:
            self.fields[name] = other.fields[source]
            if source in other.markup:
                self.markup[name] = other.markup[source]
            if source in other.forms:
                self.forms[name] = other.forms[source]


class EntryReader:
    """Reads the entries of a file. ``left_aside`` counts the fields of which no use is made."""

    def __init__(self, scanned: ScannedFile, file: str) -> None:
        self.scanned, self.file = scanned, file
        self.findings: list[Finding] = []
        self.beside: list[RawField] = []
        self.left_aside: Counter[str] = Counter()
        self.strings: dict[str, str] = {month: month for month in MONTHS}
        self.defined: dict[str, Definition] = {}
        for name, string in scanned.strings.items():
            self.strings[name] = self.joined(string.value, string)
        for preamble in scanned.preambles:
            self.define(preamble)

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(SourceLocation(self.file, line), code, message, hint))

    def define(self, preamble: RawField) -> None:
        """Take the commands that a preamble defines; of those that are known here, the ones that it means to change."""
        new, beside = definitions(self.joined(preamble.value, preamble))
        known = (
            name for name, definition in new.items() if definition.provided and not latex.read(f"\\{name}{{}}").unknown
        )
        self.defined |= {name: new[name] for name in new.keys() - {*known}}
        if beside:
            message = f"“{beside[:60]}” in @preamble defines no command, and is not used."
            self.report(self.scanned.line(preamble.at), "b-preamble", message, "Take it out if it is not needed.")

    def read(self, raw: RawEntry) -> Entry:
        """An entry with its own fields, of which none is inherited yet."""
        line = self.scanned.line(raw.at)
        kind = raw.type
        if kind not in TYPES and kind not in SUPPORTING_TYPES:
            message = f"there is no entry type “{raw.type}”."
            self.report(line, "b-unknown-type", message, suggestion(kind, TYPES, "It is read as @misc."))
            kind = "misc"
        entry = Entry(kind, raw.key, line)
        self.beside = self.scanned.read(raw).fields
        names = [item.name.lower() for item in self.beside]
        aliases = FIELD_ALIASES | {"location": "venue"} if "address" in names and "location" in names else FIELD_ALIASES
        for name, item in zip(names, self.beside, strict=True):
            self.read_field(entry, aliases.get(name, name), item)
        self.merge_dates(entry)
        return entry

    def read_field(self, entry: Entry, name: str, item: RawField) -> None:
        """Read one field into an entry."""
        if name not in KNOWN_FIELDS:
            if name in LEFT_ASIDE or name.startswith(LEFT_ASIDE_PREFIXES):
                self.left_aside[item.name.lower()] += 1
            else:
                self.unknown_field(entry, item, self.scanned.line(item.at))
            return
        line = self.scanned.line(item.at)
        value = self.joined(item.value, item)
        if "xdata" in value:
            value = values.SHARED.sub(lambda match: self.shared(match, item), value)
        if value.count("{") > DEEPEST < max(accumulate((sign == "{") - (sign == "}") for sign in value)):
            message = f"in “{name}” of “{entry.key}” more than {DEEPEST} braces stand in each other."
            self.report(line, "b-malformed", message, "Take those away that mean nothing.")
            value = " ".join(re.sub("[{}]", " ", value).split())
        written = "".join(piece.text for piece in item.value) if name == "note" else ""
        if values.says_nothing(name, value, written.splitlines()):
            self.left_aside[item.name.lower()] += 1
        elif entry.has(name) and value:
            if self.is_other(entry, name, value):
                message = f"the field “{item.name}” stands twice in “{entry.key}”."
                self.report(line, "b-duplicate", message, "Remove one of them.")
        elif name in NAME_FIELDS:
            if people := self.names(value, line):
                entry.names[name] = people
        elif value:
            entry.lines[name] = line
            self.read_words(entry, name, value, line)

    def is_other(self, entry: Entry, name: str, value: str) -> bool:
        """Whether a field that stands twice has two values."""
        again, before = Entry(entry.type, entry.key, entry.line), len(self.findings)
        people = self.names(value, 0) if name in NAME_FIELDS else ()
        if name not in NAME_FIELDS:
            self.read_words(again, name, value, 0)
        del self.findings[before:]  # the first value counts
        return people != entry.names.get(name, ()) or again.fields.get(name) != entry.fields.get(name)

    def unknown_field(self, entry: Entry, item: RawField, line: int) -> None:
        """A field that is neither used nor known to be left aside: it is left aside, unless it looks misspelt."""
        name = item.name.lower()
        present = {FIELD_ALIASES.get(field.name.lower(), field.name.lower()) for field in self.beside}
        if near := next((known for known in _like(name) if known not in present), ""):
            message = f"“{entry.key}” has a field “{item.name}”, unknown here."
            self.report(line, "b-unknown-field", message, f"Did you mean “{near}”?")
        else:
            self.left_aside[name] += 1

    def joined(self, value: tuple[Piece, ...], item: RawField) -> str:
        """The words of a raw value with its strings put in, in one line."""
        words = []
        for piece in value:
            if piece.bare and not piece.text.isdigit() and piece.text.lower() not in self.strings:
                message = f"“{item.name}” uses “{piece.text}”, which no @string defines."
                hint = suggestion(piece.text, self.strings, "Put the words into braces.")
                self.report(self.scanned.line(item.at), "b-undefined-string", message, hint)
            words.append(self.strings.get(piece.text.lower(), piece.text) if piece.bare else piece.text)
        joined = latex.without_entities(" ".join("".join(words).split()))
        return self.expanded(joined, item) if self.defined and "\\" in joined else joined

    def shared(self, match: re.Match[str], item: RawField) -> str:
        """What a value takes of a field of another entry."""
        source, number = self.scanned.field(match[1], match[2].lower()), int(match[3] or 0)
        shared = self.joined(source.value, source) if source else ""
        names = re.split(r"\s+and\s+", shared)
        if shared and number <= len(names) and not values.SHARED.search(shared):
            return names[number - 1] if number else " and ".join(names)
        message = f"“{match[0]}”, in “{item.name}”, takes no words of another entry."
        self.report(self.scanned.line(item.at), "b-bad-crossref", message, "Write xdata=key-field, or what it prints.")
        return match[0]

    def expanded(self, value: str, item: RawField) -> str:
        """A value with what stands for commands that a preamble defines."""
        try:
            return expanded(value, self.defined)
        except ValueError as error:
            message = f"the command {error} of @preamble, in “{item.name}”, stands for itself again."
            self.report(self.scanned.line(item.at), "b-preamble", message, "Write what it prints.")
            return value

    def names(self, value: str, line: int) -> tuple[Name, ...]:
        """The names of a value."""
        people: list[Name] = []
        self.unknown_commands(latex.read(value).unknown if "\\" in value else (), line)
        sources = names.split(value) if value else []
        for source in sources:
            try:
                people.append(names.name(source, names.in_spoken_order(sources)))
            except names.BadName as error:
                message = f"“{source}” cannot be read as a name: {error}."
                self.report(line, "b-bad-name", message, "Put “and” between persons, and a corporate name into braces.")
                people += error.names
        if people == [OTHERS]:
            self.report(line, "b-bad-name", f"“{value}” stands alone.", "Write the names of the others before it.")
        return tuple(people)

    def unknown_commands(self, commands: Iterable[str], line: int) -> None:
        for command in commands:
            message = f"the command {command} of LaTeX is not known here; its words are printed without it."
            self.report(line, "b-unknown-command", message, "Write what it prints.")

    def read_words(self, entry: Entry, name: str, value: str, line: int) -> None:
        """Read a value that is words, a date or an address."""
        if name in VERBATIM_FIELDS:
            entry.fields[name] = self.verbatim(entry, name, value, line)
            return
        if name == "howpublished" and addresses.is_only_address(value):
            entry.fields.setdefault("url", addresses.url(value)[0])
            return
        value = values.without_last_sign(name, value) if value[-1] in ":;,/=." else value
        is_date = name in DATE_FIELDS
        read = latex.read(_CIRCA.sub(r"\\textasciitilde{}", value) if is_date else latex.without_tags(value))
        self.unknown_commands(read.unknown, line)
        words = text(read.words)
        if name in DATE_FIELDS:
            words = self.date(entry, name, words, line)
        elif name == "pages":
            words = values.pages(words)
        elif read.words != (words,):
            entry.markup[name] = read.words
        entry.fields[name] = words

    def verbatim(self, entry: Entry, name: str, value: str, line: int) -> str:
        if name not in ("url", "doi"):
            return addresses.bare(value)
        words, problem = addresses.url(value) if name == "url" else addresses.doi(value)
        if problem:
            message = f"the {name} of “{entry.key}” {problem}: “{addresses.bare(value)}”."
            hint = ADDRESS if name == "url" else "Write it as it begins with 10."
            self.report(line, "b-bad-address", message, hint)
        return words

    def date(self, entry: Entry, name: str, words: str, line: int) -> str:
        """The date in ISO 8601; "" for none, and for what is no date."""
        date = dates.read(words)
        if date is None:
            message = f"the {name} of “{entry.key}” is not a date: “{words}”."
            self.report(line, "b-bad-date", message, "Write 1924, 1924-03, 1924-03-29, 1924/1926, 1924~ or n.d.")
            if name in ("date", "year"):
                entry.fields.setdefault("pubstate", words)
            return ""
        if date.form:
            entry.forms[name] = date.form
        if date.state:
            entry.fields.setdefault("pubstate", date.state)
        return date.iso

    def merge_dates(self, entry: Entry) -> None:
        """Make year, month and day the date where there is none; a year beside a date must be that of the date."""
        year, month, day = (entry.fields.pop(name, "").strip("?") for name in ("year", "month", "day"))
        given = "year" in entry.lines
        form = entry.forms.pop("year", "")
        if "date" in entry.fields:
            if given and year and not entry.fields["date"].startswith(year[:4]):
                message = f"the year {year} of “{entry.key}” is not that of its date {entry.fields['date']}."
                self.report(entry.lines["year"], "b-bad-date", message, "Keep the date and remove the year.")
            if not month or len(entry.fields["date"]) != 4 or "date" in entry.forms:
                self.left_aside.update(name for name, given in (("month", month), ("day", day)) if given)
                return
            year = entry.fields["date"]
        if given:
            entry.fields["date"] = year
            if form:
                entry.forms["date"] = form
        if month and len(year) == 4 and not form:
            date = dates.with_month(year, month, day)
            if date is None:
                message = f"the month of “{entry.key}” is none: “{month}”."
                self.report(entry.lines["month"], "b-bad-date", message, "Write month = mar, or date = {1924-03}.")
            else:
                entry.fields["date"] = date.iso
                entry.forms |= {"date": date.form} if date.form else {}
        else:
            self.left_aside.update(name for name, given in (("month", month), ("day", day)) if given)


@cache
def _like(name: str) -> list[str]:
    """The names of fields that are like this one, the most similar first."""
    return get_close_matches(name, sorted(known for known in KNOWN_FIELDS if known[0] == name[0]), 5, 0.82)

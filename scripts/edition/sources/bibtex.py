"""``works.bib`` as works. No other module imports bibtexparser.

That library accepts many faults silently, so only its division into entries and fields is used: strings, concatenations
and missing commas are read here from the raw values.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any

from bibtexparser import model as blocks
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from edition.model.findings import Finding, SourceLocation
from edition.model.vocabulary import BIBTEX_FIELDS, ENTRY_TYPES, PERIODICAL, ROLES, VERBATIM_FIELDS
from edition.model.works import Creator, Name, Work
from edition.sources.latex import decoded
from edition.sources.yaml_records import ADDRESS, is_address, is_date, key_hint, suggestion

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would log is reported as findings

_SHARED = "editor translator introduction series number volume volumes edition publisher address date isbn".split()
_INHERITED = {"booktitle": "title", "booksubtitle": "subtitle", "journal": "title", "bookauthor": "author"}
_INHERITED |= {name: name for name in _SHARED}
_UNDATED = ("n.d.", "n. d.")
_NAME_FIELDS = tuple(role.bibtex for role in ROLES.values())
_ALIASES = {"location": "address", "journaltitle": "journal", "school": "publisher", "institution": "publisher"}
_OTHER_FIELDS = ("journal", "booktitle", "booksubtitle", "howpublished", "year", "crossref", "keywords")
_FIELDS = (*_NAME_FIELDS, *BIBTEX_FIELDS, *_OTHER_FIELDS, *_ALIASES)
_TYPES = list(dict.fromkeys(entry_type for entry_type, _ in ENTRY_TYPES))

_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE = re.compile(r'(?<!\\)[{}"]')
_FIELD = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*")
_RANGE = re.compile(r"(?<=[\divxlcdm])\s*(?:-+|–)\s*(?=[\divxlcdm])")
DEEPEST = 50
"""How many braces may stand in each other: LaTeX is read by recursion."""


@dataclass(slots=True)
class _Entry:
    """An entry as it is read: its type in BibTeX, its fields decoded, those of names apart."""

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.fields or name in self.names


@lru_cache(maxsize=2)
def works(source: str, file: str) -> tuple[tuple[Work, ...], tuple[Finding, ...]]:
    """The works of a BibTeX file in its order, and the findings on it (codes ``b-…``), sorted by source location.

    A faulty entry that has a usable key is a work all the same, so that citations of it are not reported too.
    """
    reader = _Reader(file)
    entries = reader.entries(source)
    read = tuple(reader.work(entry, entries) for entry in entries.values())
    return read, tuple(sorted(reader.findings))


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.strings: dict[str, str] = {}

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(SourceLocation(self.file, line), code, message, hint))

    def entries(self, source: str) -> dict[str, _Entry]:
        entries: dict[str, _Entry] = {}
        failed = False
        for block in parse_string(source, parse_stack=[]).blocks:
            line = (block.start_line or 0) + 1
            inner = block.ignore_error_block if isinstance(block, blocks.DuplicateFieldKeyBlock) else block
            if isinstance(inner, blocks.Entry):
                self.read_entry(inner, line, entries)
            elif isinstance(block, blocks.String):
                self.strings[block.key.lower()] = self.value(block.value, line, "@string")[0]
            elif isinstance(block, blocks.DuplicateBlockKeyBlock):
                self.report(line, "b-duplicate", f"the key “{block.key}” stands twice.", "Rename one of them.")
            elif isinstance(block, blocks.ParsingFailedBlock):
                self.malformed(block, line)
            elif isinstance(block, blocks.ImplicitComment) and not failed:  # after a failed block, it is its rest
                self.stray(block.comment, line)
            failed = isinstance(block, blocks.ParsingFailedBlock) and inner is block and not hasattr(block, "key")
        return entries

    def malformed(self, block: blocks.ParsingFailedBlock, line: int) -> None:
        reason = str(getattr(block.error, "abort_reason", block.error)).strip().rstrip(".")
        start = (block.raw or "").split("\n")[0].strip()
        message = f"what begins with “{start}” is not BibTeX: {reason[:1].lower()}{reason[1:]}."
        self.report(line, "b-malformed", message, "Look at its braces and commas.")

    def stray(self, comment: str, line: int) -> None:
        for offset, words in enumerate(comment.split("\n")):
            if words.strip() and not words.lstrip().startswith("%"):
                message = f"text stands between the entries: “{words.strip()[:40]}”."
                self.report(line + offset, "b-stray-text", message, "Begin a comment with %.")
                return

    def read_entry(self, block: blocks.Entry, line: int, entries: dict[str, _Entry]) -> None:
        kind, key = block.entry_type.lower(), block.key
        if kind not in _TYPES:
            message = f"there is no entry type “{block.entry_type}”."
            self.report(line, "b-unknown-type", message, suggestion(kind, _TYPES, f"Known: {', '.join(_TYPES)}."))
        entry = _Entry(kind if kind in _TYPES else "misc", key, line)
        for item in block.fields:
            self.read_field(entry, item.key, str(item.value), item.start_line + 1)
        self.merge_year(entry)
        if kind == "phdthesis":
            entry.fields.setdefault("entrysubtype", "PhD diss.")
        if not key:
            self.report(line, "b-empty-key", f"this @{kind} has no key.", "Write one after the opening brace.")
        elif hint := key_hint(key):
            self.report(line, "b-bad-key", f"“{key}” cannot be a key.", hint)
        elif key in entries:
            self.report(line, "b-duplicate", f"the key “{key}” stands twice.", "Rename one of them.")
        else:
            entries[key] = entry

    def read_field(self, entry: _Entry, written: str, source: str, line: int) -> None:
        name = _ALIASES.get(written.lower(), written.lower())
        value, rest, rest_line = self.value(source, line, written)
        if name not in _FIELDS:
            hint = suggestion(name, _FIELDS, "What is no bibliographic fact belongs in works.yml.")
            hint = "Write it into date, as in 1924-03." if name == "month" else hint
            self.report(line, "b-unknown-field", f"“{entry.key}” has a field “{written}”, unknown here.", hint)
        elif entry.has(name):
            message = f"the field “{written}” stands twice in “{entry.key}”."
            self.report(line, "b-duplicate", message, "Remove one of them.")
        elif name in _NAME_FIELDS:
            entry.names[name] = self.names(value, line)
        elif value:
            self.read_words(entry, name, value, line)
        if rest:
            next_field = _FIELD.match(rest)
            if next_field:
                message = f"no comma stands before “{next_field[1]}” in “{entry.key}”."
                self.report(rest_line, "b-missing-comma", message, "Put one at the end of the field before it.")
                self.read_field(entry, next_field[1], rest[next_field.end() :], rest_line)
            else:
                message = f"“{rest.strip()[:40]}” stands after the value of “{written}” in “{entry.key}”."
                self.report(rest_line, "b-malformed", message, "Put the whole value into one pair of braces.")

    def read_words(self, entry: _Entry, name: str, value: str, line: int) -> None:
        if max(accumulate((sign == "{") - (sign == "}") for sign in value)) > DEEPEST:
            message = f"in “{name}” of “{entry.key}” more than {DEEPEST} braces stand in each other."
            self.report(line, "b-malformed", message, "Take those away that mean nothing.")
            value = value.replace("{", "").replace("}", "")
        words = value.strip() if name in VERBATIM_FIELDS else decoded(value)
        if name in ("date", "year", "origdate"):
            words = self.date(entry, name, words, line)
        if name == "url" and not is_address(words):
            message = f"the url of “{entry.key}” is no address of the web: “{words}”."
            self.report(line, "b-bad-address", message, ADDRESS)
            words = ""
        entry.fields[name] = _RANGE.sub("–", words) if name == "pages" else words

    def merge_year(self, entry: _Entry) -> None:
        """Replace the year by the date, or make the year the date where there is none."""
        year = entry.fields.pop("year", None)
        if year is not None and not entry.fields.setdefault("date", year).startswith(year):
            message = f"the year {year} of “{entry.key}” is not that of its date {entry.fields['date']}."
            self.report(entry.line, "b-bad-date", message, "Keep the date and remove the year.")

    def date(self, entry: _Entry, name: str, words: str, line: int) -> str:
        """The date in ISO 8601; "" for none, and for what is no date."""
        if words in _UNDATED:
            return ""
        iso = words.replace("–", "/")
        if is_date(iso):
            return iso
        message = f"the {name} of “{entry.key}” is not a date: “{words}”."
        self.report(line, "b-bad-date", message, "Write 1924, 1924-03, 1924-03-29, 1924/1926 or n.d.")
        return ""

    def value(self, source: str, line: int, name: str) -> tuple[str, str, int]:
        """The words of a raw value with its strings put in; what wrongly follows the value, and on which line."""
        words = []
        index = 0
        while True:
            is_bare, piece, index = _piece(source, index)
            if is_bare and not piece.isdigit():
                if piece.lower() not in self.strings:
                    hint = suggestion(piece, self.strings, "Put the words into braces.")
                    self.report(line, "b-undefined-string", f"“{name}” uses “{piece}”, which no @string defines.", hint)
                piece = self.strings.get(piece.lower(), piece)
            words.append(piece)
            rest = source[index:].lstrip()
            if not rest.startswith("#"):
                break
            index = len(source) - len(rest) + 1
        rest_line = line + source.count("\n", 0, len(source) - len(rest))
        return re.sub(r"[ \t\r\n]+", " ", "".join(words)).strip(" "), rest, rest_line

    def names(self, value: str, line: int) -> tuple[Name, ...]:
        names = []
        for source in split_multiple_persons_names(value):
            try:
                names.append(_name(source))
            except InvalidNameError as error:
                message = f"“{source}” cannot be read as a name: {error.reason[:1].lower()}{error.reason[1:]}."
                self.report(line, "b-bad-name", message, "Put “and” between persons, and a corporate name into braces.")
                names.append(Name(literal=decoded(source)))
        return tuple(names)

    def work(self, entry: _Entry, entries: Mapping[str, _Entry]) -> Work:
        crossref, xref = (self.volume(entry, entry.fields.get(name, ""), entries) for name in ("crossref", "xref"))
        type_ = ENTRY_TYPES.get((entry.type, entry.fields.get("entrysubtype", ""))) or ENTRY_TYPES[entry.type, ""]
        complete = _Entry(entry.type, entry.key, entry.line, dict(entry.fields), dict(entry.names))
        if crossref:
            _inherit(complete, entries[crossref])
        volume_unknown = entry.fields.get("crossref") and not crossref
        for name in type_.required:
            if not complete.has(name) and not (volume_unknown and name in _INHERITED):
                hint = "Write year = {n.d.} if there is none." if name == "date" else f"Write {name} = {{…}}."
                self.report(entry.line, "b-missing-field", f"“{entry.key}” lacks the field “{name}”.", hint)
        fields = complete.fields | {"xref": crossref or xref}
        if type_.container is PERIODICAL and "issue" not in fields:
            fields["issue"] = fields.pop("number", "")
        container_title, container_subtitle = type_.container.fields
        values: dict[str, Any] = {attribute: fields.get(name, "") for name, attribute in BIBTEX_FIELDS.items()}
        values["title"] = values["title"] or entry.key
        return Work(
            key=entry.key,
            type=type_.csl,
            location=SourceLocation(self.file, entry.line),
            creators=tuple(Creator(r.csl, name) for r in ROLES.values() for name in complete.names.get(r.bibtex, ())),
            container_title=fields.get(container_title, ""),
            container_subtitle=fields.get(container_subtitle, ""),
            **values,
        )

    def volume(self, entry: _Entry, key: str, entries: Mapping[str, _Entry]) -> str:
        """The key of the volume to which an entry refers; "" if there is no such volume."""
        if not key or (key in entries and key != entry.key):
            return key
        if key == entry.key:
            message, hint = f"“{key}” names itself as its volume.", "Name another, or none."
        else:
            message = f"“{entry.key}” refers to a volume “{key}”, which is not in this file."
            hint = suggestion(key, entries, "Give the volume an entry of its own.")
        self.report(entry.line, "b-bad-crossref", message, hint)
        return ""


def _piece(source: str, start: int) -> tuple[bool, str, int]:
    """The next piece of a raw value: whether it stands bare, its words without braces or quotation marks, its end."""
    start += len(source[start:]) - len(source[start:].lstrip())
    if source[start : start + 1] not in ("{", '"'):
        end = next((i for i in range(start, len(source)) if source[i] == "#" or source[i].isspace()), len(source))
        return end > start, source[start:end], end
    depth = 0
    is_quoted = source[start] == '"'
    for match in (_QUOTE if is_quoted else _BRACE).finditer(source, start + 1):
        if match[0] == "{":
            depth += 1
        elif depth == 0:
            return False, source[start + 1 : match.start()], match.end()
        elif match[0] == "}":
            depth -= 1
    return False, source[start + 1 :], len(source)


@lru_cache(maxsize=4096)
def _name(source: str) -> Name:
    """A name in its parts, which are split before their LaTeX is decoded. Raises ``InvalidNameError``."""
    _, inner, end = _piece(source, 0)
    if source.lower() == "others":
        return Name(literal="others")
    if source.startswith("{") and end == len(source):
        return Name(literal=decoded(inner))
    parts = parse_single_name_into_parts(source)
    if not parts.last or "and" in parts.von:
        raise InvalidNameError(source, "There is an “and” too many")
    family, given, particle, suffix = (decoded(" ".join(p)) for p in (parts.last, parts.first, parts.von, parts.jr))
    return Name(family, given, particle, suffix)


def _inherit(entry: _Entry, volume: _Entry) -> None:
    """Add the fields that an entry takes from its volume."""
    for name, source in _INHERITED.items():
        if source in volume.fields:
            entry.fields.setdefault(name, volume.fields[source])
        if source in volume.names and not (name == "bookauthor" and volume.names[source] == entry.names.get("author")):
            entry.names.setdefault(name, volume.names[source])

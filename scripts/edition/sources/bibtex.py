"""``works.bib`` as works. The only file that knows bibtexparser.

The parser lets many faults pass in silence, so its raw values are read here: strings, concatenations, lost commas.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bibtexparser import model as blocks
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from edition.model.findings import Finding, SourceLocation
from edition.model.vocabulary import BIBTEX_FIELDS, ENTRY_TYPES, PERIODICAL, ROLES, VERBATIM_FIELDS, WorkType
from edition.model.works import Creator, Name, Work
from edition.sources.latex import decoded
from edition.sources.yaml_records import ADDRESS, CHARACTERS, is_address, is_date, is_key, suggestion

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
_SWALLOWED = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*")
_RANGE = re.compile(r"(?<=[\divxlcdm])\s*(?:-+|–)\s*(?=[\divxlcdm])")


@dataclass(slots=True)
class _Raw:
    """An entry on its way to a work: its own fields as words, its names as names, and where each field stands."""

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.fields or name in self.names


@lru_cache(maxsize=2)
def works(source: str, file: str) -> tuple[tuple[Work, ...], tuple[Finding, ...]]:
    """The works of a BibTeX file in its order, and what is wrong with it (codes ``b-…``), sorted by place.

    An entry with a fault is still a work wherever it has a usable key, so that one fault is not reported twice.
    """
    reader = _Reader(file)
    entries = reader.entries(source)
    found = tuple(reader.work(entry, entries) for entry in entries.values())
    return found, tuple(sorted(reader.findings))


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.strings: dict[str, str] = {}

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(SourceLocation(self.file, line), code, message, hint))

    def entries(self, source: str) -> dict[str, _Raw]:
        found: dict[str, _Raw] = {}
        failed = False
        for block in parse_string(source, parse_stack=[]).blocks:
            line = (block.start_line or 0) + 1
            inner = block.ignore_error_block if isinstance(block, blocks.DuplicateFieldKeyBlock) else block
            if isinstance(inner, blocks.Entry):
                self.entry(inner, line, found)
            elif isinstance(block, blocks.String):
                self.strings[block.key.lower()] = self.value(block.value, line, "@string")[0]
            elif isinstance(block, blocks.DuplicateBlockKeyBlock):
                self.report(line, "b-duplicate", f"the key “{block.key}” stands twice.", "Rename one of them.")
            elif isinstance(block, blocks.ParsingFailedBlock):
                self.malformed(block, line)
            elif isinstance(block, blocks.ImplicitComment) and not failed:  # after a failed one it is the rest of that
                self.stray(block.comment, line)
            failed = isinstance(block, blocks.ParsingFailedBlock) and inner is block and not hasattr(block, "key")
        return found

    def malformed(self, block: blocks.ParsingFailedBlock, line: int) -> None:
        reason = str(getattr(block.error, "abort_reason", block.error)).strip().rstrip(".")
        start = (block.raw or "").split("\n")[0].strip()
        text = f"what begins with “{start}” is not BibTeX: {reason[:1].lower()}{reason[1:]}."
        self.report(line, "b-malformed", text, "Look at its braces and commas.")

    def stray(self, comment: str, line: int) -> None:
        for offset, words in enumerate(comment.split("\n")):
            if words.strip() and not words.lstrip().startswith("%"):
                text = f"text stands between the entries: “{words.strip()[:40]}”."
                self.report(line + offset, "b-stray-text", text, "Begin a comment with %.")
                return

    def entry(self, block: blocks.Entry, line: int, found: dict[str, _Raw]) -> None:
        kind, key = block.entry_type.lower(), block.key
        if kind not in _TYPES:
            text = f"there is no entry type “{block.entry_type}”."
            self.report(line, "b-unknown-type", text, suggestion(kind, _TYPES, f"Known: {', '.join(_TYPES)}."))
        raw = _Raw(kind if kind in _TYPES else "misc", key, line)
        for item in block.fields:
            self.field(raw, item.key, str(item.value), item.start_line + 1)
        self.one_date(raw)
        if kind == "phdthesis":
            raw.fields.setdefault("entrysubtype", "PhD diss.")
        if not key:
            self.report(line, "b-empty-key", f"this @{kind} has no key.", "Write one after the opening brace.")
        elif not is_key(key):
            self.report(line, "b-bad-key", f"“{key}” cannot be a key.", CHARACTERS)
        elif key in found:
            self.report(line, "b-duplicate", f"the key “{key}” stands twice.", "Rename one of them.")
        else:
            found[key] = raw

    def field(self, raw: _Raw, written: str, source: str, line: int) -> None:
        name = _ALIASES.get(written.lower(), written.lower())
        value, rest, rest_line = self.value(source, line, written)
        if name not in _FIELDS:
            hint = suggestion(name, _FIELDS, "What is no bibliographic fact belongs in works.yml.")
            hint = "Write it into date, as in 1924-03." if name == "month" else hint
            self.report(line, "b-unknown-field", f"“{raw.key}” has a field “{written}”, unknown here.", hint)
        elif raw.has(name):
            text = f"the field “{written}” stands twice in “{raw.key}”."
            self.report(line, "b-duplicate", text, "Remove one of them.")
        elif name in _NAME_FIELDS:
            raw.names[name] = self.names(value, line)
        elif value:
            self.plain(raw, name, value, line)
        if rest:
            swallowed = _SWALLOWED.match(rest)
            if swallowed:
                text = f"no comma stands before “{swallowed[1]}” in “{raw.key}”."
                self.report(rest_line, "b-missing-comma", text, "Put one at the end of the field before it.")
                self.field(raw, swallowed[1], rest[swallowed.end() :], rest_line)
            else:
                text = f"“{rest.strip()[:40]}” stands after the value of “{written}” in “{raw.key}”."
                self.report(rest_line, "b-malformed", text, "Put the whole value into one pair of braces.")

    def plain(self, raw: _Raw, name: str, value: str, line: int) -> None:
        words = value.strip() if name in VERBATIM_FIELDS else decoded(value)
        if name in ("date", "year", "origdate"):
            words = self.date(raw, name, words, line)
        if name == "url" and not is_address(words):
            self.report(line, "b-bad-address", f"the url of “{raw.key}” is no address of the web: “{words}”.", ADDRESS)
            words = ""
        raw.fields[name] = _RANGE.sub("–", words) if name == "pages" else words

    def one_date(self, raw: _Raw) -> None:
        year = raw.fields.pop("year", None)
        if year is not None and not raw.fields.setdefault("date", year).startswith(year):
            text = f"the year {year} of “{raw.key}” is not that of its date {raw.fields['date']}."
            self.report(raw.line, "b-bad-date", text, "Keep the date and remove the year.")

    def date(self, raw: _Raw, name: str, words: str, line: int) -> str:
        if words in _UNDATED:
            return ""
        iso = words.replace("–", "/")
        if is_date(iso):
            return iso
        text = f"the {name} of “{raw.key}” is not a date: “{words}”."
        self.report(line, "b-bad-date", text, "Write 1924, 1924-03, 1924-03-29, 1924/1926 or n.d.")
        return ""

    def value(self, source: str, line: int, name: str) -> tuple[str, str, int]:
        """The words of a raw value, what follows them though nothing may, and the line of that."""
        words = []
        at = 0
        while True:
            bare, piece, at = _piece(source, at)
            if bare and not piece.isdigit():
                if piece.lower() not in self.strings:
                    hint = suggestion(piece, self.strings, "Put the words into braces.")
                    self.report(line, "b-undefined-string", f"“{name}” uses “{piece}”, which no @string defines.", hint)
                piece = self.strings.get(piece.lower(), piece)
            words.append(piece)
            rest = source[at:].lstrip()
            if not rest.startswith("#"):
                break
            at = len(source) - len(rest) + 1
        rest_line = line + source.count("\n", 0, len(source) - len(rest))
        return re.sub(r"[ \t\r\n]+", " ", "".join(words)).strip(" "), rest, rest_line

    def names(self, value: str, line: int) -> tuple[Name, ...]:
        found = []
        for each in split_multiple_persons_names(value):
            try:
                found.append(_name(each))
            except InvalidNameError as error:
                text = f"“{each}” cannot be read as a name: {error.reason[:1].lower()}{error.reason[1:]}."
                self.report(line, "b-bad-name", text, "Put “and” between persons, and a corporate name into braces.")
                found.append(Name(literal=decoded(each)))
        return tuple(found)

    def work(self, raw: _Raw, entries: Mapping[str, _Raw]) -> Work:
        crossref, xref = (self.volume(raw, raw.fields.get(name, ""), entries) for name in ("crossref", "xref"))
        complete = _Raw(raw.type, raw.key, raw.line, dict(raw.fields), dict(raw.names))
        if crossref:
            _inherit(complete, entries[crossref])
        lost = raw.fields.get("crossref") and not crossref
        for needed in _type(raw).required:
            if not complete.has(needed) and not (lost and needed in _INHERITED):
                hint = "Write year = {n.d.} if there is none." if needed == "date" else f"Write {needed} = {{…}}."
                self.report(raw.line, "b-missing-field", f"“{raw.key}” lacks the field “{needed}”.", hint)
        complete.fields["xref"] = crossref or xref
        return _work(complete, SourceLocation(self.file, raw.line))

    def volume(self, raw: _Raw, key: str, entries: Mapping[str, _Raw]) -> str:
        """The key of the volume an entry refers to, if there is one, else nothing."""
        if not key or (key in entries and key != raw.key):
            return key
        if key == raw.key:
            text, hint = f"“{key}” names itself as its volume.", "Name another, or none."
        else:
            text = f"“{raw.key}” refers to a volume “{key}”, which is not in this file."
            hint = suggestion(key, entries, "Give the volume an entry of its own.")
        self.report(raw.line, "b-bad-crossref", text, hint)
        return ""


def _piece(source: str, at: int) -> tuple[bool, str, int]:
    """Whether the next piece of a value stands bare, its words without braces or quotation marks, and its end."""
    at += len(source[at:]) - len(source[at:].lstrip())
    if source[at : at + 1] not in ("{", '"'):
        end = next((i for i in range(at, len(source)) if source[i] == "#" or source[i].isspace()), len(source))
        return end > at, source[at:end], end
    depth = 0
    quoted = source[at] == '"'
    for match in (_QUOTE if quoted else _BRACE).finditer(source, at + 1):
        if match[0] == "{":
            depth += 1
        elif depth == 0:
            return False, source[at + 1 : match.start()], match.end()
        elif match[0] == "}":
            depth -= 1
    return False, source[at + 1 :], len(source)


@lru_cache(maxsize=4096)
def _name(source: str) -> Name:
    """A name in its parts, split before its LaTeX is decoded. Raises InvalidNameError."""
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


def _inherit(raw: _Raw, volume: _Raw) -> None:
    for name, source in _INHERITED.items():
        if source in volume.fields:
            raw.fields.setdefault(name, volume.fields[source])
        if source in volume.names and not (name == "bookauthor" and volume.names[source] == raw.names.get("author")):
            raw.names.setdefault(name, volume.names[source])


def _type(raw: _Raw) -> WorkType:
    return ENTRY_TYPES.get((raw.type, raw.fields.get("entrysubtype", ""))) or ENTRY_TYPES[raw.type, ""]


def _work(raw: _Raw, place: SourceLocation) -> Work:
    fields = dict(raw.fields)
    type_ = _type(raw)
    if type_.container is PERIODICAL and "issue" not in fields:
        fields["issue"] = fields.pop("number", "")
    within, within_subtitle = type_.container.fields
    values: dict[str, Any] = {attribute: fields.get(name, "") for name, attribute in BIBTEX_FIELDS.items()}
    values["title"] = values["title"] or raw.key
    return Work(
        key=raw.key,
        type=type_.csl,
        location=place,
        creators=tuple(Creator(r.csl, name) for r in ROLES.values() for name in raw.names.get(r.bibtex, ())),
        container_title=fields.get(within, ""),
        container_subtitle=fields.get(within_subtitle, ""),
        **values,
    )

"""The promises of the engine on mutated projects: no exception, no hang, nothing outside, nothing lost in silence."""

from __future__ import annotations

import faulthandler
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from itertools import count, islice
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml
from mutations import Project, mutated

from edition.build import publish, site_folder
from edition.build.outputs import everything
from edition.checks import check
from edition.checks.codes import stopping
from edition.checks.links import check_site
from edition.checks.text import missing_anchors
from edition.checks.written_links import WrittenLinks
from edition.index.addresses import output_path
from edition.model.findings import Finding, Refused
from edition.permanence.numbering import planned
from edition.sources import files as source_files
from edition.sources import mkdocs_settings
from edition.sources.load import assemble, decoded, read
from folders import TINY, contents

SECONDS, WALL_SECONDS, BYTES = 10, 90, 1 << 30
WHOLE_FILE = re.compile(r"b-left-aside|f-|a-unrecorded|y-missing-field|w-no|set-|k-|s-no|l-|c-no|n-no")
WORD = re.compile(r"[^\W\d_]{4,}")
WORKS = "bibliography/works.bib"
NOT_RENDERED = ("exceptions.yml", "anchors.yml", "quotations.yml", "versions.yml", "mkdocs.yml", "audit.yml")
"""Files of which not every word is for readers."""


class TooLong(BaseException):
    """A project takes more than its seconds."""


class Failure(NamedTuple):
    """A promise that was not held: which (the same words for the same fault), and the details."""

    kind: str
    details: str


class Trial:
    """One mutated project."""

    def __init__(self, top: Path, seed: int) -> None:
        self.seed = seed
        self.project: Project = mutated(top / "project", seed)
        self.folder, self.site = self.project.folder, top / "site"
        self.rng = self.project.rng
        self.outcome = "with findings"

    def failures(self) -> Iterator[Failure]:
        """What is wrong with how the engine treats the project."""
        if self.rng.random() < 0.6:
            self._number()
        before = _state(self.folder)
        settings, of_settings = mkdocs_settings.read(self.folder)
        matter = source_files.contents(self.folder, settings)
        sources = decoded(matter, settings, of_settings)
        edition = assemble(sources)
        found = check(edition)
        told = {
            finding.location.file
            for finding in found
            if finding.code in ("w-unused", "b-left-aside", "b-malformed", "b-empty-key", "f-stray")
        }
        lines = {(finding.location.file, finding.location.line) for finding in found}
        messages = " ".join(finding.message for finding in found)
        yield from self._misplaced(found)
        builds = self.rng.random() < 0.15
        if not stopping(found) and not settings.mkdocs_reason:
            outputs, found = self._made(edition, matter, sources.files)
            yield from self._misplaced(found)
            if not stopping(found):
                self.outcome = "rendered"
                shown = {file: _untold(file, text, lines) for file, text in sources.files.items() if file not in told}
                shown[WORKS] = _without(shown.get(WORKS, ""), edition.unused_works)
                yield from _lost(shown, outputs, messages)
                yield from (Failure("an address leads out of the site", uri) for uri in outputs if _leads_out(uri))
        else:
            outputs = {}
        if builds:
            files = {output_path(uri, settings.directory_urls): content for uri, content in outputs.items()}
            yield from self._built(found, files)
        if _state(self.folder) != before:
            yield Failure("the sources were changed", str(self.folder))

    def _number(self) -> None:
        """What ``edition anchors --write`` does."""
        files, edition, *_ = planned(read(self.folder))
        if not any(finding for section in edition.sections for finding in missing_anchors(edition, section)):
            for name, text in files.items():
                path = self.folder / name
                if path.is_file() or not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, encoding="utf-8", newline="\n")

    def _made(self, edition, matter, texts) -> tuple[dict[str, bytes], tuple[Finding, ...]]:  # type: ignore[no-untyped-def]
        """The whole site without books, and the findings on it."""
        try:
            made = list(everything(edition))
        except Refused as refusal:
            return {}, (refusal.finding,)
        outputs = {output.uri: output.content for output in made}
        if findings := tuple(site_folder.shadowed(matter, outputs)):
            return outputs, findings
        outputs |= dict(source_files.pictures(matter))
        pages = {output.uri: output.anchors for output in made if output.uri.endswith(".html")}
        written = WrittenLinks(edition, texts)
        return outputs, check_site(pages, pages, outputs.keys(), lambda uri: outputs[uri].decode(), written)

    def _built(self, findings: tuple[Finding, ...], outputs: Mapping[str, bytes]) -> Iterator[Failure]:
        """What the command would do is the same."""
        found = publish.build(self.folder, self.site, with_books=False)
        if bool(stopping(found)) != bool(stopping(findings)):
            yield Failure("build and check differ in findings", f"{found[:2]} {findings[:2]}")
        elif outputs and not stopping(found):
            made = {uri: content for uri, content in contents(self.site).items() if uri != site_folder.RECORD}
            differing = sorted(uri for uri in made.keys() | outputs.keys() if made.get(uri) != outputs.get(uri))
            if differing:
                yield Failure("build and everything differ", str(differing[:5]))
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def _misplaced(self, findings: Iterable[Finding]) -> Iterator[Failure]:
        """Findings without a place in the sources, without a hint, or longer than anybody reads."""
        for finding in findings:
            file, line = finding.location
            path = self.folder / file
            top = Path(file).parts[:1]
            if top not in (("docs",), ("bibliography",), ("mkdocs.yml",)):
                yield Failure(f"{finding.code} is not at a source", str(finding)[:500])
            elif line and path.is_file() and line > len(path.read_bytes().splitlines()) + 1:
                yield Failure(f"{finding.code} is at a line that is not there", str(finding)[:500])
            elif not line and path.is_file() and path.read_bytes().strip() and not WHOLE_FILE.match(finding.code):
                yield Failure(f"{finding.code} has no line", str(finding)[:500])
            if not finding.hint.strip() or not finding.message.strip():
                yield Failure(f"{finding.code} has no hint", str(finding)[:500])
            if len(str(finding)) > 1200:
                yield Failure(f"{finding.code} is too long", str(finding)[:200])


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of all that is in a folder."""
    paths = (Path(place, name) for place, folders, names in os.walk(folder) for name in (*folders, *names))
    stats = ((path, path.lstat()) for path in paths if ".cache" not in path.parts)
    return {str(path): (stat.st_size if path.is_file() else 0, stat.st_ino) for path, stat in stats}


def _leads_out(uri: str) -> bool:
    return uri.startswith("/") or ".." in uri.split("/") or "" in uri.split("/") or "\0" in uri


def _without(source: str, keys: Collection[str]) -> str:
    """A BibTeX file without the entries of these keys."""
    parts = re.split(r"^(?=@)", source, flags=re.MULTILINE)
    return "".join(part for part in parts if part.partition("{")[2].partition(",")[0].strip() not in keys)


def _untold(file: str, text: str, told: Collection[tuple[str, int]]) -> str:
    """A source without the words of lines that have a finding."""
    if not file.endswith(".bib"):
        return text
    return "\n".join("" if (file, number) in told else line for number, line in enumerate(text.split("\n"), 1))


def _lost(sources: Mapping[str, str], outputs: Mapping[str, bytes], messages: str) -> Iterator[Failure]:
    """Words that stand neither in an output nor in the messages of findings."""
    lost = {
        (file, word)
        for file, words in missing(sources, outputs).items()
        for word in words - _never_shown() - {"german", "null"}
        if word not in messages
    }
    for file, word in sorted(lost)[:20]:
        lines = [line for line in sources[file].split("\n") if word in line]
        yield Failure(f"words of {Path(file).suffix} are lost", f"{file}: “{word}” in {lines[:1]!r:.300}")


def missing(sources: Mapping[str, str], outputs: Mapping[str, bytes]) -> dict[str, set[str]]:
    """The words of each source that do not stand in the outputs: those of Markdown in pages, others anywhere."""
    pages = "\n".join(content.decode("utf-8", "replace") for uri, content in outputs.items() if uri.endswith(".html"))
    others = "\n".join(
        content.decode("utf-8", "replace")
        for uri, content in outputs.items()
        if uri.endswith((".json", ".bib", ".yaml", ".cff"))
    )
    words = unescape(pages).replace("\u00ad", "")
    shown = words + re.sub(r"<[^<>]*>", "", words)
    anywhere = shown + others
    missing = {}
    for file, source in sources.items():
        if file.endswith(NOT_RENDERED) or "/witnesses/" in file:
            continue
        place = shown if file.endswith(".md") else anywhere
        missing[file] = {word for word in _words(file, source) if word not in place}
    return missing


def _words(file: str, source: str) -> set[str]:
    """The words for readers in a source."""
    source = source.replace("\u00ad", "")
    if file.endswith((".yml", ".yaml")):
        source = " ".join(_leaves(yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))))
    if file.endswith(".bib"):
        source = re.sub(
            r"(?m)%.*$|(?s:@(?:comment|string|preamble)\{.*?\n\})|@\w+|\\[A-Za-z]+|(?m:^ *\w+ *=)", "", source
        )
    if file.endswith(".md"):
        source = re.sub(r"&\w+;", " ", source)  # a character by its name
        source = re.sub(r"\A---\n(?s:.*?)\n---\n", lambda head: re.sub(r"(?m)\s#.*$", "", head[0]), source)  # comments
    return set(WORD.findall(source))


def _leaves(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)
    elif node is not None:
        yield str(node)


@cache
def _never_shown() -> frozenset[str]:
    """Words of the tiny edition that are not for readers: names of fields, terms."""
    sources = read(TINY)
    outputs = {output.uri: output.content for output in everything(assemble(sources))}
    return frozenset(word for words in missing(sources.files, outputs).values() for word in words)


# --- Running many --------------------------------------------------------------------------------------------------


def trial(seed: int) -> tuple[list[Failure], str]:
    """The failures of one seed, and what became of the project."""
    with TemporaryDirectory(prefix="torture-") as temporary:
        top = Path(temporary)
        (top / "precious").mkdir()
        (top / "precious/thesis.txt").write_text("years of work", encoding="utf-8")
        tried = Trial(top, seed)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            failures = list(tried.failures())
        except BaseException as error:  # noqa: BLE001
            failures = [_failure(error)]
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if contents(top / "precious") != {"thesis.txt": b"years of work"}:
            failures.append(Failure("something was written outside", ""))
        beside = {path.name for path in top.iterdir()} - {"precious", "project", "site"}
        failures += [Failure("something was written beside the project", name) for name in beside]
        steps = ", ".join(tried.project.steps)
        return [Failure(failure.kind, f"[{steps}] {failure.details}") for failure in failures], tried.outcome


def _failure(error: BaseException) -> Failure:
    if isinstance(error, KeyboardInterrupt):
        raise error
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "edition" in frame.filename and "tests" not in frame.filename
    ]
    where = " < ".join(f"{Path(frame.filename).name}:{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    name = type(error).__name__
    first = "" if name in ("TooLong", "RecursionError", "MemoryError") else where.partition(" < ")[0]
    return Failure(f"{name} {first}", f"{error} at {where}"[:600])


def _too_long(*_: object) -> None:
    raise TooLong


def _work(seeds: Iterable[int], results: Connection) -> None:
    signal.signal(signal.SIGPROF, _too_long)
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
    for seed in seeds:
        results.send(("begin", seed, None))
        faulthandler.dump_traceback_later(WALL_SECONDS, exit=True, file=sys.stderr)
        results.send(("end", seed, trial(seed)))
        faulthandler.cancel_dump_traceback_later()
    results.close()


class Report(NamedTuple):
    """How many projects were tried, what became of them, and the failures by kind with their seeds."""

    outcomes: dict[str, int]
    failures: dict[str, list[tuple[int, str]]]

    def note(self, seed: int, failures: Iterable[Failure], outcome: str) -> None:
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        for kind, details in failures:
            self.failures.setdefault(kind, []).append((seed, details))

    def __str__(self) -> str:
        lines = [f"{sum(self.outcomes.values())} mutated projects: {self.outcomes}"]
        for kind, seeds in sorted(self.failures.items(), key=lambda item: -len(item[1])):
            lines.append(f"{len(seeds):5} {kind}; seeds {sorted({seed for seed, _ in seeds})[:6]}\n      {seeds[0][1]}")
        return "\n".join(lines)


def run(first: int, until: float, number: int | None = None, processes: int = 2) -> Report:
    """Try projects with consecutive seeds, until a time or a number of them."""
    report = Report({}, {})
    _never_shown()  # processes are forked, and have it
    seeds = iter(count(first) if number is None else range(first, first + number))
    working: dict[Connection, tuple[Process, list[int]]] = {}
    while True:
        while len(working) < processes and time.monotonic() < until:
            chunk = list(islice(seeds, 100))
            if not chunk:
                break
            _start(working, chunk)
        if not working:
            return report
        for results in wait(list(working), timeout=5):
            assert isinstance(results, Connection)
            _receive(results, working, report)


def _start(working: dict[Connection, tuple[Process, list[int]]], chunk: list[int]) -> None:
    receiving, sending = Pipe(duplex=False)
    process = Process(target=_work, args=(tuple(chunk), sending))
    process.start()
    sending.close()
    working[receiving] = process, chunk


def _receive(results: Connection, working: dict[Connection, tuple[Process, list[int]]], report: Report) -> None:
    process, left = working[results]
    try:
        what, seed, result = results.recv()
    except EOFError:
        process.join()
        del working[results]
        if left:  # it ended before its last project did
            report.note(left[0], [Failure("the process died or hung", f"exit code {process.exitcode}")], "died")
            if left[1:]:
                _start(working, left[1:])
        return
    if what == "end":
        left.remove(seed)
        report.note(seed, *result)


def shown(seed: int, folder: Path) -> str:
    """A seed tried again, its project kept in a folder."""
    project = mutated(folder, seed)
    signal.signal(signal.SIGPROF, _too_long)
    failures, outcome = trial(seed)
    return "\n".join(
        [f"{folder}: {', '.join(project.steps)}: {outcome}", *(f"{kind}: {details}" for kind, details in failures)]
    )


__all__: Collection[str] = ("Report", "run", "shown", "trial")

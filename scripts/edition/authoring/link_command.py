"""``edition link`` for a project: what it finds, what it writes, and how it tells of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.authoring import drafts, link_proposals
from edition.authoring.citations import Citation
from edition.authoring.link_proposals import Proposal
from edition.authoring.source_map import passages
from edition.model.edition import Edition
from edition.model.works import Work
from edition.sources.files import replace, rewrite
from edition.sources.load import Sources, assemble
from edition.sources.outlines import ESSAY

WIDTH = 60
"""Characters of the words of a proposal that are shown."""


@dataclass(frozen=True, slots=True)
class LinkSearch:
    """What was found for a project: proposals, and drafts by their files."""

    files: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...]
    drafted: dict[str, dict[str, str]]

    @property
    def sure(self) -> list[Proposal]:
        """The proposals that are sure."""
        return [proposal for proposal in self.proposals if proposal.sure]

    @property
    def doubtful(self) -> list[Proposal]:
        """Those that are not."""
        return [proposal for proposal in self.proposals if not proposal.sure]


DRAFTED = {
    "works.bib": ("work that is cited and not in works.bib", "works that are cited and not in works.bib"),
    "persons.yml": ("name without an entry", "names without an entry"),
    "quotations.yml": ("quotation", "quotations"),
}
"""File of drafts → what it holds, of one and of several."""


def find(sources: Sources) -> LinkSearch:
    """What can be linked in a project, and what is to be drafted for it."""
    edition = assemble(sources)
    files = tuple(
        (name, text) for name, text in sources.files.items() if name.startswith(ESSAY) and name.endswith(".md")
    )
    works = link_proposals.all_works(sources)
    proposed = link_proposals.proposals(edition, works, files)
    return LinkSearch(files, tuple(proposed), _drafts(edition, works, files, proposed))


def _drafts(
    edition: Edition, works: dict[str, Work], files: tuple[tuple[str, str], ...], proposed: list[Proposal]
) -> dict[str, dict[str, str]]:
    every = [passage for file, source in files for passage in passages(file, source)]
    cited: dict[tuple[str, int], list[Citation]] = {}
    for proposal in proposed:
        if proposal.kind == "citation":
            place = (proposal.passage.file, proposal.passage.line)
            cited.setdefault(place, []).append(Citation(proposal.link.cluster, proposal.link.start, proposal.link.end))
    return {
        "works.bib": drafts.works(every, cited, works.values()),
        "persons.yml": drafts.persons(every, edition),
        "quotations.yml": drafts.quotations(every, proposed, edition),
    }


def write(project: Path, result: LinkSearch, wanted: list[Proposal]) -> list[Proposal]:
    """Write proposals into the sections, and the drafts. Returns the proposals that could not be written."""
    changed, failed = link_proposals.written(result.files, wanted)
    for name, source in changed.items():
        rewrite(project / name, source)
    folder = project / drafts.FOLDER
    for name, entries in result.drafted.items():
        path = folder / name
        before = path.read_text("utf-8") if path.is_file() else ""
        after = drafts.added(name, before, entries.values())
        if after != before:
            folder.mkdir(exist_ok=True)
            replace(path, after.encode())
    return failed


def accepted(result: LinkSearch, ask: Callable[[str], bool]) -> list[Proposal]:
    """The proposals that are sure, and those others to which the answer is yes."""
    return result.sure + [proposal for proposal in result.doubtful if ask(line(proposal))]


def line(proposal: Proposal) -> str:
    """A proposal in one line: where, what, and why."""
    passage, words = proposal.passage, " ".join(proposal.words.split())
    shown = words if len(words) <= WIDTH else f"{words[: WIDTH // 2].rstrip()} … {words[-WIDTH // 3 :].lstrip()}"
    where = f"note {passage.label}" if passage.label else f"¶ {passage.anchor.removeprefix('p')}"
    return f"{passage.file}:{passage.line}: {where}: [{shown}][{proposal.link.cluster}] ({proposal.why})"


def listing(result: LinkSearch, only_doubtful: bool) -> Iterator[str]:
    """What was found, in lines for a terminal; ``only_doubtful`` where what is sure was written, and the drafts."""
    if not only_doubtful:
        yield from _group("Sure", result.sure)
    yield from _group("To be decided by you", result.doubtful)
    for name, entries in result.drafted.items():
        if entries:
            keys = [" ".join(key.split()) for key in list(entries)[:5]]
            shown = "; ".join(key if len(key) <= WIDTH // 2 else f"{key[: WIDTH // 2].rstrip()} …" for key in keys)
            where = f"Drafted in {drafts.FOLDER}/{name}" if only_doubtful else "To be drafted"
            counted = f"{len(entries)} {DRAFTED[name][len(entries) > 1]}"
            yield f"{where}: {counted}: {shown}{' …' if len(entries) > 5 else ''}"


def _group(heading: str, proposed: list[Proposal]) -> Iterator[str]:
    if proposed:
        counts = [(kind, sum(proposal.kind == kind for proposal in proposed)) for kind in ("citation", "work", "name")]
        yield f"{heading}: {', '.join(kind if count == 1 else f'{count} {kind}s' for kind, count in counts if count)}"
        yield from (f"  {line(proposal)}" for proposal in proposed)

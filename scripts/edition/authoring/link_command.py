"""``edition link``: what it finds in a project, what it writes, and the lines that it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.authoring import drafts, link_proposals
from edition.authoring.link_proposals import Proposal
from edition.authoring.source_map import passages
from edition.model.edition import Edition
from edition.model.works import Work
from edition.sources.files import replace, rewrite
from edition.sources.load import Sources, assemble
from edition.sources.outlines import ESSAY

_WIDTH = 60
"""How many characters of the words of a proposal are printed."""


@dataclass(frozen=True, slots=True)
class LinkSearch:
    """What was found in a project. ``files`` are its sections as pairs of path and source, ``drafted`` the entries that
    are drafted, by the file of drafts and their keys."""

    files: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...]
    drafted: dict[str, dict[str, str]]

    @property
    def sure(self) -> list[Proposal]:
        """The proposals that are sure."""
        return [proposal for proposal in self.proposals if proposal.sure]

    @property
    def doubtful(self) -> list[Proposal]:
        """The proposals that are not."""
        return [proposal for proposal in self.proposals if not proposal.sure]


_DRAFTED = {
    "works.bib": ("work that is cited and not in works.bib", "works that are cited and not in works.bib"),
    "persons.yml": ("name without an entry", "names without an entry"),
    "quotations.yml": ("quotation", "quotations"),
}
"""File of drafts → what it holds, for one entry and for several."""


def find(sources: Sources) -> LinkSearch:
    """What can be linked in a project, and drafts of the entries that it lacks."""
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
    in_order = [passage for file, source in files for passage in passages(file, source)]
    return {
        "works.bib": drafts.works(in_order, proposed, works.values()),
        "persons.yml": drafts.persons(in_order, edition),
        "quotations.yml": drafts.quotations(in_order, proposed, edition),
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
    """The proposals that are sure, and the doubtful ones that the editor confirms. ``ask`` shows a line, and returns
    whether the answer is yes."""
    return result.sure + [proposal for proposal in result.doubtful if ask(line(proposal))]


def line(proposal: Proposal) -> str:
    """A proposal in one line: where, what, and why."""
    passage, words = proposal.passage, " ".join(proposal.words.split())
    shown = words if len(words) <= _WIDTH else f"{words[: _WIDTH // 2].rstrip()} … {words[-_WIDTH // 3 :].lstrip()}"
    where = f"note {passage.label}" if passage.label else f"¶ {passage.anchor.removeprefix('p')}"
    return f"{passage.file}:{passage.line}: {where}: [{shown}][{proposal.link.cluster}] ({proposal.why})"


def listing(result: LinkSearch, only_doubtful: bool) -> Iterator[str]:
    """Lines to print on what was found; ``only_doubtful`` after what is sure, and the drafts, have been written."""
    if not only_doubtful:
        yield from _group("Sure", result.sure)
    yield from _group("To be decided by you", result.doubtful)
    for name, entries in result.drafted.items():
        if entries:
            keys = [" ".join(key.split()) for key in list(entries)[:5]]
            shown = "; ".join(key if len(key) <= _WIDTH // 2 else f"{key[: _WIDTH // 2].rstrip()} …" for key in keys)
            where = f"Drafted in {drafts.FOLDER}/{name}" if only_doubtful else "To be drafted"
            counted = f"{len(entries)} {_DRAFTED[name][len(entries) > 1]}"
            yield f"{where}: {counted}: {shown}{' …' if len(entries) > 5 else ''}"


def _group(heading: str, proposed: list[Proposal]) -> Iterator[str]:
    if proposed:
        counts = [(kind, sum(proposal.kind == kind for proposal in proposed)) for kind in ("citation", "work", "name")]
        yield f"{heading}: {', '.join(kind if count == 1 else f'{count} {kind}s' for kind, count in counts if count)}"
        yield from (f"  {line(proposal)}" for proposal in proposed)

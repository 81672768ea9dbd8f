"""A manuscript as it was read, in any format, and the files of an edition that are made from it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from edition.authoring import markdown
from edition.authoring.emphasis import without_nesting
from edition.checks.collation import lines as lines_of
from edition.model.kinds import Lookup, NoteRef
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.model.tree import Content, Element, Fragment, Node, find_all, rewrite
from edition.permanence.numbering import LEDGER, planned
from edition.sources import dialect
from edition.sources.load import Sources
from edition.sources.outlines import EDITORIAL, IN_TITLES

ESSAY = f"{DOCS}/essay"
PICTURES = "pictures"
"""The folder for the pictures of a manuscript, in that of the sections."""
_SIGLUM = "A"
"""The siglum of the copy-text."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript: its title and byline, its blocks, and its notes by their labels in the order of their calls.

    ``note_marks`` has the printed mark of a note by its label, where the two differ. ``warnings`` are sentences for the
    editor on what could not be taken over as it stands; ``works`` is BibTeX of the works that it brings along;
    ``pictures`` are files by the names that the blocks have; ``copy_text`` is the source where it is plain text.
    """

    blocks: Fragment
    notes: Mapping[str, Fragment] = field(default_factory=dict)
    note_marks: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    byline: str = ""
    author: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()
    works: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    copy_text: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a manuscript. ``resp`` is whose the title is: author or editor; ``heading`` has it in Markdown."""

    title: str
    resp: str
    blocks: Fragment
    heading: str


def parts(manuscript: Manuscript, untitled: str = "Beginning") -> tuple[Part, ...]:
    """The sections: one for each heading of the highest level, and one, ``untitled``, for what stands before these."""
    blocks = manuscript.blocks
    cut = _highest_level(blocks)
    starts = [at for at, block in enumerate(blocks) if _level(block) == cut > 0]
    sections = [Part(untitled, "editor", blocks[: min(starts, default=len(blocks))], untitled)]
    sections += [_section(blocks[start:end], untitled) for start, end in pairwise([*starts, len(blocks)])]
    with_content = (part for part in sections if part.blocks or part.resp == "author")
    return tuple(replace(part, blocks=tuple(_lowered(part.blocks, cut))) for part in with_content)


def _section(blocks: Fragment, untitled: str) -> Part:
    """The section of blocks that begin with its heading. A heading without words, or with notes, stays in the text."""
    heading, others = blocks[0], blocks[1:]
    assert isinstance(heading, Element)
    title = markdown.plain(heading)
    if not title or any(find_all(heading, NoteRef)):
        title = title or untitled
        return Part(title, "editor", (Element("h2", (), heading.children), *others), _heading((title,)))
    words = heading.children if all(node.tag in IN_TITLES for node in find_all(heading.children, Element)) else (title,)
    resp = "editor" if heading.get("class") == "editor" else "author"
    return Part(title, resp, others, _heading(words))


def _called_in_one_section(manuscript: Manuscript) -> Manuscript:
    """A manuscript in which each note is called in only one section; later calls become links to the note."""
    cut, section = _highest_level(manuscript.blocks), 0
    first: dict[str, int] = {}

    def change(node: Node) -> Content:
        if not isinstance(node, NoteRef) or first.setdefault(node.label, section) == section:
            return node
        mark = manuscript.note_marks.get(node.label, node.label)
        return Element("sup", (), (Lookup(f"@n{node.label}", (mark,)),))

    blocks: list[Content] = []
    for block in manuscript.blocks:
        section += _level(block) == cut > 0
        blocks += rewrite((block,), change)
    same = tuple(blocks) == manuscript.blocks
    return manuscript if same else replace(manuscript, blocks=tuple(blocks), copy_text="")


def _level(block: Content) -> int:
    """The level of a heading; 0 if a block is none."""
    return int(block.tag[1]) if isinstance(block, Element) and re.fullmatch("h[1-6]", block.tag) else 0


def _highest_level(blocks: Fragment) -> int:
    """The level of the highest headings among blocks; 0 if there are none."""
    return min(filter(None, map(_level, blocks)), default=0)


def _heading(content: Fragment) -> str:
    """The title of a section in Markdown, with all punctuation escaped if it would be misread otherwise."""
    wanted = (Element("p", (), ("x ", *content)),)
    written = (markdown.Writer(cautious).inline(content) for cautious in (False, True))
    return min(written, key=lambda source: _misread(f"x {source.strip()}", wanted))


def _lowered(blocks: Iterable[Content], cut: int) -> Iterator[Content]:
    """Blocks whose headings begin at the second level; the first is that of the title of the section."""
    for block in blocks:
        if isinstance(block, Element) and (level := _level(block)):
            yield Element(f"h{min(max(level - cut + 1, 2), 6)}", (), block.children)
        else:
            yield block


def files(manuscript: Manuscript, base: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the manuscript in a project, by their paths: sections with anchors, the copy-text, pictures.

    ``base`` are the sources of the other files of the project, which are needed to number the paragraphs.
    """
    manuscript = _called_in_one_section(manuscript)
    written = dict(_sections(manuscript))
    name = f"{BIBLIOGRAPHY}/witnesses/copy-text.txt"
    written[name] = copy_text(manuscript)
    written[f"{BIBLIOGRAPHY}/witnesses.yml"] = _witness(manuscript)
    numbered = planned(Sources({**base, **written})).files
    written |= {path: source for path, source in numbered.items() if path != LEDGER}
    pictures = {f"{ESSAY}/{PICTURES}/{name}": content for name, content in manuscript.pictures.items()}
    return {path: source.encode() for path, source in written.items()} | pictures


def _witness(manuscript: Manuscript) -> str:
    title = json.dumps(manuscript.title or "The copy-text", ensure_ascii=False)
    head = "# The states of the text, each under its siglum. The edition is compared with the base to the character."
    return f"{head}\n{_SIGLUM}:\n  title: {title}\n  base: true\n  file: witnesses/copy-text.txt\n"


def _written(blocks: Fragment) -> str:
    """Blocks in Markdown, each tested by reading it again."""
    return "\n\n".join(filter(None, (_proved((block,), markdown.Writer.blocks) for block in blocks)))


def _proved(blocks: Fragment, write: Callable[[markdown.Writer, Fragment], str]) -> str:
    """Blocks as ``write`` writes them, so that reading them gives the same words and the fewest findings: plainly, else
    with all punctuation escaped, else with emphasis in place of strong words too."""
    tried: list[tuple[tuple[bool, int], str]] = []
    for cautious, content in ((False, blocks), (True, blocks), (True, without_nesting(blocks))):
        written = write(markdown.Writer(cautious), content)
        tried.append((_misread(written, blocks), written))
        if tried[-1][0] == (False, 0):
            break
    return min(tried, key=lambda attempt: attempt[0])[1]


def _misread(source: str, blocks: Fragment) -> tuple[bool, int]:
    """Whether reading Markdown gives other words than those of the blocks, and how many findings it gives."""
    document = dialect.parse(source, "")
    read = (*document.blocks, *(block for note in document.notes for block in note.content))
    return _lines(read) != _lines(blocks), len(document.findings)


def _sections(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    waiting, taken = dict(manuscript.notes), set[str]()
    sections = parts(manuscript)
    for number, part in enumerate(sections, 1):
        name = slug(part.title) or f"section-{number}"
        while name in taken:
            name = f"{name}-{number}"
        taken.add(name)
        title, resp = part.heading.strip(), "\nresp: editor" if part.resp == "editor" else ""
        last = number == len(sections)
        labels = (
            list(waiting) if last else [label for label in _called(part.blocks, manuscript.notes) if label in waiting]
        )
        body = [f"---\ntitle: {json.dumps(title, ensure_ascii=False)}{resp}\n---", _written(part.blocks)]
        body += [_note(label, waiting.pop(label), manuscript.note_marks.get(label, "")) for label in labels]
        width = len(str(len(sections)))
        yield f"{ESSAY}/{number:0{max(width, 2)}}-{name}.md", "\n\n".join(filter(None, body)) + "\n"


def _note(label: str, content: Fragment, mark: str) -> str:
    return _proved(content, lambda writer, body: writer.note(label, body, mark))


def _called(blocks: Fragment, notes: Mapping[str, Fragment]) -> list[str]:
    """The labels of the notes that blocks call, and of those called in these notes, in order."""
    labels = list(dict.fromkeys(node.label for node in find_all(blocks, NoteRef)))
    for label in labels:
        labels += [node.label for node in find_all(notes.get(label, ()), NoteRef) if node.label not in labels]
    return labels


def slug(title: str) -> str:
    """The name of a section in addresses: small letters, digits and hyphens, at most 40 characters."""
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("æ", "ae"), ("ø", "o"), ("ł", "l")):
        title = title.replace(letter, plain).replace(letter.upper(), plain)
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[’'`]", "", bare)
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:40].strip("-")


# --- The copy-text -------------------------------------------------------------------------------------------------


def copy_text(manuscript: Manuscript) -> str:
    """The text of the base witness: paragraphs between empty lines, then the notes with their marks in brackets."""
    if manuscript.copy_text:
        return manuscript.copy_text
    authors_blocks = tuple(
        block for block in manuscript.blocks if not (isinstance(block, Element) and block.get("class") == "editor")
    )
    lines = [*filter(None, (manuscript.title, manuscript.byline)), *_lines(authors_blocks, manuscript.note_marks)]
    authorial = {label: content for label, content in manuscript.notes.items() if not label.startswith(EDITORIAL)}
    for label, content in authorial.items():
        first, *others = _lines(content, manuscript.note_marks) or [""]
        lines += [f"[{manuscript.note_marks.get(label, label)}] {first}", *others]
    return "\n\n".join(lines) + "\n"


def _lines(content: Fragment, note_marks: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Blocks as lines of a witness, in which notes are called by their marks."""

    def called(node: Node) -> Content:
        if isinstance(node, NoteRef):
            kind = "editorial" if node.label.startswith(EDITORIAL) else "authorial"
            return NoteRef(node.label, "", note_marks.get(node.label, node.label), kind)
        return node

    return [words for words, _, _, _ in lines_of(rewrite(content, called), {}, "")]

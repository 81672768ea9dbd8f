"""Findings on the text: lookups, notes, anchors, names, emendations, quotations, the witness."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from edition.addresses import section_uri
from edition.collation import Difference, copy_text, differences, parting
from edition.dialect import items, lacks_locator
from edition.hypertext import item_of
from edition.index import Namer
from edition.markup import Fragment, Node, text, walk
from edition.model import Edition, Emendation, Note, Place, Problem, Section
from edition.registers import is_key, meant, suggestion
from edition.sections import EDITORIAL, found_at

_CALL = re.compile(r"\[\d\w*\]")
UNANCHORED = frozenset("h1 h2 h3 h4 h5 h6 hr".split())


def _texts(edition: Edition) -> Iterator[tuple[str, int, Fragment]]:
    """File, line and content of everything written in Markdown."""
    for section in edition.sections:
        yield section.place.file, 1, section.heading
        yield section.place.file, 1, section.body
        yield from ((note.place.file, note.place.line, note.content) for note in section.notes)
    for page in edition.prose:
        yield page.place.file, 1, page.heading
        yield page.place.file, 1, page.body


def _nodes(edition: Edition, tag: str) -> Iterator[tuple[Node, Place]]:
    for file, line, content in _texts(edition):
        yield from ((node, Place(file, node.line or line)) for node in walk(content) if node.tag == tag)


def unknown_keys(edition: Edition) -> Iterator[Problem]:
    """``c-unknown-key``, ``c-no-work``: lookups that the assembly could not resolve."""
    known = {key for key, _ in edition.keys}
    for node, place in _nodes(edition, "ref"):
        for item in items(node.get("cluster")):
            if not item.work:
                yield Problem(place, "c-no-work", f"“{node.get('cluster')}” names no work.", "Write @ and its key.")
            elif item.work not in known:
                hint = suggestion(item.work, sorted(known)) or "Add it to works.bib or a register."
                yield Problem(place, "c-unknown-key", f"there is no “{item.work}”.", hint)
            elif item.work not in edition.works:
                hint = "Take the locator away, or cite a work."
                yield Problem(place, "c-no-work", f"“{item.work}” is no work, so nothing in it can be cited.", hint)


def bad_locators(edition: Edition) -> Iterator[Problem]:
    """``c-bad-locator``: a citation with ``p.`` or the like, and no number after it."""
    for node, place in _nodes(edition, "item"):
        item = item_of(node)
        if lacks_locator(item):
            message = f"“{item.suffix}” is no place in “{item.work}”."
            yield Problem(place, "c-bad-locator", message, "Write it like p. 85, pp. 20–24, ch. 2 or vol. 1.")


def undefined_notes(edition: Edition) -> Iterator[Problem]:
    """``n-undefined``: a call without a note in the same file."""
    everywhere = {note.label: note.place for section in edition.sections for note in section.notes}
    for section in edition.sections:
        own = [note.label for note in section.notes]
        for node, line in _calls(section):
            label = node.get("label")
            if label not in own:
                found = everywhere.get(label)
                hint = f"It stands in {found.file}; move it here." if found else suggestion(label, own)
                message = f"the note “{label}” is called and not written in this file."
                yield Problem(Place(section.place.file, line), "n-undefined", message, hint)


def _calls(section: Section) -> Iterator[tuple[Node, int]]:
    for content in (section.body, *(note.content for note in section.notes)):
        yield from ((node, node.line) for node in walk(content) if node.tag == "noteref")


def uncalled_notes(edition: Edition) -> Iterator[Problem]:
    """``n-uncalled``: a note that nothing calls."""
    called = {node.get("label") for section in edition.sections for node, _ in _calls(section)}
    hints = {problem.hint for problem in undefined_notes(edition)}
    for note in _notes(edition):
        if note.label not in called and meant(note.label) not in hints:
            hint = f"Write [^{note.label}] where it belongs."
            yield Problem(note.place, "n-uncalled", f"the note “{note.label}” is never called.", hint)


def _notes(edition: Edition) -> Iterator[Note]:
    for section in edition.sections:
        yield from section.notes


def bad_labels(edition: Edition) -> Iterator[Problem]:
    """``n-bad-label``: neither a number nor an editor's name for a note."""
    for note in _notes(edition):
        if not (_is_number(note.label) or _is_editorial(note.label)):
            hint = f"The author’s notes have numbers, the editor’s begin with “{EDITORIAL}”."
            yield Problem(note.place, "n-bad-label", f"“{note.label}” cannot be the label of a note.", hint)


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdecimal() and label[:1] != "0"


def _is_editorial(label: str) -> bool:
    return label.startswith(EDITORIAL) and is_key(label)


def note_order(edition: Edition) -> Iterator[Problem]:
    """``n-order``: author's notes called out of order or a number left out; notes written in another order."""
    first: dict[str, Place] = {}
    for section in edition.sections:
        for node in (node for node in walk(section.body) if node.tag == "noteref"):
            first.setdefault(node.get("label"), Place(section.place.file, node.line))
    called = [(int(label), place) for label, place in first.items() if _is_number(label)]
    misplaced = [place for _, place in _falling(called)]
    for number, place in _falling(called):
        message = f"note {number} is called after one with a higher number."
        yield Problem(place, "n-order", message, "Number the notes as they are called.")
    written = [(int(note.label), note.place) for note in _notes(edition) if _is_number(note.label)]
    defined = dict(written)
    for missing in sorted(set(range(1, max(defined, default=0))) - (defined.keys() | dict(called).keys())):
        place = defined[min(number for number in defined if number > missing)]
        yield Problem(place, "n-order", f"there is no note {missing}.", "Number the notes from 1 without a gap.")
    ranks = {label: rank for rank, label in enumerate(first)}
    for section in edition.sections:
        lettered = [(ranks[n.label], n.place) for n in section.notes if n.label in ranks and n.kind == "editorial"]
        numbered = [(n, place) for n, place in written if place.file == section.place.file and not misplaced]
        for _, place in (*_falling(lettered), *_falling(numbered)):
            message = "this note is written after one that is called later."
            yield Problem(place, "n-order", message, "Write the notes in the order of their calls.")


def _falling(numbered: list[tuple[int, Place]]) -> Iterator[tuple[int, Place]]:
    highest = 0
    for number, place in numbered:
        if number < highest:
            yield number, place
        highest = max(highest, number)


def missing_anchors(edition: Edition) -> Iterator[Problem]:
    """``a-missing``: a block of the text without an anchor. Headings, rules and datelines need none."""
    for section in edition.sections:
        for block in _unanchored(section.body):
            start = " ".join(text(block).split())[:30]
            message = f"the block that begins with “{start}” has no anchor."
            yield Problem(Place(section.place.file, block.line), "a-missing", message, "Write {: #p… } below it.")


def _unanchored(content: Fragment) -> Iterator[Node]:
    for block in content:
        if not isinstance(block, Node) or block.tag in UNANCHORED or block.get("class") == "dateline":
            continue
        if block.tag == "blockquote":
            yield from _unanchored(block.children)
        elif not any(node.get("id") for node in walk(block)):
            yield block


def bad_names(edition: Edition) -> Iterator[Problem]:
    """``f-bad-name``, ``a-bad-name``: a file or an anchor that cannot stand in an address."""
    hint = "Use letters, digits, hyphens and underscores."
    pages: dict[str, Place] = {}
    for place, path in [(s.place, section_uri(s.slug)) for s in edition.sections] + [
        (p.place, f"{p.uri}.html") for p in edition.prose
    ]:
        if not all(is_key(part) for part in path.removesuffix(".html").split("/")):
            yield Problem(place, "f-bad-name", f"“{path}” cannot be the address of a page.", hint)
        if pages.setdefault(path, place) is not place:
            message = f"“{path}” is the page of {pages[path].file} already."
            yield Problem(place, "f-name-twice", message, "The number before a name only orders the files.")
    for section in edition.sections:
        for node in (node for node in walk(section.body) if node.get("id") and not is_key(node.get("id"))):
            place = Place(section.place.file, node.line)
            yield Problem(place, "a-bad-name", f"“{node.get('id')}” cannot be an anchor.", hint)


def unlinked_names(edition: Edition) -> Iterator[Problem]:
    """``e-unlinked``: the first naming in a paragraph, for persons also in a note, that does not lead to its entry."""
    namer = Namer(edition)
    for section in edition.sections:
        blocks = [(p.content.children, p.place, "text") for p in section.paragraphs]
        blocks += [(n.content, n.place, n.kind) for n in section.notes]
        for content, place, kind in blocks:
            for key, words in _first_unlinked(Node("div", (), content), namer, kind == "editorial"):
                if kind == "text" or edition.entries[key].register == "persons":
                    message = f"the first naming of “{key}” here does not lead to it."
                    yield Problem(place, "e-unlinked", message, f"Write [{words}][@{key}].")


def _first_unlinked(block: Node, namer: Namer, titles_quoted: bool) -> Iterator[tuple[str, str]]:
    """Key and words. What the editor puts in quotation marks is the title of something."""
    linked = {key: at for at, key in reversed(list(namer.linked(block)))}
    words = text(block)
    first: dict[str, int] = {}
    for at, key, in_title in namer.unlinked(block):
        if not in_title and not (titles_quoted and words.count("“", 0, at) > words.count("”", 0, at)):
            first.setdefault(key, at)
    for key, at in first.items():
        if at < linked.get(key, len(words)):
            yield key, next(form for form in namer.forms if words.startswith(form, at) and namer.keys[form] == key)


def passages(edition: Edition) -> Mapping[str, Fragment]:
    """What stands at every anchor of a paragraph or note."""
    found: dict[str, Fragment] = {p.anchor: (p.content,) for s in edition.sections for p in s.paragraphs}
    return found | {note.anchor: note.content for note in _notes(edition)}


def unsound(edition: Edition) -> Iterator[tuple[Emendation, int]]:
    """Every emendation whose lemma does not occur exactly once, with how often it does; -1: there is no such anchor."""
    found = passages(edition)
    for emendation in edition.emendations:
        content = found.get(emendation.anchor)
        count = -1 if content is None else text(content).replace("\n", " ").count(emendation.lemma)
        if emendation.anchor and emendation.lemma and count != 1:
            yield emendation, count


def lemmas(edition: Edition) -> Iterator[Problem]:
    """``em-lemma``: an emendation that cannot be placed."""
    for emendation, count in unsound(edition):
        if count < 0:
            message = f"“{emendation.key}” emends “{emendation.anchor}”, which is not there."
            hint = suggestion(emendation.anchor, sorted(passages(edition)))
        else:
            message = f"the lemma “{emendation.lemma}” stands {count} times in {emendation.anchor}."
            hint = "Give words that stand there once." if count else "The lemma is what the edition reads."
        yield Problem(emendation.place, "em-lemma", message, hint)


def quotations(edition: Edition) -> Iterator[Problem]:
    """``q-not-found``: a quotation whose words do not stand at its anchor."""
    found = passages(edition)
    blocks = {p.anchor for section in edition.sections for p in section.paragraphs if p.kind == "quotation"}
    for quotation in edition.quotations:
        begins, ends = quotation.begins, quotation.ends
        if quotation.anchor not in found or (not begins and not ends and quotation.anchor in blocks):
            continue
        if not begins and not ends:
            message = f"“{quotation.key}” is the whole of {quotation.anchor}, which is no block quotation."
            yield Problem(quotation.place, "q-not-found", message, "Give its first and last words.")
        elif not (begins and ends and found_at(text(found[quotation.anchor]), begins, ends)):
            message = f"“{quotation.key}” does not stand in {quotation.anchor}, from {begins} to {ends}."
            yield Problem(quotation.place, "q-not-found", message, "Give its first and last words as they stand there.")


def witness(edition: Edition) -> Iterator[Problem]:
    """``t-witness``, ``t-no-witness``: the text is not that of the base witness."""
    for base in edition.witnesses:
        if base.base and not base.lines:
            message = f"the base witness “{base.key}” has no text."
            yield Problem(base.place, "t-no-witness", message, "Give its file, below bibliography.")
        elif base.base:
            explained = _Explained(edition)
            for found in differences(edition, base):
                if not explained.by_another_finding(found):
                    yield _difference(found, f"bibliography/{base.file}")


class _Explained:
    """What differs from the witness because of a fault that is reported already."""

    def __init__(self, edition: Edition) -> None:
        notes = (*undefined_notes(edition), *uncalled_notes(edition), *bad_labels(edition), *note_order(edition))
        written = (problem for problem in edition.problems if problem.code[:2] in ("m-", "n-", "t-"))
        faults = sorted({problem.place for problem in (*notes, *written)})
        starts = sorted({line.place for line in copy_text(edition)})
        self.blocks = {starts[bisect_right(starts, place) - 1] for place in faults}
        self.anchors = {emendation.anchor for emendation, _ in unsound(edition)}
        self.any_note = bool(notes)

    def by_another_finding(self, found: Difference) -> bool:
        if found.line.anchor in self.anchors or (found.ours and found.line.place in self.blocks):
            return True
        if self.any_note and not found.ours:
            return _CALL.match(found.theirs) is not None
        return self.any_note and _CALL.sub("", found.ours) == _CALL.sub("", found.theirs)


def _difference(found: Difference, file: str) -> Problem:
    label = found.line.label
    ours, theirs = parting(found.ours, found.theirs)
    if not ours:
        message = f"after {label} the edition lacks “{theirs}” ({file}:{found.number})."
    elif not theirs:
        message = f"{label} is not in the witness ({file}): “{ours}”."
    else:
        message = f"{label} reads “{ours}”, the witness “{theirs}” ({file}:{found.number})."
    return Problem(found.line.place, "t-witness", message, "Restore its words, or emend them in emendations.yml.")

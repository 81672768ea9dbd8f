"""What comes of entries and citations as programs and people write them: the kinds that were once read wrongly.

A case of ``kinds.yml`` has an entry (``bib``; where there is none, that of the first case), ``cites`` (notes and what
is printed for them, with italics between asterisks), the ``entry`` in the bibliography and the ``codes`` of
its findings.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from citation_forms import with_italics
from edition.checks import check
from edition.citations import forms
from edition.model.edition import Edition
from edition.model.kinds import Cite
from edition.model.tree import Element, Fragment
from folders import CASES
from small_edition import edition_of

KINDS: list[dict[str, Any]] = yaml.safe_load((CASES / "citations/kinds.yml").read_text("utf-8"))


def edition_with(case: dict[str, Any]) -> Edition:
    """The edition of a case: a note for each of its citations."""
    notes = [*case.get("cites", ())]
    calls = "".join(f"[^ed-{number}]" for number in range(len(notes)))
    defined = "\n\n".join(f"[^ed-{number}]: {note}" for number, note in enumerate(notes))
    return edition_of(
        f"One.{calls}\n{{: #p1 }}\n\n{defined}", {"bibliography/works.bib": case.get("bib", KINDS[0]["bib"])}
    )


def printed(edition: Edition, words: Fragment) -> str:
    """Words with what is printed for the citations in them."""
    parts = []
    for part in words:
        if isinstance(part, Cite):
            parts.append("; ".join(with_italics(cite.children) for cite in forms.worded(edition, part)))
        elif isinstance(part, Element):
            mark = "*" * (part.tag == "em")
            parts.append(f"{mark}{printed(edition, part.children)}{mark}")
        else:
            parts.append(part if isinstance(part, str) else with_italics(part.children))
    return "".join(parts)


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case["kind"])
def test_kind(case: dict[str, Any]) -> None:
    edition = edition_with(case)
    notes = [printed(edition, note.content) for section in edition.sections for note in section.notes]
    assert dict(zip(case.get("cites", ()), notes, strict=True)) == case.get("cites", {})
    if "entry" in case:
        assert [with_italics(forms.bibliography_entry(edition, work)) for work in edition.works.values()] == case[
            "entry"
        ]
    codes = [finding.code for finding in check(edition) if finding.code != "s-note-unsourced"]
    assert codes == case.get("codes", [])


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("[^1]: [*Dykes*][@marsh]", "[^2]: [Ibid.][@reed]", ["c-other-work"]),
        ("[^1]: [*Dykes*][@marsh]", "[^2]: [Ibid.][@marsh]; [ibid., 3][@marsh, p. 3]", []),
        ("[^1]: [*Dykes*][@marsh]", "[^1]: [Ibid.][@reed]", []),  # the notes begin anew
        ("[^1]: Nothing.", "[^2]: [Ibid.][@reed]", []),
        ("[^1]: [*Dykes*][@marsh]", "[^2]: [*Letters*][@reed]; [ibid.][@marsh]", ["c-other-work"]),
        ("[^1]: [*Dykes*][@marsh]", "[^2]: [Vgl. auch *ebd*., S. 3][@reed, S. 3]", ["c-other-work"]),
        ("[^1]: [*Dykes*][@marsh]", "[^2]: [Ib., 3][@reed, 3]", ["c-other-work"]),
        ("[^1]: [*Dykes*, xiv][@marsh, p. xv]", "[^2]: [Reed, vol. II, p. 3][@reed, 2:3]", ["c-other-page"]),
        ("[^1]: [Marsh, fol. 3r][@marsh, fol. 3v]", "[^2]: [*Dykes*, 4][@reed, 4]", ["c-other-page", "c-other-work"]),
        ("[^1]: [Letters, 3][@marsh, p. 3]", "[^2]: [Reed, 3–5][@reed, pp. 3-5]", []),
        ("[^1]: [*Dykes*, 3][@marsh, 3]", "[^2]: [Ibid.][@marsh, 3]; [ibid., 4][@marsh, 4]; [*Letters*][@reed]", []),
        ("[^1]: [*Dykes*, 3][@marsh, 3]", "[^2]: [Ibid.][@marsh, 4]", ["c-other-page"]),
    ],
)
def test_an_ibid_follows_the_note_before_in_the_text(first: str, second: str, codes: list[str]) -> None:
    sections = [f"One.[^{note[2]}]\n{{: #p{place} }}\n\n{note}" for place, note in enumerate((first, second), 1)]
    head = "---\ntitle: Second\ndescription: Second.\n---\n\n"
    files = {"bibliography/works.bib": KINDS[0]["bib"], "docs/essay/02-second.md": head + sections[1]}
    findings = check(edition_of(sections[0], files))
    assert [finding.code for finding in findings if finding.code.startswith("c-")] == codes

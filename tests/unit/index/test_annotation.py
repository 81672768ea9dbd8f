"""What the editors cite, and what the author does; the divisions of the bibliography."""

from __future__ import annotations

import pytest

from edition.citations.bibliography import divisions
from edition.index.annotation import annotation_uses, works_of_the_author
from small_edition import edition_of

TEXT = """He came.[^1][^ed-a]
{: #p1 }

[^1]: [Bell, *The Hive*, in *Papers*][@hive].

[^ed-a]: See [@bees, p. 4].
"""
WORKS = """@incollection{hive, author={Bell, Ada}, title={The Hive}, crossref={papers}}
@book{papers, title={Papers}, year={1900}}
@book{bees, author={Cole, Ada}, title={Bees}, year={1901}}
@book{swarms, author={Dale, Ada}, title={Swarms}, year={1902}}
@incollection{queen, author={Ems, Ada}, title={The Queen}, crossref={insects}}
@book{insects, title={Insects}, year={1903}}
@book{sheet, author={Fox, Ada}, title={The Sheet}, year={1904}}
@book{other, author={Gull, Ada}, title={Other}, year={1905}}
"""
FILES = {
    "bibliography/works.bib": WORKS,
    "bibliography/persons.yml": """a:
  name: A
  born: {date: 1850, source: "[@swarms, p. 1]"}
  statements:
    - {text: "B.", source: ["[@swarms, vol. 3, p. 2]", "[@swarms, vol. 3, p. 2]", "[@hive]"]}
    - {text: "See [@queen].", doubt: D}
""",
    "bibliography/works.yml": 'hive:\n  checked: part\n  remarks: {text: "See [@hive] and [@swarms].", doubt: D}\n',
    "bibliography/observations.yml": 'o1: {anchor: p1, action: record, reason: R, source: "[@bees]"}\n',
    "bibliography/witnesses.yml": "P: {title: P, work: sheet}\n",
    "docs/about/text.md": "---\ntitle: T\n---\n\nSee [@bees, ch. 2].\n",
}


@pytest.mark.parametrize(
    ("work", "used"),
    [
        ("swarms", [("a", "persons", "page 1"), ("a", "persons", "volume 3", "page 2"), ("hive", "works")]),
        ("queen", [("a", "persons")]),
        ("bees", [("o1", "observations"), ("about/text", "pages", "chapter 2")]),
        ("hive", [("a", "persons")]),
        ("other", []),
    ],
)
def test_the_editors_cite(work: str, used: list[tuple[str, ...]]) -> None:
    found = annotation_uses(edition_of(TEXT, FILES)).get(work, ())
    assert [(use.key, use.kind, *map(" ".join, use.places)) for use in found] == used


def test_the_author_cites() -> None:
    assert works_of_the_author(edition_of(TEXT, FILES)) == {"hive", "papers"}


def test_divisions_of_the_bibliography() -> None:
    found = {name: [work.key for work in works] for name, _, works in divisions(edition_of(TEXT, FILES))}
    assert found == {
        "text": ["sheet"],
        "cited": ["hive", "other", "papers"],
        "annotation": ["bees", "swarms", "queen", "insects"],
    }


def test_a_bibliography_of_one_division_has_no_heading() -> None:
    edition = edition_of("He came.\n{: #p1 }", {"bibliography/works.bib": WORKS})
    assert [(name, heading) for name, heading, _ in divisions(edition)] == [("cited", "")]

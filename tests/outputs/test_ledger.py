"""What was published once is found for good.

``tests/cases/releases`` is an edition in five versions: a folder has what its editor wrote for one (all of ``docs``, if
anything in it), and in ``expected.txt`` where each address leads after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from shutil import copytree, rmtree

import pytest
import yaml

import site_reader
from edition.model.tree import Element, Fragment, rewrite, text, walk
from edition.permanence.numbering import LEDGER, planned
from edition.permanence.permalinks import permalinks
from edition.sources.load import assemble, read
from folders import CASES, run
from site_reader import parse

HISTORY = sorted((CASES / "releases").iterdir())
FIRST_WORDS = 60


def succeed(project: Path, *arguments: str) -> str:
    """What the command says, which must not fail."""
    done = run(project, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def nodes(page: Path) -> list[Element]:
    return list(walk(parse(page.read_text(encoding="utf-8"))))


ADDED = ("paragraph-number", "note-sources")
"""Classes of what the edition adds within a paragraph or a note."""


def words(content: Element | Fragment) -> str:
    """The words of the author, without what the edition adds to them."""
    nodes = (content,) if isinstance(content, Element) else content
    own = rewrite(nodes, lambda n: () if isinstance(n, Element) and {*n.get("class").split()} & {*ADDED} else n)
    return " ".join(text(own).split())


def reached(folder: Path, uri: str) -> str:
    """Where an address leads without a script, with the first words there; or else what its page says."""
    page = nodes(folder / uri)
    refresh = [node.get("content") for node in page if node.get("http-equiv") == "refresh"]
    if not refresh:
        ways = [node.get("href") for node in page if node.tag == "a"]
        return " ".join([*(words(node) for node in page if node.tag == "p"), *ways])
    wait, _, address = refresh[0].partition("; url=")
    assert (wait, [node.get("href") for node in page if node.tag == "a"]) == ("0", [address])
    path, _, fragment = address.partition("#")
    target = normpath(join(dirname(uri), path))
    there = [node for node in nodes(folder / target) if (node.get("id") == fragment if fragment else node.tag == "h1")]
    assert there, f"{uri} leads to nothing: {address}"
    return f"{target}{'#' * bool(fragment)}{fragment}: {words(there[0])[:FIRST_WORDS].strip()}"


def addresses(folder: Path) -> str:
    """Every permanent address below a folder, and where it leads."""
    found = sorted(path.parent.name for path in (folder / "id").glob("*/index.html"))
    return "".join(f"{key} → {reached(folder, f'id/{key}/index.html')}\n" for key in found)


@dataclass
class Past:
    """What was seen after each release, by version."""

    led: dict[str, str] = field(default_factory=dict)
    led_in_kept: dict[str, dict[str, str]] = field(default_factory=dict)
    ledgers: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    dead: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """The history, lived through: each version written, recorded, released beside those before it."""
    project, folder = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("releases")
    seen = Past()
    for step in HISTORY:
        if (step / "docs").exists():
            rmtree(project / "docs", ignore_errors=True)
        copytree(step, project, dirs_exist_ok=True)
        succeed(project, "anchors", "--write")
        succeed(project, "release", str(folder))
        seen.led[step.name] = addresses(folder)
        kept = [each for each in HISTORY if each.name <= step.name]
        seen.led_in_kept[step.name] = {each.name: addresses(folder / "v" / each.name) for each in kept}
        seen.ledgers[step.name] = yaml.safe_load((project / LEDGER).read_text(encoding="utf-8"))
        seen.dead[step.name] = [str(finding) for finding in site_reader.findings(folder)]
    return seen


def expected(version: str) -> str:
    return (CASES / "releases" / version / "expected.txt").read_text(encoding="utf-8")


VERSIONS = pytest.mark.parametrize("version", [step.name for step in HISTORY])


@VERSIONS
def test_every_address_leads_to_its_words_or_says_what_became_of_them(past: Past, version: str) -> None:
    assert past.led[version] == expected(version)


@VERSIONS
def test_in_every_kept_version_addresses_lead_where_they_led(past: Past, version: str) -> None:
    for kept, led in past.led_in_kept[version].items():
        assert led == expected(kept)


@VERSIONS
def test_no_link_of_the_releases_is_dead(past: Past, version: str) -> None:
    assert past.dead[version] == []


def test_the_ledger_only_grows(past: Past) -> None:
    for before, after in pairwise(past.ledgers.values()):
        for key, entry in before.items():
            assert (after[key]["kind"], after[key]["since"], after[key]["words"]) == (
                entry["kind"],
                entry["since"],
                entry["words"],
            )
        assert list(after)[: len(before)] == list(before)


@pytest.mark.parametrize("name", ["project", "tiny"])
def test_addresses_cost_little(name: str, request: pytest.FixtureRequest) -> None:
    edition = assemble(read(request.getfixturevalue(name)))
    made = [output for plan in permalinks(edition) for output in plan.made(edition)]
    assert len(made) > 20
    assert [output.uri for output in made if len(output.content) >= 1000] == []


BLOCKS = """
A new one
on two lines.

* a loose

* list
    * in two steps

| a | table |
|---|---|
| 1 | 2 |

> A quoted line.
>
> 1. A quoted list

```
code

with a gap
```

Some verse.
{: .verse }
"""
NUMBERED = """
A new one
on two lines.
{: #p7a }

* a loose

* list
    * in two steps

{: #p7b }

| a | table |
|---|---|
| 1 | 2 |

{: #p7c }

> A quoted line.
> {: #p7d }
>
> 1. A quoted list
>
> {: #p7e }

```
code

with a gap
```
{: #p7f }

Some verse.
{: #p7g .verse }
"""


def test_new_blocks_are_numbered_where_they_stand(tiny: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(tiny, "project")
    page = project / "docs/essay/02-two-keepers.md"
    source = page.read_text(encoding="utf-8")
    page.write_text(source.replace("{: #p7 }\n", "{: #p7 }\n" + BLOCKS), encoding="utf-8")
    last = project / "docs/essay/03-afterwards.md"
    last.write_text(last.read_text(encoding="utf-8") + "\nThe end.\n\nReally.\n", encoding="utf-8")
    succeed(project, "anchors", "--write")
    assert page.read_text(encoding="utf-8") == source.replace("{: #p7 }\n", "{: #p7 }\n" + NUMBERED)
    assert last.read_text(encoding="utf-8").endswith("\nThe end.\n{: #p12a }\n\nReally.\n{: #p12b }\n")
    assert planned(read(project))[0] == {}
    assert succeed(project, "anchors", "--write") == ""


def test_a_letter_is_not_given_again(tiny: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(tiny, "project")
    with (project / LEDGER).open("a", encoding="utf-8") as ledger:
        ledger.write("\np7a: {kind: paragraph, since: 0.0.9, words: 0, state: retired}\n")
    page = project / "docs/essay/02-two-keepers.md"
    source = page.read_text(encoding="utf-8")
    page.write_text(source.replace("{: #p7 }\n", "{: #p7 }\n\nA new one.\n"), encoding="utf-8")
    succeed(project, "anchors", "--write")
    assert "A new one.\n{: #p7b }\n" in page.read_text(encoding="utf-8")


def test_what_is_only_shown_changes_nothing(tiny: Path, copied: Callable[[Path, str], Path]) -> None:
    project = copied(tiny, "project")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert "p1: paragraph" in succeed(project, "anchors")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before

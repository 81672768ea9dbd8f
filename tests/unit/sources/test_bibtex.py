"""What BibTeX becomes.

A case is a folder in ``tests/cases/bibtex``: a ``works.bib`` and its findings in ``expected.txt``.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
import yaml

from edition.citations.bibtex import bibtex
from edition.citations.csl_json import csl_json, for_processor
from edition.citations.formats import ris
from edition.citations.titles import joined_title
from edition.model.findings import SourceLocation
from edition.model.works import Name, Work
from edition.sources.bibtex import works
from folders import CASES, ROOT, TINY

BIBTEX = CASES / "bibtex"
NOWHERE = SourceLocation("")
FOLDERS = sorted(path.parent for path in BIBTEX.glob("*/works.bib"))


def read(path: Path) -> tuple[Work, ...]:
    found, findings = works(path.read_text("utf-8"), path.name)
    assert findings == ()
    return found


WORKS = {
    work.key: replace(work, location=NOWHERE)
    for path in (TINY / "bibliography/works.bib", CASES / "citations/invented.bib", BIBTEX / "values.bib")
    for work in read(path)
}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_findings(folder: Path) -> None:
    _, findings = works((folder / "works.bib").read_text("utf-8"), "works.bib")
    assert "".join(f"{finding}\n" for finding in findings) == (folder / "expected.txt").read_text("utf-8")


def test_every_code_has_a_case() -> None:
    modules = (ROOT / "scripts/edition/sources/bibtex").glob("*.py")
    source = "".join(path.read_text("utf-8") for path in modules)
    codes = {part.split('"')[0] for part in source.split('"b-')[1:]}
    shown = "".join((folder / "expected.txt").read_text("utf-8") for folder in FOLDERS)
    assert {code for code in codes if f" b-{code}: " not in shown} == set()


def test_an_entry_with_a_fault_is_still_a_work() -> None:
    found, _ = works((BIBTEX / "missing-comma/works.bib").read_text("utf-8"), "works.bib")
    assert [(work.key, work.title, work.publisher, work.issued) for work in found] == [
        ("swallowed", "Ditches", "Fenland Press", "1924")
    ]


VALUES: dict[str, dict[str, Any]] = yaml.safe_load((BIBTEX / "values.yml").read_text("utf-8"))


@pytest.mark.parametrize("key", VALUES)
def test_values(key: str) -> None:
    work = WORKS[key]
    for attribute, expected in VALUES[key].items():
        if attribute == "names":
            assert [(creator.role, creator.name) for creator in work.creators] == [
                (name.pop("role"), Name(**name)) for name in map(dict, expected)
            ]
        else:
            assert getattr(work, attribute) == expected


def exchanged(work: Work) -> Work:
    """A work as other programs have it: one title of what it stands in, a periodical's type said in its subtype."""
    title = joined_title(work.container_title, work.container_subtitle)
    genre = work.genre or ("periodical" if work.type == "periodical" else "")
    return replace(work, location=NOWHERE, container_title=title, container_subtitle="", genre=genre)


def without_annotation(source: str) -> str:
    return re.sub(r"  annote .*\n", "", source)


def test_bibtex_is_read_back_as_the_same_works() -> None:
    again, findings = works(without_annotation("\n".join(map(bibtex, WORKS.values()))), "works.bib")
    assert {finding.code for finding in findings} <= {"b-left-aside"}
    assert list(map(exchanged, again)) == list(map(exchanged, WORKS.values()))


@pytest.mark.parametrize("key", WORKS)
def test_bibtex_of_one_work_needs_no_other(key: str) -> None:
    (again,), findings = works(without_annotation(bibtex(replace(WORKS[key], part_of=""))), "works.bib")
    assert {finding.code for finding in findings} <= {"b-left-aside"}
    assert exchanged(again) == exchanged(replace(WORKS[key], part_of=""))


def test_pandoc_reads_the_bibtex_with_its_capitals() -> None:
    command = [pypandoc.get_pandoc_path(), "--from=biblatex", "--to=csljson"]
    source = "\n".join(map(bibtex, WORKS.values()))
    read_back = subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=True).stdout
    items = {item["id"]: item for item in json.loads(read_back)}
    for key, work in WORKS.items():
        written = for_processor(work)
        for variable in ("title", "collection-title", "publisher-place", "DOI", "URL", "volume"):
            assert plain(items[key].get(variable)) == plain(written.get(variable)), (key, variable)
        if work.type == "chapter":
            assert plain(items[key]["container-title"]) == plain(written["container-title"]), key
        assert len(items[key].get("author", [])) == len(written.get("author", [])), key


def plain(words: str | None) -> str | None:
    """Pandoc writes all quotation marks double, and mistakes an apostrophe at the end of a word for one."""
    return words and re.sub("[“”‘’]", "'", words)


@pytest.mark.parametrize("key", WORKS)
def test_ris_is_read_back(key: str) -> None:
    work = WORKS[key]
    (record,) = rispy.loads(ris(work))
    assert record["id"] == key
    assert record["title"] == joined_title(work.title, work.subtitle)
    assert len(record.get("authors", [])) == sum(creator.role == "author" for creator in work.creators)
    assert record.get("year", "") == work.issued[:4]
    pages = "–".join(record[end] for end in ("start_page", "end_page") if end in record)
    assert pages.replace("-", "–") == work.page
    for tag, attribute in (("urls", "url"), ("doi", "doi"), ("publisher", "publisher"), ("volume", "volume")):
        value = record.get(tag, "")
        assert (value[0] if isinstance(value, list) else value) == getattr(work, attribute)


@pytest.mark.parametrize("key", WORKS)
def test_csl_json_loses_nothing(key: str) -> None:
    work = WORKS[key]
    written = json.dumps(csl_json(work), ensure_ascii=False)
    values = [work.subtitle, work.container_title, work.publisher, work.publisher_place, work.genre, work.url, work.doi]
    values += [str(getattr(creator.name, part) or "") for creator in work.creators for part in Name.__slots__]
    assert [value for value in values if json.dumps(value, ensure_ascii=False)[1:-1] not in written] == []


@pytest.mark.parametrize(("depth", "codes"), [(40, []), (60, ["b-malformed"]), (3_000, ["b-malformed"])])
def test_braces_within_braces_have_a_limit(depth: int, codes: list[str]) -> None:
    title = r"\emph" + "{" * depth + "a" + "}" * depth
    _, findings = works(f"@misc{{a,\n  title = {{{title}}},\n}}\n", "works.bib")
    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize(
    ("date", "iso", "form"),
    [
        ("1990~", "1990", "1990~"),  # to TeX the sign is a space
        ("1990~/1992", "1990/1992", "1990~/1992"),
        ("1990-05~", "1990-05", "1990-05~"),
        ("ca.~1990", "1990", "1990~"),
        ("May~1990", "1990-05", ""),
        ("1990?", "1990", "1990?"),
    ],
)
def test_dates_that_are_not_exact(date: str, iso: str, form: str) -> None:
    (work,), findings = works(f"@book{{a, title = {{T}}, date = {{{date}}}}}", "works.bib")
    assert (work.issued, work.date_form("issued"), findings) == (iso, form, ())

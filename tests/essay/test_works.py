"""What ``works.yml`` says of the works: every work has its record, and what is said to be printed is printed so."""

from __future__ import annotations

import pytest

from edition.model.records import Witness
from edition.model.works import WorkNote
from edition.sources.bibtex import works
from edition.sources.yaml_records import Reader
from folders import ROOT

BIBLIOGRAPHY = ROOT / "bibliography"


def source(name: str) -> str:
    return (BIBLIOGRAPHY / name).read_text("utf-8")


READER = Reader()
RECORDS = READER.records(source("works.yml"), "works.yml", WorkNote)
WITNESSES = READER.records(source("witnesses.yml"), "witnesses.yml", Witness)


def test_records_stand_in_the_order_of_the_works() -> None:
    found, _ = works(source("works.bib"), "works.bib")
    assert READER.findings == []
    assert [record.key for record in RECORDS] == [work.key for work in found]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_record(record: WorkNote) -> None:
    copy_text = source(next(witness.file for witness in WITNESSES if witness.base))
    assert record.checked in {"full", "part", "no"}
    assert [
        words for words in (record.printed, *(d.printed for d in record.deviations)) if words not in copy_text
    ] == []
    assert [d.right for d in record.deviations if d.right == d.printed] == []
    assert [online.url for online in record.online if not online.url.startswith(("https://", "http://"))] == []

"""What ``works.yml`` says of the works: those cited have a record, and what is said to be printed is printed so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from citation_forms import works_in
from edition.model.records import Witness
from edition.model.works import WorkNote
from edition.sources.yaml_records import Reader
from folders import ROOT, TESTS

WORKS = yaml.safe_load((TESTS / "essay/citations.yml").read_text("utf-8"))
BIBLIOGRAPHY = ROOT / "bibliography"


@pytest.fixture(scope="module")
def records() -> Callable[[str, type], dict]:
    """``records(name, kind)``: the records of a file by their keys."""

    def read(name: str, kind: type) -> dict:
        reader = Reader()
        read = reader.records((BIBLIOGRAPHY / name).read_text("utf-8"), name, kind)
        assert reader.findings == []
        return {record.key: record for record in read}

    return read


def test_records_stand_in_the_order_of_the_works(records: Callable[[str, type], dict]) -> None:
    recorded = records("works.yml", WorkNote)
    assert list(recorded) == [key for key in works_in(BIBLIOGRAPHY / "works.bib") if key in recorded]
    assert set(WORKS) <= set(recorded)


@pytest.mark.parametrize("key", WORKS)
def test_record(key: str, records: Callable[[str, type], dict]) -> None:
    base = next(witness for witness in records("witnesses.yml", Witness).values() if witness.base)
    copy_text = (BIBLIOGRAPHY / base.file).read_text("utf-8")
    record = records("works.yml", WorkNote)[key]
    assert record.checked in {"full", "part", "no"}
    printed = (record.printed, *(deviation.printed for deviation in record.deviations))
    assert [words for words in printed if words not in copy_text] == []
    assert [deviation for deviation in record.deviations if deviation.right == deviation.printed] == []
    assert [online.url for online in record.online if not online.url.startswith(("https://", "http://"))] == []

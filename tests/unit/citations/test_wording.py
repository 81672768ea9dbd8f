"""Dates in words, and in their order."""

from __future__ import annotations

import pytest

from edition.citations.wording import date_in_words
from edition.model.records import IsoDate, date_order


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1924", "1924"),
        ("1924-03", "March 1924"),
        ("1924-03-29", "March 29, 1924"),
        ("1924/1926", "1924–26"),
        ("1924-03-29/1924-04-02", "March 29, 1924–April 2, 1924"),
        ("-0044", "44 BCE"),
        ("-0044-03-15", "March 15, 44 BCE"),
        ("-0050/-0044", "50–44 BCE"),
        ("-0044/0014", "44 BCE–14"),
        ("", ""),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert date_in_words(IsoDate(date)) == words


def test_dates_are_in_the_order_of_time() -> None:
    dates = ["", "-0050", "-0050/-0044", "-0044", "-0044-03-15", "-0044-11", "0014", "1924", "1924/1926", "1924-03-29"]
    assert sorted((dates[8], *dates[:8], *dates[9:]), key=date_order) == dates

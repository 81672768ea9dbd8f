"""Records of YAML: which values are dates."""

from __future__ import annotations

import pytest

from edition.sources.yaml_records import is_date


@pytest.mark.parametrize(
    "value",
    "1924 1924-03 1924-03-29 1924-02-29 1924/1926 1924-03-29/1924-04 0044 -0044 -0044-03-15 -0050/-0044 -0044/0014 "
    "-0044-03-15/-0044-04-01 1924/1924-03".split(),
)
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    "24 1924-13 1924-02-30 1923-02-29 1926/1924 1924-3 about-1924 -44 -0044/-0050 0014/-0044 -0044-04-01/-0044-03-15 "
    "1924/ /1924 1924/1925/1926".split(),
)
def test_what_is_no_date(value: str) -> None:
    assert not is_date(value)

"""Records of YAML: which values are dates, keys and addresses."""

from __future__ import annotations

import pytest

from edition.sources.yaml_records import is_address, is_date, is_key


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


@pytest.mark.parametrize("key", ["marsh", "p12a", "ed-words", "1869", "A_b-c", "console", "com", "a" * 64])
def test_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize(
    "key", ["", "-a", "_a", "a.b", "a b", "../a", "näher", "index", "Index", "con", "NUL", "Com1", "lpt9", "a" * 65]
)
def test_what_is_no_key(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize(
    "value",
    ["https://example.org", "http://example.org/a_(b)?c=d&e=%20#f", "HTTPS://EXAMPLE.ORG/", "mailto:ada@example.org"],
)
def test_addresses(value: str) -> None:
    assert is_address(value)


@pytest.mark.parametrize(
    "value",
    [
        "example.org", "/page", "//example.org", "https:", "https://", "https:/page", "mailto:", "javascript:alert(1)",
        "data:text/html,x", "file:///etc/passwd", "https://example.org/a b", "java\tscript:alert(1)", "https://[x",
        "https://example.org/\n",
    ],
)  # fmt: skip
def test_what_is_no_address(value: str) -> None:
    assert not is_address(value)

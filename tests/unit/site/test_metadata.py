"""What previews of links are told of a page."""

from __future__ import annotations

import pytest

from edition.site.metadata import locale_of


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", "en_US"), ("de", "de_DE"), ("de-AT", "de_AT"), ("en-us", "en_US"), ("pt-BR", "pt_BR"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant-TW", "zh_TW"), ("sr-Latn", "sr_RS"), ("de-1996", "de_DE"), ("la", ""), ("grc", ""), ("eo", ""),
    ],
)  # fmt: skip
def test_the_locale_has_a_territory_or_is_none(language: str, locale: str) -> None:
    assert locale_of(language) == locale

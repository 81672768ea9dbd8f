"""The languages of an edition: a tag that is none, a language without words of the interface, two that contradict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.checks.settings import languages
from edition.model.settings import SiteSettings
from small_edition import edition_of


@pytest.mark.parametrize(
    ("text", "interface", "theme", "codes"),
    [
        ("en", "", "", []),
        ("la", "", "", []),
        ("grc", "de-AT", "de-AT", []),
        ("en-US", "en-GB", "", []),
        ("Deutsch", "", "", ["set-bad-language"]),
        ("de_DE", "", "", ["set-bad-language"]),
        ("de", "la", "", ["set-no-catalogue"]),
        ("de", "fr", "ru", ["set-two-languages"]),
        ("de", "en-GB", "en", []),
        ("de", "en", "en-GB", ["set-two-languages"]),
    ],
)
def test_languages(text: str, interface: str, theme: str, codes: list[str]) -> None:
    edition = edition_of("One.\n{: #p1 }\n")
    metadata = replace(edition.metadata, language=text, interface_language=interface)
    found = languages(replace(edition, metadata=metadata, settings=SiteSettings(language=theme)))
    assert [finding.code for finding in found] == codes

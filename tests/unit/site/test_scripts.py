"""The words of scripts are replaced by their translations; strings that are no messages stay."""

from __future__ import annotations

import pytest

from edition.model.messages import IN_ENGLISH, Messages
from edition.site.scripts import translated

FORMS = ("%(n)s Treffer", "%(n)s Treffer!")
WORDS = {("", "Search"): ("Suche „hier“",), ("of a key", "On"): ("An",), ("", "%(n)s result"): FORMS}
GERMAN = Messages("de", WORDS, "n != 1")


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ('open(_("Search"))', 'open("Suche „hier“")'),
        ('open(_("Find"))', 'open("Find")'),
        (r'open(_("a \"b\""))', r'open("a \"b\"")'),
        ('[pgettext("of a key", "On"), "On"]', '["An", "On"]'),
        (
            'ngettext("%(n)s result", "%(n)s results", n.length).x',
            '((n) => ["%(n)s Treffer", "%(n)s Treffer!"][Number(n != 1)])(n.length).x',
        ),
        ('made_("Search")', 'made_("Search")'),
    ],
)
def test_messages_are_replaced(script: str, made: str) -> None:
    assert translated(script, GERMAN) == made


def test_english_stays() -> None:
    assert translated('_("Search") + ngettext("1", "%(n)s", 2)', IN_ENGLISH) == (
        '"Search" + ((n) => ["1", "%(n)s"][Number(n != 1)])(2)'
    )

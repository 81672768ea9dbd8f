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
        (r'open("a \"b\"")', r'open("a \"b\"")'),
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


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ('_("Find")', r'"\ufdd1Find\ufdd2"'),
        ('_("Find “%(words)s”: %(n)s.")', r'"\ufdd1Find “\ufdd2%(words)s\ufdd1”: \ufdd2%(n)s\ufdd1\ufdd2."'),
        (
            'ngettext("A", "%(n)s", 2)',
            r'((n) => ["\ufdd1A\ufdd2", "\ufdd1\ufdd2%(n)s\ufdd1\ufdd2"][Number(n != 1)])(2)',
        ),
    ],
)
def test_what_the_catalogue_lacks_is_marked(script: str, made: str) -> None:
    whole = translated(script, Messages("pl", WORDS, "n%10"))
    assert whole.endswith(f"\n{made}")
    assert whole.startswith("/* Words that the catalogue lacks")


def test_english_stays() -> None:
    assert translated('_("Search") + ngettext("1", "%(n)s", 2)', IN_ENGLISH) == (
        '"Search" + ((n) => ["1", "%(n)s"][Number(n != 1)])(2)'
    )

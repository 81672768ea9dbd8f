"""Words that a reader sees are messages, and every catalogue has them all: none missing, none unused, none changed."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest

import catalogues
from edition.model.messages import Messages, messages
from folders import ROOT

PRINTING = "site books citations permanence".split()
"""Packages that write what a reader sees."""
OTHERS = "index/addresses.py model/registers.py model/states.py model/vocabulary.py".split()
OTHER_WORDS = frozenset(
    "permanence/archive.py permanence/placing.py permanence/numbering.py".split()
    + "citations/bibtex.py citations/formats.py citations/pandoc_words.py site/fonts.py".split()
)
"""Modules whose words are for editors or for programs."""

GETTEXT = frozenset("_ N_ NN_ C_ gettext ngettext pgettext npgettext".split())
TECHNICAL = frozenset(
    "Finding compile Path field print Refused TypeVar NewType namedtuple split frozenset Authority".split()
)
"""Functions whose arguments no reader of the edition sees."""
FOR_EDITORS = frozenset(("Finding", "Refused"))
"""What a function speaks of that speaks to editors."""
ATTRIBUTES_OF_WORDS = frozenset("aria_label title alt data_label label summary".split())
"""Named arguments that hold words; the values of all others are names and signs."""
_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}|^[\W\d_]*[A-Z][a-zé’]{2,}[\W_]*$")
NAMES = frozenset(
    (
        "Thing|Wikidata|Book|Periodical|Place|Date|Chapter|Organization|Person|Text|Use|Paragraph|Note|Chicago|note|notes|"
        "apparatus|patent holder|special issue|quoted unless published|sub verbo|An edition|Libertinus Serif|"
        "Source Serif 4|Amiri|Noto Sans|Noto Emoji|"
        "const FORMS =|[Number(|title editorial|naming again|Word"
    ).split("|")
)
"""Names of types, classes, fonts and the like."""
MACHINE = re.compile(r"^(?:<[a-z!?]|#|// |\(query|XML, like|Words[; ])|localStorage", re.IGNORECASE)
"""How pieces of code and the descriptions of the schema of data begin."""


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of every string that reads like words of the interface and is no message."""
    yield from _within(ast.parse(source))


def _within(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Raise | ast.Assert | ast.Compare | ast.Subscript):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.FunctionDef) and any(getattr(n, "id", "") in FOR_EDITORS for n in ast.walk(node)):
        return
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in GETTEXT or name in TECHNICAL:
            return
    if isinstance(node, ast.keyword) and node.arg and node.arg not in ATTRIBUTES_OF_WORDS:
        nested = isinstance(node.value, ast.Call | ast.Lambda)
        if not nested:
            return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = node.value
        if _WORDS.search(words) and words.strip() not in NAMES and not MACHINE.search(words):
            yield node.lineno, words
    for child in ast.iter_child_nodes(node):
        yield from _within(child)


def test_no_words_stand_outside_the_catalogue() -> None:
    engine = ROOT / "scripts/edition"
    paths = sorted(path for folder in PRINTING for path in (engine / folder).rglob("*.py"))
    paths += [engine / name for name in OTHERS]
    found = [
        f"{name}:{line}: {words!r}"
        for path in paths
        if (name := path.relative_to(engine).as_posix()) not in OTHER_WORDS
        for line, words in untranslated(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('E("p", "Not named in the text.")', 1),
        ('E("h2", "Versions", id="versions")', 1),
        ('E("p", f"Version {number}", class_="two words")', 1),
        ('E("a", aria_label="Back to the text")', 1),
        ('E("p", _("Not named in the text."), aria_label=words.ngettext("One note", "Two notes", 2))', 0),
        ('"""A docstring of words."""\nFinding(place, "x-code", "Words for editors.")', 0),
        ('E("section", class_="register-index", role="doc-endnotes")', 0),
    ],
)
def test_words_outside_are_seen(source: str, count: int) -> None:
    assert len(list(untranslated(source))) == count


_STRING = r'(?<![\w)])(?<!_\()(?<!ngettext\()"(?:[^"\\\n]|\\.)*"'
_JS_WORDS = re.compile(r'^"(?:[A-Z][a-z]+[^"]*|[^"]*[a-z] [a-z][^"]*)"$')
_OF_SCRIPTS = re.compile(r'^"(?:use strict|Escape|Enter|Tab|Esc|HashChangeEvent|[\w .:#>\[\]="-]*[.:#>\[=][^"]*)"$')


def outside_in_script(source: str) -> list[str]:
    """The strings of a script that read like words and are no messages."""
    code = re.sub(r"/\*.*?\*/|(?<![:\"])//[^\n]*", " ", source, flags=re.DOTALL)
    code = re.sub(r'\bclass: "[^"]*"|\b(?:querySelector|querySelectorAll|closest|matches)\("[^"]*"', " ", code)
    code = re.sub(r"\b(?:_|pgettext|ngettext)\((?:\"(?:[^\"\\]|\\.)*\"(?:, )?)+", " ", code)
    return [s for s in re.findall(_STRING, code) if _JS_WORDS.match(s) and not _OF_SCRIPTS.match(s)]


def test_no_words_stand_in_scripts() -> None:
    scripts = sorted((ROOT / "scripts/edition/theme/assets").glob("*.js"))
    assert {path.name: outside_in_script(path.read_text(encoding="utf-8")) for path in scripts} == {
        path.name: [] for path in scripts
    }


def test_words_in_scripts_are_seen() -> None:
    source = 'a("Close me"); b("Search"); c(_("Find")); d("use strict"); e(ngettext("One", "Two of", n), "no such")'
    assert outside_in_script(source) == ['"Close me"', '"Search"', '"no such"']


def outside_in_template(source: str) -> list[str]:
    """The words of a template, and of attributes that are read, that are no messages."""
    words = re.sub(r"<(?:script|style).*?</(?:script|style)>|{#.*?#}|{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)
    attributes = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*[^\W\d_]{2,}[^"]*)"', words)
    return attributes + re.findall(r"[^\W\d_]{3,}", re.sub(r"<[^>]*>", " ", words))


def test_no_words_stand_in_templates() -> None:
    templates = sorted((ROOT / "scripts/edition/theme").rglob("*.html"))
    assert {path.name: outside_in_template(path.read_text(encoding="utf-8")) for path in templates} == {
        path.name: [] for path in templates
    }


def test_words_in_templates_are_seen() -> None:
    source = """{# A comment #}<p class="a">{{ _("Contents") }} Search</p><nav aria-label="Menu">{% if x %}·"""
    assert outside_in_template(source) == ["Menu", "Search"]


# --- Catalogues ----------------------------------------------------------------------------------------------------

COMPLETE = [language for language in catalogues.languages() if language not in catalogues.VARIETIES]
EXTRACTED = {(m.context or "", _first): m for m in catalogues.extracted() if m.id for _first in [catalogues.first(m)]}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\|")


def catalogue(language: str) -> Messages:
    """The messages of a language as the engine reads them."""
    return messages(language.replace("_", "-"))


def test_four_languages_are_complete() -> None:
    assert {"de", "es", "fr", "ru"} <= set(COMPLETE)


@pytest.mark.parametrize("language", COMPLETE)
def test_nothing_is_missing(language: str) -> None:
    assert EXTRACTED.keys() - catalogue(language).translations.keys() == set()


@pytest.mark.parametrize("language", catalogues.languages())
def test_nothing_is_unused(language: str) -> None:
    assert catalogue(language).translations.keys() - EXTRACTED.keys() == set()


@pytest.mark.parametrize("language", catalogues.languages())
def test_placeholders_and_numbers_of_forms_are_the_same(language: str) -> None:
    known = catalogue(language)
    forms = {known.plural(n) for n in range(200)}
    wrong = []
    for key, translated in known.translations.items():
        message = EXTRACTED[key]
        english = message.id if isinstance(message.id, tuple | list) else (message.id,)
        wanted = Counter(PLACEHOLDER.findall(english[-1]))
        same = all(Counter(PLACEHOLDER.findall(form)) == wanted for form in translated)
        if not same or len(translated) != (len(forms) if len(english) > 1 else 1):
            wrong.append(key)
    assert wrong == []


@pytest.mark.parametrize("language", catalogues.languages())
def test_the_file_is_as_the_script_writes_it(language: str) -> None:
    read = catalogues.read(language)
    assert catalogues.path(language).read_bytes() == catalogues.written(read)
    assert [message.id for message in read if message.fuzzy and message.id] == []

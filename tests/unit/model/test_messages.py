"""Messages: catalogues are read, plural forms chosen, what is missing is English; direction; placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.model import messages as module
from edition.model.messages import direction, filled, language_attributes, messages, translations
from edition.model.serialize import to_html, to_xml
from edition.model.tree import E

CATALOGUE = r"""
# A comment.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : "
"2);\n"

#. For translators.
#: site/frame.py
#, python-format
msgid "Contents of “%(title)s”"
msgstr "«%(title)s»: "
"содержание"

msgctxt "of a word"
msgid "Bank"
msgstr "Банк"

msgid "%(n)d bee"
msgid_plural "%(n)d bees"
msgstr[0] "%(n)d пчела"
msgstr[1] "%(n)d пчелы"
msgstr[2] "%(n)d пчёл"

#, fuzzy
msgid "Not looked at"
msgstr "Непроверено"

msgid "Not translated"
msgstr ""
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of catalogues that has Russian, and a little for Russian as it is written in Ukraine."""
    for language, source in (("ru", CATALOGUE), ("ru_UA", 'msgctxt "of a word"\nmsgid "Bank"\nmsgstr "Берег"\n')):
        file = tmp_path / language / "LC_MESSAGES" / "edition.po"
        file.parent.mkdir(parents=True)
        file.write_text(source, encoding="utf-8")
    monkeypatch.setattr(module, "LOCALES", tmp_path)
    messages.cache_clear()
    yield
    messages.cache_clear()


def test_a_message_is_translated() -> None:
    assert messages("ru").gettext("Contents of “%(title)s”") == "«%(title)s»: содержание"


@pytest.mark.parametrize("message", ["Not looked at", "Not translated", "Bank", "Nowhere"])
def test_what_the_catalogue_lacks_is_english(message: str) -> None:
    assert messages("ru").gettext(message) == message


def test_a_word_is_translated_in_its_context() -> None:
    assert messages("ru").pgettext("of a word", "Bank") == "Банк"
    assert messages("ru").pgettext("of a river", "Bank") == "Bank"


@pytest.mark.parametrize(("n", "words"), [(1, "1 пчела"), (3, "3 пчелы"), (11, "11 пчёл"), (21, "21 пчела")])
def test_the_form_is_that_of_the_number(n: int, words: str) -> None:
    assert messages("ru").ngettext("%(n)d bee", "%(n)d bees", n) % {"n": n} == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 bees"), (1, "1 bee"), (2, "2 bees")])
def test_english_has_two_forms(n: int, words: str) -> None:
    assert messages("it").ngettext("%(n)d bee", "%(n)d bees", n) % {"n": n} == words


@pytest.mark.parametrize(
    ("language", "known", "bank"),
    [
        ("ru-RU", "ru-RU", "Банк"),
        ("ru-UA", "ru-UA", "Берег"),
        ("la", "en", "Bank"),
        ("", "en", "Bank"),
        ("en-US", "en-US", "Bank"),
    ],
)
def test_a_variety_falls_back_on_its_language(language: str, known: str, bank: str) -> None:
    assert messages(language).language == known
    assert messages(language).pgettext("of a word", "Bank") == bank
    assert messages(language).gettext("Contents of “%(title)s”").endswith("содержание") == known.startswith("ru")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("he-Latn-x-y", "ltr"), ("en", "ltr")],
)
def test_direction_follows_language_and_script(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("inner", "outer", "attributes"),
    [
        ("de", "de", {}),
        ("de", "en", {"lang": "de"}),
        ("ar", "en", {"lang": "ar", "dir": "rtl"}),
        ("en", "he", {"lang": "en", "dir": "ltr"}),
    ],
)
def test_a_language_within_another(inner: str, outer: str, attributes: dict[str, str]) -> None:
    assert language_attributes(inner, outer) == attributes


def test_english_in_another_language_is_marked() -> None:
    words = messages("ru").gettext("Nowhere & %(there)s") % {"there": "there"}
    counted = messages("ru").ngettext("%(n)d wasp", "%(n)d wasps", 2) % {"n": 2}
    assert to_html(E("p", words)) == '<p><span lang="en" dir="ltr">Nowhere &amp; there</span></p>'
    assert to_html(E("p", counted)) == '<p><span lang="en" dir="ltr">2 wasps</span></p>'
    assert to_html(E("title", words)) == "<title>Nowhere &amp; there</title>"
    assert to_xml(E("p", words)) == "<p>Nowhere &amp; there</p>"
    assert to_html(E("p", messages("it").gettext("Nowhere"))) == '<p><span lang="en" dir="ltr">Nowhere</span></p>'
    assert to_html(E("p", messages("en-GB").gettext("Nowhere"))) == "<p>Nowhere</p>"


def test_trees_take_the_place_of_placeholders() -> None:
    link = E("a", "Ada", href="x")
    assert filled("By %(who)s, 5%% of %(what)s", who=link, what=("a", "b")) == (
        "By ", link, ", 5", "%", " of ", "a", "b"
    )  # fmt: skip


def test_a_catalogue_without_entries_is_empty() -> None:
    assert translations("") == {}

"""Messages: catalogues are read, plural forms chosen, what is missing is English; direction; placeholders."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from edition.model import messages as module
from edition.model.messages import (
    CLOSE,
    OPEN,
    direction,
    filled,
    in_english,
    language_attributes,
    messages,
    runs,
    translations,
    unmarked,
    with_first,
)
from edition.model.output import Output
from edition.model.serialize import to_html, xml_document
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
    assert unmarked(messages("ru").gettext(message)) == message


def test_a_word_is_translated_in_its_context() -> None:
    assert messages("ru").pgettext("of a word", "Bank") == "Банк"
    assert unmarked(messages("ru").pgettext("of a river", "Bank")) == "Bank"


@pytest.mark.parametrize(("n", "words"), [(1, "1 пчела"), (3, "3 пчелы"), (11, "11 пчёл"), (21, "21 пчела")])
def test_the_form_is_that_of_the_number(n: int, words: str) -> None:
    assert messages("ru").ngettext("%(n)d bee", "%(n)d bees", n) % {"n": n} == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 bees"), (1, "1 bee"), (2, "2 bees")])
def test_english_has_two_forms(n: int, words: str) -> None:
    assert unmarked(messages("it").ngettext("%(n)d bee", "%(n)d bees", n) % {"n": n}) == words


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
    assert unmarked(messages(language).pgettext("of a word", "Bank")) == bank
    assert ("содержание" in messages(language).gettext("Contents of “%(title)s”")) == known.startswith("ru")


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


@pytest.mark.parametrize(
    ("words", "html", "tei"),
    [
        ("Nowhere", "<i>Nowhere</i>", "<f>Nowhere</f>"),
        ("Nowhere & here.", "<i>Nowhere &amp; here</i>.", "<f>Nowhere &amp; here</f>."),
        ("%(n)d wasps", "<i>2 wasps</i>", "<f>2 wasps</f>"),
    ],
)
def test_english_in_another_language_is_marked(words: str, html: str, tei: str) -> None:
    said = messages("ru").ngettext("%(n)d wasp", words, 2) % {"n": 2}
    xhtml = html.replace("i>", "x>")
    assert in_english(to_html(E("p", f"({said})"))) == f"<p>({spelled(html)})</p>"
    assert in_english(to_html(E("p", said, title=said))) == f'<p title="{escape(words % {"n": 2})}">{spelled(html)}</p>'
    assert xml_document(E("TEI", said)).decode().endswith(f"\n<TEI>{spelled(tei)}</TEI>\n")
    assert xml_document(E("html", E("p", said))).decode().endswith(f"\n<html><p>{spelled(xhtml)}</p></html>\n")
    assert xml_document(E("package", said)).decode().endswith(f"\n<package>{escape(words % {'n': 2})}</package>\n")
    assert Output("a.txt", said.encode()).content.decode() == words % {"n": 2}


def spelled(markup: str) -> str:
    """Markup in which ``i``, ``x`` and ``f`` stand for the elements that say that words are English."""
    xhtml = 'lang="en" xml:lang="en" dir="ltr"'
    full = (("i", "span", 'lang="en" dir="ltr"'), ("x", "span", xhtml), ("f", "foreign", 'xml:lang="en"'))
    for short, tag, attributes in full:
        markup = markup.replace(f"<{short}>", f"<{tag} {attributes}>").replace(f"</{short}>", f"</{tag}>")
    return markup


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<title><Nowhere></title>", '<title lang="en">Nowhere</title>'),
        ("<title>Ada, <nowhere></title>", "<title>Ada, nowhere</title>"),
        ('<text x="1"><Nowhere>, 5</text>', '<text x="1"><tspan lang="en">Nowhere</tspan>, 5</text>'),
        ('<a aria-label="<Note> 5">5</a>', '<a lang="en" dir="ltr" aria-label="Note 5">5</a>'),
        ('<a lang="ru" title="<Close>">×</a>', '<a lang="en" dir="ltr" title="Close">×</a>'),
        ('<a aria-label="<Note> Ada">5</a>', '<a aria-label="Note Ada">5</a>'),
        ('<nav aria-label="<Menu>">Ada</nav>', '<nav aria-label="Menu">Ada</nav>'),
        ('<img src="ada" alt="<Cover>">', '<img lang="en" dir="ltr" src="ada" alt="Cover">'),
        ('<p aria-label="<Here>"><i></i>[</p>', '<p lang="en" dir="ltr" aria-label="Here"><i></i>[</p>'),
    ],
)  # fmt: skip
def test_where_no_element_can_be_the_one_round_it_says_the_language(markup: str, marked: str) -> None:
    signs = re.sub(r"<([A-Z]\w*|nowhere)>", rf"{OPEN}\1{CLOSE}", markup)
    assert in_english(signs) == marked


def test_lists_and_english_have_no_marks() -> None:
    assert messages("ru").gettext("one|two") == "one|two"
    assert in_english(to_html(E("p", messages("en-GB").gettext("Nowhere")))) == "<p>Nowhere</p>"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a<b <c> d>e", [("a", False), ("b c d", True), ("e", False)]),
        ("<a", [("a", True)]),
        ("a>b<c>", [("ab", False), ("c", True)]),
    ],
)
def test_marks_within_marks_and_alone(words: str, found: list[tuple[str, bool]]) -> None:
    assert list(runs(words.replace("<", OPEN).replace(">", CLOSE))) == found


def test_a_first_letter_is_changed_behind_a_mark() -> None:
    assert unmarked(with_first(messages("ru").gettext("nowhere"), str.upper)) == "Nowhere"
    assert with_first("", str.upper) == ""


def test_pieces_between_trees_are_marked() -> None:
    made = to_html(filled(messages("ru").gettext("By %(who)s, alone"), who=E("b", "Ada")))
    assert in_english(made) == spelled("<i>By</i> <b>Ada</b><i>, alone</i>")


def test_trees_take_the_place_of_placeholders() -> None:
    link = E("a", "Ada", href="x")
    assert filled("By %(who)s, 5%% of %(what)s", who=link, what=("a", "b")) == (
        "By ", link, ", 5", "%", " of ", "a", "b"
    )  # fmt: skip


def test_a_catalogue_without_entries_is_empty() -> None:
    assert translations("") == {}

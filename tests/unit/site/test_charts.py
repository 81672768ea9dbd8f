"""The chart of uses: rows, columns, marks, and the same as a table."""

from __future__ import annotations

import pytest

from edition.index.uses import Use, uses
from edition.model.edition import Edition
from edition.model.tree import Element, text, walk
from edition.site.contents import charts
from edition.site.contents.charts import LONGEST_LABEL, Row, _short, chart_of_uses, rows_of
from small_edition import edition_of

TEXT = """
See [*The Lamp*][@lampbook, p. 3].[^1]
{: #p1 }

Marsh came.
{: #p2 }

[^1]: [Ibid.][@lampbook, p. 4] So says Oxley.
"""
FILES = {
    "bibliography/persons.yml": (
        "marsh: {name: Marsh, named: [Marsh], at: [p1]}\noxley: {name: Oxley, named: [Oxley]}\n"
    ),
    "bibliography/works.bib": "@book{lampbook, title={The Lamp}, year={1881}}\n",
}


@pytest.fixture
def edition() -> Edition:
    return edition_of(TEXT, FILES)


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Marsh", "Marsh"),
        ("x" * LONGEST_LABEL, "x" * LONGEST_LABEL),
        ("x" * (LONGEST_LABEL + 1), "x" * (LONGEST_LABEL - 1) + "…"),
        ("x" * (LONGEST_LABEL - 3) + ", and more", "x" * (LONGEST_LABEL - 3) + "…"),
    ],
)
def test_a_label_that_is_too_long_is_cut(label: str, short: str) -> None:
    assert _short(label) == short


def test_rows_leave_out_what_an_editor_says_to_bear_on_a_passage(edition: Edition) -> None:
    (row, nothing) = rows_of([("marsh", "Marsh, T."), ("nobody", "Nobody")], uses(edition))
    assert (row.key, row.label, [use.at for use in row.uses]) == ("marsh", "Marsh, T.", ["p2"])
    assert nothing == Row("nobody", "Nobody", ())


def chart(edition: Edition) -> list[Element]:
    labels = [("lampbook", "The Lamp"), ("nobody", "Nobody"), ("marsh", "Marsh"), ("oxley", "Oxley")]
    found = chart_of_uses(edition, rows_of(labels, uses(edition)), "Uses")
    assert found is not None
    return list(walk(found))


def test_every_use_is_a_mark_that_leads_to_it(edition: Edition) -> None:
    marks = [node for node in chart(edition) if node.tag == "a" and node.has("aria-label")]
    shapes = [next(n.get("class") for n in walk(node) if n.get("class").startswith("mark")) for node in marks]
    assert [(node.get("aria-label"), node.get("href")) for node in marks] == [
        ("The Lamp, ¶\u00a01 (n.\u00a01): in short", "site:essay/first.html#p1"),
        ("Marsh, ¶\u00a02: named", "site:essay/first.html#p2"),
        ("Oxley, ¶\u00a01 (n.\u00a01): named", "site:essay/first.html#n1"),
    ]
    assert shapes == ["mark short", "mark named", "mark named"]


def test_columns_are_the_paragraphs(edition: Edition) -> None:
    assert [text(node) for node in chart(edition) if node.get("class") == "column"] == ["1", "2"]


def test_the_table_says_the_same(edition: Edition) -> None:
    rows = [[text(cell) for cell in node.children] for node in chart(edition) if node.tag == "tr"]
    assert rows == [
        ["", "in short", "as “Ibid.”", "named"],
        ["The Lamp", "¶\u00a01", "n.\u00a01", ""],
        ["Marsh", "", "", "¶\u00a02"],
        ["Oxley", "", "", "n.\u00a01"],
    ]


@pytest.mark.parametrize("form", ["full", "short", "ibid", "named"])
def test_each_form_has_a_shape_of_its_own(form: str) -> None:
    assert charts._symbol(form, 0, 0).get("class") == f"mark {form}"
    assert charts._form(Use("a", "p1", "s", form, "")) == form


def test_any_other_form_is_a_naming() -> None:
    assert {charts._form(Use("a", "p1", "s", form, "")) for form in ("name", "title", "generated")} == {"named"}


def test_a_long_text_has_no_chart(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "MOST_PARAGRAPHS", 1)
    assert chart_of_uses(edition, (), "Uses") is None

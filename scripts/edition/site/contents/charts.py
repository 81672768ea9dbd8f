"""Charts of uses along the text: static SVG in the colours of the page, every symbol a link, with a table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from edition.index.addresses import addresses, anchor_label, anchor_links, paragraph_number
from edition.index.tables import positions
from edition.index.uses import Use
from edition.model.edition import Edition
from edition.model.messages import N_
from edition.model.records import grouped
from edition.model.tree import E, Element, Fragment
from edition.site.contents.components import table

FORMS = {"full": N_("in full"), "short": N_("in short"), "ibid": N_("as “Ibid.”"), "named": N_("named")}
"""Form of a use → its words (a message) in the legend, the most telling first."""
LETTER_WIDTH = 6.3
LONGEST_LABEL = 46
"""Characters of a label; what is longer is cut."""
COLUMN, ROW, TOP = 22, 20, 26
"""Width of a column, height of a row and of the head, in units of the drawing."""
MOST_PARAGRAPHS = 150
"""A longer text has no chart: nobody could take it in."""


class Row(NamedTuple):
    """A row of the chart: its key, its label, and its uses."""

    key: str
    label: str
    uses: tuple[Use, ...]


def chart_of_uses(edition: Edition, rows: tuple[Row, ...], name: str) -> Element | None:
    """Where each key is used along the text: a row a key, a column a paragraph, a symbol for the form of a use.

    None for a text that is too long.
    """
    _ = edition.messages.gettext
    rows = tuple(row for row in rows if row.uses)
    columns = positions(edition)
    if len(columns) > MOST_PARAGRAPHS:
        return None
    shown = tuple(dict.fromkeys(_form(use) for row in rows for use in row.uses))
    labels = int(LETTER_WIDTH * max((len(_short(row.label)) for row in rows), default=0)) + 16
    width, height = labels + COLUMN * len(columns) + 10, TOP + ROW * len(rows) + 6
    parts: Fragment = tuple(
        _column(anchor, labels + COLUMN * n + COLUMN // 2, height) for n, anchor in enumerate(columns)
    )
    parts += tuple(part for n, row in enumerate(rows) for part in _row(edition, row, n, columns, labels))
    named = {"class_": "chart", "aria_labelledby": "chart-title"}
    drawing = E("svg", E("title", name, id="chart-title"), parts, viewBox=f"0 0 {width} {height}", **named)
    signs = {
        form: E("svg", _symbol(form, 8, 8), viewBox="0 0 16 16", class_="key", aria_hidden="true") for form in shown
    }
    legend = tuple(E("li", sign, f" {_(FORMS[form])}") for form, sign in signs.items())
    table = E("details", E("summary", _("As a table")), _table(edition, rows, shown))
    return E("figure", E("figcaption", name), E("ul", legend, class_="legend"), drawing, table, class_="chart-of-uses")


def _form(use: Use) -> str:
    return use.form if use.form in FORMS else "named"


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip(" ,") + "…"


def _column(anchor: str, x: int, height: int) -> Element:
    return E(
        "g",
        E("line", x1=str(x), y1=str(TOP - 6), x2=str(x), y2=str(height), class_="rule"),
        E("text", paragraph_number(anchor), x=str(x), y=str(TOP - 12), class_="column"),
    )


def _row(edition: Edition, row: Row, number: int, columns: Mapping[str, int], labels: int) -> Fragment:
    """A row of the chart as SVG: its label, and a symbol in the column of each paragraph with a use."""
    links = addresses(edition)
    y = TOP + ROW * number + ROW // 2
    label = E("a", E("text", _short(row.label), x=str(labels - 10), y=str(y + 4), class_="row"), href=links[row.key])
    _ = edition.messages.gettext
    parts: list[Element] = [
        E("line", x1=str(labels), y1=str(y), x2=str(labels + COLUMN * len(columns)), y2=str(y), class_="rule"),
        label,
    ]
    by_paragraph = grouped((use for use in row.uses if use.at in columns), lambda use: use.at)
    for anchor, uses in by_paragraph.items():
        strongest = min(uses, key=lambda use: list(FORMS).index(_form(use)))
        x = labels + COLUMN * columns[anchor] + COLUMN // 2
        where = anchor_label(anchor, edition)
        notes = ", ".join(dict.fromkeys(anchor_label(use.note, edition) for use in uses if use.note))
        form_words = _(FORMS[_form(strongest)])
        words = f"{row.label}, {where}{f' ({notes})' if notes else ''}{edition.messages.colon}{form_words}"
        target = links[strongest.note or anchor]
        parts.append(E("a", E("title", words), _symbol(_form(strongest), x, y), href=target, aria_label=words))
    return tuple(parts)


def _symbol(form: str, x: int, y: int) -> Element:
    if form == "short":
        return E("path", d=f"M{x - 6} {y}A6 6 0 0 1 {x + 6} {y}Z", class_="mark short")
    if form == "ibid":
        return E("circle", cx=str(x), cy=str(y), r="5", class_="mark ibid")
    if form == "full":
        return E("circle", cx=str(x), cy=str(y), r="6", class_="mark full")
    return E("rect", x=str(x - 4), y=str(y - 4), width="8", height="8", class_="mark named")


def _table(edition: Edition, rows: tuple[Row, ...], shown: tuple[str, ...]) -> Element:
    body, _ = [], edition.messages.gettext
    for row in rows:
        anchors = {form: [use.note or use.at for use in row.uses if _form(use) == form] for form in shown}
        cells = tuple(E("td", anchor_links(edition, used), data_label=_(FORMS[form])) for form, used in anchors.items())
        body.append(E("tr", E("th", E("a", row.label, href=addresses(edition)[row.key]), scope="row"), cells))
    return table(("", *(_(FORMS[form]) for form in shown)), tuple(body))


def rows_of(keys: list[tuple[str, str]], uses: Mapping[str, tuple[Use, ...]]) -> tuple[Row, ...]:
    """Rows of a chart from keys and labels, in their order."""
    return tuple(Row(key, label, tuple(use for use in uses.get(key, ()) if use.form != "mark")) for key, label in keys)

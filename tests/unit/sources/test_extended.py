"""The editor's own pages with extensions of Markdown, and what may not stand in them."""

from __future__ import annotations

import pytest

from edition.model.kinds import Lookup
from edition.model.serialize import to_html
from edition.model.settings import SiteSettings
from edition.model.tree import find_all, text
from edition.sources.extended import is_extended, parse_extended

PAGE = "docs/about/page.md"


def parsed(source: str, *extensions: str, **options: dict[str, object]):
    return parse_extended(source, PAGE, 5, SiteSettings(extensions=extensions, extension_options=options))


@pytest.mark.parametrize(
    ("extension", "source", "made"),
    [
        ("admonition", "!!! note\n\n    A lamp.", '<div class="admonition note">'),
        ("pymdownx.details", "??? tip\n\n    A lamp.", '<details class="tip">'),
        ("pymdownx.tasklist", "- [x] lit\n- [ ] out", '<input type="checkbox" disabled="" checked="">'),
        ("pymdownx.tabbed", '=== "One"\n\n    A.\n\n=== "Two"\n\n    B.', '<div class="tabbed-set'),
        ("pymdownx.superfences", "```python\ndef f(): pass\n```", '<div class="highlight">'),
        ("pymdownx.smartsymbols", "(c) 1902", "©"),
        ("pymdownx.mark", "==lit==", "<mark>lit</mark>"),
        ("footnotes", "A lamp.[^1]\n\n[^1]: Lit.", 'class="footnote"'),
    ],
)
def test_what_an_extension_makes(extension: str, source: str, made: str) -> None:
    document = parsed(source, extension)
    assert made in to_html(document.blocks)
    assert document.findings == ()


def test_an_extension_takes_its_options() -> None:
    document = parsed("$x$", "pymdownx.arithmatex", **{"pymdownx.arithmatex": {"generic": True}})
    assert to_html(document.blocks) == '<p><span class="arithmatex">\\(x\\)</span></p>'
    assert [finding.code for finding in parsed("$x$", "pymdownx.arithmatex").findings] == ["m-raw-html"], "a script"


def test_lookups_stand_in_boxes() -> None:
    document = parsed("One.\n\n!!! note\n\n    [Ida][@ida-marsh, p. 3] lit it.", "admonition")
    (lookup,) = find_all(document.blocks, Lookup)
    assert (lookup.cluster, text(lookup), lookup.line) == ("@ida-marsh, p. 3", "Ida", 9)


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("A.\n\n<script>alert(1)</script>", "m-raw-html", 7),
        ('<div onclick="alert(1)">A.</div>', "m-raw-html", 5),
        ("<iframe src='https://example.org/'></iframe>", "m-raw-html", 5),
        ("A.\n\n[a](javascript:alert(1))", "m-bad-link", 7),
    ],
)
def test_nothing_brings_a_program_into_a_page(source: str, code: str, line: int) -> None:
    document = parsed(source, "admonition")
    assert [(finding.code, finding.location.line) for finding in document.findings] == [(code, line)]
    assert "alert" not in to_html(document.blocks)
    assert "iframe" not in to_html(document.blocks)


@pytest.mark.parametrize(
    ("file", "extensions", "expected"),
    [
        (PAGE, ("toc", "tables", "fenced_code"), False),
        (PAGE, ("toc", "admonition"), True),
        ("docs/essay/01-first.md", ("toc", "admonition"), False),
        ("docs/index.md", ("admonition",), True),
    ],
)
def test_which_files_are_read_so(file: str, extensions: tuple[str, ...], expected: bool) -> None:
    assert is_extended(SiteSettings(extensions=extensions), file) is expected

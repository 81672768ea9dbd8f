"""On what terms the text and the edition stand, and the file that says how the edition is cited."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from edition.data import _citation_lines
from edition.data.schema_org import licence_address, rights
from edition.model.edition import Edition
from small_edition import METADATA, edition_of

LICENCE = "editorial_licence: CC BY 4.0\neditorial_licence_url: https://example.org/by/\n"
RIGHTS = {"docs/about/a.md": "---\ntitle: A\nresp: editor\n---\n\nWords.\n"}
RIGHTS |= {"docs/about/rights.md": "---\ntitle: Rights\nresp: editor\n---\n\nWords.\n"}


def edition(metadata: str = "", files: dict[str, str] | None = None) -> Edition:
    return edition_of("One.", {"bibliography/edition.yml": METADATA + metadata} | (files or {}))


@pytest.mark.parametrize(
    ("metadata", "files", "of_text", "of_notes"),
    [
        ("", {}, "", ""),
        (LICENCE, {}, "", "https://example.org/by/"),
        (LICENCE, RIGHTS, "site:about/rights.html", "https://example.org/by/"),
        (LICENCE + "text_licence: CC BY 4.0\n", RIGHTS, "https://example.org/by/", "https://example.org/by/"),
        (LICENCE + "text_licence: CC0\n", RIGHTS, "site:about/rights.html", "https://example.org/by/"),
    ],
)
def test_the_text_is_not_put_under_the_licence_of_the_notes(
    metadata: str, files: dict[str, str], of_text: str, of_notes: str
) -> None:
    found = edition(metadata, files)
    assert (licence_address(found, of_text=True), licence_address(found, of_text=False)) == (of_text, of_notes)


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ("", ""),
        ("text_rights: © A\n", "Text: © A"),
        ("text_rights: © A\ntext_licence: CC0\n" + LICENCE, "Text: © A, CC0. Editorial matter: CC BY 4.0"),
    ],
)
def test_rights_in_words(metadata: str, words: str) -> None:
    assert rights(edition(metadata)) == words


def citation(edition: Edition) -> dict[str, object]:
    return yaml.safe_load("\n".join(_citation_lines(edition)))


def test_an_edition_that_was_never_published_before_cites_itself() -> None:
    found = citation(edition('subtitle: ""\n'))
    assert (found["title"], found["version"], found["date-released"]) == ("Small", "1.1.0", "2001-02-03")
    assert "url" not in found
    assert found["authors"] == [{"name": "A"}]
    assert found["preferred-citation"] == {
        "type": "book", "title": "Small", "version": "1.1.0", "year": "2001", "date-published": "2001-02-03",
        "authors": [{"name": "A"}], "editors": [{"name": "E"}],
    }  # fmt: skip


def test_an_edition_of_an_article_names_the_article() -> None:
    files = {
        "bibliography/works.bib": (
            "@article{w, author={van der Oxley, Hanna}, title={The “Lamp”}, journal={Gulls}, date={1911-03-03}}\n"
        ),
        "bibliography/witnesses.yml": "L: {title: L, base: true, work: w}\n",
    }
    given = edition("", files)
    found = citation(replace(given, metadata=replace(given.metadata, base_address="https://example.org/x/")))
    oxley = {"family-names": "Oxley", "given-names": "Hanna", "name-particle": "van der"}
    assert found["url"] == "https://example.org/x/"
    assert found["preferred-citation"] == {
        "type": "book", "title": "Small", "version": "1.1.0", "year": "2001", "date-published": "2001-02-03",
        "url": "https://example.org/x/", "notes": "Originally published in Gulls, March 3, 1911",
        "authors": [oxley], "editors": [{"name": "E"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("date: 2001", {"date-released": None, "title": "Small"}),
        ("date: 2001-02", {"date-released": None}),
        ("subtitle: A tale", {"title": "Small: A tale"}),
        (
            "authors: [{family: Oxley, given: Hanna}, The Lamp]",
            {
                "authors": [{"family-names": "Oxley", "given-names": "Hanna"}, {"name": "The Lamp"}],
            },
        ),
    ],
)
def test_the_citation_file_keeps_to_its_format(metadata: str, expected: dict[str, object]) -> None:
    """A date is a whole day; the title is that of every other citation."""
    changed = {line.partition(":")[0] for line in metadata.splitlines()}
    rest = [line for line in METADATA.splitlines() if line.partition(":")[0] not in changed]
    found = citation(edition_of("One.", {"bibliography/edition.yml": "\n".join([*rest, metadata, ""])}))
    assert {name: found.get(name) for name in expected} == expected
    assert found["preferred-citation"].get("date-published") == found.get("date-released")
    assert found["preferred-citation"]["title"] == found["title"]


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [(LICENCE, None), (LICENCE + "text_licence: CC BY 4.0\n", "https://example.org/by/"), ("", None)],
)
def test_the_citation_file_puts_no_text_under_the_licence_of_the_notes(metadata: str, licence: str | None) -> None:
    found = citation(edition(metadata))
    assert found.get("license-url") == licence
    assert ("abstract" in found) == bool(metadata)

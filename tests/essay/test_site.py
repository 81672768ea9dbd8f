"""What the site of the essay tells machines about it, where it leads on the web, and what its audit counts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from folders import TESTS
from site_reader import elements


def contents_of_meta(page: Path, name: str) -> list[str]:
    """What the meta elements of that name say."""
    return [node.get("content") for node in elements(page) if node.tag == "meta" and node.get("name") == name]


def license_of(page: Path) -> list[str]:
    """Where the page says that its licence is."""
    return [node.get("href") for node in elements(page) if node.tag == "link" and node.get("rel") == "license"]


def test_the_title_page_is_saved_as_the_edition(site: Path) -> None:
    page = site / "index.html"
    assert contents_of_meta(page, "citation_author") == ["Le Blanc, Paul"]
    assert contents_of_meta(page, "z:itemType") == ["book"]
    assert contents_of_meta(page, "z:extra")[0].startswith("original-date: 2021-08-01\nOriginally published in Links")
    assert contents_of_meta(page, "citation_publication_date") == ["2026/11/24"]
    assert len(contents_of_meta(page, "citation_reference")) == 31


def test_the_text_is_not_put_under_the_licence_of_the_notes(site: Path) -> None:
    assert license_of(site / "index.html") == ["about/rights.html"]
    assert license_of(site / "persons/krupskaya.html") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_citation_file_names_the_author(site: Path) -> None:
    citation = yaml.safe_load((site / "CITATION.cff").read_text("utf-8"))
    assert citation["preferred-citation"]["authors"] == [{"family-names": "Le Blanc", "given-names": "Paul"}]


def test_no_address_leads_to_a_host_that_is_not_a_source(site: Path) -> None:
    allowed = set((TESTS / "essay/hosts.txt").read_text("utf-8").split())
    hosts = {
        urlsplit(node.get("href")).netloc
        for page in sorted(site.rglob("*.html"))
        for node in elements(page)
        if node.tag == "a" and urlsplit(node.get("href")).scheme in ("http", "https")
    }
    assert hosts - allowed == set()
    assert allowed - hosts == set(), "no page leads there any more: take it out"

"""An archived page speaks for its own version: its addresses are those of the archive, and no search leads to it."""

from __future__ import annotations

from edition.build.outputs import everything
from edition.model.tree import walk
from edition.permanence.releases import archived
from site_reader import parse
from small_edition import METADATA, edition_of

BASE = "https://example.org/x/"


def heads(base: str) -> dict[str, list[tuple[str, str]]]:
    """Page → the names and addresses of its meta and link elements, as it is archived."""
    edition = edition_of("One.\n{: #p1 }", {"bibliography/edition.yml": METADATA + base})
    files = {output.uri: output.content for output in everything(edition)}
    pages = {uri: content for uri, content in archived(edition, files).items() if uri.endswith(".html")}
    found = {}
    for uri, content in pages.items():
        nodes = [node for node in walk(parse(content.decode())) if node.tag in ("meta", "link")]
        names = (node.get("name") or node.get("property") or node.get("rel") for node in nodes)
        found[uri] = list(zip(names, (node.get("content") or node.get("href") for node in nodes), strict=True))
    return found


def test_addresses_are_those_of_the_archive() -> None:
    pages = heads(f"base_address: {BASE}\n")
    page = dict(pages["essay/first.html"])
    assert page["canonical"] == f"{BASE}v/1.1.0/essay/first.html"
    assert page["cite-as"] == page["citation_public_url"] == f"{BASE}v/1.1.0/id/first/"
    for uri, tags in pages.items():
        if not uri.startswith("id/"):
            own = [value for _, value in tags if value.startswith(BASE)]
            assert [value for value in own if not value.startswith(f"{BASE}v/1.1.0/")] == [], uri


def test_archived_pages_are_not_listed_by_search_engines() -> None:
    for base in ("", f"base_address: {BASE}\n"):
        for uri, tags in heads(base).items():
            if not uri.startswith("id/") and uri != "404.html":
                assert ("robots", "noindex") in tags, uri

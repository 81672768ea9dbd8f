"""Links are followed from what was told while a page was written: here that is compared with the finished pages, read
by another reader; and those are followed too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import site_reader
from edition.build.outputs import everything
from edition.index.addresses import SITE, relative
from edition.sources.load import assemble, read

HEAD = frozenset(("src", "href"))


@pytest.mark.parametrize("edition", ["project", "tiny"])
def test_what_is_told_is_what_is_there(edition: str, request: pytest.FixtureRequest) -> None:
    pages = [o for o in everything(assemble(read(request.getfixturevalue(edition)))) if o.uri.endswith(".html")]
    assert len(pages) > 40
    for page in pages:
        lines = [line.split(" ", 1) for line in page.told.split("\n") if line]
        told = Counter((key, value) for key, value in lines if key == "id")
        there = Counter(each for each in site_reader.told(page.content.decode()) if each[0] == "id")
        assert page.uri.startswith(("id/", "print/")) or told == there, page.uri
        led = {relative(value, page.uri) for key, value in lines if key in HEAD}
        leads = {value for key, value in site_reader.told(page.content.decode()) if key in HEAD}
        assert page.uri.startswith(("id/", "print/")) or led == leads, page.uri
        assert led <= leads | {relative(f"{SITE}{page.uri}", page.uri)}, page.uri


@pytest.mark.parametrize("built", ["site", "tiny_site"])
def test_every_link_of_the_finished_pages_lands(built: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(built)
    assert [str(finding) for finding in site_reader.findings(folder)] == []

"""Links are checked by the anchors gathered while a page is serialized: here these are compared with the finished
pages, read by another reader; and those are checked too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import site_reader
from edition.build.outputs import everything
from edition.index.addresses import MISSING_PAGE, relative
from edition.sources.load import assemble, read


@pytest.mark.parametrize("edition", ["project", "tiny"])
def test_gathered_anchors_are_those_of_the_page(edition: str, request: pytest.FixtureRequest) -> None:
    outputs = everything(assemble(read(request.getfixturevalue(edition))))
    pages = [output for output in outputs if output.uri.endswith(".html")]
    assert len(pages) > 40
    for page in (page for page in pages if not page.uri.startswith(("id/", "print/"))):
        if page.uri == MISSING_PAGE:
            continue
        words = page.content.decode()
        read_again, of_main = site_reader.anchors(words), site_reader.anchors(words.partition("<main")[2])
        assert Counter(page.anchors.ids) == Counter(of_main.ids) - Counter(("main-matter",)), page.uri
        gathered = {relative(address, page.uri) for address in (*page.anchors.links, *page.anchors.loads)}
        assert gathered <= {*read_again.links, *read_again.loads}, page.uri


@pytest.mark.parametrize("built", ["site", "tiny_site"])
def test_every_link_of_the_finished_pages_lands(built: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(built)
    assert [str(finding) for finding in site_reader.findings(folder)] == []

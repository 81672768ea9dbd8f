"""The title page and the descriptions of pages."""

from __future__ import annotations

import pytest

from edition.build.outputs import everything
from small_edition import SECTION, edition_of

INDEX = "docs/index.md"
HEAD = "---\ntitle: First\ndescription: Where it begins.\n---\n\nOne.\n"


@pytest.mark.parametrize(("file", "uri"), [(SECTION, "essay/first.html"), (INDEX, "index.html")])
def test_the_description_of_a_page_is_the_one_that_is_written(file: str, uri: str) -> None:
    outputs = {output.uri: output.content for output in everything(edition_of("One.", {file: HEAD}))}
    assert '<meta name="description" content="Where it begins."' in outputs[uri].decode()


def test_there_is_a_title_page_without_a_file_for_it() -> None:
    assert "index.html" in {output.uri for output in everything(edition_of("One."))}

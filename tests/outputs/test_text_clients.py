"""The pages in programs that show text alone: lynx, w3m and pandoc. Nothing is ambiguous without the style sheet."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest

from edition.model.tree import text, walk
from site_reader import parse

Shown = Callable[[Path], str]


@pytest.fixture(params=["lynx", "w3m", "pandoc"])
def shown(request: pytest.FixtureRequest, tool: Callable[[str], str]) -> Shown:
    """``shown(page)``: a page as one of the programs shows it, its words in one line."""
    options = {
        "lynx": ["-dump", "-nolist", "-display_charset=utf-8", "-width=900"],
        "w3m": ["-dump", "-O", "utf-8", "-cols", "900"],
        "pandoc": ["--from=html", "--to=plain", "--wrap=none"],
    }[request.param]
    program = pypandoc.get_pandoc_path() if request.param == "pandoc" else tool(request.param)

    def show(page: Path) -> str:
        run = subprocess.run([program, *options, str(page)], capture_output=True, encoding="utf-8", check=True)
        return " ".join(run.stdout.split())

    return show


@pytest.fixture(params=["site", "tiny_site"])
def sections(request: pytest.FixtureRequest) -> list[Path]:
    """The pages of the sections."""
    return sorted((request.getfixturevalue(request.param) / "essay").glob("*.html"))


def test_a_call_is_no_letter_of_the_word_before_it(sections: list[Path], shown: Shown) -> None:
    """Pandoc makes footnotes of them and numbers these itself; those in captions of pictures it does not show."""
    total = 0
    for page in sections:
        words = shown(page)
        tree = parse(page.read_text("utf-8"))
        in_captions = {id(n) for caption in walk(tree) if caption.tag == "figcaption" for n in walk(caption.children)}
        nodes = (n for n in walk(tree) if n.get("role") == "doc-noteref" and id(n) not in in_captions)
        calls = [text(n) for n in nodes]
        total += len(calls)
        assert all(call in words for call in calls) or len(re.findall(r"\[\d+\]", words)) >= len(calls), page.name
    assert total


def test_quotations_have_one_pair_of_marks(sections: list[Path], shown: Shown) -> None:
    assert [re.findall(r"[\"“”]{2,}", shown(page)) for page in sections] == [[]] * len(sections)


def test_the_number_of_a_paragraph_stands_before_it_and_apart(sections: list[Path], shown: Shown) -> None:
    for page in sections:
        words = shown(page)
        for node in walk(parse(page.read_text("utf-8"))):
            if "numbered" in node.get("class").split() and node.tag == "p":
                number, _, first = text(node).partition(" ")
                start = " ".join(re.split(r"[\[°]", first)[0].split()[:4])
                assert f"{number} {start}" in words, page.name

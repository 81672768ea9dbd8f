"""Text and interface in two directions: nothing stands outside the page, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from edition.build.outputs import everything
from edition.sources.load import assemble, read
from folders import TINY

OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((part) => {
    const box = part.getBoundingClientRect();
    const seen = part.checkVisibility() && !part.closest("pre, svg, .scrolling, .notes h2") && box.width;
    return seen && (box.left < -1 || box.right > document.documentElement.clientWidth + 1);
}).map((part) => part.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module", params=[("ar", "en", ""), ("en", "fa", "rtl"), ("ar", "fa", "rtl")], ids="-".join)
def site(request, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The site of the tiny edition as if its text or its interface were in other languages, and its direction."""
    language, interface, direction = request.param
    folder, tiny = tmp_path_factory.mktemp("directions"), assemble(read(TINY))
    metadata = replace(tiny.metadata, language=language, interface_language=interface)
    for output in everything(replace(tiny, metadata=metadata)):
        path = folder / output.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)
    return folder, direction


@pytest.mark.parametrize("width", [320, 1024, 1600])
def test_a_section(window, site: tuple[Path, str], server: Callable[[Path], str], width: int) -> None:
    folder, direction = site
    page = window(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(f"{server(folder)}/essay/the-rock.html")
    assert page.evaluate("document.documentElement.dir") == direction
    if width >= 1024:
        expect(page.locator(".notes.beside li").first).to_be_visible()
    assert page.evaluate(OUTSIDE) == []
    if width < 1024:
        page.locator("a.note-reference.authorial").first.click()
        slip = page.locator(".slip:popover-open")
        expect(slip).to_have_count(1)
        assert slip.evaluate("slip => slip.querySelector('.slip-text').lang") in ("ar", "en")
    page.evaluate(Axe().axe_script)
    assert page.evaluate("async () => (await axe.run(document)).violations.map(({ id, nodes }) => [id, nodes])") == []

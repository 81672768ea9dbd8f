"""Where a catalogue lacks words, what scripts lay into a page says that they are English."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

import pseudo
from edition.build.outputs import everything
from edition.sources.load import assemble, read
from folders import TINY

UNSAID = """() => {
    const english = (part) => part.closest("[lang]").getAttribute("lang") === "en";
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const mixed = text.parentElement.closest("script, .search-results li > p:not(.also), a > title");
        const said = mixed || !text.data.includes("⟦") || english(text.parentElement);
        if (/[\ufdd0-\ufdef]/.test(text.data) || !said) found.push(text.data);
    }
    for (const part of document.querySelectorAll("[aria-label], [title], [alt]")) {
        for (const words of ["aria-label", "title", "alt"].map((name) => part.getAttribute(name) ?? "")) {
            const whole = /^[^\\p{L}]*⟦([^⟧]*⟧[^\\p{L}]*(⟦|$))+$/u.test(words) && !/\\p{L}{2}/u.test(part.textContent);
            if (/[\ufdd0-\ufdef]/.test(words) || (whole && !english(part))) found.push(words);
        }
    }
    return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory):
    """The site of the tiny edition in a language that has a catalogue without words."""
    folder, tiny = tmp_path_factory.mktemp("missing"), assemble(read(TINY))
    with pseudo.lacking(tmp_path_factory.mktemp("locale")) as language:
        for output in everything(replace(tiny, metadata=replace(tiny.metadata, interface_language=language))):
            path = folder / output.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.content)
    return folder


def test_what_scripts_write(window, site, server) -> None:
    page = window()
    page.goto(f"{server(site)}/essay/the-rock.html")
    assert page.evaluate(UNSAID) == []
    page.locator("article p a.note-reference").first.click()
    expect(page.locator(".slip:popover-open")).to_be_visible()
    assert page.evaluate(UNSAID) == []
    page.locator(".paragraph-number").first.click()
    expect(page.locator(".cite-panel:popover-open")).to_be_visible()
    assert page.evaluate(UNSAID) == []
    page.keyboard.press("Escape")
    page.locator(".reading summary").click()
    page.locator(".keys-open").click()
    expect(page.locator("dialog.keys")).to_be_visible()
    assert page.evaluate(UNSAID) == []
    page.keyboard.press("Escape")
    page.locator(".search-open").click()
    for words in ("lamp", "lamq", "nothingness"):
        page.locator("#search-words").fill(words)
        expect(page.locator(".search-count")).to_contain_text("⟦")
        assert page.evaluate(UNSAID) == []
    page.goto(f"{server(site)}/works/index.html")
    assert page.evaluate(UNSAID) == []

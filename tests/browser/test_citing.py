"""The panel that a paragraph's number opens, and what there is without a script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PANEL = ".cite-panel:popover-open"


@pytest.fixture
def section(folder, sections):
    """A section with a paragraph that calls a note."""
    return sections[0]


def opened(page, address):
    """The number of the first paragraph that calls a note of the author's, pressed; its panel."""
    page.goto(address)
    block = page.locator("article > .numbered").filter(has=page.locator("a.note-reference.authorial")).first
    number = block.locator(".paragraph-number")
    number.click()
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    return number, panel


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024])
def test_the_panel_cites_the_paragraph(window, base, section, scheme, width):
    page = window(color_scheme=scheme, viewport={"width": width, "height": 800})
    number, panel = opened(page, base + section)
    words = number.text_content()
    expect(panel).to_have_attribute("aria-label", f"Cite: Paragraph {words}")
    expect(panel).to_contain_text(f"¶ {words}")
    expect(panel).to_contain_text(f"par. {words}")
    expect(panel).to_contain_text(f"id/p{words}/")
    expect(panel).not_to_contain_text("⟨")
    assert panel.locator("dt").count() == 8
    assert panel.locator("button.copy").count() == 11
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        panel.locator("summary", has_text=name).click()
        expect(panel.locator("details", has_text=name).locator("pre")).to_contain_text(f"-p{words}")
    assert page.url.endswith(f"#p{words}")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_escape_closes_it_and_gives_the_focus_back(window, base, section):
    page = window()
    number, panel = opened(page, base + section)
    page.keyboard.press("Escape")
    expect(page.locator(".cite-panel")).to_have_count(0)
    expect(number).to_be_focused()
    number.press("Enter")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Close").click()
    expect(page.locator(".cite-panel")).to_have_count(0)
    expect(number).to_be_focused()


def test_a_note_of_the_paragraph_can_be_cited_instead(window, base, section):
    page = window()
    _, panel = opened(page, base + section)
    button = panel.locator(".cite-notes button").filter(has_text=re.compile(r"^Note")).first
    name = button.text_content()
    button.click()
    expect(panel).to_have_attribute("aria-label", f"Cite: {name}")
    expect(panel).to_contain_text(f"n. {name.split()[-1]}")
    expect(panel).to_contain_text(f"id/n{name.split()[-1]}/")


def test_selected_words_have_an_address_that_finds_them(window, base, section):
    page = window()
    page.goto(base + section)
    block = page.locator("article > .numbered").first
    block.evaluate(
        """p => { const texts = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = new Range();
        do texts.nextNode(); while (texts.currentNode.parentElement.closest(".paragraph-number"));
        const text = texts.currentNode.data.trim() ? texts.currentNode : texts.nextNode();
        range.setStart(text, text.data.search(/\\S/)); range.setEnd(text, text.data.trimEnd().length);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    words = page.evaluate("String(getSelection())").strip()
    assert words
    block.locator(".paragraph-number").click()
    row = page.locator(PANEL).locator("dd").nth(1)
    anchor = block.locator(".paragraph-number").get_attribute("href")
    expect(row).to_contain_text(f"{anchor}:~:text={page.evaluate('w => encodeURIComponent(w)', words)}")
    quotation = page.locator(PANEL).locator("dd").nth(2)
    reference = page.locator(PANEL).locator("dd").nth(3).locator("p").text_content()
    expect(quotation).to_contain_text(f"“{words.replace('“', '‘').replace('”', '’')}” {reference}")


def test_words_across_a_call_have_an_address_that_leaves_it_out(window, base, calling_section):
    page = window()
    page.goto(base + calling_section)
    block = page.locator("article > p.numbered").filter(has=page.locator("a.note-reference")).first
    block.evaluate("p => getSelection().selectAllChildren(p)")
    block.locator(".paragraph-number").click()
    address = page.locator(PANEL).locator("dd").nth(1).locator("p").text_content()
    fragment = address.partition(":~:text=")[2]
    assert fragment.count(",") == 1
    start, end = (page.evaluate("decodeURIComponent", part) for part in fragment.split(","))
    words = page.evaluate(
        """p => { const copy = p.cloneNode(true);
        copy.querySelectorAll(".note-reference, .paragraph-number, [popover]").forEach(part => part.remove());
        return copy.textContent.replace(/\\s+/g, " ").trim(); }""",
        block.element_handle(),
    )
    assert words.startswith(start)
    assert words.endswith(end)


def test_a_form_is_copied(window, base, section):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    _, panel = opened(page, base + section)
    row = panel.locator("dt", has_text="Chicago, note").locator("xpath=following-sibling::dd[1]")
    row.get_by_role("button", name="Copy").click()
    expect(row.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == row.locator("p").text_content()


def test_nothing_of_citing_is_loaded_before_it_is_asked_for(window, base, section):
    page = window()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + section, wait_until="networkidle")
    assert not [url for url in asked if url.endswith("cite.js")]


def test_without_a_script_the_page_says_how_it_is_cited(window, base, section):
    page = window(java_script_enabled=False)
    page.goto(base + section)
    block = page.locator("details.citing")
    block.locator("> summary").click()
    expect(block.locator("> dl dt")).to_have_count(7)
    expect(block.locator("> dl")).to_be_visible()
    number = page.locator(".paragraph-number").first
    number.click()
    assert page.url.endswith(number.get_attribute("href"))

"""What axe finds: nothing, on any kind of page, in either scheme, with more contrast, whatever is open."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

CALL = "article a[role=doc-noteref]"
SLIP = ".slip:popover-open"


def _only(rule: str) -> dict:
    return {"runOnly": {"type": "rule", "values": [rule]}}


PASSES = (
    ("light", "no-preference", {}),
    ("dark", "no-preference", _only("color-contrast")),
    ("light", "more", _only("color-contrast-enhanced")),
    ("dark", "more", _only("color-contrast-enhanced")),
)
"""How a page is looked at: scheme, contrast, rules. With other colours only the rules about colours can differ."""


def expect_no_findings(page: Page) -> None:
    """No rule of axe is broken on the page as it stands, in any colours."""
    page.evaluate(Axe().axe_script)  # once: it is half a megabyte
    for scheme, contrast, rules in PASSES:
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        broken = page.evaluate("async rules => (await axe.run(document, rules)).violations", rules)
        found = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken]
        assert found == [], f"{page.url}, {scheme}, {contrast}"


def test_every_kind_of_page(window, base, kinds):
    page = window(reduced_motion="reduce")  # a colour on its way to another is not judged
    for address in kinds:
        page.goto(base + address)
        expect_no_findings(page)


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_a_section_with_a_note_and_a_card_open(window, base, quoting_section, width):
    page = window(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(base + quoting_section)
    naming = "a.naming"
    note = page.locator("[role=doc-endnotes] .note").filter(has=page.locator(naming)).first
    page.locator(f"{CALL}[href='#{note.get_attribute('id')}']").first.press("Enter")
    expect(page.locator(SLIP)).to_have_count(1)
    expect_no_findings(page)
    page.locator(SLIP).locator(naming).first.click()
    expect(page.locator(SLIP)).to_have_count(2)
    expect_no_findings(page)


def test_the_menus_the_list_of_keys_and_search(window, base, sections):
    page = window(reduced_motion="reduce")
    page.goto(base + sections[0])
    for menu in page.locator("header summary").all():
        menu.press("Enter")
        expect_no_findings(page)
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()
    expect_no_findings(page)
    page.keyboard.press("Escape")
    page.locator("button", has_text="Search").click()
    page.locator("dialog.search:not(.keys) input").press_sequentially("a")
    expect(page.locator("dialog .search-count")).not_to_be_empty()
    expect_no_findings(page)

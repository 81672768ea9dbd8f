"""What axe finds: nothing, on any kind of page, in either scheme, whatever is open."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

CALL = "article a[role=doc-noteref]"
SLIP = ".slip:popover-open"

pytestmark = pytest.mark.parametrize("scheme", ["light", "dark"])


def expect_no_findings(page: Page) -> None:
    """No rule of axe is broken on the page as it stands."""
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def test_every_kind_of_page(window, base, kinds, scheme):
    page = window(color_scheme=scheme)
    for address in kinds:
        page.goto(base + address)
        expect_no_findings(page)


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_a_section_with_a_note_and_a_card_open(window, base, quoting_section, scheme, width):
    page = window(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(base + quoting_section)
    expect_no_findings(page)
    naming = "a[data-person], a[data-organisation], a[data-place], a[data-event]"
    note = page.locator("[role=doc-endnotes] .note").filter(has=page.locator(naming)).first
    page.locator(f"{CALL}[href='#{note.get_attribute('id')}']").first.click()
    expect(page.locator(SLIP)).to_have_count(1)
    expect_no_findings(page)
    page.locator(SLIP).locator(naming).first.click()
    expect(page.locator(SLIP)).to_have_count(2)
    expect_no_findings(page)


def test_the_menus_and_search(window, base, sections, scheme):
    page = window(color_scheme=scheme)
    page.goto(base + sections[0])
    for menu in page.locator("header summary").all():
        menu.press("Enter")
        expect_no_findings(page)
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
    page.locator("button", has_text="Search").click()
    page.locator("dialog.search input").press_sequentially("a")
    expect(page.locator("dialog .search-count")).not_to_be_empty()
    expect_no_findings(page)

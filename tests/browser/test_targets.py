"""Going to a place and back: the place is seen, and one returns to where one was."""

from __future__ import annotations

from playwright.sync_api import Page, expect

CALL = "article a[role=doc-noteref]"
LOOK = """target => {
    const style = getComputedStyle(target);
    return [style.backgroundColor, style.boxShadow, style.textDecorationLine, style.textDecorationColor].join();
}"""


def expect_back_where(page: Page, place: list) -> None:
    """Going back shows the page as it was scrolled."""
    page.go_back()
    page.wait_for_function("place => location.href === place[0] && Math.abs(scrollY - place[1]) < 2", arg=place)


def test_every_kind_of_target_is_seen_where_a_link_leads_to_it(window, base, sections):
    page = window()
    kinds = ("p.numbered[id]", ".note[id]", ".editorial .note[id]", ".emendations li[id]", "h2[id]", f"{CALL}[id]")
    seen = set()
    for address in sections:
        page.goto(base + address)
        for kind in kinds:
            target = page.locator(kind).first
            if kind in seen or not target.count():
                continue
            seen.add(kind)
            before = target.evaluate(LOOK)
            page.evaluate("id => location.hash = id", target.get_attribute("id"))
            expect(target).to_be_in_viewport()
            assert target.evaluate(LOOK) != before, f"{address}: {kind} looks as before"
    assert seen == set(kinds)


def test_back_from_a_note_and_from_another_page_one_is_where_one_was(window, base, sections):
    for width in (390, 1024, 1600):
        page = window(viewport={"width": width, "height": 600})
        page.goto(base + sections[0])
        call = page.locator(CALL).last
        call.evaluate("call => call.scrollIntoView({ block: 'center' })")
        place = page.evaluate("[location.href, scrollY]")
        assert place[1] > 0
        page.evaluate("hash => location.hash = hash", call.get_attribute("href"))
        expect_back_where(page, place)
        page.locator("header a.site-title").evaluate("link => link.click()")
        page.wait_for_url("**/index.html")
        expect_back_where(page, place)


def test_the_footer_leads_to_what_can_be_taken_away(window, base, sections):
    page = window(java_script_enabled=False)
    page.goto(base + sections[0])
    page.locator("footer").get_by_role("link", name="Downloads").click()
    expect(page.locator("h1")).to_have_text("Downloads")

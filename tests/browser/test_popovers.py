"""Notes and cards open where they are called: by mouse, finger and keyboard, and never by themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

CALL = "article a[role=doc-noteref]"
SLIP = ".slip:popover-open"
NAMING = "a.naming"
PLACE = "[scrollX, scrollY, location.href]"
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


STATE = """call => {
    const slips = [...document.querySelectorAll(".slip:popover-open")];
    const words = document.querySelector(`${call.getAttribute("href")} p`).firstChild.textContent.slice(0, 20);
    return {
        place: [scrollX, scrollY, location.href],
        open: slips.map(slip => [slip.getAttribute("role"), slip.getAttribute("aria-label")]),
        wanted: ["note", call.getAttribute("aria-label")],
        says: slips.length === 1 && slips[0].textContent.includes(words),
        expanded: call.getAttribute("aria-expanded"),
    };
}"""


def expect_note(call: Locator, place: list | None = None) -> None:
    """The slip that is open is this call's note, and the page has not moved from its place."""
    state = call.evaluate(STATE)
    assert state["open"] == [state["wanted"]]
    assert state["says"], f"the slip of {state['wanted'][1]} has other words"
    assert state["expanded"] == "true"
    assert place in (None, state["place"]), f"{state['wanted'][1]} moved the page"


def stop_the_clock(page: Page) -> None:
    """From here time passes only when a test says so."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def test_every_note_opens_by_hover_and_closes_by_escape(window, base, sections):
    page = window()
    stop_the_clock(page)
    for address in sections:
        page.goto(base + address)
        for call in page.locator(CALL).all():
            call.hover()
            page.clock.run_for(200)
            expect_note(call)
            page.keyboard.press("Escape")
            expect(page.locator(".slip")).to_have_count(0)
            page.mouse.move(0, 0)


UNDER = """call => {
    const sheet = document.querySelector(".slip:popover-open").getBoundingClientRect().top;
    return call.getBoundingClientRect().bottom > sheet;
}"""


def test_every_note_opens_by_tap_and_the_page_moves_only_to_show_its_call(window, base, sections):
    page = window(**PHONE)
    for address in sections:
        page.goto(base + address)
        for call in page.locator(CALL).all():
            call.scroll_into_view_if_needed()
            before, box = page.evaluate(PLACE), call.bounding_box()
            call.tap()
            expect_note(call)
            assert not call.evaluate(UNDER), "the sheet lies over the call"
            moved = page.evaluate(PLACE) != before
            assert not moved or box["y"] + box["height"] + 12 > page.locator(SLIP).bounding_box()["y"]
            page.locator(SLIP).get_by_role("button", name="Close").tap()
            expect(page.locator(".slip")).to_have_count(0)


def test_a_sheet_leads_to_the_notes_before_and_after(window, base, sections):
    page = window(**PHONE)
    for address in sections:
        page.goto(base + address)
        calls = [call for call in page.locator(CALL).all() if not call.evaluate("call => call.closest('.notes')")]
        if not calls:
            continue
        calls[0].tap()
        for call in calls:
            expect_note(call)
            assert not call.evaluate(UNDER), "the sheet lies over the call"
            following = page.locator(SLIP).get_by_role("button", name="Next note")
            if call is not calls[-1]:
                following.tap()
        expect(following).to_be_disabled()
        for call in calls[-2::-1]:
            page.locator(SLIP).get_by_role("button", name="Previous note").tap()
            expect_note(call)


def test_an_emended_word_opens_its_emendation(window, base, sections):
    page = window(**PHONE)
    found = 0
    for address in sections:
        page.goto(base + address)
        for word in page.locator("article > :not(.notes) .emended:has(+ .emendation-mark)").all():
            if word.evaluate("word => word.closest('a')"):
                continue
            word.tap()
            expect(page.locator(".slip-name")).to_have_text("Emendation")
            word.tap()
            expect(page.locator(".slip")).to_have_count(0)
            found += 1
    assert found


def test_every_note_opens_by_enter_and_gives_the_focus_back(window, base, sections):
    page = window()
    for address in sections:
        page.goto(base + address)
        for call in page.locator(CALL).all():
            call.focus()
            before = page.evaluate(PLACE)
            page.keyboard.press("Enter")
            expect_note(call, before)
            page.keyboard.press("Tab")
            page.keyboard.press("Escape")
            expect(call).to_be_focused()
            expect(call).to_have_attribute("aria-expanded", "false")


def test_tab_goes_through_the_note_and_on_into_the_text(window, base, sections):
    page = window()
    for address in sections:
        page.goto(base + address)
        for call in (page.locator(CALL).first, page.locator(CALL).last):
            call.focus()
            page.keyboard.press("Enter")
            for link in page.locator(SLIP).locator("a").all():
                page.keyboard.press("Tab")
                expect(link).to_be_focused()
            expect(link).to_have_text(f"{call.get_attribute('aria-label')} in full")
            page.keyboard.press("Tab")
            expect(page.locator(".slip")).to_have_count(0)
            after = call.evaluate("call => Boolean(call.compareDocumentPosition(document.activeElement) & 4)")
            assert after, f"{address}: the focus did not go on from {call.get_attribute('aria-label')}"


def test_nothing_opens_on_focus(window, base, sections):
    page = window()
    stop_the_clock(page)
    for address in sections:
        page.goto(base + address)
        focused = page.locator(f"{CALL}, article .numbered a").evaluate_all(
            "links => links.filter(link => { link.focus(); return document.activeElement === link; }).length"
        )
        assert focused
        page.clock.run_for(5000)
        expect(page.locator(".slip")).to_have_count(0)


def test_a_hovered_note_can_be_left_and_entered(window, base, sections):
    page = window()
    stop_the_clock(page)
    page.goto(base + sections[0])
    call = page.locator(CALL).first
    call.scroll_into_view_if_needed()
    call.hover()
    page.clock.run_for(100)
    expect(page.locator(SLIP)).to_have_count(0)
    page.clock.run_for(100)
    expect_note(call)
    page.mouse.move(0, 0)
    page.clock.run_for(200)
    expect(page.locator(SLIP)).to_have_count(1)
    page.locator(SLIP).hover(position={"x": 4, "y": 4})
    page.clock.run_for(5000)
    expect(page.locator(SLIP)).to_have_count(1)
    call.hover()
    page.clock.run_for(5000)
    expect(page.locator(SLIP)).to_have_count(1)
    page.mouse.move(0, 0)
    page.clock.run_for(400)
    expect(page.locator(".slip")).to_have_count(0)


def test_a_note_opened_on_purpose_stays_until_it_is_left(window, base, sections):
    page = window()
    stop_the_clock(page)
    page.goto(base + sections[0])
    call = page.locator(CALL).first
    call.click()
    page.mouse.move(0, 0)
    page.clock.run_for(5000)
    expect_note(call)
    call.click()
    expect(page.locator(".slip")).to_have_count(0)
    call.click()
    expect_note(call)
    page.locator("h1").click()
    expect(page.locator(".slip")).to_have_count(0)


def test_a_card_opened_from_a_note_keeps_the_note_open(window, base, quoting_section):
    page = window()
    page.goto(base + quoting_section)
    note = page.locator("[role=doc-endnotes] .note").filter(has=page.locator(NAMING)).first
    call = page.locator(f"{CALL}[href='#{note.get_attribute('id')}']").first
    call.click()
    naming = page.locator(SLIP).locator(NAMING).first
    for opens in (naming.hover, naming.click):
        opens()
        expect(page.locator(SLIP)).to_have_count(2)
        expect(page.locator(SLIP).last.locator("a.card-more")).to_have_count(1)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
        assert len(ids) == len(set(ids))
        page.keyboard.press("Escape")
        expect(page.locator(SLIP)).to_have_count(1)
        expect(naming).to_be_focused()
    page.keyboard.press("Escape")
    expect(call).to_be_focused()


def test_with_a_modifier_a_call_stays_a_link(window, base, sections):
    page = window()
    page.goto(base + sections[0])
    with page.context.expect_page() as other:
        page.locator(CALL).first.click(modifiers=["Control"])
    assert other.value.url.endswith(page.locator(CALL).first.get_attribute("href"))
    expect(page.locator(".slip")).to_have_count(0)


def test_an_open_note_is_closed_before_printing(window, base, sections):
    page = window()
    page.goto(base + sections[0])
    page.locator(CALL).first.click()
    expect(page.locator(SLIP)).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".slip")).to_have_count(0)


def test_go_to_the_note_goes_there_and_back(window, base, sections):
    page = window()
    page.goto(base + sections[0])
    call = page.locator(CALL).first
    call.click()
    page.locator(SLIP).get_by_role("link", name=" in full").click()
    expect(page.locator(".slip")).to_have_count(0)
    note = page.locator(call.get_attribute("href"))
    expect(note).to_be_in_viewport()
    note.locator("[role=doc-backlink]").first.click()
    expect(call).to_be_in_viewport()


def test_a_slip_has_nothing_of_the_margins_controls(window, base, sections):
    page = window(viewport={"width": 1600, "height": 900})
    for address in sections:
        page.goto(base + address)
        cut = page.locator(".beside > ol > .cut .note-more")
        if cut.count():
            note = cut.first.locator("xpath=ancestor::li").get_attribute("id")
            page.locator(f"a[role=doc-noteref][href='#{note}']").first.click()
            expect(page.locator(SLIP)).to_be_visible()
            expect(page.locator(f"{SLIP} .note-more")).to_have_count(0)
            return
    pytest.fail("no note is cut in the margin")

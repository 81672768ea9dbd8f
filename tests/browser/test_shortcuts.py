"""Keys of one letter: listed on one of them, in nobody's way, and switched off for good where they are not wanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

LIST = "dialog.keys"
TAKEN = """keys => keys.filter(key => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    return !document.body.dispatchEvent(event);
})"""
NUMBER = "document.activeElement.closest('p.numbered').id"


@pytest.fixture
def text(window, folder, base, sections) -> Page:
    """The first section, just opened."""
    page = window(viewport={"width": 1024, "height": 500})
    page.goto(base + next(one for one in sections if 'rel="prev"' not in (folder / one).read_text("utf-8")))
    return page


def test_one_key_lists_them_all_and_each_does_something(text):
    text.keyboard.press("?")
    expect(text.locator(LIST)).to_be_visible()
    listed = text.locator(f"{LIST} kbd").all_text_contents()
    text.keyboard.press("Escape")
    expect(text.locator(LIST)).to_be_hidden()
    letters = [key for key in listed if len(key) == 1]
    assert text.evaluate(TAKEN, letters) == letters
    assert {"?", "n", "p", "c", "s"} <= set(letters)


def test_what_is_a_browsers_is_left_to_it(text):
    kept = ["/", "'", " ", "f", "F5", "Tab", "Enter", "Backspace", "ArrowDown", "PageDown", "Home", "End", "N", "S"]
    assert text.evaluate(TAKEN, kept) == []
    for modifier in ("Control", "Alt", "Meta"):
        text.keyboard.down(modifier)
        text.evaluate("addEventListener('keydown', event => { globalThis.prevented = event.defaultPrevented; })")
        text.keyboard.press("?")
        text.keyboard.up(modifier)
        assert text.evaluate("globalThis.prevented") is False
    expect(text.locator(LIST)).to_have_count(0)


def test_sections_and_paragraphs_follow_one_another(text):
    first = text.url
    second = text.locator(".neighbours [rel=next]").evaluate("link => link.href")
    text.keyboard.press("n")
    text.wait_for_url(second)
    text.keyboard.press("p")
    text.wait_for_url(first)
    paragraphs = text.locator("article p.numbered[id]").evaluate_all("all => all.map(one => one.id)")
    walked = []
    for _ in paragraphs:
        text.keyboard.press("j")
        text.wait_for_function("document.activeElement.matches('.paragraph-number')")
        walked.append(text.evaluate(NUMBER))
        expect(text.locator(f"#{walked[-1]}")).to_be_in_viewport()
    assert walked == paragraphs
    for expected in reversed(paragraphs[:-1]):
        text.keyboard.press("k")
        assert text.evaluate(NUMBER) == expected


def test_contents_choices_and_search_open_and_esc_gives_the_focus_back(text):
    for key, summary in (("c", "Contents"), ("r", "Reading")):
        text.keyboard.press(key)
        menu = text.locator("header details", has=text.locator("summary", has_text=summary))
        expect(menu).to_have_attribute("open", "")
        expect(menu.locator(":focus")).to_have_count(1)
        text.keyboard.press("Escape")
        expect(menu.locator("summary")).to_be_focused()
    text.keyboard.press("s")
    field = text.locator("dialog.search input")
    expect(field).to_be_focused()
    field.press_sequentially("snap?")
    expect(field).to_have_value("snap?")
    expect(text.locator(LIST)).to_have_count(0)


def test_the_list_is_reached_without_keys_and_the_letters_are_switched_off_for_good(text):
    reading = text.locator("summary", has_text="Reading")
    reading.click()
    text.get_by_role("button", name="List of shortcuts").click()
    expect(text.locator(LIST)).to_be_visible()
    text.locator(f"{LIST} button").click()
    expect(text.locator(LIST)).to_be_hidden()
    expect(reading).to_be_focused()
    reading.press("Enter")
    text.get_by_role("group", name="Keyboard shortcuts").get_by_role("radio", name="Off").press("Space")
    for _ in range(2):
        assert text.evaluate(TAKEN, list("?cjknprs")) == []
        text.reload()

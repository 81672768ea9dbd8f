"""The pages in WebKit, the engine of Safari: links underlined, notes and cards, keyboard, the sheet of a phone."""

from __future__ import annotations

import pytest

from webkit import browser, webkit

ESCAPE, ENTER = "\ue00c", "\ue007"
OPEN = "document.querySelector('.slip:popover-open')"
CALL, NAMING = "article p .note-reference", "article :is(p, li) a.naming"


@pytest.fixture(scope="module")
def window(tool):
    """A window of WebKit."""
    binary = browser()
    if not binary:
        pytest.skip("the browser of WebKitGTK is not on this machine")
    with webkit(tool("WebKitWebDriver"), tool("Xvfb"), binary) as opened:
        yield opened


@pytest.fixture
def text(window, base, calling_section):
    """A section, just opened in a window that is too narrow for notes in the margin."""
    window.resize(1024, 800)
    window.goto(base + calling_section)
    return window


@pytest.mark.parametrize("address", ["index.html", "works/index.html", "persons/index.html"])
def test_links_are_underlined(window, base, calling_section, address):
    for page in (address, calling_section):
        window.goto(base + page)
        lines = window.evaluate(
            "return [...document.querySelectorAll('main p a[href]:not(.note-reference, .emendation-mark,"
            " .paragraph-number, .backlink, .neighbours a)')].map(link => getComputedStyle(link).textDecorationLine)"
        )
        assert set(lines) <= {"underline"}, page
    assert lines


def test_a_note_opens_by_a_press_and_closes_by_escape(text):
    text.click(CALL)
    assert text.until(OPEN)
    text.press(ESCAPE)
    assert text.until(f"!{OPEN}")


def test_a_note_opens_by_the_keyboard_and_gives_the_focus_back(text):
    text.evaluate("document.querySelector(arguments[0]).focus()", CALL)
    text.press(ENTER)
    assert text.until(OPEN)
    text.press(ESCAPE)
    assert text.until(f"!{OPEN} && document.activeElement.matches('.note-reference')")


def test_a_card_opens_by_a_press_and_stays(window, base, naming_section):
    window.resize(1024, 800)
    window.goto(base + naming_section)
    window.click(NAMING)
    assert window.until(f"{OPEN}?.querySelector('.card')")
    assert window.evaluate("return location.href") == base + naming_section


def test_on_a_narrow_screen_a_note_is_a_sheet(text):
    text.resize(420, 800)
    text.click(CALL)
    assert text.until(f"{OPEN} && getComputedStyle({OPEN}).position === 'fixed'")


def test_a_selected_paragraph_has_no_call_and_no_number_when_copied(text):
    copied = text.evaluate(
        "const paragraph = document.querySelector('article p.numbered:has(.note-reference)');"
        "getSelection().selectAllChildren(paragraph);"
        "const data = new DataTransfer();"
        "paragraph.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));"
        "return data.getData('text/plain');"
    )
    assert copied
    assert "[" not in copied
    assert not copied[0].isdigit()

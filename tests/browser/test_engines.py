"""The pages in the engines of Safari and of Firefox: links, notes and cards, keyboard, sheet, copying, paper.

All other tests of this folder run in Chromium.
"""

from __future__ import annotations

import pytest

from firefox import Firefox
from site_reader import WORDS
from webkit import browser, webkit

OPEN = "document.querySelector('.slip:popover-open')"
CALL, NAMING = "article p .note-reference", "article :is(p, li) a.naming"
PARAGRAPH = "article p.numbered:has(.note-reference)"
PASTE = "document.body.append(document.createElement('textarea')); document.querySelector('textarea').focus();"
LETTERS = """(paragraph => {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = new Range(), place = document.createElement("span");
    while (texts.nextNode() && (!texts.currentNode.data.trim() || texts.currentNode.parentElement.closest("a")));
    range.setStart(texts.currentNode, 0);
    range.setEnd(texts.currentNode, 4);
    place.id = "letters";
    range.surroundContents(place);
})"""
"""Puts the first letters of a paragraph that are no link into an element that can be clicked on."""
PRINT = """dispatchEvent(new Event("beforeprint"));
const every = rules => [...rules].flatMap(rule => [rule, ...every(rule.cssRules ?? [])]);
for (const { media } of [...document.styleSheets].flatMap(sheet => every(sheet.cssRules)).filter(rule => rule.media)) {
    media.mediaText = media.mediaText === "print" ? "all" : media.mediaText.replace("screen", "print");
}"""
"""Rules for paper hold on the screen, and those for the screen do not: neither engine prints without a dialog."""


@pytest.fixture(scope="module", params=["webkit", "firefox"])
def window(request, tool, playwright):
    """A window of one of the engines."""
    if request.param == "firefox":
        opened = Firefox(playwright, tool("firefox"))
        yield opened
        opened.close()
    else:
        driver = tool("WebKitWebDriver")
        with webkit(driver, tool("Xvfb"), browser()) as opened:
            yield opened


@pytest.fixture
def text(window, base, calling_section):
    """A section, just opened in a window that is too narrow for notes in the margin."""
    window.resize(900, 800)
    window.goto(base + calling_section)
    return window


@pytest.fixture
def copied(text):
    """``copied()``: what is pasted after what is selected was copied, both by keys; before, something else was."""
    text.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    text.press("Control+c")

    def copy():
        text.press("Control+c")
        text.evaluate(PASTE)
        text.press("Control+v")
        assert text.until("document.querySelector('textarea').value")
        return text.evaluate("return document.querySelector('textarea').value").split()

    return copy


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
    text.press("Escape")
    assert text.until(f"!{OPEN}")


def test_a_note_opens_by_the_keyboard_and_gives_the_focus_back(text):
    text.evaluate("document.querySelector(arguments[0]).focus()", CALL)
    text.press("Enter")
    assert text.until(OPEN)
    text.press("Escape")
    assert text.until(f"!{OPEN} && document.activeElement.matches('.note-reference')")


def test_a_card_opens_by_a_press_and_stays(window, base, naming_section):
    window.resize(900, 800)
    window.goto(base + naming_section)
    window.click(NAMING)
    assert window.until(f"{OPEN}?.querySelector('.card')")
    assert window.evaluate("return location.href") == base + naming_section


def test_on_a_narrow_screen_a_note_is_a_sheet(text):
    text.resize(420, 800)
    text.click(CALL)
    assert text.until(f"{OPEN} && getComputedStyle({OPEN}).position === 'fixed'")


def test_a_copied_paragraph_is_its_words_alone(text, copied):
    words = text.evaluate(f"return ({WORDS})(document.querySelector('{PARAGRAPH}'))")
    text.evaluate(f"getSelection().selectAllChildren(document.querySelector('{PARAGRAPH}'))")
    assert copied() == words.split()


@pytest.mark.parametrize("window", ["webkit"], indirect=True)  # Firefox counts no clicks of its driver's
def test_three_clicks_take_the_whole_paragraph(text, copied):
    words = text.evaluate(f"return ({WORDS})(document.querySelector('{PARAGRAPH}'))")
    text.evaluate(f"{LETTERS}(document.querySelector('{PARAGRAPH}'))")
    text.click("#letters", times=3)
    assert copied() == words.split()


def test_no_card_opens_among_what_is_selected(window, base, naming_section):
    window.resize(900, 800)
    window.goto(base + naming_section)
    window.evaluate(f"getSelection().selectAllChildren(document.querySelector('{NAMING}').closest('p, li'))")
    window.hover(NAMING)
    window.evaluate("window.later = performance.now() + 600")
    assert window.until("performance.now() > window.later")  # longer than a card waits
    assert not window.evaluate(f"return Boolean({OPEN})")
    window.evaluate("getSelection().removeAllRanges()")
    window.hover(NAMING)
    assert window.until(OPEN)


def test_on_paper_is_the_text_without_the_frame(text):
    text.click(CALL)
    assert text.until(OPEN)
    text.evaluate(PRINT)
    assert text.until(f"!{OPEN}")
    every = "return [...document.querySelectorAll(arguments[0])]"
    hidden = f"{every}.filter(part => !part.checkVisibility()).map(part => part.outerHTML)"
    assert text.evaluate(hidden, "article p.numbered, .note p, .note-reference") == []
    shown = f"{every}.filter(part => part.checkVisibility()).map(part => part.outerHTML)"
    assert text.evaluate(shown, ".site-header, .site-footer, .neighbours, .backlink") == []
    underlined = f"{every}.filter(link => getComputedStyle(link).textDecorationLine !== 'none').length"
    assert text.evaluate(underlined, "article p.numbered a:not(:hover)") == 0
    assert text.evaluate("return document.documentElement.scrollWidth <= innerWidth")

"""What is selected is what is copied: the words, without calls, numbers and cards, and quotation marks once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from site_reader import WORDS

CLIPBOARD = ["clipboard-read", "clipboard-write"]
SELECT = "block => getSelection().selectAllChildren(block)"
FIRST_WORD = """paragraph => {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = new Range();
    while (texts.nextNode()) {
        if (!texts.currentNode.data.trim() || texts.currentNode.parentElement.closest("a")) continue;
        range.selectNodeContents(texts.currentNode);
        const { x, y, height } = range.getClientRects()[0];
        return [x + 3, y + height / 2];
    }
    return null;
}"""
"""A point in the first words of a paragraph that are no link."""
PARAGRAPHS = "article p.numbered"
WITHOUT_BUTTONS = f"""note => {{
    const copy = note.cloneNode(true);
    copy.querySelectorAll("button").forEach(button => button.remove());
    return ({WORDS})(copy);
}}"""


@pytest.fixture
def page(window):
    return window(permissions=CLIPBOARD)


def copied(page):
    page.keyboard.press("Control+C")
    return page.evaluate("navigator.clipboard.readText()")


def test_a_copied_paragraph_is_its_words_alone(page, base, sections):
    for address in sections[:-1]:
        page.goto(base + address)
        for paragraph in page.locator(PARAGRAPHS).all():
            paragraph.evaluate(SELECT)
            assert copied(page).split() == paragraph.evaluate(WORDS).split()


def test_three_clicks_take_the_whole_paragraph(page, base, sections):
    for address in sections[:3]:
        page.goto(base + address)
        for paragraph in page.locator(PARAGRAPHS).filter(has=page.locator(".note-reference")).all():
            if paragraph.locator("br").count():
                continue  # to Chromium a paragraph ends there
            paragraph.scroll_into_view_if_needed()
            if point := paragraph.evaluate(FIRST_WORD):
                page.mouse.click(*point, click_count=3)
                assert copied(page).split() == paragraph.evaluate(WORDS).split(), address


def test_several_paragraphs_are_copied_as_paragraphs(page, base, sections):
    page.goto(base + sections[-1])
    first, second = page.locator(PARAGRAPHS).all()[:2]
    page.evaluate(
        "([a, b]) => getSelection().setBaseAndExtent(a, 0, b, b.childNodes.length)",
        [first.element_handle(), second.element_handle()],
    )
    expected = [" ".join(one.evaluate(WORDS).split()) for one in (first, second)]
    assert [" ".join(words.split()) for words in copied(page).split("\n\n")][:: len(expected) - 1] == expected


def test_no_card_opens_among_what_is_selected(page, base, naming_section):
    page.clock.install()
    page.goto(base + naming_section)
    paragraph = page.locator(PARAGRAPHS).filter(has=page.locator("a.naming")).first
    paragraph.evaluate(SELECT)
    paragraph.locator("a.naming").first.hover()
    page.clock.run_for(1000)
    expect(page.locator(".slip")).to_have_count(0)
    page.evaluate("getSelection().removeAllRanges()")
    page.mouse.move(0, 0)
    paragraph.locator("a.naming").first.hover()
    page.clock.run_for(1000)
    expect(page.locator(".slip")).to_have_count(1)
    paragraph.evaluate(SELECT)
    assert copied(page).split() == paragraph.evaluate(WORDS).split()


def test_numbers_are_copied_by_those_who_want_them(page, base, calling_section):
    page.goto(base + calling_section)
    paragraph = page.locator(PARAGRAPHS).filter(has=page.locator(".note-reference")).first
    number = paragraph.locator(".paragraph-number").text_content()
    call = paragraph.locator(".note-reference").first.text_content()
    assert call.startswith("[")
    page.locator("summary", has_text="Reading").press("Enter")
    page.get_by_role("radio", name="With numbers of paragraphs and notes").press("Space")
    page.keyboard.press("Escape")
    paragraph.evaluate(SELECT)
    words = copied(page)
    assert words.startswith(f"{number} ")
    assert call in words


def test_a_note_is_copied_without_buttons(window, base, quoting_section):
    """In the margin, where long ones are cut, and opened at its call."""
    page = window(permissions=CLIPBOARD, viewport={"width": 1600, "height": 900})
    page.goto(base + quoting_section)
    page.locator(".note-reference").first.press("Enter")
    for outer, inner in ((".notes li", WITHOUT_BUTTONS), (".slip", f"slip => ({WORDS})(slip.children[1])")):
        for note in page.locator(outer).all():
            note.evaluate(SELECT)
            assert "".join(copied(page).split()) == "".join(note.evaluate(inner).split())


def test_copied_links_lead_to_where_they_led(page, base, naming_section):
    page.goto(base + naming_section)
    paragraph = page.locator(PARAGRAPHS).filter(has=page.locator("a.naming")).first
    paragraph.evaluate(SELECT)
    page.keyboard.press("Control+C")
    html = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    assert paragraph.locator("a.naming").first.evaluate("link => link.href") in html
    assert "doc-noteref" not in html

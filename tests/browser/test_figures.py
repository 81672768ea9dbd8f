"""Pictures opened large with mouse and keyboard; words of an open note that are pressed and selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

LARGE = "dialog.large[open]"


@pytest.fixture(params=[900, 390], ids=["without a margin for notes", "phone"])
def page(
    request: pytest.FixtureRequest, browser: Browser, server: Callable[[Path], str], tiny_site: Path
) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 700})
    page.goto(f"{server(tiny_site)}/essay/plates.html")
    yield page
    page.close()


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_a_picture_is_opened_large_and_closed(page: Page, way: str) -> None:
    link = page.locator("#p42 a.enlarge")
    link.click() if way == "click" else link.press("Enter")
    image = page.locator(f"{LARGE} img")
    image.wait_for()
    assert image.get_attribute("alt") == "A lantern on a rock, with rays"
    page.wait_for_function("document.querySelector('dialog.large img').naturalWidth > 0")
    page.keyboard.press("Escape")
    page.wait_for_function(f"!document.querySelector('{LARGE}')")
    assert page.evaluate("document.activeElement.className") == "enlarge"
    assert page.url.endswith("plates.html")


def test_a_picture_seen_large_can_be_seen_as_it_is(page: Page) -> None:
    page.locator("#p42 a.enlarge").click()
    page.locator(f"{LARGE} a").click()
    assert "whole" in (page.locator(LARGE).get_attribute("class") or "")
    page.locator(f"{LARGE} button").click()
    page.wait_for_function(f"!document.querySelector('{LARGE}')")


def test_pictures_keep_their_place_and_fit_the_page(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.locator("figure img").all()
    for box in boxes:
        found = box.bounding_box()
        assert found is not None
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= page.evaluate("innerWidth")


def test_words_of_an_open_note_can_be_selected(page: Page) -> None:
    page.locator("#n6-ref").click()
    words = page.locator(".slip-text p").first
    words.wait_for()
    box = words.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 10)
    page.mouse.up()
    assert "Drawn" in page.evaluate("String(getSelection())")
    assert page.locator(".slip").is_visible()
    page.keyboard.press("Escape")
    page.locator(".slip").wait_for(state="detached")  # it goes once the browser has told of its closing


def test_the_call_of_a_sheet_is_seen_above_it(page: Page) -> None:
    page.evaluate("document.getElementById('n6-ref').scrollIntoView({ block: 'end' })")
    page.locator("#n6-ref").click()
    slip, call = page.locator(".slip"), page.locator("#n6-ref")
    slip.wait_for()
    sheet, seen = slip.bounding_box(), call.bounding_box()
    assert sheet is not None
    assert seen is not None
    apart = seen["y"] + seen["height"] <= sheet["y"] or seen["y"] >= sheet["y"] + sheet["height"]
    assert apart, "the slip does not lie over the call"


MORE_WORDS = """for (let i = 0; i < 80; i++)
  document.querySelector(".slip-text").append(Object.assign(document.createElement("p"), { textContent: "More." }))"""


def test_the_bar_of_a_long_note_can_be_used_and_its_head_stays(page: Page) -> None:
    page.locator("#n6-ref").click()
    slip, head = page.locator(".slip"), page.locator(".slip-close")
    slip.wait_for()
    page.evaluate(MORE_WORDS)
    box = slip.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + 120)
    page.mouse.up()
    assert slip.is_visible()
    assert slip.evaluate("slip => { slip.scrollTo(0, slip.scrollHeight); return slip.scrollTop }") > 100
    assert slip.is_visible()
    if page.evaluate("innerWidth") < 500:
        at = head.bounding_box()
        assert at is not None
        assert box["y"] <= at["y"] < box["y"] + 60
        head.click()
        expect(slip).to_have_count(0)


def test_the_words_of_an_open_note_have_their_language(page: Page) -> None:
    page.evaluate("Object.assign(document.getElementById('n6').closest('.notes'), { lang: 'ar', dir: 'rtl' })")
    page.locator("#n6-ref").click()
    words = page.locator(".slip-text p").first
    words.wait_for()
    languages = "node => [node.closest('[lang]').lang, getComputedStyle(node).direction]"
    assert words.evaluate(languages) == ["ar", "rtl"]
    assert page.locator(".slip-name").evaluate(languages) == ["en", "ltr"]


def test_lists_and_tables_stand_in_open_notes_as_in_the_notes(page: Page) -> None:
    page.goto(page.url.replace("plates", "signs"))
    page.locator("#n8-ref").click()
    page.locator(".slip-text table").wait_for()
    assert page.locator(".slip-text th").all_text_contents() == ["a", "b"]
    assert page.locator("#p53").evaluate("list => [list.start, getComputedStyle(list).listStyleType]") == [
        3,
        "lower-roman",
    ]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

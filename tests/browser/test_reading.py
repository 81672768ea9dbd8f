"""A page worth reading: at every width, with and without script, from a server and from a folder."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

CALL = "article a[role=doc-noteref]"
WIDE = {"width": 1600, "height": 1000}

SMALL = """targets => targets.filter(target => {
    target.scrollIntoView({ block: "center" });
    const { x, y, width, height } = target.getBoundingClientRect();
    const ends = [[-11, 0], [11, 0], [0, -11], [0, 11]]; // of the least target, 24 px each way, less a rounding
    const hit = ([right, down]) => document.elementFromPoint(x + width / 2 + right, y + height / 2 + down);
    return width < 24 || height < 24 || !ends.every(end => target.contains(hit(end)));
}).map(target => target.getAttribute("aria-label"))"""
"""What is smaller than 24 px, or covered by something else within them."""


def chosen(page: Page, words: str, group: str = "") -> None:
    """Make a choice in the Reading menu, with the keyboard; ``group`` is the name of what is chosen, where needed."""
    page.locator("summary", has_text="Reading").press("Enter")
    within = page.get_by_role("group", name=group) if group else page
    within.get_by_role("radio", name=words).press("Space")
    page.keyboard.press("Escape")


def test_no_request_leaves_the_site(window, base, kinds):
    page = window()
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address in kinds:
        page.goto(base + address)
    page.locator("button", has_text="Search").click()
    page.locator("dialog.search input").press_sequentially("a")
    expect(page.locator("dialog .search-count")).not_to_be_empty()
    assert hosts == {urlsplit(base).netloc}


def test_a_page_works_from_its_folder(window, folder, sections):
    page = window()
    page.goto((folder / sections[0]).as_uri())
    page.locator(CALL).first.click()
    expect(page.locator(".slip")).to_be_visible()


def test_without_script_a_note_is_reached_and_left(window, base, sections):
    page = window(java_script_enabled=False)
    for address in sections:
        page.goto(base + address)
        for call in (page.locator(CALL).first, page.locator(CALL).last):
            call.click()
            note = page.locator(call.get_attribute("href"))
            expect(note).to_be_in_viewport()
            note.locator("[role=doc-backlink]").first.click()
            assert urlsplit(page.url).fragment


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_no_page_scrolls_sideways_on_the_narrowest_screen(window, base, kinds, script):
    page = window(viewport={"width": 320, "height": 640}, java_script_enabled=script)
    for address in kinds:
        page.goto(base + address)
        width = page.locator("html").evaluate("html => html.scrollWidth")
        assert width <= 320, f"{address} is {width} px wide"


def test_a_line_holds_sixty_to_seventy_five_letters(window, base, sections):
    page = window()
    page.goto(base + sections[0])
    letters = page.evaluate(
        """() => {
            const line = document.querySelector("article.section > p.numbered").cloneNode();
            line.style.cssText = "position: absolute; white-space: nowrap";
            line.textContent = "it was the best of times and the worst of times ".repeat(20);
            const box = document.querySelector("article.section > p.numbered");
            box.after(line);
            const each = line.getBoundingClientRect().width / line.textContent.length;
            line.remove();
            return box.getBoundingClientRect().width / each;
        }"""
    )
    assert 60 <= letters <= 75


def test_calls_and_marks_are_easily_hit(window, base, sections):
    page = window(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    for address in sections:
        page.goto(base + address)
        targets = page.locator(f"{CALL}, .emendation-mark, .paragraph-number, .backlink")
        assert targets.evaluate_all(SMALL) == [], address


def test_notes_stand_beside_the_text_where_there_is_room(window, base, sections):
    page = window(viewport=WIDE)
    beside = 0
    for address in sections:
        page.goto(base + address)
        beside += page.locator("html[data-beside]").count()
    assert beside, "no page has its notes beside the text"


LAYERS = ("Author’s notes", "Editors’ notes and marks")


def test_where_notes_stand_is_the_readers_choice_and_remembered(window, base, sections):
    page = window(viewport=WIDE)
    page.goto(base + sections[0])
    for layer in LAYERS:
        chosen(page, "At the end", layer)
    expect(page.locator("html[data-beside]")).to_have_count(0)
    page.reload()
    expect(page.locator("html[data-beside]")).to_have_count(0)
    call = page.locator(CALL).first
    call.click()
    expect(page.locator(".slip")).to_have_count(0)
    expect(page.locator(call.get_attribute("href"))).to_be_in_viewport()
    for layer in LAYERS:
        chosen(page, "On demand", layer)
    call.click()
    expect(page.locator(".slip")).to_be_visible()


def test_each_layer_of_notes_has_its_own_place(window, base, sections):
    page = window(viewport=WIDE)
    for address in sections:
        page.goto(base + address)
        if page.locator(".notes").count() < 2:
            continue
        chosen(page, "At the end", LAYERS[1])
        expect(page.locator(".notes.beside:not(.authorial)")).to_have_count(0)
        expect(page.locator(".notes.editorial li").first).to_be_visible()
        chosen(page, "Beside the text", LAYERS[1])
        return
    pytest.fail("no section has notes of both layers")


NARROW = "parts => parts.filter(part => part.offsetWidth < part.closest('li').offsetWidth + 20).length"
"""How many notes of a few lines have no room for their sign within their own box."""


def test_a_note_that_is_cut_in_the_margin_opens_in_its_place(window, base, sections):
    page = window(viewport=WIDE)
    for address in sections:
        page.goto(base + address)
        item = page.locator(".notes li.cut").first
        if not item.count():
            continue
        assert page.locator(".clamped").evaluate_all(NARROW) == 0, "WebKit cuts off the signs beside them"
        label = item.get_attribute("id")
        before = item.bounding_box()["height"]
        item.locator(".note-more").click()
        expect(page.locator(f"[id='{label}'] .note-more")).to_have_count(0)
        assert page.locator(f"[id='{label}']").bounding_box()["height"] > before


SHOWN = """item => {
    const words = item.firstElementChild.cloneNode(true);
    words.querySelectorAll(".rest, .note-more, .backlink").forEach(part => part.remove());
    return words.textContent.trim();
}"""


def test_a_note_is_cut_where_a_sentence_ends(window, base, sections):
    page = window(viewport=WIDE)
    for address in sections:
        page.goto(base + address)
        for item in page.locator(".notes li.cut:not(:has(.clamped))").all():
            assert re.search("[.!?…][”’)]*$", item.evaluate(SHOWN)), address


def test_a_note_that_stands_whole_in_the_margin_is_marked_where_it_stands(window, base, sections):
    page = window(viewport=WIDE)
    page.goto(base + sections[0])
    note = page.locator(".notes.beside > ol > li:not(.cut)").first
    call = page.locator(f"article > :not(.notes) a[role=doc-noteref][href='#{note.get_attribute('id')}']").first
    call.scroll_into_view_if_needed()
    call.click()
    expect(note).to_have_class(re.compile("is-called"))
    expect(page.locator(".slip")).to_have_count(0)
    call.press("Enter")
    expect(page.locator(".slip")).to_be_visible()


def test_the_editors_layer_can_be_hidden_and_no_way_leads_into_the_dark(window, base, sections):
    page = window()
    layer = page.locator("article .editorial.note-reference, .emendation-mark, .notes.editorial, .emendations")
    for address in sections:
        page.goto(base + address)
        for visible in layer.all():
            expect(visible).to_be_visible()
    chosen(page, "Hidden")
    for address in sections:
        page.goto(base + address)
        for hidden in layer.all():
            expect(hidden).to_be_hidden()
        note = page.locator(".notes.editorial .note")
        if note.count():
            page.evaluate("id => location.hash = id", note.first.get_attribute("id"))
            expect(note.first).to_be_visible()


def test_the_text_can_be_read_as_printed_and_back(window, base, sections):
    page = window()
    for address in sections:
        page.goto(base + address)
        text = page.locator("article")
        edited = text.inner_text()
        passages = page.locator(".emended").all()
        for switch, part in (("Copy-text", ".reading"), ("Edited text", ".lemma")):
            chosen(page, switch)
            for passage in passages:
                entry = page.locator(f"[id='{passage.get_attribute('data-emendation')}'] {part}")
                assert passage.text_content() in entry.text_content()
        assert text.inner_text() == edited


def asked(page: Page, words: str) -> Locator:
    """The results of a search, asked for with the keyboard."""
    page.locator("button", has_text="Search").press("Enter")
    expect(page.locator("dialog.search input")).to_be_focused()
    page.locator("dialog.search input").fill(words)
    return page.locator("dialog.search li a")


@pytest.mark.parametrize("place", ["server", "folder"])
def test_search_finds_a_note_and_lands_on_it_marked(window, base, folder, sections, place):
    page = window()
    root = base if place == "server" else folder.as_uri() + "/"
    for address in sections:
        page.goto(root + address)
        note = page.locator("[role=doc-endnotes] .note").last
        anchor = note.get_attribute("id")
        words = note.locator("p").first.inner_text().split()[:6]
        asked(page, " ".join(words).upper()).and_(page.locator(f"[href$='#{anchor}']")).first.click()
        expect(page.locator("dialog.search")).to_be_hidden()
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
        page.wait_for_function("CSS.highlights.has('found')")


def test_search_finds_first_what_is_so_named_and_gives_the_focus_back(window, base, folder, sections):
    page = window()
    for path in sorted((folder / "persons").glob("[!i]*.html"))[:8]:
        page.goto(path.as_uri())
        name = page.locator("h1").inner_text()
        page.goto(base + sections[0])
        expect(asked(page, name).first).to_have_text(name)
        page.keyboard.press("Escape")
        expect(page.locator("dialog.search")).to_be_hidden()
        expect(page.locator("button", has_text="Search")).to_be_focused()


def test_passages_of_the_text_stand_before_what_is_said_of_them(window, base, sections):
    page = window()
    page.goto(base + sections[-1])
    for paragraph in page.locator("article p.numbered").all()[:4]:
        words = paragraph.evaluate("paragraph => paragraph.textContent.match(/[\\p{L}]{3,}/gu).slice(2, 6).join(' ')")
        expect(asked(page, words).first).to_have_attribute("href", re.compile("essay/"))
        page.keyboard.press("Escape")


def test_the_skip_link_leads_past_the_header(window, base, sections):
    page = window()
    page.goto(base + sections[0])
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Oxly", "oxley"), ("Oxlei", "oxley"), ("Oxely", "oxley"), ("Morozow", "morozov"), ("Tobyas", "tobias")],
)
def test_a_name_that_is_not_there_is_taken_for_one_like_it(window, tiny_site, typed, meant):
    page = window()
    page.goto((tiny_site / "persons/marsh.html").as_uri())
    expect(asked(page, typed).first).to_be_visible()
    expect(page.locator(".search-count")).to_contain_text(f"Did you mean “{meant}”?")


def test_what_is_asked_for_is_marked_and_what_is_everywhere_is_not(window, tiny_site):
    page = window()
    page.goto((tiny_site / "persons/marsh.html").as_uri())
    expect(asked(page, "the lenses").first).to_be_visible()
    marked = page.locator("dialog.search mark")
    assert {words.lower() for words in marked.all_inner_texts()} == {"lenses"}

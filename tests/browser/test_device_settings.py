"""What readers ask of their device: its own colours, no motion, wider letters, text four times as large."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

CALL = "article a[role=doc-noteref]"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""The overrides that WCAG 1.4.12 names."""

CLIPPED = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const cut = way => way === "hidden" || way === "clip";
    const shortened = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none"; // and it says so
    return style.clipPath === "none" && element.checkVisibility() && !shortened
        && (cut(style.overflowX) && element.scrollWidth > element.clientWidth + 1
            || cut(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 200))"""


def test_in_the_devices_colours_a_target_a_mark_and_the_focus_are_still_seen(window, base, sections):
    page = window(forced_colors="active")
    page.goto(base + sections[0])
    note = page.locator(".note").first
    page.evaluate("id => location.hash = id", note.get_attribute("id"))
    expect(note).to_have_css("outline-style", "solid")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.goto(base + "works/index.html")
    colours = "mark => getComputedStyle(mark).fill"
    system = page.evaluate("""() => {
        const probe = document.body.appendChild(document.createElement("i"));
        return ["LinkText", "CanvasText"].map(name => (probe.style.color = name, getComputedStyle(probe).color));
    }""")
    assert page.locator("figure .mark:not(.ibid)").first.evaluate(colours) in system


def test_nothing_moves_where_no_motion_is_wished(window, base, sections):
    page = window(reduced_motion="reduce")
    page.goto(base + sections[0])
    moving = """() => [...document.querySelectorAll("*")].filter(element => {
        const style = getComputedStyle(element);
        return parseFloat(style.transitionDuration) || style.animationName !== "none";
    }).length"""
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("width", [320, 1024, 1600])
def test_wider_letters_and_lines_are_not_clipped(window, base, kinds, width):
    page = window(viewport={"width": width, "height": 800})
    for address in kinds:
        page.goto(base + address)
        page.add_style_tag(content=SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(CLIPPED) == [], address
        call = page.locator(CALL).first
        if not call.count() or width == 1600:
            continue
        call.press("Enter")
        slip = page.locator(".slip:popover-open")
        expect(slip).to_be_visible()
        assert slip.evaluate("slip => slip.scrollWidth <= slip.clientWidth"), address

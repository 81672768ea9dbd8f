"""Without a script: all that is called can be reached, all that can be pressed does something."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

UNHIT = """() => [...document.querySelectorAll("main a[href]")].filter(link => link.checkVisibility()).filter(link => {
    link.scrollIntoView({ block: "center" });
    const drawn = link.closest("svg") ? [...link.children] : [link]; // not what is between its parts
    return !drawn.flatMap(part => [...part.getClientRects()]).some(box => {
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return link.contains(hit);
    });
}).map(link => link.outerHTML)"""
LINKS = "() => [...document.querySelectorAll('main a[href], header a[href]')].map(link => link.getAttribute('href'))"


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_every_link_is_there_to_be_pressed_and_leads_somewhere(window, folder, base, kinds, width):
    page = window(java_script_enabled=False, viewport={"width": width, "height": 800})
    ids: dict[str, set[str]] = {}
    for address in kinds:
        page.goto(base + address)
        assert page.evaluate(UNHIT) == [], address
        for href in set(page.evaluate(LINKS)):
            way = urlsplit(urljoin(base + address, href))
            if not way.geturl().startswith(base):
                continue
            there = way.path.lstrip("/")
            if there not in ids:
                assert (folder / there).is_file(), f"{address}: {href}"
                html = there.endswith(".html")
                ids[there] = set(re.findall(r'\sid="([^"]+)"', (folder / there).read_text("utf-8"))) if html else set()
            assert not way.fragment or way.fragment in ids[there], f"{address}: {href}"


def test_no_control_is_dead(window, base, kinds):
    page = window(java_script_enabled=False)
    for address in kinds:
        page.goto(base + address)
        expect(page.locator("button, input, select, textarea").filter(visible=True)).to_have_count(0)
        for summary in page.locator("main summary" if address != kinds[0] else "summary").all():
            if summary.is_visible():
                summary.click()
                expect(summary.locator("xpath=..")).to_have_attribute("open", "")
                summary.click()

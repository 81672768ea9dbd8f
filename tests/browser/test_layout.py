"""The look of the pages: nothing lies over anything else; and pictures of them all, for looking at."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PICTURES = Path(__file__).parent.parent / "output"
CALL = "article a[role=doc-noteref]"
KINDS = ("title", "section", "entry", "work", "bibliography", "list", "print")

OVERLAPS = """() => {
    const texts = "main p, main h1, main h2, main h3, main li, main dt, main dd, main th, main td, main summary";
    const parts = [...document.querySelectorAll(`${texts}, .paragraph-number, .site-header a, .site-header summary,
        .site-header button, .site-footer p`)].filter(part => part.checkVisibility() && !part.closest(".panel"));
    const clipped = part => getComputedStyle(part.closest(".beside h2, thead") ?? part).clipPath !== "none";
    const boxes = parts.filter(part => !clipped(part)).map(part => [part, part.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height);
    const within = part => part.matches(".paragraph-number") && getComputedStyle(part).float === "left";
    const over = ([a, one], [b, other]) => !a.contains(b) && !b.contains(a) && !within(a) && !within(b)
        && one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    return boxes.flatMap((one, i) => boxes.slice(i + 1).filter(other => over(one, other))
        .map(other => [one[0], other[0]].map(part => part.outerHTML.slice(0, 120)).join(" | ")));
}"""


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_nothing_lies_over_anything_else(window, base, kinds, width):
    page = window(viewport={"width": width, "height": 900})
    for address in kinds:
        page.goto(base + address)
        assert page.evaluate(OVERLAPS) == [], address


@pytest.fixture(scope="session")
def shown(folder: Path, kinds: list[str]) -> dict[str, str]:
    """The kinds of pages by name, each with the address of one."""
    found: dict[str, str] = {}
    for address in kinds:
        text = (folder / address).read_text("utf-8")
        for kind in KINDS:
            if f'<body class="{kind}"' in text:
                found.setdefault(address.split("/")[-1].removesuffix(".html") if kind == "list" else kind, address)
    return found


def picture(page: Page, folder: Path, name: str) -> Path:
    """A picture of what the window shows, in the folder of outputs."""
    path = PICTURES / ("own" if folder.parent.name.startswith("own") else "tiny") / f"{name}.png"
    page.screenshot(path=path)
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_pictures_of_every_kind_of_page(window, base, folder, shown, width, scheme):
    page = window(viewport={"width": width, "height": 900}, color_scheme=scheme)
    pictures = []
    for kind, address in shown.items():
        page.goto(base + address)
        pictures.append(picture(page, folder, f"{kind}-{width}-{scheme}"))
        if kind == "section":
            page.locator(CALL).first.press("Enter")
            expect(page.locator(".slip:popover-open")).to_be_visible()
            pictures.append(picture(page, folder, f"note-{width}-{scheme}"))
    assert len(pictures) >= 8
    assert all(path.stat().st_size > 5000 for path in pictures), "a page is empty"


SHIFTS = """() => new Promise(done => {
    let moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => (moved += entry.value)))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved))));
})"""
"""How much of what is seen has moved since the page was opened: the sum that browsers report as layout shift."""


@pytest.mark.parametrize("width", [390, 1024, 1350, 1600])
def test_nothing_moves_while_a_page_comes(window, base, calling_section, width):
    page = window(viewport={"width": width, "height": 900})
    for address in ("index.html", "works/index.html", "print/index.html", calling_section):
        page.goto(base + address, wait_until="load")
        assert page.evaluate(SHIFTS) < 0.02, address

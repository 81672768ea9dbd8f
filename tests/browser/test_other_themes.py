"""The tiny edition in Material and in readthedocs: notes, cards and the sheet of a phone work in their chrome; their
own navigation, colours and search work too; axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from edition.build import publish
from folders import TINY

CALL, SLIP = "article a[role=doc-noteref]", ".slip:popover-open"
THEMES = {
    "material": {
        "name": "material",
        "features": ["navigation.instant", "navigation.tabs"],
        "palette": [
            {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark"}},
            {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
        ],
    },
    "readthedocs": {"name": "readthedocs"},
}
SECTION = "essay/the-rock.html"


@pytest.fixture(scope="module", params=THEMES)
def theme(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def themed(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny edition in a theme."""
    project = tmp_path_factory.mktemp(theme) / "project"
    copytree(TINY, project)
    settings = {"site_name": "The lamp", "use_directory_urls": False, "plugins": ["search", "edition"]}
    settings |= {"site_url": "https://example.org/lamp/", "theme": THEMES[theme]}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    assert publish.build(project, with_books=False) == ()
    return project / "site"


@pytest.fixture
def at(themed: Path, server: Callable[[Path], str], window) -> Callable[..., Page]:
    """``at(address, **options)``: a page of the site in a window that lets nothing be asked of other hosts."""
    base = server(themed)

    def opened(address: str, **options) -> Page:
        page = window(**options)
        asked: list[str] = []
        page.on("request", lambda request: request.url.startswith((base, "data:")) or asked.append(request.url))
        page.goto(f"{base}/{address}")
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if not url.startswith("https://example.org/lamp/")] == []
        return page

    return opened


def test_notes_and_cards_open(at) -> None:
    page = at(SECTION)
    page.locator(CALL).first.click()
    expect(page.locator(SLIP)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(SLIP)).to_have_count(0)
    page.locator(CALL).nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(SLIP)).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator("article a.naming").first.hover()
    expect(page.locator(f"{SLIP} .card")).to_have_count(1)


def test_on_a_phone_a_note_is_a_sheet_at_the_foot(at) -> None:
    page = at(SECTION, viewport={"width": 390, "height": 844}, has_touch=True)
    page.locator(CALL).first.tap()
    expect(page.locator(SLIP)).to_have_css("position", "fixed")
    box = page.locator(SLIP).bounding_box()
    assert box
    assert (box["x"], round(box["y"] + box["height"])) == (0, 844)


def test_on_paper_there_is_the_text_alone(at, theme: str) -> None:
    page = at(SECTION)
    page.emulate_media(media="print")
    chrome = {"material": ".md-header, .md-sidebar, .md-footer", "readthedocs": ".wy-nav-side"}[theme]
    assert [part.is_visible() for part in page.locator(chrome).all()].count(True) == 0
    expect(page.locator("article .notes").first).to_be_visible()


@pytest.mark.parametrize("address", [SECTION, "persons/marsh.html", "works/index.html", "index.html"])
def test_axe_finds_nothing(at, address: str) -> None:
    page = at(address, reduced_motion="reduce")
    page.evaluate(Axe().axe_script)
    broken = page.evaluate("async () => (await axe.run(document)).violations")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken] == []


@pytest.mark.parametrize("theme", ["material"], indirect=True)
def test_what_material_has_works(at) -> None:
    page = at(SECTION)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[title=Dark]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
    page.keyboard.press("/")
    page.keyboard.type("gallery")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    found = [link.get_attribute("href") for link in page.locator(".md-search-result__link").all()]
    assert any(address and "the-rock.html" in address and "#p2" in address for address in found), found


@pytest.mark.parametrize("theme", ["readthedocs"], indirect=True)
def test_what_readthedocs_has_works(at) -> None:
    page = at("index.html")
    page.locator("nav a.reference", has_text="The rock").first.click()
    page.wait_for_url(f"**/{SECTION}")
    assert page.locator("nav li.current a.current").count()

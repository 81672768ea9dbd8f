"""``edition serve`` in a browser: a page shows what is wrong with it, and comes anew when a source has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page

from edition import preview_server
from edition.preview import LiveEdition
from edition.preview_requests import Address
from folders import TINY


def test_findings_come_and_go_with_a_save(copied: Callable[[Path, str], Path], window: Callable[..., Page]) -> None:
    project = copied(TINY, "project")
    server = preview_server._Server(LiveEdition(project), Address("127.0.0.1", 0), public=False)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    page, rock = window(), project / "docs/essay/01-the-rock.md"
    source = rock.read_text("utf-8")
    bar = page.locator(".edition-findings")
    page.goto(f"http://127.0.0.1:{server.server_port}/essay/the-rock.html")
    rock.write_text(source.replace("engineers called", "[engineers][@enginers] called"), encoding="utf-8")
    bar.wait_for()
    row = bar.locator("a", has_text="01-the-rock.md").first
    anchor = row.get_attribute("href")
    assert "dashed" in (page.locator(f"{anchor}").get_attribute("style") or "")
    bar.locator("a", has_text="All findings").click()
    page.locator("li a", has_text="01-the-rock.md").first.click()
    assert page.url.endswith(f"/essay/the-rock.html{anchor}")
    bar.wait_for()
    rock.write_text(source, encoding="utf-8")
    bar.wait_for(state="detached")
    server.shutdown()
    server.server_close()

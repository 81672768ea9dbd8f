"""Firefox as it is installed, by the standard protocol (WebDriver BiDi), with the methods of ``webkit.WebKit``."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Playwright


class Firefox:
    """A window of Firefox."""

    def __init__(self, playwright: Playwright, binary: str) -> None:
        # This channel is the one that speaks BiDi: Playwright's other protocol is known to its own builds alone.
        self._browser = playwright.firefox.launch(executable_path=binary, channel="moz-firefox")
        self._page: Page = self._browser.new_page()
        self.goto = self._page.goto
        self.press = self._page.keyboard.press

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """What the body of a function gives."""
        return self._page.evaluate(f"given => (function () {{ {script} }}).apply(null, given)", list(arguments))

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        self._page.set_viewport_size({"width": width, "height": height})

    def click(self, selector: str, times: int = 1) -> None:
        """Press and let go on the middle of the first element."""
        self._page.locator(selector).first.click(click_count=times)

    def hover(self, selector: str) -> None:
        """Move the pointer from a corner to the middle of the first element."""
        self._page.mouse.move(1, 1)
        self._page.locator(selector).first.hover()

    def until(self, condition: str) -> bool:
        """Whether an expression becomes true."""
        self._page.wait_for_function(condition)
        return True

    def close(self) -> None:
        """End the browser."""
        self._browser.close()

"""WebKit, the engine of Safari, driven by its own driver (W3C WebDriver): just enough for the tests of the pages."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name under which WebDriver gives elements."""
KEYS = {"Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c"}
"""The characters that mean keys in WebDriver."""
BROWSERS = ("/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/lib/*/webkit2gtk-4.0/MiniBrowser")


def browser() -> str | None:
    """The browser that comes with the engine, if it is on this machine."""
    return next((str(path) for pattern in BROWSERS for path in Path("/").glob(pattern[1:])), None)


class WebKit:
    """A window of WebKit."""

    def __init__(self, address: str, binary: str) -> None:
        self.address = address
        options = {"webkitgtk:browserOptions": {"binary": binary, "args": ["--automation"]}}
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.address += f"/session/{session['sessionId']}"

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def goto(self, url: str) -> None:
        """Open a page."""
        self._ask("POST", "/url", {"url": url})

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """What the body of a function gives."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        self._ask("POST", "/window/rect", {"width": width, "height": height})

    def click(self, selector: str, times: int = 1) -> None:
        """Press and let go on the middle of the first element."""
        self._pointer(selector, *[{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")] * times)

    def hover(self, selector: str) -> None:
        """Move the pointer from a corner to the middle of the first element."""
        self._pointer(selector)

    def _pointer(self, selector: str, *more: dict[str, Any]) -> None:
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        self.evaluate("arguments[0].scrollIntoView({ block: 'center' })", found)
        far = {"type": "pointerMove", "duration": 0, "x": 1, "y": 1}
        near = {"type": "pointerMove", "duration": 100, "x": 1, "y": 1, "origin": found}
        move = {"type": "pointerMove", "duration": 100, "x": 0, "y": 0, "origin": found}
        moves = [far, near, move, *more]
        pointer = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}
        self._ask("POST", "/actions", {"actions": [pointer]})

    def press(self, keys: str) -> None:
        """Press keys, as in ``Control+c``: the first is held, and let go last."""
        values = [KEYS.get(key, key) for key in keys.split("+")]
        keys = [{"type": "keyDown", "value": value} for value in values]
        keys += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def until(self, condition: str) -> bool:
        """Whether an expression becomes true."""
        for _ in range(50):
            if self.evaluate(f"return Boolean({condition})"):
                return True
            time.sleep(0.1)
        return False

    def close(self) -> None:
        """End the session."""
        self._ask("DELETE", "")


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def webkit(driver: str, display: str, binary: str) -> Iterator[WebKit]:
    """A window on a display of its own; driver, display server and browser are ended with it."""
    port, number = _free(), f":{_free() % 1000 + 100}"
    screen = subprocess.Popen([display, number, "-screen", "0", "1700x1100x24"], stderr=subprocess.DEVNULL)
    variables = {"DISPLAY": number, "HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    variables |= {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1", "GDK_BACKEND": "x11"}
    server = subprocess.Popen([driver, f"--port={port}"], env=variables, stderr=subprocess.DEVNULL)
    try:
        window = _opened(f"http://127.0.0.1:{port}", binary)
        yield window
        window.close()
    finally:
        for process in (server, screen):
            process.terminate()
            process.wait()


def _opened(address: str, binary: str) -> WebKit:
    for attempt in range(100):
        try:
            return WebKit(address, binary)
        except URLError:
            if attempt == 99:
                raise
            time.sleep(0.1)
    raise AssertionError(address)

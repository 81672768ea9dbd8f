"""The programs from outside Python that the tests call, where to get them, and what waits without them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """A program: the names it goes by, Debian's package, and the tests that need it."""

    names: tuple[str, ...]
    package: str
    tests: str

    @property
    def path(self) -> str | None:
        """Where it is on this machine, if it is."""
        return next(filter(None, map(shutil.which, self.names)), None)


TOOLS = {
    "chromium": Tool(("chromium", "chromium-browser", "google-chrome", "chrome"), "chromium", "all in a browser"),
    "pdftotext": Tool(("pdftotext",), "poppler-utils", "the words of the PDF"),
    "pdfinfo": Tool(("pdfinfo",), "poppler-utils", "the tags and destinations of the PDF"),
    "pdftoppm": Tool(("pdftoppm",), "poppler-utils", "the pages of the PDF as pictures"),
    "jing": Tool(("jing",), "jing", "the TEI document against its schema"),
    "WebKitWebDriver": Tool(("WebKitWebDriver",), "webkit2gtk-driver", "the pages in the engine of Safari"),
    "Xvfb": Tool(("Xvfb",), "xvfb", "the pages in the engine of Safari"),
    "firefox": Tool(("firefox-esr", "firefox"), "firefox-esr", "the pages in the engine of Firefox"),
    "npm": Tool(("npm",), "npm", "reader view, and TEI in the browser"),
    "lynx": Tool(("lynx",), "lynx", "the pages as a browser of text shows them"),
    "w3m": Tool(("w3m",), "w3m", "the pages as another browser of text shows them"),
    "java": Tool(("java",), "default-jre-headless", "the validators of HTML and EPUB"),
}


def missing() -> list[Tool]:
    """The tools that are not on this machine."""
    return [tool for tool in TOOLS.values() if not tool.path]


def install() -> None:
    """Install what is missing, where that is possible without asking anyone: on Debian, as root."""
    packages = sorted({tool.package for tool in missing()})
    if packages and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing", *packages, "…", flush=True)
        variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            subprocess.call(["apt-get", *command], env=variables, stdout=subprocess.DEVNULL)


def advice() -> str:
    """What to install by hand, and what is not tested until then; empty when nothing is missing."""
    gaps = missing()
    if not gaps:
        return ""
    lines = [f"  {tool.names[0]} ({tool.package}): {tool.tests}" for tool in gaps]
    packages = " ".join(sorted({tool.package for tool in gaps}))
    return "\n".join(["Not on this machine, so not tested:", *lines, f"On Debian: apt-get install {packages}"])

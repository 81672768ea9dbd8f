"""Builds and a preview server at once on one project, and somebody who reads the site all the time."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

COMMAND = (sys.executable, "-c", "from edition.cli import main; main()")
PAGES = ("index.html", "about/edition.html", "search/records.js")


class Reader(threading.Thread):
    """Reads pages of a site until it is stopped; ``missed`` are those that were not there."""

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.site, self.stopped, self.missed, self.reads = site, threading.Event(), set[str](), 0

    def run(self) -> None:
        pages = [uri for uri in PAGES if (self.site / uri).is_file()]
        while not self.stopped.wait(0.0005):
            for uri in pages:
                try:
                    words = (self.site / uri).read_bytes()
                except OSError as error:
                    self.missed.add(f"{uri}: {error.strerror}")
                    continue
                self.reads += 1
                if not words:
                    self.missed.add(f"{uri} is empty")


def _free_port() -> int:
    with socket.socket() as given:
        given.bind(("127.0.0.1", 0))
        return int(given.getsockname()[1])


def _started(project: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [*COMMAND, *arguments]
    return subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )


def round_of(project: Path, change: str) -> list[str]:
    """Change a page, let three builds and a server work at once, and say what went wrong. The site is built before."""
    page = project / "docs/about/edition.md"
    port = _free_port()
    reader = Reader(project / "site")
    reader.start()
    page.write_text(page.read_text("utf-8") + f"\n{change}\n", encoding="utf-8")
    server = _started(project, "serve", "--address", str(port))
    builds = [_started(project, "build") for _ in range(3)]
    wrong: list[str] = []
    while any(build.poll() is None for build in builds) and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/about/edition.html", timeout=10) as answer:
                if change.encode() not in answer.read():
                    wrong.append("the server shows an old page")
        except urllib.error.HTTPError as error:
            wrong.append(f"the server answers {error.code}")
        except OSError:  # it is not there yet
            pass
    if server.poll() is not None:  # the port may be another program's: what it answered says nothing
        wrong = [f"the server has ended with {server.returncode}"]
    server.terminate()
    for process in (*builds, server):
        printed = process.communicate()[0]
        if "Traceback" in printed or "fault of the engine" in printed or (process in builds and process.returncode):
            wrong.append(f"{process.args} ended with {process.returncode}: {printed[-500:]}")
    reader.stopped.set()
    reader.join()
    wrong += sorted(reader.missed)
    if not reader.reads:
        wrong.append("nothing was read")
    return wrong

"""The edition as it stands in the sources at the moment: a page is made when it is asked for, and nothing else is.

A browser that shows a page waits for the next change of a source and then loads the page again.
"""

from __future__ import annotations

import gc
import mimetypes
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import ClassVar
from urllib.parse import unquote, urlsplit

import click

from edition.build.cache import FOLDER, Store, engine
from edition.build.outputs import everything, one
from edition.build.survey import Survey
from edition.checks import check
from edition.model.edition import Edition
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.sources.load import read

CHANGED = "/-/changed"
RELOAD = f"""\
<script>
(function ask() {{
  fetch("{CHANGED}").then((answer) => answer.status === 200 ? location.reload() : ask(), () => setTimeout(ask, 500));
}})();
</script>
</body>"""
WHOLE = ("search/", "data/", "about/", "sitemap.xml", "CITATION.cff")
"""What is made of all pages together, or is rarely looked at: asked for one of these, everything is made."""
PAUSE, PATIENCE = 0.05, 20.0
"""Seconds between two looks at the sources, and until a browser that waits is told to ask again."""

Stamps = tuple[tuple[str, int, int], ...]


class Desk:
    """The sources as last seen, the edition they made, and what was made of it already."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.lock = Lock()
        self.store = Store(project / FOLDER)
        self.seen: Stamps = ()
        self.edition: Edition | None = None
        self.made: dict[str, bytes] = {}

    def stamps(self) -> Stamps:
        """Name, size and time of every source."""
        folders = (self.project / BIBLIOGRAPHY, self.project / DOCS)
        found = ((path, path.stat()) for folder in folders for path in sorted(folder.rglob("*")))
        return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in found)

    def current(self) -> Edition:
        """The edition of the sources as they are now. Findings are said while its page is on its way."""
        stamps = self.stamps()
        if self.edition is None or stamps != self.seen:
            self.edition, self.seen, self.made = Survey(read(self.project), engine(), self.store).edition, stamps, {}
            Thread(target=self._say, args=(self.edition,), daemon=True).start()
        return self.edition

    def _say(self, edition: Edition) -> None:
        for finding in check(edition):
            click.echo(str(finding), err=True)

    def content(self, uri: str) -> bytes | None:
        """What stands at an address of the site; None if nothing does."""
        with self.lock:
            edition = self.current()
            if uri not in self.made:
                output = one(edition, uri)
                if output is None and uri.startswith(WHOLE):
                    self.made |= {each.uri: each.content for each in everything(edition)}
                elif output:
                    self.made[uri] = output.content
            if uri in self.made:
                return self.made[uri]
        picture = self.project / DOCS / uri
        inside = picture.resolve().is_relative_to((self.project / DOCS).resolve())
        return picture.read_bytes() if inside and picture.is_file() and picture.suffix != ".md" else None


class _Handler(BaseHTTPRequestHandler):
    desk: ClassVar[Desk]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == CHANGED:
            self._wait()
            return
        uri = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        content = self.desk.content(uri)
        if content is None:
            self.send_error(404)
            return
        if uri.endswith(".html"):
            content = content.replace(b"</body>", RELOAD.encode())
        self._answer(200, content, mimetypes.guess_type(uri)[0] or "application/octet-stream")

    def _wait(self) -> None:
        """Answer as soon as a source is another than it was."""
        before, start = self.desk.stamps(), time.monotonic()
        while self.desk.stamps() == before:
            if time.monotonic() - start > PATIENCE:
                self._answer(204, b"", "text/plain")
                return
            time.sleep(PAUSE)
        self._answer(200, b"", "text/plain")

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of requests: what is said is findings."""


def serve(project: Path, address: str) -> None:
    """Show the edition at ``host:port`` until it is interrupted."""
    host, _, port = address.rpartition(":")
    _Handler.desk = Desk(project)
    _Handler.desk.current()  # what takes long, if nothing is kept, takes long before the first page is asked for
    server = ThreadingHTTPServer((host, int(port)), _Handler)
    server.daemon_threads = True
    gc.disable()  # it would look through all trees again and again: they hold no cycles
    click.echo(f"The edition is at http://{address}/ (Ctrl+C ends it).")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()

"""The HTTP server of ``edition serve``. A browser that shows a page loads it again when a source has changed.

It listens to this machine alone unless it is asked to be public, and then too it answers only requests for its own
name: a page from elsewhere must not read an edition that is not published yet (DNS rebinding).
"""

from __future__ import annotations

import gc
import json
import mimetypes
import os
import socket
import sys
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import quote

import click

from edition.preview import LiveEdition, Place
from edition.preview_requests import Address, byte_range, is_answered, uri_of
from edition.unforeseen import of_engine

CHANGED, FINDINGS, ALL = "/-/changed/", "/-/findings/", "/-/all/"
"""Addresses of the server's own: with the state of the sources that a page was made of; with the page; the list of all
findings."""
SCRIPT = Path(__file__).with_name("preview.js").read_text("utf-8")
"""Put at the end of every page, with these addresses."""
PAUSE, PATIENCE = 0.05, 20.0
"""Seconds between two looks at the sources, and until a browser that waits for a change is told to ask again."""
THREADS, WAITING, TIMEOUT = 32, 16, 20
"""Requests answered at once, those among them that wait for a change, and the seconds that a client may be silent."""
LONGEST = 2_000
"""Characters of the longest address."""


def _script(state: str, uri: str) -> bytes:
    """The script for a page that was made while the sources were in this state."""
    shown = "" if f"/{uri}".startswith(ALL) else FINDINGS + quote(uri)  # the list of all needs no bar
    addresses = json.dumps([CHANGED + state, shown, ALL]).replace("<", "\\u003c")
    return f"\n<script>\n{{\nconst [changed, findings, all] = {addresses};\n{SCRIPT}}}\n</script>\n".encode()


def _list(places: Iterable[Place]) -> str:
    """The page with all findings, each with a link to where it stands."""
    rows = []
    for place in places:
        file, _, words = escape(str(place.finding)).partition(": ")
        target = escape(f"/{quote(place.uri)}" + (f"#{place.anchor}" if place.anchor else ""))
        rows.append(f"<li><a href='{target}'>{file}</a>: {words}" if place.uri else f"<li>{file}: {words}")
    head = "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n<meta name=viewport content='width=device-width'>\n"
    head += "<title>All findings</title>\n<style>body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; "
    head += "font: 1rem/1.5 sans-serif } li { margin: .5em 0 }</style>\n<h1>All findings</h1>\n"
    return f"{head}<ol>{''.join(rows)}</ol>\n" if rows else f"{head}<p>There are none.</p>\n"


class _Server(ThreadingHTTPServer):
    """Answers a bounded number of requests at once; others wait in the queue of the socket."""

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = os.name != "nt"  # there it would mean that two programs may have the same port

    def __init__(self, live: LiveEdition, at: Address, public: bool) -> None:
        self.live, self.public = live, public
        self.free, self.waiting, self.looking = BoundedSemaphore(THREADS), BoundedSemaphore(WAITING), Lock()
        self.looked, self.state = 0.0, ""
        self.address_family = socket.AF_INET6 if ":" in at.host else socket.AF_INET
        super().__init__(at, _Handler)

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer would ask the network for the name of this machine
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def process_request(self, request: Any, client_address: Any) -> None:
        self.free.acquire()
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread could be started
            self.free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away before it had its answer."""
        error = sys.exc_info()[1]
        if error and not isinstance(error, OSError):
            click.echo(of_engine("The server", error), err=True)

    def state_now(self) -> str:
        """The state of the sources in a short word. However many wait for a change, it is looked for once a pause."""
        with self.looking:
            if not self.state or time.monotonic() - self.looked > PAUSE:
                self.state = sha256(repr(self.live.stamps()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
                self.looked = time.monotonic()
            return self.state


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = TIMEOUT

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host", [])
        path = self.path.partition("?")[0]
        uri = uri_of(path)
        if len(hosts) > 1 or not all(is_answered(host, self.server.server_port, self.server.public) for host in hosts):
            self._refuse(HTTPStatus.FORBIDDEN, "This server answers only under the address that it was started with.")
        elif len(self.path) > LONGEST:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, "This address is too long.")
        elif path.startswith(CHANGED):
            self._wait_for_change(path.removeprefix(CHANGED))
        elif uri is None:
            self._refuse(HTTPStatus.NOT_FOUND, "No file of the site can have this address.")
        else:
            self._guarded(uri, path.startswith(FINDINGS))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _guarded(self, uri: str, findings: bool) -> None:
        """Answer with a file or with the findings on it; a fault of the engine is said here and in the terminal."""
        state = self.server.state_now()  # before the page is made: whatever changes meanwhile, it is loaded again
        content: bytes | None
        try:
            if findings:
                places = self.server.live.findings_on(uri.removeprefix(FINDINGS[1:]))
                lines = (f"{place.anchor}\t{place.finding}\n" for place in places)
                uri, content = "findings.txt", "".join(lines).encode("utf-8", "replace")
            elif f"/{uri}".startswith(ALL):
                content = _list(self.server.live.all_findings()).encode("utf-8", "replace")
            else:
                content = self.server.live.content(uri)
        except Exception as error:  # noqa: BLE001 (the next save may mend it, so the server goes on)
            words = of_engine(f"The page {uri}", error)
            click.echo(words, err=True)
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, words, _script(state, uri))
            return
        if content is None:
            self._refuse(HTTPStatus.NOT_FOUND, f"The edition has no {uri} at the moment.", _script(state, uri))
        else:
            content += _script(state, uri) if uri.endswith(".html") else b""
            self._send(HTTPStatus.OK, content, mimetypes.guess_type(uri)[0] or "application/octet-stream")

    def _wait_for_change(self, state: str) -> None:
        """Answer as soon as the sources are in another state than this, or that it is time to ask again."""
        if not self.server.waiting.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Too many pages are open at once.")
            return
        try:
            end = time.monotonic() + PATIENCE
            while (same := self.server.state_now() == state) and time.monotonic() < end:
                time.sleep(PAUSE)
        finally:
            self.server.waiting.release()
        self._send(HTTPStatus.NO_CONTENT if same else HTTPStatus.OK, b"", "text/plain")

    def _refuse(self, status: HTTPStatus, sentence: str, script: bytes = b"") -> None:
        """Answer with a page that says why there is no other; with the script it comes by itself when there is one."""
        head = f"<!doctype html>\n<meta charset=utf-8>\n<title>{status} {status.phrase}</title>"
        page = f"{head}\n<body><h1>{status.phrase}</h1>\n<p>{escape(sentence)}</p>\n"
        self._send(status, page.encode("utf-8", "replace") + script, "text/html")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        """Answer, with the range of the content that was asked for; without the content if the browser has it."""
        tag, size = f'"{sha256(content).hexdigest()[:32]}"', len(content)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Accept-Ranges": "bytes"}
        headers |= {"X-Content-Type-Options": "nosniff", "Content-Type": kind}
        headers["Content-Type"] += "; charset=utf-8" if kind.startswith("text/") else ""
        if status == HTTPStatus.OK and self.command == "GET":
            if self.headers.get("If-None-Match") == tag:
                status, content = HTTPStatus.NOT_MODIFIED, b""
            elif self.headers.get("If-Range", tag) == tag:
                try:
                    if part := byte_range(self.headers.get("Range", ""), size):
                        status, content = HTTPStatus.PARTIAL_CONTENT, content[slice(*part)]
                        headers["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{size}"
                except ValueError:
                    status, content = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b""
                    headers["Content-Range"] = f"bytes */{size}"
        if status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            headers["Content-Length"] = str(len(content))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of requests: what is said is findings."""


def serve(project: Path, at: Address, public: bool, working: AbstractContextManager[None]) -> None:
    """Show the edition until it is interrupted; ``working`` says so while it is read for the first time.

    Raises ``OSError`` if the address cannot be had.
    """
    live = LiveEdition(project)
    server = _Server(live, at, public)
    with working, suppress(Exception):  # a page that is asked for will say it
        live.content("index.html")  # what takes long for want of a cache is done before the first page is asked for
    gc.disable()  # it would look through all trees again and again: they hold no cycles
    readers = ". Everybody who can reach this machine can read it" if public else ""
    click.echo(f"The edition is at {at}{readers} (Ctrl+C ends it).")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()

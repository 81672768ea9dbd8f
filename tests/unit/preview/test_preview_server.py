"""The preview server answers whatever is asked, to this machine alone, and shows what is wrong with a page on it."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from edition import preview_server
from edition.preview import LiveEdition
from edition.preview_requests import Address
from folders import TINY

ROCK = "docs/essay/01-the-rock.md"


class Asked:
    """A running server and the project that it shows."""

    def __init__(self, server: preview_server._Server, project: Path) -> None:
        self.server, self.project = server, project

    def __call__(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.server.server_port), 60) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65_536), b""))

    def edit(self, file: str, before: str, after: str) -> None:
        path = self.project / file
        source = path.read_text("utf-8")
        assert before in source
        path.write_text(source.replace(before, after), encoding="utf-8")


@pytest.fixture
def ask(copied: Callable[[Path, str], Path]) -> Iterator[Asked]:
    """``ask(path, method, Header="value")`` is status, headers and content of an answer."""
    project = copied(TINY, "project")
    server = preview_server._Server(LiveEdition(project), Address("127.0.0.1", 0), public=False)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield Asked(server, project)
    server.shutdown()
    server.server_close()


def script(page: str) -> tuple[str, str]:
    """The addresses that a page asks for changes and findings."""
    (addresses,) = re.findall(r"const \[changed, findings, all\] = (\[.*\]);", page)
    changed, findings, _ = json.loads(addresses)
    return changed, findings


STATUSES = {
    200: "/ /index.html /?a=b /essay/the-rock.html /id/p1/ /assets/frame.css /data/edition.json",
    404: "/nothing /essay /essay/01-the-rock.md /.. /../mkdocs.yml /%2e%2e/mkdocs.yml /-/findings/../x /.cache/x "
    f"/.edition-files /%00 /%ff //[ /a\\b /a%5Cb /{'a' * 1_000} /{'a/' * 900}",
    414: f"/{'a' * 5_000} /?{'a' * 5_000} /{'%00' * 2_000}",
}


def test_statuses(ask: Asked) -> None:
    paths = {path: status for status, listed in STATUSES.items() for path in listed.split()}
    assert {path: ask(path)[0] for path in paths} == paths
    assert ask.raw(b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 414 ")
    assert b" 400 " in ask.raw(b"\x00\x01\r\n\r\n").partition(b"\r\n")[0]
    assert b" 501 " in ask.raw(b"POST / HTTP/1.0\r\n\r\n").partition(b"\r\n")[0]


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 403), ("127.0.0.1.evil.example:{}", 403), ("localhost:{}", 200), ("[::1]:{}", 200)],
)
def test_only_its_own_name_is_answered(ask: Asked, host: str, status: int) -> None:
    for path in ("/", "/nothing", "/-/findings/index.html"):
        wanted = status if status == 403 or path != "/nothing" else 404
        answer = ask(path, Host=host.format(ask.server.server_port))
        assert answer[0] == wanted
        assert "Farness" not in answer[2] or status == 200


def test_two_hosts_are_not_answered(ask: Asked) -> None:
    hosts = f"Host: localhost:{ask.server.server_port}\r\nHost: evil.example\r\n".encode()
    assert ask.raw(b"GET / HTTP/1.0\r\n" + hosts + b"\r\n").startswith(b"HTTP/1.0 403 ")


def test_head_ranges_and_what_the_browser_has(ask: Asked) -> None:
    uri = "/assets/frame.css"
    _, headers, whole = ask(uri)
    assert ask(uri, "HEAD")[1]["Content-Length"] == headers["Content-Length"] == str(len(whole.encode()))
    assert ask(uri, "HEAD")[2] == ""
    status, part, words = ask(uri, Range="bytes=3-12")
    assert (status, words, part["Content-Range"]) == (206, whole[3:13], f"bytes 3-12/{len(whole.encode())}")
    status, part, words = ask(uri, Range="bytes=9999999-")
    assert (status, words, part["Content-Range"]) == (416, "", f"bytes */{len(whole.encode())}")
    assert ask(uri, Range="bytes=0-1,4-5")[::2] == (200, whole)
    assert ask(uri, Range="bytes=0-1", If_Range='"another"')[::2] == (200, whole)
    assert ask(uri, Range="bytes=0-1", If_Range=headers["ETag"])[0] == 206
    assert ask(uri, If_None_Match=headers["ETag"])[::2] == (304, "")
    assert ask(uri, If_None_Match='"another"')[0] == 200
    assert headers["Cache-Control"] == "no-cache"


def test_a_page_waits_for_a_change_and_no_change_is_missed(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    changed, _ = script(ask("/essay/the-rock.html")[2])
    answers: list[int] = []
    waiting = Thread(target=lambda: answers.append(ask(changed)[0]))
    waiting.start()
    ask.edit(ROCK, "engineers called", "engineers then called")
    waiting.join(60)
    assert answers == [200]
    assert ask(changed)[0] == 200, "a change before the question is a change"
    monkeypatch.setattr(preview_server, "PATIENCE", 0.0)
    page = ask("/essay/the-rock.html")[2]
    assert "engineers then called" in page
    assert ask(script(page)[0])[0] == 204


@pytest.mark.parametrize("name", ["docs/essay/.#01-the-rock.md", "docs/essay/gone.md", "bibliography/.#persons.yml"])
def test_a_link_to_nothing_is_survived(ask: Asked, name: str) -> None:
    (ask.project / name).symlink_to("me@host.1:2")
    assert ask("/")[0] == 200
    assert ask("/essay/the-rock.html")[0] == 200
    assert ("gone.md: f-unreadable" in ask("/-/findings/")[2]) == (name == "docs/essay/gone.md")


def test_findings_stand_on_the_page_that_has_them(ask: Asked) -> None:
    rock, keepers = (script(ask(f"/essay/{name}.html")[2])[1] for name in ("the-rock", "two-keepers"))
    assert (rock, ask(rock)[2], ask(keepers)[2]) == ("/-/findings/essay/the-rock.html", "", "")
    ask.edit(ROCK, "engineers called", "[engineers][@enginers] called")
    assert f"{ROCK}:" in ask(rock)[2]
    assert re.match(r"p\d+\t", ask(rock)[2]), "it is shown at the block that has it"
    assert ask(keepers)[2] == ""
    listed = re.findall(r"<li><a href='([^']*)'>([^<]*)", ask("/-/all/")[2])
    assert [(address.partition("#")[0], f"{ROCK}:" in words) for address, words in listed] == [
        ("/essay/the-rock.html", True)
    ] * len(listed)
    assert listed
    ask.edit("bibliography/persons.yml", "name: Tobias Marsh", "name: Tobias Marsh\n  nam: T")
    for address in (rock, keepers):
        assert "y-unknown-field" in ask(address)[2], "a register is no page: what is wrong with it is said on all"


def test_a_broken_page_comes_back_by_itself(ask: Asked) -> None:
    source = (ask.project / ROCK).read_bytes()
    (ask.project / ROCK).write_bytes(b"\xff\xfe not UTF-8")
    status, _, page = ask("/essay/the-rock.html")
    changed, findings = script(page)
    assert status == 404
    assert "f-not-utf8" in ask(findings)[2]
    (ask.project / ROCK).write_bytes(source)
    assert ask(changed)[0] == 200
    assert ask("/essay/the-rock.html")[0] == 200


def test_a_fault_of_the_engine_is_said_and_survived(
    ask: Asked, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(edition: object, uri: str) -> None:
        raise KeyError("ships")

    with monkeypatch.context() as context:
        context.setattr("edition.preview.one", fail)
        status, _, page = ask("/essay/the-rock.html")
    changed, _ = script(page)
    assert status == 500
    assert "failed by a fault of the engine, not of your sources (KeyError: &#x27;ships&#x27;)" in page
    assert "Traceback" not in page + "".join(capfd.readouterr())
    ask.edit(ROCK, "engineers called", "engineers then called")
    assert ask(changed)[0] == 200
    assert ask("/essay/the-rock.html")[0] == 200


def test_threads_are_bounded(ask: Asked) -> None:
    before = threading.active_count()
    idle = [socket.create_connection(("127.0.0.1", ask.server.server_port)) for _ in range(preview_server.THREADS + 8)]
    assert threading.active_count() <= before + preview_server.THREADS
    for connection in idle:
        connection.close()
    assert ask("/")[0] == 200


def test_so_many_wait_for_a_change_that_pages_are_still_shown(ask: Asked) -> None:
    changed, _ = script(ask("/")[2])
    for _ in range(preview_server.WAITING):
        ask.server.waiting.acquire()
    assert ask(changed)[0] == 503
    assert ask("/")[0] == 200


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--address", "127.0.0.1:{}"], 1, "cannot be served at http://127.0.0.1:{}/: Address already in use. Perhaps"),
        (["--address", "evil.example:80"], 2, "“evil.example:80” is no address to serve at."),
        (["--address", "0.0.0.0:{}"], 2, "other machines could read the edition at 0.0.0.0:{}. Add --public"),
    ],
)
def test_an_address_that_cannot_be_had(ask: Asked, arguments: list[str], code: int, words: str) -> None:
    port = str(ask.server.server_port)
    command = [str(Path(sys.executable).with_name("edition")), "serve", *(word.format(port) for word in arguments)]
    done = subprocess.run(command, cwd=ask.project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == code
    assert words.format(port) in done.stderr
    assert "Traceback" not in done.stderr

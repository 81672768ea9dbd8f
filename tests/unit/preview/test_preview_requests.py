"""What is asked of the preview server: forms of addresses, hosts, files, ranges."""

from __future__ import annotations

import socket

import pytest

from edition.preview_requests import Address, address, byte_range, is_answered, uri_of

LOCAL, ALL = "127.0.0.1", "0.0.0.0"


@pytest.mark.parametrize(
    ("words", "public", "expected"),
    [
        ("127.0.0.1:8000", False, Address(LOCAL, 8000)),
        ("127.0.0.2:8000", False, Address("127.0.0.2", 8000)),
        (":8000", False, Address(LOCAL, 8000)),
        ("8000", False, Address(LOCAL, 8000)),
        ("localhost:65535", False, Address("localhost", 65535)),
        ("[::1]:8000", False, Address("::1", 8000)),
        (":8000", True, Address(ALL, 8000)),
        ("8000", True, Address(ALL, 8000)),
        ("0.0.0.0:80", True, Address(ALL, 80)),
        ("192.168.1.5:80", True, Address("192.168.1.5", 80)),
        ("[::]:80", True, Address("::", 80)),
        ("127.0.0.1:80", True, Address(LOCAL, 80)),
    ],
)
def test_forms_of_an_address(words: str, public: bool, expected: Address) -> None:
    assert address(words, public) == expected


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        *("", ":", "0", ":0", "65536", ":99999", "-1", "+80", "8_000", "８０００", " 8000", "8000 ", "8000\n", "80.0"),
        *("127.0.0.1", "127.0.0.1:", "127.1:8000", "127.0.0.256:80", "0127.0.0.1:80", "1.2.3:80", "localhost", "::1"),
        *("::1:8000", "[::1]", "[::1:8000", "[127.0.0.1]:80", "[::g]:80", "evil.example:80", "http://127.0.0.1:8000"),
        *("localhost:8000/", "127.0.0.1:8000:8000", "user@localhost:8000", "[]:80"),
    ],
)
def test_other_forms_are_refused(words: str, public: bool) -> None:
    with pytest.raises(ValueError, match="is no address to serve at"):
        address(words, public)


@pytest.mark.parametrize("words", ["0.0.0.0:8000", "[::]:8000", "192.168.1.5:8000", "8.8.8.8:80", "[2001:db8::1]:80"])
def test_what_others_can_reach_is_to_be_said(words: str) -> None:
    with pytest.raises(ValueError, match="Add --public"):
        address(words, public=False)


@pytest.mark.parametrize(
    ("host", "local", "public"),
    [
        ("127.0.0.1:8000", True, True),
        ("localhost:8000", True, True),
        ("LocalHost:8000", True, True),
        ("[::1]:8000", True, True),
        ("127.0.0.1:8001", False, True),
        ("127.0.0.1", False, True),
        ("192.168.1.5:8000", False, True),
        ("[2001:db8::1]:8000", False, True),
        (f"{socket.gethostname()}:8000", False, True),
        ("evil.example", False, False),
        ("evil.example:8000", False, False),
        ("127.0.0.1.evil.example:8000", False, False),
        ("localhost.evil.example:8000", False, False),
        ("127.0.0.1:8000.evil.example", False, False),
        ("127.0.0.1:8000, evil.example", False, False),
        ("", False, False),
        (":8000", False, False),
        ("[::1", False, False),
        ("[evil]:8000", False, False),
    ],
)
def test_hosts(host: str, local: bool, public: bool) -> None:
    assert is_answered(host, 8000, public=False) == local
    assert is_answered(host, 8000, public=True) == public


def test_the_port_of_http_need_not_be_named() -> None:
    assert is_answered("localhost", 80, public=False)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/", "index.html"),
        ("/essay/the-rock.html", "essay/the-rock.html"),
        ("/id/p1/", "id/p1/index.html"),
        ("/a%20b/%C3%A9.png", "a b/é.png"),
        *((path, None) for path in ("/%00", "/a%0Ab", "/%ff", "/..", "/../mkdocs.yml", "/a/../b", "/%2e%2e/b", "/./a")),
        *((path, None) for path in ("/a\\b", "/..%5cb", "/a%5cb", "//a", "/a//b", "/.git/HEAD", "/a/.hidden", "/.b/")),
        *((path, None) for path in ("", "*", "a", "http://127.0.0.1:8000/", "//[")),
    ],
)
def test_paths(path: str, uri: str | None) -> None:
    assert uri_of(path) == uri


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=2-4", (2, 5)),
        ("bytes=7-", (7, 10)),
        ("bytes=7-999999999999999999", (7, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-300", (0, 10)),
        *((words, None) for words in ("", "bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b")),
    ],
)
def test_ranges(words: str, expected: tuple[int, int] | None) -> None:
    assert byte_range(words, 10) == expected


@pytest.mark.parametrize(
    ("words", "size"), [("bytes=10-", 10), ("bytes=99-100", 10), ("bytes=-0", 10), ("bytes=0-", 0)]
)
def test_ranges_of_nothing(words: str, size: int) -> None:
    with pytest.raises(ValueError, match="bytes="):
        byte_range(words, size)

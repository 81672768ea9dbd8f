"""Parsing for the preview server: the address to serve at; the host, file and range of bytes of a request."""

from __future__ import annotations

import re
import socket
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import unquote

_ADDRESS = re.compile(r"(?:(?P<host>[0-9.]+|localhost|\[[0-9A-Fa-f:]+\])?:)?(?P<port>[0-9]{1,5})")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([0-9]{1,5}))?")
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Address(NamedTuple):
    """Where the server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


def address(words: str, public: bool) -> Address:
    """What an editor means by ``127.0.0.1:8000``, ``localhost:8000``, ``[::1]:8000``, ``:8000`` or ``8000``.

    Raises ``ValueError`` with a sentence for other forms, and for what other machines can reach if it is not to be
    public.
    """
    match = _ADDRESS.fullmatch(words)
    port = int(match["port"]) if match else 0
    host = (match["host"] or "").strip("[]") if match else ""
    if not 0 < port < 65_536 or not (host in ("", "localhost") or _is_ip(host)):
        raise ValueError(
            f"“{words}” is no address to serve at. Write one like 127.0.0.1:8000, localhost:8000 or :8000."
        )
    if not public and host and not _is_loopback(host):
        raise ValueError(f"other machines could read the edition at {words}. Add --public if that is what you want.")
    return Address(host or ("0.0.0.0" if public else "127.0.0.1"), port)


def is_answered(host: str, port: int, public: bool) -> bool:
    """Whether a request with this ``Host`` header is for this server: it names this machine, and the right port.

    A public server is reached under addresses of which it may not know, but none of them is somebody else's name.
    """
    match = _HOST.fullmatch(host.strip().lower())
    if not match:
        return False
    name = match[1].strip("[]")
    if public:
        machine = socket.gethostname().lower()
        return name in ("localhost", machine, f"{machine}.local") or _is_ip(name)
    return _is_loopback(name) and int(match[2] or 80) == port


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)


def uri_of(path: str) -> str | None:
    """The file of the site that the path of a request means; None if no file may be called so, or if it is hidden."""
    uri = unquote(path, errors="surrogateescape").removeprefix("/") if path.startswith("/") else "."
    uri += "index.html" if uri.endswith("/") or not uri else ""
    plain = uri.isprintable() and "\\" not in uri
    return uri if plain and all(part and not part.startswith(".") for part in uri.split("/")) else None


def byte_range(words: str, size: int) -> tuple[int, int] | None:
    """Where a range of bytes begins and ends (exclusive); None if all is to be sent: no range, or not a single one.

    Raises ``ValueError`` if there is nothing at that range.
    """
    match = _RANGE.fullmatch(words.strip())
    if not match or not any(match.groups()) or (all(match.groups()) and int(match[1]) > int(match[2])):
        return None
    if match[1]:
        start, end = int(match[1]), min(int(match[2]) + 1 if match[2] else size, size)
    else:
        start, end = max(size - int(match[2]), 0), size
    if start >= end:
        raise ValueError(words)
    return start, end

"""Values that may stand in a field only in a certain form: keys, dates, addresses."""

from __future__ import annotations

import re
from calendar import monthrange
from urllib.parse import urlsplit

from edition.model.order import date_order
from edition.model.records import SCHEMES

_DAY = r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATE = re.compile(rf"{_DAY}(?:/{_DAY})?")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[\d¹²³]|con(?:in|out)\$", re.IGNORECASE)
LONGEST = 64
"""Characters of a key: with what stands round it, it is the name of a file."""


def is_key(key: str) -> bool:
    """Whether a key may stand in an address, and be the name of a file on every system."""
    return not key_hint(key)


def key_hint(key: str) -> str:
    """What to do about a key that cannot stand in an address; nothing for one that can."""
    if not _KEY.fullmatch(key):
        begins = re.fullmatch(r"[-_][\w-]*", key, re.ASCII)
        return "Begin with a letter or digit." if begins else "Use letters, digits, hyphens and underscores."
    if key.lower() == "index":
        return "Take another: it is the name of a page."
    if is_reserved(key):
        return "Take another: Windows keeps this name for itself."
    return f"Use {LONGEST} characters at most." if len(key) > LONGEST else ""


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for itself, whatever the ending of the file."""
    return _RESERVED.fullmatch(name) is not None


def is_date(value: str) -> bool:
    """Whether a value is an ISO date of a year, month or day that exists, or a span of two in order."""
    if not _DATE.fullmatch(value):
        return False
    ends = value.split("/")
    return all(_day_exists(end) for end in ends) and ends == sorted(ends, key=date_order)


def _day_exists(date: str) -> bool:
    """Whether the month of a date has such a day; a date without one passes."""
    parts = date.lstrip("-").split("-")
    if len(parts) < 3:
        return True
    year, month, day = map(int, parts)
    return day <= monthrange(year, month)[1]


def is_address(value: str) -> bool:
    """Whether a value is the whole address of a page on the web or of a mailbox, without spaces."""
    try:
        address = urlsplit(value)
    except ValueError:
        return False
    whole = address.path if address.scheme == "mailto" else address.netloc
    return address.scheme in SCHEMES and bool(whole) and value.isprintable() and " " not in value

"""Digital object identifiers and addresses of the web, cleaned of what programs and people put round them."""

from __future__ import annotations

import re

from edition.sources.values import is_address

_ESCAPED = re.compile(r"\{?\\([_%#&~$])(?:\{\})?\}?|\{\[\}|\{\]\}")
_SIGNS = dict.fromkeys(("newline", "linebreak", "allowbreak", "-"), "")
_SIGNS |= {"textasciitilde": "~", "textunderscore": "_", "sim": "~", "slash": "/", "textpercent": "%"}
_SIGN = re.compile(rf"[{{$]?\\({'|'.join(_SIGNS)})(?:{{}}|\s)?[}}$]?")
_COMMAND = re.compile(r"\\(?:url|nolinkurl|path)\s*\{(.*)\}", re.DOTALL)
_COMMAND_WITHIN = re.compile(r"\\(?:url|nolinkurl|path)\s*\{([^{}]*)\}")
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{.*\}", re.DOTALL)
_UNKNOWN = re.compile(r"\\[A-Za-z]{2}")
_RESOLVER = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/+|(?:info:|urn:)?doi(?:[:/]\s*|\s+(?=10))", re.IGNORECASE
)
_DOI = re.compile(r"10(?:\.\d{2,9}(?:\.\d+)*)?/\S+")
"""A DOI, or one of the short ones (10/abcde)."""
_NEXT = re.compile(r"[\s,;]+(?=https?://)")
_UNSAFE = {'"': "%22", "<": "%3C", ">": "%3E", "\\": "%5C", "^": "%5E", "`": "%60", "{": "%7B", "|": "%7C", "}": "%7D"}


def bare(value: str) -> str:
    """A value without the commands and escapes of LaTeX."""
    value = re.sub(r"^<(.*)>$", r"\1", re.sub(r"^\{([^{}]*)\}$", r"\1", value.strip()))
    if match := _COMMAND.fullmatch(value) or _HREF.fullmatch(value):
        value = match[1]
    value = _COMMAND_WITHIN.sub(r"\1", value)
    value = _ESCAPED.sub(lambda match: match[1] or match[0][1], value)
    return _SIGN.sub(lambda match: _SIGNS[match[1]], value).strip()


def doi(value: str) -> tuple[str, str]:
    """A DOI without the address of a resolver; and what is wrong with it."""
    words = re.sub(r"[{}]", "", bare(value)).replace("%2F", "/")
    while match := _RESOLVER.match(words):
        words = words[match.end() :]
    words = words.strip().rstrip(".,;")
    if not _DOI.fullmatch(words) or _UNKNOWN.search(words):
        return "", "is no DOI"
    return words, ""


def url(value: str) -> tuple[str, str]:
    """An address of the web; and what is wrong with it."""
    words = bare(value)
    first = _NEXT.split(words)[0].rstrip(",;>")
    problem = "is more than one address" if first != words.rstrip(",;") else ""
    problem = problem or ("has a command of LaTeX in it" if _UNKNOWN.search(first) else "")
    first = "".join(_UNSAFE.get(character, character) for character in first)
    return (first, problem) if is_address(first) else ("", "is no address of the web")


def is_only_address(value: str) -> bool:
    """Whether a value of ``howpublished`` is nothing but an address of the web."""
    return bool(url(value)[0]) and not url(value)[1] and bare(value).startswith("http")

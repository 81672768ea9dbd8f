"""By what a source shows which constructs of Markdown may be in it.

Markdown tries every pattern on every text and every kind of block on every block, nearly always in vain: a tenth of a
build went into it. What a source has no sign of need not be tried on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_REFERENCE = r"\[(?!\^)[^\]]*\]:"
INLINE = {
    "backtick": "`", "escape": r"\\", "note-reference": r"\[\^", "lookup": r"\[", "lookup-inside": r"\[",
    "lookup-innermost": r"\[", "reference": _REFERENCE, "link": r"\]\(", "image_link": r"!\[",
    "image_reference": _REFERENCE, "short_reference": _REFERENCE, "short_image_ref": _REFERENCE, "autolink": "<",
    "linebreak": "  \n", "allowed-html": "<", "not_strong": "[*_]", "em_strong": r"\*", "em_strong2": "_",
}  # fmt: skip
"""Inline patterns in their order → an expression that stands in every source in which they match."""
BLOCKS = {
    "block-attributes": r"\{:", "empty": "", "indent": "", "defindent": "", "code": "", "table": r"\|",
    "note-definitions": r"\[\^", "hashheader": r"(?m)^[^{\n]*#", "setextheader": r"(?m)^[\s>]*[=-]+\s*$",
    "hr": r"([-_*])\s{0,2}\1\s{0,2}\1", "olist": "", "ulist": "", "deflist": r"(?m)(?:^|:\s)[^\w{\n]*:\s",
    "quote": ">", "reference": _REFERENCE, "paragraph": "",
}  # fmt: skip
"""The same for kinds of blocks, where it is worth asking."""
TREES = {"inline": "", "attr_list": r"\{", "unescape": r"\\"}
"""The same for what goes through the finished tree."""
MARKED = re.compile(r"[\[`*_<\\\x02]|  \n")
"""Words without any of these are as they stand. One is Markdown’s own, for what it has found already."""
FREE = r"(([*_])(?<!\S[*_])\2{0,2})(?=\s|$)"
"""Asterisks between spaces, as Markdown’s own pattern has them; but that one has to try at every letter."""


def there(signs: Mapping[str, str], source: str) -> tuple[str, ...]:
    """The names of those whose signs are in a source."""
    return tuple(name for name, sign in signs.items() if re.search(sign, source))

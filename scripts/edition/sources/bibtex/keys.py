"""The keys of works in addresses."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from edition.sources.values import LONGEST, is_key


def address_key(key: str) -> str:
    """The key itself if it can stand in an address; else what is left of it that can, with a hash of the whole.

    It depends on nothing but the key, so that an address stays as it was once published.
    """
    if is_key(key):
        return key
    letters = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[: LONGEST - 10]
    return f"{words}-{sha256(key.encode()).hexdigest()[:8]}".strip("-")

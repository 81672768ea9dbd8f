"""What is said of an exception that the engine did not foresee: that the fault is the engine's own."""

from __future__ import annotations

import os
import traceback

DEBUG = "EDITION_DEBUG"
"""The environment variable with which the traceback is printed too."""


def sentences(doing: str, error: BaseException) -> str:
    """The sentences for an editor, then the traceback if she asked for it. ``doing`` is a command or an address."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    words = f"{doing} failed by a fault of the engine, not of your sources ({what}). Nothing was changed."
    if os.environ.get(DEBUG, "") not in ("", "0"):
        return f"{words}\n{''.join(traceback.format_exception(error))}"
    return f"{words} Run it again with {DEBUG}=1 to see where, and report that to whoever looks after the engine."

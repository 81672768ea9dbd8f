"""What is printed when something fails that is not a finding: an error of the system, or one in the engine itself."""

from __future__ import annotations

import errno
import os
import traceback

DEBUG = "EDITION_DEBUG"
"""The environment variable with which the traceback is printed too."""
ADVICE = {
    errno.ENOSPC: "Make room on the disk",
    errno.EACCES: "Give yourself the right to it, or choose another place",
    errno.EPERM: "Give yourself the right to it, or choose another place",
    errno.EROFS: "Choose a place that can be written to",
    errno.ENAMETOOLONG: "Give it a shorter name",
}


def of_system(doing: str, error: OSError) -> str:
    """What the system refused, and what to do about it. ``doing`` is a command; it is named where no file is known."""
    advice = ADVICE.get(error.errno or 0, "Mend that")
    return (
        f"{error.filename2 or error.filename or doing}: {error.strerror or error}. {advice}, and run the command again."
    )


def of_engine(doing: str, error: BaseException) -> str:
    """That the fault is the engine's; then the traceback if it was asked for. ``doing`` is a command or an address."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    words = f"{doing} failed by a fault of the engine, not of your sources ({what}). Nothing was changed."
    if os.environ.get(DEBUG, "") not in ("", "0"):
        return f"{words}\n{''.join(traceback.format_exception(error))}"
    return f"{words} Run it again with {DEBUG}=1 to see where, and report that to whoever looks after the engine."

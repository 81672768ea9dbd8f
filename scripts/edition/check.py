"""One small function per finding. A check looks and says; it mends nothing."""

from __future__ import annotations

from pathlib import Path

from edition.model import Edition, Problem


def check(edition: Edition) -> tuple[Problem, ...]:
    """All findings on an edition, sorted by place."""
    return tuple(sorted(edition.problems))


def check_site(folder: Path) -> tuple[Problem, ...]:
    """All findings on a finished site."""
    return ()

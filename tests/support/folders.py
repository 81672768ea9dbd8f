"""Where the tests find the project, the tiny edition, and the cases."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
TINY = TESTS / "edition"
CASES = TESTS / "cases"

"""Only the tests in this folder know the essay; they are skipped where the project's edition is another."""

from __future__ import annotations

import pytest
import yaml

from folders import ROOT

TITLE = "Trotsky, Krupskaya and the Bolshevik tradition"


@pytest.fixture(scope="session", autouse=True)
def the_essay() -> None:
    """Skip the tests of this folder if the project holds another edition."""
    title = yaml.safe_load((ROOT / "bibliography/edition.yml").read_text("utf-8"))["title"]
    if title != TITLE:
        pytest.skip(f"the project holds another edition, “{title}”; this test is about “{TITLE}”")

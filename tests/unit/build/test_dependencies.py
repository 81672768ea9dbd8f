"""What a page looks at in the registers is its dependency: it stays while others change, and never stays too long."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build import publish
from edition.build.cache import FOLDER
from edition.model.registers import REGISTERS

Copied = Callable[[Path, str], Path]
RECORDS = ["works.bib", *(f"{key}.yml" for key in ("works", *REGISTERS, "instruments", "animals"))]
"""Files whose records are dependencies one by one."""
FIELD = re.compile(r"^\s*(?:- )?(\w+)\s*[:=]", re.MULTILINE)


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def from_nothing(project: Path, folder: Path) -> dict[str, bytes]:
    """The site of a copy without a cache."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("site", FOLDER))
    assert publish.build(folder, folder / "site", with_books=False) == ()
    return contents(folder / "site")


@pytest.mark.parametrize("name", RECORDS)
def test_after_a_change_of_any_field(
    name: str, tiny: Path, tmp_path: Path, copied: Callable[[Path, str], Path]
) -> None:
    """One change upon another; where the letter more is a finding, none is made."""
    project = copied(tiny, "project")
    register, site = project / "bibliography" / name, project / "site"
    assert publish.build(project, site, with_books=False) == ()
    changed = 0
    for field in dict.fromkeys(FIELD.findall(register.read_text("utf-8"))):
        before = register.read_text("utf-8")
        after = re.sub(rf"(?m)^(\s*(?:- )?{field}\s*[:=].*\w)(\W*)$", r"\1y\2", before, count=1)
        register.write_text(after, encoding="utf-8")
        if publish.build(project, site, with_books=False):
            register.write_text(before, encoding="utf-8")
        elif after != before:
            changed += 1
            assert contents(site) == from_nothing(project, tmp_path / "copy"), field
    assert changed


def test_a_page_that_looked_at_others_stays(tiny: Path, copied: Copied) -> None:
    project = copied(tiny, "project")
    assert publish.build(project, project / "site", with_books=False) == ()
    before = {path: path.stat().st_ino for path in (project / "site").rglob("*.html")}
    register = project / "bibliography/persons.yml"
    register.write_text(register.read_text("utf-8").replace("He had a cat.", "He had two cats."), encoding="utf-8")
    assert publish.build(project, project / "site", with_books=False) == ()
    changed = {path.relative_to(project / "site").as_posix() for path, i in before.items() if path.stat().st_ino != i}
    assert "persons/marsh.html" in changed
    assert not {page for page in changed if page.startswith(("essay/", "works/", "persons/o", "print/"))}

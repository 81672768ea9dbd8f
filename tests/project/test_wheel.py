"""The engine is a package: an environment that has the wheel and no clone begins an edition, checks and builds it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from folders import ROOT

PARTS = "scripts tests/edition pyproject.toml setup.py README.md LICENSE".split()


def done(*command: str | Path, **how: str) -> str:
    """What a command prints; it must succeed. It does not see this project."""
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=variables, **how)  # type: ignore[call-overload]
    assert run.returncode == 0, run.stdout + run.stderr
    return str(run.stdout)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment with the wheel and the packages that it depends on."""
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
    # a folder named in a .pth file is searched, but its own .pth files, such as that of this project, are not read
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=base))
    done(*pip, "--python", scripts / "python", "install", "--quiet", "--no-deps", "--no-index", *folder.glob("*.whl"))
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
    done(edition, "new", "tour", "--example", cwd=str(tmp_path))
    assert done(edition, "check", cwd=str(tmp_path / "tour")) == ""

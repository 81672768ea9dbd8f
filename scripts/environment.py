"""The project's own virtual environment: made once, from the lock, and left alone while nothing it stands on changes.

Standard library only: this runs on a bare Python, before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
OLDEST = (3, 11, 5)
BUILD, TEST = "requirements.lock", "requirements-test.lock"
"""The second holds the first and what the tests need besides."""


def program(name: str) -> str:
    """The path of a program of the environment; ``python`` is the interpreter."""
    base = {"base": str(HOME), "platbase": str(HOME)}
    folder = sysconfig.get_path("scripts", "venv", vars=base)
    return str(Path(folder, name + (".exe" if os.name == "nt" else "")))


def fingerprint() -> str:
    """What the environment stands on: the interpreter, the package's own description, the locks."""
    known = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{HOME}\n".encode())
    for name in ("pyproject.toml", BUILD, TEST):
        known.update((ROOT / name).read_bytes())
    return known.hexdigest()


def stamped(lock: str) -> Path:
    """The file that remembers on which fingerprint a lock was installed."""
    return HOME / f"installed-{Path(lock).stem}"


def installed(lock: str) -> bool:
    """Whether the environment has all that the lock names."""
    stamps = [stamped(name) for name in {lock, TEST}]
    return any(stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint() for stamp in stamps)


def prepare(lock: str) -> None:
    """Make the environment if it is not there, or stands on something else, and install the lock and the package.

    Where that cannot be done, the program ends with the reason and with what to do about it.
    """
    if sys.version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise SystemExit(f"This is Python {sys.version.split()[0]}; the edition needs {needed} or newer.")
    if installed(lock):
        return
    print("Setting up .venv (this happens once) …", flush=True)
    if not any(map(installed, (BUILD, TEST))):
        _create()
    pip = [program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _install([*pip, "--require-hashes", "--requirement", str(ROOT / lock)])
    _install([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    # pip compiles what it installs, but not what stays where it is; without this it is done at the first start.
    subprocess.call([program("python"), "-m", "compileall", "-q", str(ROOT / "scripts" / "edition")])
    stamped(lock).write_text(fingerprint(), encoding="utf-8")


def _create() -> None:
    """An empty environment; what an older one held is not carried over."""
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(HOME)], stdout=subprocess.DEVNULL):
        raise SystemExit(
            "Python could not make a virtual environment: its modules venv or ensurepip are missing. "
            "On Debian and Ubuntu they are a package of their own: apt-get install python3-venv"
        )


def _install(command: list[str]) -> None:
    if subprocess.call(command):
        raise SystemExit(
            "The packages could not be installed; pip’s own words stand above. The first run needs a way to the "
            "Python package registry or to a mirror named in pip’s configuration. Mend that, then run this again."
        )

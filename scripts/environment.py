"""The project's own virtual environment: made once, from the lock, and left alone while nothing it stands on changes.

Standard library only: this runs on a bare Python, before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
OLDEST = (3, 11, 5)
BUILD, TEST = "requirements.lock", "requirements-test.lock"
"""The second holds the first and what the tests need besides."""
PARTS = {"bin", "include", "lib", "lib64", "share", "Include", "Lib", "Scripts", "pyvenv.cfg", ".gitignore"}
"""What lies in an environment."""


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
    return any(stamp.is_file() and stamp.read_bytes() == fingerprint().encode() for stamp in stamps)


def prepare(lock: str) -> None:
    """Make the environment if it is not there, or stands on something else, and install the lock and the package.

    Where that cannot be done, the program ends with the reason and with what to do about it.
    """
    if sys.version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise SystemExit(f"This is Python {sys.version.split()[0]}; the edition needs {needed} or newer.")
    if installed(lock):
        return
    with _locked():
        if not installed(lock):  # another run may have done it meanwhile
            _set_up(lock)


@contextmanager
def _locked() -> Iterator[None]:
    """Hold a lock on the project, after waiting for it. The programs that are run hold it too: if this one is killed,
    the next run waits until they have ended."""
    try:
        import fcntl
    except ImportError:  # this system has no such locks
        yield
        return
    descriptor = os.open(ROOT, os.O_RDONLY)
    os.set_inheritable(descriptor, True)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another run sets up .venv; waiting for it …", flush=True)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:  # this file system has no such locks
            pass
        yield
    finally:
        os.close(descriptor)


def _set_up(lock: str) -> None:
    """Install a lock and the package; upon what the build has already, only what the tests need besides."""
    print("Setting up .venv (this happens once) …", flush=True)
    is_new = not any(map(installed, (BUILD, TEST)))
    if is_new:
        _create()
    pip = [program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _install([*pip, "--require-hashes", "--requirement", str(ROOT / lock)])
    if is_new:
        _install([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        # pip compiles what it installs, but not what stays where it is; without this it is done at the first start.
        _call([program("python"), "-m", "compileall", "-q", str(ROOT / "scripts" / "edition")])
    stamped(lock).write_text(fingerprint(), encoding="utf-8")


def _create() -> None:
    """An empty environment; what an older one held is not carried over. What is no environment is left alone."""
    paths = HOME.iterdir() if HOME.is_dir() else ()
    names = {path.name for path in paths if not path.name.startswith("installed-")}
    if (foreign := names - PARTS) and not (HOME / "pyvenv.cfg").is_file():
        raise SystemExit(f"{HOME} must hold the installed packages, and has other files: {min(foreign)}. Rename it.")
    if _call([sys.executable, "-m", "venv", "--clear", str(HOME)], stdout=subprocess.DEVNULL):
        raise SystemExit(
            "Python could not make a virtual environment: its modules venv or ensurepip are missing. "
            "On Debian and Ubuntu they are a package of their own: apt-get install python3-venv"
        )


def _call(command: list[str], stdout: int | None = None) -> int:
    """The exit status of a program, which holds the lock too."""
    return subprocess.call(command, stdout=stdout, close_fds=False)


def _install(command: list[str]) -> None:
    if _call(command):
        raise SystemExit(
            "The packages could not be installed; pip’s own words stand above. The first run needs a way to the "
            "Python package registry or to a mirror named in pip’s configuration. Mend that, then run this again."
        )

"""What the tests share: the built editions, a server, a browser, and the programs from outside Python."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from folders import ROOT, TESTS, TINY
from system_tools import TOOLS

pytest.register_assert_rewrite("citation_forms", "pdf_reader", "same_words", "site_reader")

QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
"""Chromium asks its maker for news at every start; a test wants to see the requests of the site alone."""


def _build(project: Path, site: Path, **variables: str) -> Path:
    command = [str(Path(sys.executable).with_name("edition")), "build", "--site", str(site)]
    run = subprocess.run(
        command, cwd=project, env=os.environ | variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode:
        pytest.fail(f"{project.name} was not built:\n{run.stdout}\n{run.stderr}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project, with the edition that it holds, whichever that is."""
    return ROOT


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The folder of the tiny edition, which has one of everything."""
    return TINY


@pytest.fixture(scope="session")
def build() -> Callable[..., Path]:
    """``build(project, site, NAME="value")``: the site, built as an editor does; a failure shows what was found."""
    return _build


@pytest.fixture(scope="session")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own edition, built once for all tests; it may be read, not changed."""
    return _build(project, tmp_path_factory.mktemp("own") / "site")


@pytest.fixture(scope="session")
def tiny_site(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny edition, built once for all tests; it may be read, not changed."""
    return _build(tiny, tmp_path_factory.mktemp("tiny") / "site")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[Path], str]]:
    """``server(folder)``: the address at which a folder is served, without a slash at its end."""
    running: dict[Path, ThreadingHTTPServer] = {}

    def address(folder: Path) -> str:
        if folder not in running:
            running[folder] = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
            Thread(target=running[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{running[folder].server_port}"

    yield address
    for one in running.values():
        one.shutdown()
        one.server_close()


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """``tool("jing")``: the path of a program, as ``scripts/system_tools.py`` names it; without it the test is skipped.

    Where nothing may be skipped (EDITION_NO_SKIP), a missing program is a failure.
    """

    def path(name: str) -> str:
        if found := TOOLS[name].path:
            return found
        message = f"{name} is not on this machine (Debian: {TOOLS[name].package})"
        if os.environ.get("EDITION_NO_SKIP"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)

    return path


@pytest.fixture(scope="session")
def npm(tool: Callable[[str], str]) -> Path:
    """The folder of the packages in ``tests/npm``, which are installed once for each state of their lock."""
    lock = (TESTS / "npm/package-lock.json").read_bytes()
    folder = ROOT / ".cache/npm" / hashlib.sha256(lock).hexdigest()[:16]
    if not (folder / "complete").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(TESTS / "npm" / name, folder)
        command = [tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
        if run.returncode:
            pytest.fail(f"npm could not install the packages of tests/npm:\n{run.stderr}", pytrace=False)
        (folder / "complete").touch()
    return folder / "node_modules"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; a process can have one."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str], playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium with an empty profile."""
    unboxed = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    chromium = playwright.chromium.launch(executable_path=tool("chromium"), args=unboxed + QUIET)
    yield chromium
    chromium.close()


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path, str], Path]:
    """``copied(project, name)``: a project's sources in a new folder, for a test to change."""

    def copy(project: Path, name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(parents=True)
        shutil.copy(project / "mkdocs.yml", folder)
        for sources in ("docs", "bibliography"):
            shutil.copytree(project / sources, folder / sources)
        return folder

    return copy

"""The set-up: it is done once, it says why it cannot be done, and it installs what the locks name and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import environment
import system_tools

PIN = re.compile(r"([A-Za-z0-9._-]+)==([^ ;\\]+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)")


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """An empty project of its own; the commands that would have been run are gathered, and succeed."""
    for name in ("pyproject.toml", environment.BUILD, environment.TEST):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "HOME", tmp_path / ".venv")
    (tmp_path / ".venv").mkdir()
    made: list[list[str]] = []

    def call(command: list[str], **how: object) -> int:
        made.append(command)
        return 0

    monkeypatch.setattr(environment.subprocess, "call", call)
    return made


def failing(part: str) -> Callable[..., int]:
    """A way of calling under which only the command that has this part fails."""
    return lambda command, **how: 1 if part in command else 0


def test_a_second_run_installs_nothing(calls: list[list[str]]) -> None:
    environment.prepare(environment.BUILD)
    first = len(calls)
    environment.prepare(environment.BUILD)
    assert first == len(calls) > 0


def test_the_tests_add_to_what_the_build_has(calls: list[list[str]]) -> None:
    environment.prepare(environment.BUILD)
    calls.clear()
    environment.prepare(environment.TEST)
    assert not any("venv" in call for call in calls)
    assert [environment.TEST in " ".join(call) for call in calls].count(True) == 1


def test_the_build_has_all_when_the_tests_have(calls: list[list[str]]) -> None:
    environment.prepare(environment.TEST)
    calls.clear()
    environment.prepare(environment.BUILD)
    assert calls == []


@pytest.mark.parametrize("name", ["pyproject.toml", environment.BUILD, environment.TEST])
def test_what_changed_is_set_up_anew(name: str, calls: list[list[str]]) -> None:
    environment.prepare(environment.TEST)
    calls.clear()
    (environment.ROOT / name).write_text("changed", encoding="utf-8")
    environment.prepare(environment.TEST)
    assert ["venv" in call for call in calls].count(True) == 1
    assert any(environment.TEST in " ".join(call) for call in calls)


def test_a_failure_for_the_tests_leaves_what_the_build_has(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare(environment.BUILD)
    monkeypatch.setattr(environment.subprocess, "call", failing("pip"))
    with pytest.raises(SystemExit, match="package registry"):
        environment.prepare(environment.TEST)
    assert environment.installed(environment.BUILD)
    assert not environment.installed(environment.TEST)


@pytest.mark.parametrize(
    ("files", "cleared"),
    [
        ("thesis.txt", False),
        ("bin/python thesis.txt", False),
        ("pyvenv.cfg bin/python notes.txt", True),
        ("bin/python lib/x installed-requirements", True),
        ("", True),
    ],
)
def test_a_folder_that_is_no_environment_is_left_alone(calls: list[list[str]], files: str, cleared: bool) -> None:
    for name in files.split():
        (environment.HOME / name).parent.mkdir(exist_ok=True)
        (environment.HOME / name).write_text("x", encoding="utf-8")
    if cleared:
        environment.prepare(environment.BUILD)
    else:
        with pytest.raises(SystemExit, match=r"has other files: thesis\.txt"):
            environment.prepare(environment.BUILD)
    assert bool(calls) is cleared


def test_an_old_python_is_told(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 1, 0))
    with pytest.raises(SystemExit, match=r"the edition needs 99\.1\.0 or newer"):
        environment.prepare(environment.BUILD)
    assert calls == []


@pytest.mark.parametrize(("part", "words"), [("venv", "apt-get install python3-venv"), ("pip", "package registry")])
def test_a_failure_says_what_to_do_and_is_not_remembered(
    part: str, words: str, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.subprocess, "call", failing(part))
    with pytest.raises(SystemExit, match=words):
        environment.prepare(environment.BUILD)
    assert not environment.installed(environment.BUILD)


def pins(project: Path, lock: str) -> dict[str, str]:
    """Name and version of all that a lock names; every line of it must belong to one."""
    source = (project / lock).read_text(encoding="utf-8")
    assert PIN.sub("", source) == ""
    return {found[1].lower().replace("_", "-"): found[2] for found in PIN.finditer(source)}


def test_the_locks_pin_everything_that_is_asked_for(project: Path) -> None:
    described = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {environment.BUILD: described["dependencies"], environment.TEST: described["optional-dependencies"]["test"]}
    for lock, requirements in asked.items():
        names = {re.split(r"[<>=]", line)[0].lower().replace("_", "-") for line in requirements}
        assert names - set(pins(project, lock)) == set()


def test_the_lock_of_the_tests_holds_that_of_the_build(project: Path) -> None:
    assert pins(project, environment.BUILD).items() - pins(project, environment.TEST).items() == set()


def test_a_missing_tool_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_tools.shutil, "which", {"java": "/bin/java"}.get)
    assert "jing (jing)" in system_tools.advice()
    assert "apt-get install chromium firefox-esr jing lynx npm poppler-utils w3m" in system_tools.advice()


@pytest.mark.parametrize("complete", [True, False])
def test_a_missing_tool_skips_or_fails(
    complete: bool, tool: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_NO_SKIP", "1" if complete else "")
    monkeypatch.setattr(system_tools.shutil, "which", {}.get)
    with pytest.raises(pytest.fail.Exception if complete else pytest.skip.Exception, match="Debian: jing"):
        tool("jing")

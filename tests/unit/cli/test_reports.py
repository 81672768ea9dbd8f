"""What is found is printed in short for people, whole on request, and in the formats that programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from edition.checks.codes import explanations
from edition.cli import common, main, reports
from edition.model.findings import Finding, SourceLocation
from folders import TINY


def finding(file: str, line: int, code: str) -> Finding:
    return Finding(SourceLocation(file, line), code, "50% of it: is\nwrong.", "Mend it.")


FOUND = (
    finding("bibliography/works.bib", 3, "w-unused"),
    finding("docs/a, b.md", 1, "a-missing"),
    finding("docs/a, b.md", 2, "a-missing"),
    finding("docs/c.md", 0, "a-missing"),
)


def test_the_first_of_each_kind_with_the_number_of_the_others() -> None:
    lines = [re.sub(r"\x1b\[\d*m", "", line) for line in reports.first_of_each(FOUND).split("\n")]
    assert lines == [
        "docs/a, b.md:1: a-missing: 50% of it: is wrong. Mend it.",
        "    2 more of a-missing, in 2 files",
        "bibliography/works.bib:3: w-unused: 50% of it: is wrong. Mend it.",
        "4 findings of 2 kinds, 3 of them stop a build. “edition check --all” lists every one.",
    ]
    assert re.sub(r"\x1b\[\d*m", "", reports.all_of(FOUND)).split("\n") == list(map(str, FOUND))
    assert "\n" not in reports.first_of_each(FOUND[:1])


@pytest.mark.parametrize("report", [reports.first_of_each, reports.all_of])
def test_findings_that_hide_others_say_so(report: Callable[..., str]) -> None:
    unread = finding("bibliography/ships.yml", 0, "f-unread")
    assert report([unread]).endswith("\nMore may be found once every file can be read.")


def test_json_has_every_finding() -> None:
    (first, *_), every = json.loads(reports.as_json(FOUND)), json.loads(reports.as_json(FOUND))
    assert len(every) == len(FOUND)
    assert first == {
        "file": "bibliography/works.bib",
        "line": 3,
        "code": "w-unused",
        "level": "warning",
        "message": "50% of it: is\nwrong.",
        "hint": "Mend it.",
    }


def test_sarif_names_rules_and_places() -> None:
    (run,) = json.loads(reports.as_sarif(FOUND))["runs"]
    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {code: explanations()[code].meaning for code in ("w-unused", "a-missing")}
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["region"] == {"startLine": 3}
    assert "region" not in places[3]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "error", "error"]


def test_annotations_are_commands_of_one_line() -> None:
    lines = reports.as_annotations(FOUND).split("\n")
    assert lines[1] == "::error file=docs/a%2C b.md,line=1,title=a-missing::50%25 of it: is%0Awrong. Mend it."
    assert lines[3].startswith("::error file=docs/c.md,title=a-missing::")
    assert len(lines) == len(FOUND)


@pytest.mark.parametrize(("form", "nothing"), [("--all", ""), ("--json", "[]\n"), ("--github", ""), ("", "")])
def test_the_command_prints_to_standard_output(form: str, nothing: str, copied: Callable[[Path, str], Path]) -> None:
    place = copied(TINY, "project")
    options = ["check", "--project", str(place), *filter(None, [form])]
    done = CliRunner().invoke(main, options)
    assert (done.exit_code, done.stdout) == (0, nothing)
    (place / "docs/essay/03-afterwards.md").write_text("---\ntitle: A\n---\n\n[x][@nobody]\n", encoding="utf-8")
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 1
    assert "c-unknown-key" in done.stdout
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("terminal", [True, False])
def test_long_work_is_told_on_a_terminal_alone(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    waits = iter([False, False, True])
    event = SimpleNamespace(wait=lambda seconds: next(waits), set=lambda: None)
    monkeypatch.setattr("edition.cli.common.Event", lambda: event)
    with common.working("Working"):
        pass
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("Working … ") == (2 if terminal else 0)

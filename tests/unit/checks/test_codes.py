"""The public list of findings says of every code that the engine may report what it means, and lists no other."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.checks.codes import LIST, PASSES, Explanation, explanation, explanations, page, stopping
from edition.model.findings import Finding, SourceLocation
from edition.sources.yaml_records import Reader
from folders import ROOT

ENGINE = ROOT / "scripts" / "edition"
PAGE = "docs/about/findings.md"
REWRITE = f'python3 -c "from edition.checks.codes import page; print(page(), end=str())" > {PAGE}'


def reported(source: str) -> Iterator[str]:
    """The code of every ``Finding(…)``, ``report(…)``, ``refuse(…)`` in a module; of one not written out, the call."""
    tree = ast.parse(source)
    reports = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in ("report", "refuse")
    ]
    inside = {id(node) for function in reports for node in ast.walk(function)}
    at = next(([name.arg for name in function.args.args[1:]].index("code") for function in reports), 0)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and id(node) not in inside:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("Finding", "report", "refuse"):
                yield from _codes(node.args[1 if name == "Finding" else at])


def _codes(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.IfExp):
        yield from (*_codes(argument.body), *_codes(argument.orelse))
    else:
        yield argument.value if isinstance(argument, ast.Constant) else ast.unparse(argument)


def used() -> set[str]:
    return {code for path in ENGINE.rglob("*.py") for code in reported(path.read_text("utf-8"))}


def listed() -> set[str]:
    return {key for key in explanations() if "-" in key}


def test_every_code_is_explained() -> None:
    assert used() - listed() == set()


def test_no_other_code_is_explained() -> None:
    assert listed() - used() == set()


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('Finding(place, "a-b", "words", "hint")', ["a-b"]),
        ('Finding(place, "a-b" if one else ("a-c" if two else "a-d"), message)', ["a-b", "a-c", "a-d"]),
        ("def report(self, node, code): Finding(place, code)\nself.report(at, 'y-z', words)", ["y-z"]),
        ("def report(self, code): Finding(place, code)\nself.report('m-z', words)", ["m-z"]),
        ("Finding(place, code, message)", ["code"]),
    ],
)
def test_codes_are_seen_in_calls(source: str, codes: list[str]) -> None:
    assert list(reported(source)) == codes


def test_the_list_is_well_formed() -> None:
    reader = Reader()
    records = reader.records(LIST.read_text("utf-8"), LIST.name, Explanation)
    assert reader.findings == []
    assert [r.key for r in records if r.key in listed() and not (r.example and r.remedy)] == []
    family = ""
    for record in records:
        family = family if "-" in record.key else record.key
        assert record.key.partition("-")[0] == family, "a code stands under another family"


def test_a_code_is_explained() -> None:
    words = explanation("a-bad-state")
    assert words.startswith("a-bad-state: ")
    assert "\n    p15:\n      state: gone\n" in words
    assert "\nWhat to do: Write live, moved, merged, split or retired." in words


@pytest.mark.parametrize("family", ["em", "em-"])
def test_a_family_is_listed(family: str) -> None:
    assert [line.partition(": ")[0] for line in explanation(family).split("\n")] == ["em", "em-lemma", "em-reading"]


def test_all_codes_are_listed() -> None:
    assert len(explanation("").split("\n")) == len(explanations())


@pytest.mark.skipif(not (ROOT / PAGE).exists(), reason="an edition of other matter need not have this page")
def test_the_page_for_editors_is_up_to_date() -> None:
    assert (ROOT / PAGE).read_text("utf-8") == page(), f"Rewrite it: {REWRITE}"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--explain", "n-order"], 0, "n-order: "),
        (["--explain"], 0, "a-missing: "),
        (["--explain", "a-mising"], 2, "Did you mean “a-missing”?"),
        (["--explain", "zzz"], 2, "there is no finding “zzz”."),
    ],
)
def test_the_command_explains(arguments: list[str], code: int, words: str, tmp_path: Path) -> None:
    """Wherever it is run: codes are not a matter of one project."""
    command = [str(Path(sys.executable).with_name("edition")), "check", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == code
    assert words in (done.stderr if code else done.stdout)


def test_only_some_findings_stop() -> None:
    place = SourceLocation("works.bib")
    findings = tuple(Finding(place, code, "It is so.", "Change it.") for code in ("w-unused", "c-unknown-key"))
    assert stopping(findings) == findings[1:]
    assert explanation("w-unused").endswith(PASSES)

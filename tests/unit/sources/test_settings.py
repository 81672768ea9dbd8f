"""Every setting of mkdocs is honoured, or is a finding with its line. The cases stand in tests/cases/settings."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from edition.build import publish
from edition.checks.codes import stopping
from edition.sources.mkdocs_settings import read
from folders import CASES

FOLDER = CASES / "settings"
PRIVATE = frozenset(("config_file_path", "mdx_configs"))
"""Fields of mkdocs' configuration that no file can have."""


class _Loader(yaml.SafeLoader):
    """Reads cases; values of environment variables stay as they are written."""


class Env(str):
    """A value that is to be written with the tag ``!ENV``."""


_Loader.add_constructor("!ENV", lambda loader, node: Env(yaml.serialize(node).strip()))
SETTINGS: Mapping[str, Mapping[str, Any]] = yaml.load((FOLDER / "settings.yml").read_text("utf-8"), _Loader)


def configuration(config: Mapping[str, Any]) -> str:
    """The case's settings, in the place of those of the plain project or after them."""
    plain = yaml.safe_load((FOLDER / "project" / "mkdocs.yml").read_text("utf-8"))
    lines = []
    for key, value in {**plain, **config}.items():
        if isinstance(value, Env):
            lines.append(f"{key}: {value}\n")
        else:
            lines.append(yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=False))
    return "".join(lines)


@pytest.mark.parametrize("name", [name for name, case in SETTINGS.items() if "skip" not in case])
def test_what_comes_of_a_setting(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = SETTINGS[name]
    project = tmp_path / "project"
    copytree(FOLDER / "project", project)
    plain = {} if "has" not in case and "lacks" not in case and "same" not in case else built(project)
    for path, source in case.get("add", {}).items():
        (project / path).parent.mkdir(exist_ok=True, parents=True)
        (project / path).write_text(source, encoding="utf-8")
    if "moved" in case:
        (project / "docs").rename(project / case["moved"])
    source = configuration(case["config"])
    (project / "mkdocs.yml").write_text(source, encoding="utf-8")
    findings = publish.build(project, with_books=False)
    printed = [str(finding) for finding in findings]
    assert bool(stopping(findings)) == case.get("fails", False), printed
    assert not case.get("checked") or publish.findings(project) == findings
    if "finding" in case:
        pattern = re.compile(re.escape(case["finding"]).replace(":N:", r":(\d+):"))
        found = next((match for match in map(pattern.match, printed) if match), None)
        assert found, printed
        key = case.get("at", next(iter(case["config"])))
        assert len(printed) == 1 or not case.get("alone")
        assert not found.groups() or key in source.splitlines()[int(found[1]) - 1]
    else:
        assert printed == []
    reason = read(project)[0].mkdocs_reason
    assert reason == case.get("reason", "")
    is_refused = any(finding.code == "set-invalid" for finding in findings)
    assert ("mkdocs builds the site" in capsys.readouterr().out) == (bool(reason) and not is_refused)
    site = project / case.get("site", "site")
    _compare(case, plain, site)


def _compare(case: Mapping[str, Any], plain: Mapping[str, bytes], site: Path) -> None:
    for path, words in case.get("has", {}).items():
        assert words in (site / path).read_text("utf-8"), path
        assert not words or words.encode() not in plain.get(path, b""), "the setting must make the difference"
    for path, words in case.get("lacks", {}).items():
        assert words not in (site / path).read_text("utf-8")
        assert words.encode() in plain[path]
    for path in case.get("there", ()):
        assert (site / path).is_file(), path
    for path in case.get("gone", ()):
        assert not (site / path).exists(), path
    if case.get("same"):
        assert files(site) == plain


def built(project: Path) -> dict[str, bytes]:
    """The files of the site of the plain project."""
    assert publish.build(project, with_books=False) == ()
    return files(project / "site")


def files(site: Path) -> dict[str, bytes]:
    """The files of a site by their paths."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("[!.]*") if path.is_file()}


def test_no_setting_of_mkdocs_is_without_a_case() -> None:
    known = {name for name, _ in MkDocsConfig._schema} - PRIVATE
    named = {name for case in SETTINGS.values() for name in case["config"]}
    assert known - named == set()


@pytest.mark.parametrize(
    ("function", "called"),
    [("pymdownx.slugs.slugify", True), ("pymdownx.slugs.re.compile", False), ("os.getcwd", False)],
)
def test_functions_that_make_addresses_of_headings_are_called(function: str, called: bool, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    options = f"{{slugify: !!python/object/apply:{function} {{kwds: {{case: lower}}}}}}"
    source = f"site_name: x\nplugins: [edition]\ntheme: edition\nmarkdown_extensions: [toc: {options}]\n"
    (tmp_path / "mkdocs.yml").write_text(source)
    settings, findings = read(tmp_path)
    assert [finding.code for finding in findings] == ([] if called else ["set-invalid"])
    assert ("toc" in settings.extension_options) == called
    assert " at 0x" not in repr(settings)
    assert ("slugify" in settings.options_in_words) == called


def test_settings_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [edition]\ntheme: edition\ncopyright: !ENV LAMP\n")
    monkeypatch.setenv("LAMP", "of the lamp")
    assert read(tmp_path)[0].copyright == "of the lamp"


def test_a_pipe_that_is_inherited_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    os.mkfifo(tmp_path / "base.yml")
    assert [str(finding)[:22] for finding in read(tmp_path)[1]] == ["base.yml: f-unreadable"]

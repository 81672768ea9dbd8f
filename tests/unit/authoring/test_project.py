"""A new project is complete and without a finding, whatever it is called; nothing that is there is replaced."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from edition.authoring.project import About, scaffold, write
from edition.authoring.schemas import schemas
from edition.checks import check
from edition.citations.citation_target import CitationTarget
from edition.citations.self_citation import citation_forms
from edition.cli import main
from edition.model.findings import Finding, SourceLocation
from edition.model.tree import text
from edition.sources.load import assemble
from edition.sources.load import read as sources
from edition.sources.styles import read_style
from folders import TINY, contents

TITLES = [
    "The Lamp",
    'A "quoted" title: with # signs, $dollars and [brackets]',
    "Über den Regen — *eine* Abhandlung",
    "La lampe & l’oiseau",
    "yes",
    "1848",
    "A <b> and <x> in angles",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(("author", "editor"), [("Ada Marsh", "Emil Editor"), ("Ada: Marsh", "")])
def test_a_new_project_is_without_findings(title: str, author: str, editor: str, tmp_path: Path) -> None:
    write(tmp_path, scaffold(About(title, author, editor, "de", "2026-01-31")))
    edition = assemble(sources(tmp_path))
    assert [str(finding) for finding in check(edition)] == []
    about = edition.metadata
    assert (about.title, about.author, about.editor, about.language) == (title, author, editor, "de")
    assert len(edition.sections) == 1


def test_what_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("years of work", encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path), "--title", "T"])
    assert done.exit_code == 1
    assert "Name a folder that is to be made" in done.output
    assert contents(tmp_path) == {"thesis.md": b"years of work"}


def test_a_folder_with_a_repository_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("mine", encoding="utf-8")
    assert CliRunner().invoke(main, ["new", str(tmp_path), "--title", "T"]).exit_code == 0
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine"
    assert (tmp_path / "README.md").is_file()


def test_the_example_is_the_tiny_edition(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "tour"), "--example"])
    assert done.exit_code == 0, done.output
    made, tiny = contents(tmp_path / "tour"), contents(TINY)
    assert {name: made.get(name) for name in tiny} == tiny
    assert {"README.md", "requirements.txt", ".vscode/settings.json"} <= made.keys()
    assert [str(f) for f in check(assemble(sources(tmp_path / "tour")))] == []


def test_what_cannot_be_begun_is_said(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["new", str(tmp_path / "a")])
    for arguments, said in (
        (["new", str(tmp_path / "a/docs/b")], "within another edition"),
        (["new", str(tmp_path / "b"), "--language", "English"], "no tag of a language"),
        (["new", str(tmp_path / "b"), "--style", "no-such-style"], "there is no style “no-such-style”"),
        (["new", str(tmp_path / "b"), "--style", __file__], "is not CSL"),
    ):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 1
        assert said in done.output
    assert not (tmp_path / "a/docs/b").exists()
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("author", "named", "cited"),
    [
        ("Groß, Anna", "Anna Groß", "Groß, Anna. T."),
        ("Groß, Anna; The Rain Society", "Anna Groß, The Rain Society", "Groß, Anna, and The Rain Society. T."),
        ("Anna Groß", "Anna Groß", "Anna Groß. T."),
    ],
)
def test_an_author_may_be_named_in_parts(tmp_path: Path, author: str, named: str, cited: str) -> None:
    write(tmp_path, scaffold(About("T", author, "", "en", "2026-01-31")))
    edition = assemble(sources(tmp_path))
    assert [str(finding) for finding in check(edition)] == []
    assert edition.metadata.author == named
    assert text(dict(citation_forms(edition, CitationTarget()))["Chicago, bibliography"]).startswith(cited)


@pytest.mark.parametrize("is_file", [False, True], ids=["a name", "a file"])
def test_a_citation_style_may_be_chosen(tmp_path: Path, is_file: bool) -> None:
    style = "modern-language-association"
    if is_file:
        (tmp_path / "journal.csl").write_text(read_style(style, {}).source, encoding="utf-8")
        style = str(tmp_path / "journal.csl")
    done = CliRunner().invoke(main, ["new", str(tmp_path / "a"), "--style", style])
    assert done.exit_code == 0, done.output
    edition = assemble(sources(tmp_path / "a"))
    assert edition.style is not None
    assert edition.style.title.startswith("MLA Handbook")
    assert [str(finding) for finding in check(edition)] == []
    assert "[styles]" in (tmp_path / "a/requirements.txt").read_text("utf-8")


def test_the_next_steps_can_be_copied(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "my letter")])
    assert f"cd '{tmp_path / 'my letter'}'" in done.output


def test_the_files_of_other_programs_can_be_read() -> None:
    made = scaffold(About("T", "A", "E", "en", "2026-01-31"))
    for name in (".vscode/tasks.json", ".vscode/settings.json", ".vscode/extensions.json"):
        assert json.loads(made[name])
    snippets = json.loads(made[".vscode/edition.code-snippets"])
    assert all({"prefix", "body", "description"} <= snippet.keys() for snippet in snippets.values())
    steps = yaml.safe_load(made[".github/workflows/publish.yml"])["jobs"]["build"]["steps"]
    assert [step["run"] for step in steps if "run" in step][1:] == ["edition check --github", "edition build"]
    assert {f".vscode/schemas/{name}" for name in schemas()} <= made.keys()


def test_the_problem_matcher_reads_findings() -> None:
    made = scaffold(About("T", "A", "E", "en", "2026-01-31"))
    pattern = json.loads(made[".vscode/tasks.json"])["tasks"][0]["problemMatcher"]["pattern"]
    for line in (7, 0):
        finding = Finding(SourceLocation("docs/essay/01-a.md", line), "a-missing", "a block: none.", "Write it.")
        found = re.match(pattern["regexp"], str(finding))
        assert found is not None
        parts = [found[pattern[name]] for name in ("file", "line", "code", "message")]
        assert parts == ["docs/essay/01-a.md", str(line) if line else None, "a-missing", "a block: none. Write it."]


def read(path: Path) -> object:
    """A YAML file as its editor’s program sees it: every scalar as words, but for true and false."""

    class Words(yaml.SafeLoader):
        pass

    boolean = ("tag:yaml.org,2002:bool", re.compile("true|false"))
    Words.yaml_implicit_resolvers = {"t": [boolean], "f": [boolean]}
    return yaml.load(path.read_text("utf-8"), Words)


@pytest.mark.parametrize("path", sorted((TINY / "bibliography").glob("*.yml")), ids=lambda path: path.name)
def test_the_schemas_fit_what_is_without_findings(path: Path) -> None:
    name = path.name.replace(".yml", ".json")
    if name in schemas():
        jsonschema.validate(read(path), json.loads(schemas()[name]))


@pytest.mark.parametrize(
    ("name", "content"),
    [("persons.json", {"marsh": {"name": "T", "nmed": "T"}}), ("persons.json", {"marsh": {}}), ("edition.json", {})],
)
def test_the_schemas_find_faults(name: str, content: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json.loads(schemas()[name]))

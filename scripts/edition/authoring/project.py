"""New projects: the files of an edition that is complete and has no finding before anything is written in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote
from string import Template
from types import MappingProxyType
from urllib.parse import urlsplit
from urllib.request import url2pathname

from edition.authoring.input_files import Unreadable
from edition.authoring.markdown import escaped
from edition.authoring.schemas import schemas, settings
from edition.model.metadata import Agent
from edition.model.records import BIBLIOGRAPHY
from edition.model.styles import INSTALL_STYLES, StyleError
from edition.sources.files import replace
from edition.sources.styles import read_style
from edition.sources.yaml_records import plain

Files = Mapping[str, bytes]
"""The content of every file of a project by its path in it."""
TEMPLATES, EXAMPLE = files(__package__) / "templates", files(__package__) / "example"
_AUTHOR_IN_PARTS = """
# authors:                   # in place of author, so that citations can begin with the family name:
#   - {given: …, family: …}"""
_HIDDEN = "dot-"
"""Stands for the full stop at the beginning of names of hidden files among the templates."""
WHEELS = "wheels"
"""The folder of a project that holds the program, where it was not installed from an address."""


@dataclass(frozen=True, slots=True)
class About:
    """The metadata of a new edition. ``date`` is in ISO 8601, ``language`` a tag of BCP 47.

    ``author`` and ``editor`` are names separated by semicolons, "" for none; a name with a comma has the family name
    first. ``byline`` is the line of the copy-text that names the author; ``title_resp`` is whose the title is, author
    or editor. ``style`` is the name of a citation style or of its file, "" for the built-in one.
    """

    title: str
    author: str
    editor: str
    language: str
    date: str
    byline: str = ""
    title_resp: str = "author"
    style: str = ""


class UnsuitableFolder(Exception):
    """A new project cannot be made in a folder. The message says why, and what to do."""


def scaffold(about: About, text: Files = MappingProxyType({})) -> dict[str, bytes]:
    """The files of a new project by their paths. ``text`` are those of a manuscript; they replace templates."""
    engine, wheels = requirement("[styles]" if about.style else "")
    words = _words(about, bool(text)) | {"engine": engine}
    made = {path: Template(source).safe_substitute(words).encode() for path, source in _templates()}
    if any(path.startswith("docs/essay/") for path in text):
        made = {path: content for path, content in made.items() if not path.startswith("docs/essay/")}
    made |= {f".vscode/schemas/{name}": content.encode() for name, content in schemas().items()}
    made[".vscode/settings.json"] = settings(schemas()).encode()
    made |= {f"{WHEELS}/{path.name}": path.read_bytes() for path in wheels}
    return {**made, **text}


def _words(about: About, has_text: bool) -> dict[str, str]:
    """The values of the variables in the templates."""
    title, author = escaped(about.title), ", ".join(agent.words for agent in _names(about.author))
    by_editor = about.title_resp == "editor"
    return {
        "title": title,
        "title_yaml": _quoted(about.title),
        "heading_yaml": _quoted(title),
        "title_resp": "title_resp: editor          # the title is the editor’s, and not in the copy-text"
        if by_editor
        else "# title_resp: editor        # if the title is the editor’s, and not in the copy-text",
        "author_lines": _agents("author", about.author) + ("" if "," in about.author else _AUTHOR_IN_PARTS),
        "byline_line": f"byline: {_quoted(about.byline)}"
        if about.byline
        else "# byline: …                 # the line that names the author in the copy-text, as it stands there",
        "editor_line": _agents("editor", about.editor) if about.editor else "# editor: …",
        "language": about.language,
        "style_line": f"style: {_quoted(about.style)}"
        if about.style
        else "# style: …                  # of citations: a CSL file in this folder, or the name of a style",
        "date": about.date,
        "welcome": ", ".join(filter(None, (escaped(author), f"*{title}*" if author else title))) + ".",
        "what": "An annotated digital edition" + (f" of a text by {author}." if author else "."),
        "second": (
            "`edition link` shows what in the text and its notes can be linked; `edition link --write` writes it."
            if has_text
            else "Write the text in `docs/essay/`, a file for each section, and number its paragraphs with\n"
            "   `edition anchors --write`. A manuscript is read in by `edition new FOLDER --from FILE`."
        ),
    }


def _names(names: str) -> list[Agent]:
    agents = []
    for name in names.split(";"):
        family, comma, given = (part.strip() for part in name.partition(","))
        agents.append(Agent(given=given, family=family) if comma else Agent(name=family))
    return agents


def _agents(field: str, names: str) -> str:
    """The lines of ``edition.yml`` that name authors or editors; a list if a name is in parts."""
    if "," not in names:
        return f"{field}: {_quoted(names)}"
    parts = ({key: value for key, value in asdict(agent).items() if value} for agent in _names(names))
    return "\n".join([f"{field}s:", *(f"  - {_quoted(agent)}" for agent in parts)])


def _quoted(words: str | dict[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False)


def example() -> dict[str, bytes]:
    """The files of a small edition that shows every feature, by their paths."""
    shown = dict(_below(EXAMPLE if EXAMPLE.is_dir() else Path(__file__).resolve().parents[3] / "tests" / "edition"))
    metadata = plain(shown[f"{BIBLIOGRAPHY}/edition.yml"].decode())
    assert isinstance(metadata, dict)
    return scaffold(About(metadata["title"], metadata["author"], "", metadata["language"], ""), shown)


def write(folder: Path, made: Files) -> None:
    """Write a new project; no file that exists is replaced.

    Raises ``UnsuitableFolder`` if the folder holds anything but hidden files, or is within an edition.
    """
    if folder.exists() and (not folder.is_dir() or any(not path.name.startswith(".") for path in folder.iterdir())):
        raise UnsuitableFolder(f"{folder} is there already, and not empty. Name a folder that is to be made.")
    around = next(
        (above for above in folder.resolve().parents if (above / BIBLIOGRAPHY / "edition.yml").is_file()), None
    )
    if around:
        raise UnsuitableFolder(f"{folder} is within another edition, {around}. Name a folder outside it.")
    for name, content in made.items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, content)


def requirement(extras: str) -> tuple[str, tuple[Path, ...]]:
    """The line of a requirements file that installs this program again, and the wheels that it needs.

    ``extras`` are the names of optional parts in brackets, or "". The line names no index of packages, where another
    program may have the name of this one.
    """
    distribution = metadata.distribution("edition")
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    address = str(origin.get("url", ""))
    if "vcs_info" in origin:
        return f"edition{extras} @ {origin['vcs_info']['vcs']}+{address}@{origin['vcs_info']['commit_id']}", ()
    if address.startswith(("http:", "https:")):
        return f"edition{extras} @ {address}", ()
    wheel = Path(url2pathname(urlsplit(address).path)) if address else Path()
    name = wheel.name if wheel.suffix == ".whl" else f"edition-{distribution.version}-py3-none-any.whl"
    wheels = (wheel,) if wheel.suffix == ".whl" and wheel.is_file() else ()
    return f"./{WHEELS}/{name}{extras}" + ("" if wheels else f"  # put the wheel of the program into {WHEELS}/"), wheels


def style_of(given: str) -> tuple[str, dict[str, bytes]]:
    """A citation style as ``edition.yml`` names it, and its file in the project if it comes from a file.

    Raises ``Unreadable``.
    """
    path = Path(given)
    is_file = bool(given) and path.is_file()
    name = f"{path.stem}.csl" if is_file else given
    files = {f"{BIBLIOGRAPHY}/{name}": path.read_bytes()} if is_file else {}
    try:
        if name:
            read_style(name, {file: content.decode() for file, content in files.items()})
    except (StyleError, UnicodeDecodeError) as error:
        hint = INSTALL_STYLES if isinstance(error, StyleError) and error.missing else "Name another, or a CSL file."
        raise Unreadable(f"The citation style cannot be used: {error}. {hint}") from error
    return name, files


def _templates() -> Iterator[tuple[str, str]]:
    for path, content in _below(TEMPLATES):
        yield path.replace(_HIDDEN, "."), content.decode("utf-8")


def _below(folder: Traversable, within: str = "") -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _below(path, f"{within}{path.name}/")
        elif path.name != "__init__.py" and not path.name.startswith("."):
            yield within + path.name, path.read_bytes()


def next_steps(folder: Path, made: Files) -> str:
    """Lines for a terminal on what to do after a project was made."""
    sections = sum(path.startswith("docs/essay/") and path.endswith(".md") for path in made)
    begin = f"The edition is in {folder}: {sections} {'section' if sections == 1 else 'sections'}, {len(made)} files."
    link = (
        "  edition link     what in the text can be linked to persons and works"
        if f"{BIBLIOGRAPHY}/witnesses.yml" in made
        else "  edition anchors  numbers for the paragraphs that you write (--write gives them)"
    )
    return f"""{begin}

Go on with:

  cd {quote(str(folder))}
  edition serve    the edition in a browser, with every change as you save it
{link}
  edition check    what is wrong or missing, with file, line and what to do
  edition build    the site, in the folder site/"""

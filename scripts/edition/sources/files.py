"""The files of a project: all that is in ``bibliography`` and ``docs``, read once."""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from os.path import realpath
from pathlib import Path
from shutil import copymode
from unicodedata import normalize

from edition.model.findings import Finding, SourceLocation
from edition.model.records import BIBLIOGRAPHY, DOCS
from edition.model.settings import CONFIGURATION, DEFAULTS, SiteSettings
from edition.sources.values import is_reserved

Files = Mapping[str, bytes | Finding]
"""The content of every file by its path from the project, in order; or the finding that says why it has none."""
DATA = (".yml", ".yaml", ".bib")
READ = (*DATA, ".md")
"""How files end that are read."""
READ_AS_DATA = (*DATA, ".txt", ".csl")
"""How those end that are read in ``bibliography``."""
FACES = (".ttf", ".otf", ".ttc")
"""How typefaces end, in capitals too."""
NOT_IN_NAMES = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
"""What no file of a site may have in its name: what is not UTF-8, control characters, ends of lines, backslashes."""

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]|[ .]$')


def contents(project: Path, settings: SiteSettings = DEFAULTS, drafts: bool = False) -> Files:
    """The files of the project in this folder, those of ``docs_dir`` under ``docs/``, whatever its name is.

    Left out is what the settings exclude, drafts too unless they are asked for. As in mkdocs, names that begin with a
    full stop and the folder ``templates`` of ``docs_dir`` are left out, unless the settings want them back (``!``).
    Of files of data that lie beside these folders only the name is there, for nothing reads them.
    """
    patterns = (settings.exclude_docs, "" if drafts else settings.draft_docs)
    docs = _below(project, settings.docs_dir, hidden="!" in settings.exclude_docs)
    if settings.docs_dir != DOCS:
        docs = {f"{DOCS}{path.removeprefix(settings.docs_dir)}": content for path, content in docs.items()}
    beside = (name for name in sorted(os.listdir(project)) if name.endswith(DATA) and name != CONFIGURATION)  # noqa: PTH208
    return {**_below(project, BIBLIOGRAPHY), **_included(docs, *patterns), **dict.fromkeys(beside, b"")}


def _included(docs: Files, *patterns: str) -> Files:
    """The files of ``docs`` that no pattern excludes (as in ``.gitignore``; the last of a setting decides)."""
    if not "".join(patterns).strip():
        return {path: content for path, content in docs.items() if not path.startswith(f"{DOCS}/templates/")}
    from pathspec.gitignore import GitIgnoreSpec

    settings = (f".*\n/templates/\n{patterns[0]}", *patterns[1:])
    excluded = [GitIgnoreSpec.from_lines(setting.splitlines()) for setting in settings]
    within = {path: path.removeprefix(f"{DOCS}/") for path in docs}
    return {path: docs[path] for path, name in within.items() if not any(spec.match_file(name) for spec in excluded)}


def _below(root: Path, folder: str, hidden: bool = False) -> Files:
    """All files in a folder under a root, by their paths from there. Links to folders are not followed."""
    top, unread = f"{root}/{folder}", list[OSError]()
    paths = sorted(paths_below(root, folder, unread, hidden), key=lambda path: path.split("/"))
    contents_by_path = {path: _content(str(root), path, top) for path in paths}
    for error in unread if os.path.lexists(top) else ():
        path = Path(str(error.filename)).relative_to(root).as_posix()
        contents_by_path[path] = unreadable(path, f"{error.strerror}")
    return contents_by_path


def paths_below(root: Path, folder: str, unread: list[OSError], hidden: bool = False) -> Iterator[str]:
    """The paths from a root of all files and links in one of its folders, without hidden ones unless these are asked
    for; also of folders that are named as files of the editor's are.

    What is wrong with folders that cannot be read is put into ``unread``.
    """
    for place, folders, names in os.walk(f"{root}/{folder}", onerror=unread.append):
        folders[:] = [name for name in folders if hidden or not name.startswith(".")]
        linked = [name for name in folders if name.endswith(READ) or os.path.islink(f"{place}/{name}")]  # noqa: PTH114
        within = Path(place).relative_to(root).as_posix()
        yield from (f"{within}/{name}" for name in (*names, *linked) if hidden or not name.startswith("."))


def _content(root: str, path: str, top: str) -> bytes | Finding:
    """What is in a file of the project, or ``f-unreadable``, ``f-outside``, ``f-bad-name``."""
    full = f"{root}/{path}"
    if NOT_IN_NAMES.search(path):
        message = "the name of this file is not UTF-8, or has a control character or a backslash in it."
        return Finding(
            SourceLocation(NOT_IN_NAMES.sub("\N{REPLACEMENT CHARACTER}", path)), "f-bad-name", message, "Rename it."
        )
    try:
        status = os.lstat(full)
        if stat.S_ISLNK(status.st_mode):
            if not f"{realpath(full)}/".startswith(f"{realpath(top)}/"):
                message = "this is a link that leads out of its folder, and what is there is not published."
                return Finding(SourceLocation(path), "f-outside", message, "Put a copy in its place.")
            status = os.stat(full)  # noqa: PTH116
        if stat.S_ISREG(status.st_mode):
            return bytes_of(full)
    except OSError as error:
        return unreadable(path, f"{error.strerror}")
    return unreadable(path, "it is a folder, or a link to one" if stat.S_ISDIR(status.st_mode) else "it is not a file")


def unreadable(path: str, reason: str) -> Finding:
    """``f-unreadable``."""
    hint = "Let it be read, or take it away; a file that begins with a full stop is passed over."
    return Finding(SourceLocation(path), "f-unreadable", f"this cannot be read: {reason}.", hint)


def bytes_of(path: str) -> bytes:
    """What is in a file. Raises ``OSError``."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (of the time for a thousand files Path would take half)
        return file.read()


def replace(path: Path, content: bytes) -> None:
    """Put content in the place of a file by one rename, so that it is whole at every moment. Raises ``OSError``."""
    final = Path(realpath(path))
    new = final.with_name(f".{final.name}.new")
    new.write_bytes(content)
    if final.exists():
        copymode(final, new)
    new.replace(final)


def rewrite(path: Path, source: str) -> None:
    """Put another text in the place of a file, with the ends of lines and the mark of an encoding that it has. Raises
    ``OSError``."""
    before, content = path.read_bytes() if path.exists() else b"", source.encode()
    content = content.replace(b"\n", b"\r\n") if b"\r\n" in before else content
    replace(path, (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + content)


def sources(files: Files) -> Iterator[tuple[str, bytes]]:
    """Those that are read: registers and Markdown."""
    for name, content in files.items():
        read = READ_AS_DATA if name.startswith(f"{BIBLIOGRAPHY}/") else ".md"
        if isinstance(content, bytes) and name.endswith(read):
            yield name, content


def faces(files: Files) -> Iterator[tuple[str, bytes]]:
    """The typefaces in ``bibliography``, by their paths there."""
    for name, content in files.items():
        folder, _, path = name.partition("/")
        if folder == BIBLIOGRAPHY and isinstance(content, bytes) and path.lower().endswith(FACES):
            yield path, content


def unportable(files: Files) -> Iterator[Finding]:
    """``f-bad-name``, ``f-name-twice``: files beside the Markdown that cannot lie in a folder on every system, alone or
    beside each other (where capitals and small letters, or the forms of an accent, are the same)."""
    first: dict[str, str] = {}
    for uri, _ in pictures(files):
        parts = uri.split("/")
        if any(_NOT_ON_WINDOWS.search(part) or is_reserved(part.partition(".")[0]) for part in parts):
            message = "Windows can have no file of this name."
            yield Finding(SourceLocation(f"{DOCS}/{uri}"), "f-bad-name", message, "Rename it.")
        earlier = first.setdefault(normalize("NFC", uri).casefold(), uri)
        if earlier != uri:
            message = f"on Windows and macOS this and “{earlier}” are one file."
            yield Finding(SourceLocation(f"{DOCS}/{uri}"), "f-name-twice", message, "Rename one of them.")


def pictures(files: Files) -> Iterator[tuple[str, bytes]]:
    """By its address, what lies in ``docs`` beside the Markdown and stands in the site as it is."""
    for name, content in files.items():
        folder, _, uri = name.partition("/")
        if folder == DOCS and isinstance(content, bytes) and not name.endswith(".md"):
            yield uri, content

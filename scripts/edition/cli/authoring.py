"""The commands that help an editor: a new project, a manuscript read in, links found, the state of the work."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.common import PROJECT, stop_on_unfit, working

if TYPE_CHECKING:
    from edition.authoring.manuscript_import import Import
    from edition.authoring.project import About

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


def _asked(value: str | None, question: str, default: str) -> str:
    """An option as it was given; else what is answered in a terminal; else the default."""
    if value is not None:
        return value
    return str(click.prompt(question, default=default)) if sys.stdin.isatty() else default


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The title of the text.")
@click.option("--author", help="Its author, best as “Marsh, Ada”; several are parted by semicolons.")
@click.option("--editor", help="The editor; nobody, if it is empty.")
@click.option("--language", help="The language of the edition, such as en, de or fr.")
@click.option("--style", help="The citation style: a CSL file, or the name of a style; Chicago’s notes without it.")
@click.option(
    "--from",
    "manuscript",
    type=EXISTING,
    help="A manuscript to begin with: docx, odt, html, epub, rtf, md, txt, xml (TEI).",
)
@click.option("--works", type=EXISTING, help="Its bibliography: bib, ris or json (CSL-JSON), as Zotero exports it.")
@click.option("--example", is_flag=True, help="A small edition that has one of everything, to look at.")
def new(folder: Path, manuscript: Path | None, works: Path | None, example: bool, **about: str | None) -> None:
    """Begin an edition in a new folder.

    In a terminal it asks for what no option says. Nothing that is there already is replaced.
    """
    from edition.authoring import project
    from edition.authoring.input_files import Unreadable
    from edition.authoring.manuscript_import import Import

    warnings: tuple[str, ...] = ()
    try:
        if example:
            made = project.example()
        else:
            with working("Reading the manuscript"):
                begun = Import.of(manuscript, works)
            known, style = _about(folder, begun, about)
            with working("Writing the sections"):
                made, warnings = begun.files(known) | style, begun.warnings
        project.write(folder, made)
    except (project.UnsuitableFolder, Unreadable) as error:
        raise click.ClickException(str(error)) from error
    for sentence in warnings:
        click.echo(sentence)
    click.echo(project.next_steps(folder, made))


def _about(folder: Path, begun: Import, given: Mapping[str, str | None]) -> tuple[About, dict[str, bytes]]:
    """What the edition says of itself, by the options, the manuscript, and what is answered in a terminal; and the file
    of its citation style."""
    from edition.authoring.input_files import Unreadable
    from edition.authoring.project import About, style_of
    from edition.model.languages import tag

    read, named = begun.manuscript, folder.resolve().name.replace("-", " ").capitalize()
    title = _asked(given["title"] or None, "Title of the text", read.title or named)
    author = _asked(given["author"] or None, "Its author (family name, given names)", read.author or "Anonymous")
    editor = _asked(given["editor"], "The editor", "")
    language = _asked(given["language"] or None, "Language of the edition", read.language or "en")
    if not tag(language):
        raise Unreadable(f"“{language}” is no tag of a language. Write its tag, as in en, en-GB or de.")
    style, files = style_of(_asked(given["style"], "Citation style (none for Chicago’s notes)", ""))
    about = About(
        title=title,
        author=author,
        editor=editor,
        language=language,
        date=datetime.now().astimezone().date().isoformat(),
        byline=read.byline,
        title_resp="editor" if read.blocks and title != read.title else "author",
        style=style,
    )
    return about, files


@click.command("link")
@PROJECT
@click.option("--write", is_flag=True, help="Write the links that are sure, and drafts for the rest.")
@click.option(
    "--ask", is_flag=True, help="Ask of each link that is not sure whether it is to be written; implies --write."
)
def link_(project: Path, write: bool, ask: bool) -> None:
    """Show what in the text and its notes can be linked: citations, works, names.

    What is sure is written with --write: only the signs of links are added, no word is changed. The rest is for you to
    decide. Works, persons and quotations that have no entry are drafted in the folder drafts.
    """
    from edition.authoring import link_command
    from edition.sources.load import read

    with working("Looking for citations and names"):
        sources = read(project)
        result = link_command.find(sources)
    if not write and not ask:
        for line in link_command.listing(result, only_doubtful=False):
            click.echo(line)
        click.echo(
            "Nothing was written; “edition link --write” writes what is sure." if result.sure else "Nothing is sure."
        )
        return
    stop_on_unfit(sources.findings)
    wanted = link_command.accepted(result, lambda line: click.confirm(line, default=False)) if ask else result.sure
    failed = link_command.write(project, result, wanted)
    click.echo(f"{len(wanted) - len(failed)} links were written.")
    for proposal in failed:
        click.echo(f"Not written, since its place could not be found for certain: {link_command.line(proposal)}")
    for line in link_command.listing(result, only_doubtful=True) if not ask else ():
        click.echo(line)


@click.command("split")
@PROJECT
@click.argument("anchor")
@click.option("--title", required=True, help="The title of the new section.")
@click.option("--author", is_flag=True, help="The title is the author’s, and stands in the copy-text.")
def split_(project: Path, anchor: str, title: str, author: bool) -> None:
    """Cut a section in two before the block with an anchor (such as p8). Its notes go with it; no number changes."""
    from edition.authoring.split import CannotSplit, split
    from edition.sources.files import replace
    from edition.sources.load import read

    try:
        changed = split(read(project), anchor, title, "author" if author else "editor")
    except CannotSplit as error:
        raise click.ClickException(str(error)) from error
    for name, source in changed.items():
        if source is not None:
            replace(project / name, source.encode())
    for name in (name for name, source in changed.items() if source is None):
        (project / name).unlink()
    for name in sorted(name for name, source in changed.items() if source is not None):
        click.echo(name)


@click.command("status")
@PROJECT
@click.option("--page", is_flag=True, help="Write it as a page of the site too: about/state.md.")
def status_(project: Path, page: bool) -> None:
    """Show how far the edition is: notes linked, works checked, quotations compared, findings, what is new."""
    from edition.authoring import status
    from edition.model.records import DOCS
    from edition.sources.files import replace
    from edition.sources.load import assemble, read

    with working("Looking through the edition"):
        edition = assemble(read(project))
        lines = tuple(status.lines(edition))
    for line in lines:
        click.echo(line)
    if page:
        path = project / DOCS / "about" / "state.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, status.page(edition).encode())
        click.echo(f"It is written to {path}; run this again to bring it up to date.")


COMMANDS = (new, link_, split_, status_)

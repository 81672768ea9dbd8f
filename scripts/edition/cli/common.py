"""What the commands share: their options, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import click

from edition import unforeseen
from edition.model.findings import Finding
from edition.model.records import BIBLIOGRAPHY


def edition_folder(folder: Path) -> Path:
    """The folder, if it is that of an edition. Raises ``click.UsageError`` if not."""
    if not (folder / BIBLIOGRAPHY).is_dir():
        hint = "Go to the folder that holds mkdocs.yml, docs and bibliography, or name it with --project."
        raise click.UsageError(f"{folder.resolve()} is no edition: it has no folder “{BIBLIOGRAPHY}”. {hint}")
    return folder


ANY_FOLDER = partial(
    click.option,
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder of the edition (with mkdocs.yml, docs and bibliography).",
)
PROJECT = ANY_FOLDER(callback=lambda _, __, folder: edition_folder(folder))


class Commands(click.Group):
    """Commands whose every failure ends in a sentence, with exit code 1, or 2 for wrong usage."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (click.exceptions.Exit, click.Abort, click.ClickException, BrokenPipeError):
            raise
        except OSError as error:
            raise click.ClickException(
                unforeseen.of_system(f"“edition {context.invoked_subcommand}”", error)
            ) from error
        except Exception as error:  # noqa: BLE001 (whatever it is, an editor can do nothing with a traceback)
            click.echo(unforeseen.of_engine(f"“edition {context.invoked_subcommand}”", error), err=True)
            context.exit(1)


@contextmanager
def working(words: str) -> Iterator[None]:
    """While something long is done, say on a terminal what it is and for how many seconds; elsewhere say nothing."""
    if not sys.stderr.isatty():
        yield
        return
    done = Event()

    def show() -> None:
        begun = monotonic()
        while not done.wait(1):
            click.echo(f"\r{words} … {monotonic() - begun:.0f} s ", err=True, nl=False)
        click.echo("\r" + " " * (len(words) + 16) + "\r", err=True, nl=False)

    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def stop_on(findings: tuple[Finding, ...]) -> None:
    """Print the findings, and end the program with exit code 1 if one of them stops."""
    from edition.checks.codes import stopping

    for finding in findings:
        click.echo(str(finding))
    if stopping(findings):
        sys.exit(1)


def stop_on_unfit(findings: tuple[Finding, ...]) -> None:
    """Stop before texts are written that have characters for which spaces were read: these would be written."""
    stop_on(
        tuple(
            finding for finding in findings if finding.code == "f-character" and finding.location.file.endswith(".md")
        )
    )

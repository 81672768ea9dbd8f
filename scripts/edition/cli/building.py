"""The commands that check, build and publish an edition."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from edition.cli.common import ANY_FOLDER, PROJECT, edition_folder, stop_on, stop_on_unfit, working
from edition.model.settings import CONFIGURATION, UNNAMED


@click.command()
@PROJECT
@click.option("--site", type=click.Path(path_type=Path), help="Where the site goes (else as mkdocs.yml says).")
def build(project: Path, site: Path | None) -> None:
    """Build the whole edition."""
    from edition.build import configuration, publish
    from edition.build.cache import FOLDER, Cache

    with working("Building the edition"):
        findings = publish.build(project, site)
    if findings:
        from edition.checks import codes  # a build without work need not load it
        from edition.cli import reports

        click.echo(reports.first_of_each(findings), err=True)
        if stopping := codes.stopping(findings):
            click.echo(f"{publish.counted(stopping)}; the site was not built.", err=True)
            sys.exit(1)
    folder = site or project / configuration.settings(project, Cache(project / FOLDER))[0].site_dir
    click.echo(f"The site is in {folder}: open {folder / 'index.html'}.")


@click.command()
@PROJECT
@click.option("--address", help="Host and port, as in 127.0.0.1:8000, [::1]:8000, :8000 or 8000 (else dev_addr).")
@click.option("--public", is_flag=True, help="Let other machines read it too.")
def serve(project: Path, address: str | None, public: bool) -> None:
    """Show the edition, and every change as it is saved."""
    from edition import preview_requests, preview_server
    from edition.build import configuration
    from edition.build.cache import FOLDER, Cache

    settings, _ = configuration.settings(project, Cache(project / FOLDER))
    try:
        at = preview_requests.address(address or settings.address or ":8000", public)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    try:
        if settings.mkdocs_reason:
            from mkdocs.commands.serve import serve as serve_with_mkdocs

            click.echo(f"mkdocs serves the site, because {settings.mkdocs_reason}.")
            name, host = settings.site_name or UNNAMED, f"{at.host}:{at.port}"
            serve_with_mkdocs(str(project / CONFIGURATION), dev_addr=host, site_name=name)
        else:
            preview_server.serve(project, at, public, working("Reading the edition"))
    except OSError as error:
        hint = "Perhaps it is served already; name another port with --address."
        raise click.ClickException(f"the edition cannot be served at {at}: {error.strerror}. {hint}") from error


@click.command("check")
@ANY_FOLDER()
@click.option(
    "--explain",
    metavar="[CODE]",
    is_flag=False,
    flag_value="",
    help="Explain a code (a-missing) or list a family of codes (a); without CODE, list all codes.",
)
@click.option("--all", "form", flag_value="all", help="Print every finding, not only the first of each kind.")
@click.option("--json", "form", flag_value="json", help="Print all findings as JSON.")
@click.option("--sarif", "form", flag_value="sarif", help="Print all findings as SARIF, for forges and other programs.")
@click.option("--github", "form", flag_value="github", help="Print all findings as annotations of GitHub’s workflows.")
def check_(project: Path, explain: str | None, form: str | None) -> None:
    """Print what is wrong with the sources: the first finding of each kind. No output means that nothing is.

    The exit code is 1 if anything was found with which no site is built.
    """
    if explain is not None:
        _explain(explain)
        return
    from edition.build import publish
    from edition.checks.codes import stopping
    from edition.cli import reports

    with working("Checking the edition"):
        findings = publish.findings(edition_folder(project))
    if findings or form in reports.FOR_PROGRAMS:
        click.echo(reports.FORMATS[form or "short"](findings))
    if stopping(findings):
        sys.exit(1)


def _explain(code: str) -> None:
    from edition.checks.codes import explanation, explanations
    from edition.sources.yaml_records import suggestion

    try:
        click.echo(explanation(code))
    except KeyError:
        hint = suggestion(code, explanations(), "“edition check --explain” lists all codes.")
        raise click.UsageError(f"there is no finding “{code}”. {hint}") from None


@click.command()
@PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def write(project: Path, folder: Path) -> None:
    """Write every output into a folder, without mkdocs."""
    from edition.build import publish

    with working("Writing the edition"):
        findings = publish.write(project, folder)
    stop_on(findings)


@click.command()
@PROJECT
@click.option("--write", is_flag=True, help="Give the anchors and record them.")
def anchors(project: Path, write: bool) -> None:
    """Show which blocks are to be numbered, and what is to be recorded in the ledger.

    With --write, whatever can be written is written; each block that cannot be given an anchor is named, and why.
    """
    from edition.checks import UNREAD
    from edition.permanence.numbering import LEDGER, planned
    from edition.sources.files import rewrite
    from edition.sources.load import read

    with working("Looking for blocks without an anchor"):
        sources = read(project)
        files, edition, new, unwritten = planned(sources)
    stop_on(tuple(finding for finding in edition.findings if finding.code in UNREAD or finding.location.file == LEDGER))
    for entry in new:
        click.echo(f"{entry.key}: {entry.kind}, {entry.state}: {entry.name}")
    if write:
        stop_on_unfit(sources.findings)
        for name, source in files.items():
            rewrite(project / name, source)
    stop_on(unwritten)


@click.command("release")
@PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def release_(project: Path, folder: Path) -> None:
    """Publish this version into a folder, beside all versions before it."""
    from edition.build.release import release

    with working("Releasing the edition"):
        findings = release(project, folder)
    stop_on(findings)
    click.echo(f"The version is in {folder}, beside those before it. “edition verify {folder}” checks what lies there.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path) -> None:
    """Check that a folder of releases is as it was released: every version, file and address."""
    from edition.build.release import verified

    with working("Verifying the releases"):
        findings, rows = verified(folder)
    for row in rows:
        click.echo(row)
    stop_on(findings)
    click.echo("Every file is as it was released, and every address leads on in the versions after it.")


COMMANDS = (build, serve, check_, anchors, write, release_, verify)

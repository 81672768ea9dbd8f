"""The command ``edition``."""

from __future__ import annotations

import io
import sys

import click

from edition.cli import authoring, building
from edition.cli.common import Commands


@click.group(cls=Commands)
def main() -> None:
    """Makes an annotated digital scholarly edition."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack some letters of a finding


for command in (*authoring.COMMANDS, *building.COMMANDS):
    main.add_command(command)

"""The registers that an edition declares in ``edition.yml``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from edition.model.findings import Finding
from edition.model.metadata import Metadata
from edition.model.records import BIBLIOGRAPHY
from edition.model.registers import FOLDERS, LEDGER_KINDS, Register


def completed(metadata: Metadata, files: Collection[str], read: Collection[str]) -> tuple[Metadata, list[Finding]]:
    """The metadata with the words for authors and editors, and with the declared registers that can be read, heading
    and singular filled in; and what is wrong.

    ``k-taken``: a name that means something else already. ``f-no-register``: a register without its file. ``files`` are
    the paths of the source files, ``read`` of those that hold something else than a declared register.
    """
    registers: dict[str, Register] = {}
    metadata, findings = _with_author(metadata)
    taken = {*FOLDERS, *(path.removeprefix(f"{BIBLIOGRAPHY}/").removesuffix(".yml") for path in read)}
    for key, register in metadata.registers.items():
        location, file = register.location, f"{BIBLIOGRAPHY}/{key}.yml"
        singular = register.singular or key.removesuffix("s")
        if key.lower() in taken:  # on Windows and macOS capitals make no other folder
            message = f"“{key}” cannot be a register: the edition has a file or folder of this name."
            findings.append(Finding(location, "k-taken", message, "Take another key."))
            continue
        if file not in files:
            findings.append(Finding(location, "f-no-register", f"the register “{key}” has no file.", f"Write {file}."))
        if singular in LEDGER_KINDS:
            message = f"the singular of “{key}” cannot be “{singular}”: the edition calls something else so."
            findings.append(Finding(location, "k-taken", message, "Write another singular."))
        taken.add(key.lower())
        registers[key] = replace(register, singular=singular, heading=register.heading or key.capitalize())
    return replace(metadata, registers=registers), findings


def _with_author(metadata: Metadata) -> tuple[Metadata, list[Finding]]:
    """The metadata with the words for its authors and editors, where they are given one by one.

    ``y-missing-field``: nobody is named as author.
    """
    author = metadata.author or ", ".join(agent.words for agent in metadata.authors)
    editing = (agent for agent in metadata.editors if not agent.role)
    editor = metadata.editor or ", ".join(agent.words for agent in editing)
    findings = []
    if not author and metadata.location.line:
        hint = "Write author: and its value."
        findings.append(Finding(metadata.location, "y-missing-field", "the file lacks the field “author”.", hint))
    return replace(metadata, author=author, editor=editor), findings

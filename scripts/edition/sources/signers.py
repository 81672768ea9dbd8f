"""Who signs a work: the person or organisation whose name a creator has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from edition.model.findings import Finding
from edition.model.records import Entry
from edition.model.registers import Register
from edition.model.works import Name, Work, WorkNote


def with_signers(work: Work, record: WorkNote | None, signers: Mapping[str, str]) -> Work:
    """A work with its record, whose creators have the keys of their entries: ``signers``, by the forms of names."""

    def key(name: Name) -> str:
        return next((signers[form] for form in forms(name) if form in signers), "")

    keys = [key(creator.name) for creator in work.creators] if signers else []
    if not any(keys):
        return replace(work, record=record) if record else work
    named = zip(work.creators, keys, strict=True)
    return replace(work, record=record, creators=tuple(replace(creator, person=key) for creator, key in named))


def signing_forms(
    entries: Iterable[Entry], registers: Mapping[str, Register]
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The keys of the entries that can sign a work, by the forms of their names; and ``k-name-twice``.

    ``signs`` comes before ``sort``, and that before ``name``. A form that two have in the same field is nobody’s.
    """
    able = [entry for entry in entries if registers[entry.register].signs]
    signers: dict[str, str] = {}
    findings: dict[str, Finding] = {}
    for fields in (
        [(entry, (entry.name,)) for entry in able],
        [(entry, (entry.sort,)) for entry in able],
        [(entry, entry.signs) for entry in able],
    ):
        first: dict[str, Entry] = {}
        for entry, form in ((entry, form) for entry, given in fields for form in given if form):
            other = first.setdefault(form, entry)
            if other.key == entry.key:
                signers[form] = entry.key
            else:
                signers[form] = ""
                message = f"“{entry.key}” has the name of “{other.key}”, {form}."
                finding = Finding(entry.location, "k-name-twice", message, "Tell them apart in name, sort and signs.")
                findings.setdefault(entry.key, finding)
    return signers, tuple(findings.values())


def forms(name: Name) -> Iterator[str]:
    """The forms in which registers and BibTeX write a name: of one of four parts ``von Marsh, Jr., Ada``,
    ``von Marsh, Ada, Jr.``, ``Marsh, Ada von, Jr.``, ``Marsh, Jr., Ada von``, ``Ada von Marsh, Jr.`` and the last
    without its comma."""
    if name.literal:
        yield name.literal
        return
    family = " ".join(filter(None, (name.particle, name.family)))
    given = " ".join(filter(None, (name.given, name.particle)))
    in_order = " ".join(filter(None, (name.given, family)))
    orders = (
        (family, name.suffix, name.given),
        (family, name.given, name.suffix),
        (name.family, given, name.suffix),
        (name.family, name.suffix, given),
        (in_order, name.suffix),
    )
    for parts in orders:
        yield ", ".join(filter(None, parts))
    yield " ".join(filter(None, (in_order, name.suffix)))


def parted(entry: Entry) -> Name:
    """The name of an entry in parts, by its ``sort``: Marsh, Ada von, Jr. Without a comma it is literal."""
    family, *others = entry.sort.split(", ")
    if not others or len(others) > 2:
        return Name(literal=entry.name)
    given, suffix = others[0], ", ".join(others[1:])
    words = given.split(" ")
    start = next((at for at in range(len(words), 0, -1) if not words[at - 1][:1].islower()), 0)
    return Name(family, " ".join(words[:start]), " ".join(words[start:]), suffix)

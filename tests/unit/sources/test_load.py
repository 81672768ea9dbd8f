"""Files of data as an edition: whose works are whose, which files are read, which registers there are."""

from __future__ import annotations

import pytest

from edition.sources.load import Sources, assemble, decoded_text

EDITION = "{title: T, author: A, editor: E, version: 1.0.0, date: 2000"
PERSONS = """\
marsh: {name: Tobias Marsh, sort: "Marsh, Tobias"}
oxley: {name: Hanna Oxley, signs: "van Oxley, H."}
levi: {name: Levi}
"""
ORGANISATIONS = """\
wardens: {name: The Harbour Wardens, signs: Harbour Wardens}
"""


@pytest.mark.parametrize(
    ("author", "key"),
    [
        ("Marsh, Tobias", "marsh"),
        ("{van Oxley}, H.", "oxley"),
        ("{Levi}", "levi"),
        ("{Harbour Wardens}", "wardens"),
        ("{The Harbour Wardens}", "wardens"),
        ("{United Opposition}", ""),
        ("Marsh, Ada", ""),
    ],
)
def test_a_creator_is_found_by_the_forms_of_the_registers(author: str, key: str) -> None:
    files = {
        "bibliography/persons.yml": PERSONS,
        "bibliography/organisations.yml": ORGANISATIONS,
        "bibliography/works.bib": f"@book{{lamp, author = {{{author}}}, title = {{Lamp}}, date = {{1881}}}}",
    }
    (creator,) = assemble(Sources(files)).works["lamp"].creators
    assert creator.person == key


@pytest.mark.parametrize(
    ("files", "unread"),
    [
        ({}, []),
        ({"ships.yml": "hope: {name: The Hope}"}, ["ships.yml"]),
        ({"old/persons.yml": PERSONS, "more.bib": "", "ships.yaml": ""}, ["more.bib", "old/persons.yml", "ships.yaml"]),
        ({"witnesses/p.txt": "Words.", "notes.txt": "Buy ink."}, []),
    ],
)
def test_a_file_of_data_that_nothing_reads_is_found(files: dict[str, str], unread: list[str]) -> None:
    sources = {"bibliography/edition.yml": EDITION + "}"} | {f"bibliography/{n}": words for n, words in files.items()}
    found = [finding.location.file for finding in assemble(Sources(sources)).findings if finding.code == "f-unread"]
    assert sorted(found) == [f"bibliography/{name}" for name in unread]


def test_without_metadata_it_is_not_known_what_is_unread() -> None:
    assert assemble(Sources({"bibliography/ships.yml": "hope: {name: The Hope}"})).findings == ()


@pytest.mark.parametrize(
    ("declared", "registers", "codes"),
    [
        ("ships: {heading: Ships}", {"ships": ("ship", "Ships")}, []),
        ("seamen: {heading: Seamen, singular: seaman}", {"seamen": ("seaman", "Seamen")}, ["f-no-register"]),
        (
            "works: {heading: Works}, essay: {heading: E}, audit: {heading: A}, places: {heading: P}",
            {},
            ["k-taken"] * 4,
        ),
        ("ships: {heading: Ships, singular: work}", {"ships": ("work", "Ships")}, ["k-taken"]),
        ("ships: {colour: red}", {"ships": ("ship", "Ships")}, ["y-missing-field", "y-unknown-field"]),
        ("ships: Ships", {"ships": ("ship", "Ships")}, ["y-wrong-type"]),
    ],
)
def test_declared_registers(declared: str, registers: dict[str, tuple[str, str]], codes: list[str]) -> None:
    files = {"edition.yml": f"{EDITION}, registers: {{{declared}}}}}", "ships.yml": "hope: {name: The Hope}"}
    edition = assemble(Sources({f"bibliography/{name}": words for name, words in files.items()}))
    read = edition.metadata.registers
    assert {key: (register.singular, register.heading) for key, register in read.items()} == registers
    assert sorted(finding.code for finding in edition.findings if finding.code != "f-unread") == codes
    assert ("hope" in edition.entries) == ("ships" in registers)


def test_ends_of_lines_are_the_same_from_every_system() -> None:
    assert decoded_text("a.md", b"a\r\nb\rc\n") == "a\nb\nc\n"

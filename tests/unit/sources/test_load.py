"""Files of data as an edition: whose works are whose, which files are read, which registers there are."""

from __future__ import annotations

import pytest

from edition.model.findings import SourceLocation
from edition.model.records import Entry
from edition.model.works import Name
from edition.sources.characters import decoded
from edition.sources.load import Sources, assemble
from edition.sources.signers import parted

EDITION = "{title: T, author: A, editor: E, version: 1.0.0, date: 2000, nocite: '*'"
PERSONS = """\
marsh: {name: Tobias Marsh, sort: "Marsh, Tobias"}
oxley: {name: Hanna Oxley, signs: "van Oxley, H."}
levi: {name: Levi}
weir: {name: Carl von Weir, sort: "Weir, Carl von"}
moor: {name: Ida de la Moor, sort: "de la Moor, Ida"}
king: {name: Ada King, sort: "King, Ada"}
king-jr: {name: Ada King Jr., sort: "King, Ada, Jr."}
"""
ORGANISATIONS = """\
wardens: {name: The Harbour Wardens, signs: Harbour Wardens}
pilots: {name: Pilots}
"""
EVENTS = """\
storm: {name: The storm}
pilots-strike: {name: Pilots}
"""
OTHERS = """\
fleet: {name: Northern Fleet}
"""


@pytest.mark.parametrize(
    ("author", "key"),
    [
        ("Marsh, Tobias", "marsh"),
        ("Tobias Marsh", "marsh"),
        ("{van Oxley}, H.", "oxley"),
        ("van Oxley, H.", "oxley"),
        ("{Levi}", "levi"),
        ("von Weir, Carl", "weir"),
        ("Weir, Carl", ""),
        ("de la Moor, Ida", "moor"),
        ("King, Ada", "king"),
        ("King, Jr., Ada", "king-jr"),
        ("{Harbour Wardens}", "wardens"),
        ("{The Harbour Wardens}", "wardens"),
        ("{Pilots}", "pilots"),
        ("{United Opposition}", ""),
        ("{The storm}", ""),
        ("{Northern Fleet}", "fleet"),
        ("Marsh, Ada", ""),
    ],
)
def test_a_creator_is_found_among_persons_and_organisations(author: str, key: str) -> None:
    files = {
        "bibliography/edition.yml": EDITION + ", registers: {fleets: {heading: Fleets, tei: org}}}",
        "bibliography/persons.yml": PERSONS,
        "bibliography/organisations.yml": ORGANISATIONS,
        "bibliography/events.yml": EVENTS,
        "bibliography/fleets.yml": OTHERS,
        "bibliography/works.bib": f"@book{{lamp, author = {{{author}}}, title = {{Lamp}}, date = {{1881}}}}",
    }
    edition = assemble(Sources(files))
    (creator,) = edition.works["lamp"].creators
    assert creator.person == key
    assert not edition.findings


@pytest.mark.parametrize(
    ("second", "finding", "signer"),
    [
        ('{name: Ada King, sort: "King, Ada"}', True, ""),
        ('{name: Ada King the younger, sort: "King, Ada"}', True, ""),
        ('{name: Ada King the younger, signs: "King, Ada"}', False, "second"),
        ('{name: Ada King the younger, sort: "King, Ada (born 1902)"}', False, "king"),
    ],
)
def test_two_of_one_name(second: str, finding: bool, signer: str) -> None:
    files = {
        "bibliography/edition.yml": EDITION + "}",
        "bibliography/persons.yml": f'king: {{name: Ada King, sort: "King, Ada"}}\nsecond: {second}\n',
        "bibliography/works.bib": "@book{lamp, author = {King, Ada}, title = {Lamp}, date = {1881}}",
    }
    edition = assemble(Sources(files))
    found = [(f.code, f.location.line) for f in edition.findings if f.code == "k-name-twice"]
    assert found == ([("k-name-twice", 2)] if finding else [])
    assert edition.works["lamp"].creators[0].person == signer


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


@pytest.mark.parametrize(
    ("name", "hint"),
    [("ships.yml", ""), ("editon.yml", "Did you mean “edition.yml”?"), ("edition.yaml", "edition.yml”?")],
)
def test_without_metadata_only_what_seems_to_hold_it_is_unread(name: str, hint: str) -> None:
    findings = assemble(Sources({f"bibliography/{name}": "hope: {name: The Hope}"})).findings
    assert [finding.hint.endswith(hint) for finding in findings] == ([True] if hint else [])


@pytest.mark.parametrize(
    ("style", "files", "stray"),
    [
        ("", ["a.csl"], ["a.csl"]),
        ("a", ["a.csl", "b.csl"], ["b.csl"]),
        ("a.csl", ["a.csl"], []),
        ("b", ["a.csl", "b.csl", "c.csl"], ["c.csl"]),
    ],
)
def test_a_style_that_nothing_uses_is_found(style: str, files: list[str], stray: list[str]) -> None:
    csl = '<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>{}</title>{}</info></style>'
    parent = '<link rel="independent-parent" href="http://example.org/a"/>'
    sources = {f"bibliography/{name}": csl.format(name, parent if name == "b.csl" else "") for name in files}
    sources["bibliography/edition.yml"] = f"{EDITION}, style: '{style}'}}"
    findings = assemble(Sources(sources)).findings
    assert [finding.location.file for finding in findings] == [f"bibliography/{name}" for name in stray]


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
        ("Persons: {heading: P}, DATA: {heading: D}", {}, ["k-taken"] * 2),
        ("ships: {heading: Ships}, Ships: {heading: S}", {"ships": ("ship", "Ships")}, ["k-taken"]),
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


@pytest.mark.parametrize(
    ("name", "content", "text", "findings"),
    [
        ("a.md", b"a\r\nb\rc\n", "a\nb\nc\n", []),
        ("a.md", "a\rb\u2028c\r\n\x0b\x85".encode(), "a\nb c\n  ", ["a.md:2", "a.md:3", "a.md:3"]),
        ("a.bib", "\x0c\n\r\u2029".encode(), " \n\n ", ["a.bib:1", "a.bib:3"]),
        ("a.yml", "a: b\u2028c\rd: \x85\x7f\n".encode(), "a: b c\nd:  \x7f\n", ["a.yml:1", "a.yml:2"]),
        ("a.txt", "a\u2028\x0c\r".encode(), "a\u2028\x0c\n", []),
        ("a.yml", "\x85\r\r\n\u2028\nd\xe9".encode()[:-1], None, ["a.yml:4"]),
    ],
)
def test_lines_end_as_editors_of_text_show_them(
    name: str, content: bytes, text: str | None, findings: list[str]
) -> None:
    read, found = decoded(name, content)
    assert (read, [f"{finding.location.file}:{finding.location.line}" for finding in found]) == (text, findings)


@pytest.mark.parametrize(
    ("sort", "name"),
    [
        ("Marsh, Tobias", Name("Marsh", "Tobias")),
        ("Weir, Carl von", Name("Weir", "Carl", "von")),
        ("Moor, Ida Anna de la", Name("Moor", "Ida Anna", "de la")),
        ("King, Ada, Jr.", Name("King", "Ada", suffix="Jr.")),
        ("Levi", Name(literal="N")),
        ("", Name(literal="N")),
    ],
)
def test_a_heading_in_parts(sort: str, name: Name) -> None:
    assert parted(Entry("n", "persons", SourceLocation(""), "N", sort)) == name

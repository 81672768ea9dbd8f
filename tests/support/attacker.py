"""Three releases of the tiny edition in a folder, and a seeded attacker that spoils the folder or its ledger."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from edition.build import release as releasing
from edition.build.outputs import everything
from edition.model.findings import Finding
from edition.permanence.numbering import planned
from edition.sources.files import contents as sources_of
from edition.sources.files import pictures
from edition.sources.load import assemble, read
from folders import TINY, contents

MANIFEST = "manifest-sha256.txt"
ROCK, AFTER = "docs/essay/01-the-rock.md", "docs/essay/03-afterwards.md"
LEDGER, VERSIONS, WITNESS = (
    f"bibliography/{name}" for name in ("anchors.yml", "versions.yml", "witnesses/lantern.txt")
)


_SITES: dict[frozenset[tuple[str, object]], dict[str, bytes]] = {}


def write(project: Path, folder: Path) -> tuple[Finding, ...]:
    """In the place of ``publish.write``: the site without books; of the same sources it is made once."""
    sources = frozenset(sources_of(project).items())
    if sources not in _SITES:
        _SITES[sources] = {output.uri: output.content for output in everything(assemble(read(project)))}
        _SITES[sources] |= pictures(sources_of(project))
    for uri, content in _SITES[sources].items():
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_bytes(content)
    return ()


@dataclass(frozen=True)
class World:
    """A project, the folder that it is released into, and a folder of somebody else's beside it."""

    top: Path

    @property
    def project(self) -> Path:
        return self.top / "project"

    @property
    def folder(self) -> Path:
        return self.top / "published"

    def copy(self, top: Path) -> World:
        shutil.copytree(self.top, top, symlinks=True, copy_function=shutil.copyfile)
        return World(top)

    def edit(self, file: str, *pairs: tuple[str, str]) -> None:
        path = self.project / file
        source = path.read_text("utf-8")
        for before, after in pairs:
            assert before in source, (file, before)
            source = source.replace(before, after)
        path.write_text(source, encoding="utf-8")

    def number(self, version: str, date: str) -> None:
        """Give the edition a version and a date."""
        path = self.project / "bibliography/edition.yml"
        source = re.sub(r"(?m)^version: .*$", f"version: {version}", path.read_text("utf-8"))
        path.write_text(re.sub(r"(?m)^date: .*$", f"date: {date}", source), encoding="utf-8")

    def record(self) -> None:
        """What ``edition anchors --write`` does."""
        for name, source in planned(read(self.project))[0].items():
            (self.project / name).write_text(source, encoding="utf-8")

    def release(self) -> tuple[Finding, ...]:
        return releasing.release(self.project, self.folder)

    def state(self) -> dict[str, dict[str, bytes]]:
        """Everything in all folders."""
        return {path.name: contents(path) for path in self.top.iterdir()}


def three_releases(top: Path) -> World:
    """A folder of three releases, and a project that is ready for the fourth."""
    world = World(top)
    shutil.copytree(TINY, world.project)
    (top / "precious").mkdir()
    (top / "precious/thesis.txt").write_text("years of work", encoding="utf-8")
    world.folder.mkdir()
    (world.folder / "CNAME").write_text("example.org\n", encoding="utf-8")
    steps: tuple[Callable[[World], None], ...] = (lambda _: None, _another_paragraph, _a_revision)
    for at, step in enumerate(steps, 1):
        world.number(f"0.{at}.0", f"200{at}-02-03")
        step(world)
        world.record()
        assert (findings := world.release()) == (), findings
    world.number("0.4.0", "2004-02-03")
    world.edit("docs/about/edition.md", ("Nothing here happened.", "Nothing here has happened."))
    world.record()
    return world


def _another_paragraph(world: World) -> None:
    world.edit(AFTER, ("its author.\n{: #p12 }\n", "its author.\n{: #p12 }\n\nIt is dark now.\n"))
    world.edit(WITNESS, ("its author.\n", "its author.\n\nIt is dark now.\n"))


def _a_revision(world: World) -> None:
    _change_words(world)
    path = world.project / LEDGER
    source = path.read_text("utf-8")
    revision = "  revisions:\n    - version: 0.3.0\n      reason: Clearer.\n"
    path.write_text(re.sub(r"(?m)^(p3:\n(?:  .*\n)+)", rf"\g<1>{revision}", source), encoding="utf-8")


def _change_words(world: World, after: str = "the engineers then called") -> None:
    before = "the engineers called" if after.startswith("the engineers then") else "the engineers then called"
    world.edit(ROCK, (before, after))
    world.edit(WITNESS, (before, after))


# --- Attacks -------------------------------------------------------------------------------------------------------


def files_of(world: World, rng: Random) -> Path:
    """Some file of the published folder."""
    return rng.choice(sorted(path for path in world.folder.rglob("*") if path.is_file() and path.name != "CNAME"))


def folders_of(world: World, rng: Random) -> Path:
    return rng.choice(sorted(path for path in world.folder.rglob("*") if path.is_dir()))


def manifests_of(world: World, rng: Random) -> Path:
    return rng.choice(sorted(world.folder.rglob(MANIFEST)))


def delete_file(world: World, rng: Random) -> None:
    files_of(world, rng).unlink()


def empty_file(world: World, rng: Random) -> None:
    files_of(world, rng).write_bytes(b"")


def alter_byte(world: World, rng: Random) -> None:
    path = files_of(world, rng)
    content = bytearray(path.read_bytes() or b"x")
    at = rng.randrange(len(content))
    content[at] ^= 1
    path.write_bytes(content)


def delete_line(world: World, rng: Random) -> None:
    _lines(rng.choice((files_of, manifests_of))(world, rng), rng, lambda line: b"")


def double_line(world: World, rng: Random) -> None:
    _lines(rng.choice((files_of, manifests_of))(world, rng), rng, lambda line: line + line)


def alter_line(world: World, rng: Random) -> None:
    _lines(rng.choice((files_of, manifests_of))(world, rng), rng, lambda line: line[::-1].strip() + b"\n")


def _lines(path: Path, rng: Random, change: Callable[[bytes], bytes]) -> None:
    rows = path.read_bytes().splitlines(keepends=True) or [b"\n"]
    at = rng.randrange(len(rows))
    rows[at] = change(rows[at])
    path.write_bytes(b"".join(rows))


def add_file(world: World, rng: Random) -> None:
    (folders_of(world, rng) / rng.choice(("a.html", "index.htm", "p12", ".hidden"))).write_text(
        "mine", encoding="utf-8"
    )


def add_folder(world: World, rng: Random) -> None:
    path = folders_of(world, rng) / rng.choice(("0.9.0", "mine", "id2"))
    path.mkdir(exist_ok=True)
    (path / "index.html").write_text("mine", encoding="utf-8")


def delete_folder(world: World, rng: Random) -> None:
    shutil.rmtree(folders_of(world, rng))


def delete_version(world: World, rng: Random) -> None:
    shutil.rmtree(version_of(world, rng))


def version_of(world: World, rng: Random) -> Path:
    return world.folder / "v" / rng.choice(("0.1.0", "0.2.0", "0.3.0"))


def rename_version(world: World, rng: Random) -> None:
    version_of(world, rng).rename(world.folder / "v" / rng.choice(("0.4.0", "0.1.1", "9.9.9", "old")))


def copy_version(world: World, rng: Random) -> None:
    shutil.copytree(version_of(world, rng), world.folder / "v" / rng.choice(("0.4.0", "0.0.9", "9.9.9")))


def swap_versions(world: World, rng: Random) -> None:
    one, other = rng.sample(sorted((world.folder / "v").glob("0.*")), 2)
    one.rename(world.folder / "v/aside")
    other.rename(one)
    (world.folder / "v/aside").rename(other)


def half_a_version(world: World, rng: Random) -> None:
    shutil.copytree(version_of(world, rng), world.folder / "v/0.4.0")
    for path in sorted((world.folder / "v/0.4.0").rglob("*.html"))[rng.randrange(60) :]:
        path.unlink()
    (world.folder / "v/0.4.0" / MANIFEST).unlink()


def alter_with_its_sums(world: World, rng: Random) -> None:
    """A file of a version is altered, and so are all sums above it."""
    version = version_of(world, rng)
    path = rng.choice(sorted(path for path in version.rglob("*.html")))
    path.write_bytes(path.read_bytes().replace(b"lamp", b"lump"))
    for manifest, file in ((version / MANIFEST, path), (version.parent / MANIFEST, version / MANIFEST)):
        name, total = file.relative_to(manifest.parent).as_posix(), sha256(file.read_bytes()).hexdigest()
        rows = [f"{total}  {name}" if row[66:] == name else row for row in manifest.read_text("utf-8").splitlines()]
        manifest.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def add_line_to_manifest(world: World, rng: Random) -> None:
    total = sha256(b"years of work").hexdigest()
    path = rng.choice(
        ("../precious/thesis.txt", "/etc/passwd", "a/../../precious/thesis.txt", "CNAME", "v/0.1.0/x", "")
    )
    with rng.choice(sorted(world.folder.rglob(MANIFEST))).open("a", encoding="utf-8") as file:
        file.write(f"{total}  {path}\n")


def pipe(world: World, rng: Random) -> None:
    """A named pipe, from which nothing ever comes, in the place of a file."""
    path = rng.choice((files_of, manifests_of))(world, rng)
    path.unlink()
    os.mkfifo(path)


def delete_manifest(world: World, rng: Random) -> None:
    manifests_of(world, rng).unlink()


def delete_manifest_and_file(world: World, rng: Random) -> None:
    shutil.rmtree(world.folder / "id" / rng.choice(("p1", "p3", "p12", "marsh")))
    (world.folder / MANIFEST).unlink()


def link_out(world: World, rng: Random) -> None:
    """A file or folder is moved out, and a link leads to it."""
    path = rng.choice((files_of, folders_of))(world, rng)
    path.rename(world.top / "precious/moved")
    path.symlink_to(world.top / "precious/moved")


def add_link(world: World, rng: Random) -> None:
    (folders_of(world, rng) / "link").symlink_to(world.top / "precious", target_is_directory=True)


def plant_journal(world: World, rng: Random) -> None:
    aside = world.folder / f".release-{rng.choice(('0.4.0', '0.3.0', '9.9.9', '../../precious', 'x'))}".replace(
        "/", "-"
    )
    aside.mkdir()
    total = sha256(b"years of work").hexdigest()
    (aside / MANIFEST).write_text(f"{total}  ../precious/thesis.txt\n{total}  index.html\n", encoding="utf-8")
    delete_file(world, rng)


def link_where_a_release_is_prepared(world: World, rng: Random) -> None:
    """The folder in which a release is prepared, or something in it, is a link to somebody else's folder or file."""
    aside = world.folder / ".release-0.4.0"
    name = rng.choice(("", "root", "new", "version", MANIFEST))
    if name:
        aside.mkdir()
    (aside / name).symlink_to(world.top / "precious" / ("thesis.txt" if name == MANIFEST else ""))


def bad_version(world: World, rng: Random) -> None:
    world.number(
        rng.choice(("../../precious", "/tmp", "1.0", "0.3.0", "0.2.9", "0.4.0/../x", "..", "1.0.0-a")), "2004-02-03"
    )


def bad_date(world: World, rng: Random) -> None:
    world.number("0.4.0", rng.choice(("2003-02-02", "1999", "2003-02")))


def delete_ledger_entry(world: World, rng: Random) -> None:
    path = world.project / LEDGER
    entries = path.read_text("utf-8").split("\n\n")
    del entries[rng.randrange(1, len(entries))]
    path.write_text("\n\n".join(entries), encoding="utf-8")
    if rng.random() < 0.7:
        world.record()


def delete_ledger_line(world: World, rng: Random) -> None:
    _lines(world.project / LEDGER, rng, lambda line: b"")
    if rng.random() < 0.7:
        world.record()


def other_words_for_an_anchor(world: World, rng: Random) -> None:
    """Words are changed, and the ledger made to agree: it is as if nothing had been published before."""
    _change_words(world, "the sailors called")
    path = world.project / LEDGER
    source = path.read_text("utf-8")
    if rng.random() < 0.5:
        source = re.sub(r"(?m)^p3:\n(?:  .*\n)+", "", source)
    else:
        now = {entry.key: entry for entry in planned(read(world.project))[2]}
        total = sha256(b"x").hexdigest()[:12] if "p3" not in now else now["p3"].words
        source = re.sub(r"(?m)^(p3:\n(?:  .*\n)*?  words: ).*$", rf"\g<1>{total}", source)
    path.write_text(source, encoding="utf-8")
    world.record()


def anchors_exchanged(world: World, rng: Random) -> None:
    """Two paragraphs take each other's anchors, and so do their entries."""
    for file in (ROCK, LEDGER):
        path = world.project / file
        source = path.read_text("utf-8").replace("p3", "p99").replace("p7", "p3").replace("p99", "p7")
        path.write_text(source, encoding="utf-8")


def spoil_versions(world: World, rng: Random) -> None:
    _lines(world.project / VERSIONS, rng, lambda line: rng.choice((b"", line.replace(b"0.", b"1."), line[:-3] + b"\n")))


def forget_a_version(world: World, rng: Random) -> None:
    path = world.project / VERSIONS
    entries = path.read_text("utf-8").split("\n\n")
    del entries[rng.randrange(1, len(entries))]
    path.write_text("\n\n".join(entries), encoding="utf-8")
    if rng.random() < 0.5:
        shutil.rmtree(version_of(world, rng))


ATTACKS: tuple[Callable[[World, Random], None], ...] = (
    *(delete_file, empty_file, alter_byte, delete_line, double_line, alter_line, add_file, add_folder, delete_folder),
    *(delete_version, rename_version, copy_version, swap_versions, half_a_version, alter_with_its_sums),
    *(add_line_to_manifest, pipe, delete_manifest, delete_manifest_and_file, link_out, add_link, plant_journal),
    link_where_a_release_is_prepared,
    *(bad_version, bad_date, delete_ledger_entry, delete_ledger_line, other_words_for_an_anchor, anchors_exchanged),
    *(spoil_versions, forget_a_version),
)

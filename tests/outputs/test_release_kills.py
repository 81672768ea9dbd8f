"""A release that is killed at any step leaves a whole site, and the next release finishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import attacker
from attacker import World
from edition.build import publish, release_folder
from edition.build.release import verified
from folders import contents
from small_edition import METADATA


class Killed(BaseException):
    """What no code catches."""


class Killer:
    """Raises ``Killed`` at the n-th step that changes files; a file that was about to be written is written in half."""

    STEPS = ("replace", "rename", "write_bytes", "mkdir", "unlink", "rmdir")

    def __init__(self, patch: pytest.MonkeyPatch, last: int) -> None:
        self.steps, self.last = 0, last
        for name in self.STEPS:
            patch.setattr(Path, name, self._counted(name, getattr(Path, name)))
        patch.setattr(release_folder, "rmtree", self._counted("rmtree", shutil.rmtree))

    def _counted(self, name: str, step: Callable[..., object]) -> Callable[..., object]:
        def counted(path: Path, *arguments: object, **named: object) -> object:
            if "published" in Path(path).parts or "bibliography" in Path(path).parts:
                self.steps += 1
                if self.steps == self.last:
                    if name == "write_bytes":
                        with path.open("wb") as file:
                            file.write(bytes(arguments[0])[: len(bytes(arguments[0])) // 2])  # type: ignore[call-overload]
                    raise Killed
            return step(path, *arguments, **named)

        return counted


class Second(NamedTuple):
    """A small project with one release, ready for the second; what the second makes, and in how many steps."""

    world: World
    made: dict[str, dict[str, bytes]]
    steps: int

    def killed(self, top: Path, last: int) -> World:
        """A copy in which the second release was killed at its n-th step."""
        copy = self.world.copy(top)
        with pytest.MonkeyPatch.context() as patch:
            Killer(patch, last)
            with pytest.raises(Killed):
                copy.release()
        return copy


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Second]:
    world = World(tmp_path_factory.mktemp("small") / "world")
    for name, words in {
        "mkdocs.yml": "site_name: Small\ntheme: edition\nplugins: [edition]\n",
        "bibliography/edition.yml": METADATA,
        "docs/index.md": "---\ntitle: Small\n---\n\nWelcome.\n",
        "docs/about/a.md": "---\ntitle: A\n---\n\nWords.\n",
        "docs/essay/01-first.md": "---\ntitle: First\n---\n\nOne.\n",
    }.items():
        (world.project / name).parent.mkdir(parents=True, exist_ok=True)
        (world.project / name).write_text(words, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "write", attacker.write)
        world.record()
        assert world.release() == ()
        world.number("1.2.0", "2002-02-03")
        (world.project / "docs/about/a.md").rename(world.project / "docs/about/b.md")
        copy = world.copy(tmp_path_factory.mktemp("second") / "world")
        with pytest.MonkeyPatch.context() as counted:
            killer = Killer(counted, 0)
            assert copy.release() == ()
        yield Second(world, copy.state(), killer.steps)


SHARES = 12
"""A release is killed at so many steps, spread over all of them, and at each of the last ones."""


@pytest.mark.parametrize("share", range(2 * SHARES))
def test_a_killed_release_is_finished(second: Second, tmp_path: Path, share: int) -> None:
    spread = share < SHARES
    killed = second.killed(
        tmp_path / "world", 1 + share * second.steps // SHARES if spread else second.steps - share + SHARES
    )
    before, made, after = contents(second.world.folder), second.made["published"], contents(killed.folder)
    assert all(after.get(path) == content for path, content in before.items() if path.startswith("v/1.1.0/"))
    root = {path: content for path, content in after.items() if not path.startswith((".", "v/"))}
    assert all(content in (before.get(path), made.get(path)) for path, content in root.items()), "a page is whole"
    assert (before.keys() & made.keys()) <= after.keys(), "a page that both versions have is there"
    assert killed.release() == ()
    assert killed.state() == second.made


@pytest.mark.parametrize("share", range(0, SHARES, 4))
def test_after_a_kill_the_sources_may_change(second: Second, tmp_path: Path, share: int) -> None:
    killed = second.killed(tmp_path / "world", 1 + share * second.steps // SHARES)
    killed.edit("docs/about/b.md", ("Words.", "Other words."))
    assert killed.release() == ()
    assert verified(killed.folder)[0] == ()
    assert b"Other words." in (killed.folder / "v/1.2.0/about/b.html").read_bytes()
    assert not list(killed.folder.glob(".release-*"))


def test_an_interrupted_release_comes_before_the_next(second: Second, tmp_path: Path) -> None:
    killed = second.killed(tmp_path / "world", second.steps - 20)
    assert "r-unfinished" in {finding.code for finding in verified(killed.folder)[0]}
    killed.number("1.3.0", "2003-02-03")
    killed.record()
    before = killed.state()
    assert "r-unfinished" in {finding.code for finding in killed.release()}
    assert killed.state() == before

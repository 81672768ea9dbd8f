"""A site is exchanged for the old one as a whole; what the engine did not write stays in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile

import pytest

from edition.build import publication, site_folder
from folders import contents

OLD = {"a.html": b"a", "b/b.html": b"b", "gone/c.html": b"c"}
NEW = {"a.html": b"new a", "d/d.html": b"d"}
FOREIGN = {".git/config": b"mine", "CNAME": b"example.org", "b/.keep": b"mine", "gone/.keep": b"mine"}


def laid(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def published(project: Path) -> dict[str, bytes]:
    """A site in the place of an old one, ``gone/c.html`` no longer in it."""
    site, cache = project / "site", project / ".cache"
    laid(site, OLD | FOREIGN)
    site_folder.record(site, OLD)
    cache.mkdir()
    with publication.new_folder(cache) as folder:
        laid(folder, NEW)
        assert publication.publish(project, cache, folder, site, NEW, {"a.html", "b/b.html", "d/d.html"}) == ()
    assert list(cache.iterdir()) == []
    return {name: content for name, content in contents(site).items() if name != site_folder.RECORD}


EXPECTED = {**NEW, "b/b.html": b"b", **FOREIGN}


def test_a_site_is_exchanged_as_a_whole(tmp_path: Path) -> None:
    assert published(tmp_path) == EXPECTED
    assert site_folder.recorded(tmp_path / "site") == {"a.html", "b/b.html", "d/d.html"}


def test_where_folders_cannot_be_exchanged_files_are_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(publication, "_exchange", refused)
    assert published(tmp_path) == EXPECTED


def test_what_can_be_written_nowhere_holds_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publishing, record = tmp_path / ".cache" / publication.PUBLISHING, site_folder.record

    def full(site: Path, files: Iterable[str]) -> None:
        if publishing.exists():
            raise OSError
        record(site, files)

    monkeypatch.setattr(site_folder, "record", full)
    with pytest.raises(OSError):  # noqa: PT011 (it says nothing)
        published(tmp_path)
    assert not publishing.exists()
    assert contents(tmp_path / "site").items() >= {**OLD, **FOREIGN}.items()


@pytest.mark.parametrize("seen", [True, False])
def test_files_of_another_project_are_not_taken_for_unchanged(tmp_path: Path, seen: bool) -> None:
    site, cache = tmp_path / "site", tmp_path / ".cache"
    laid(site, OLD)
    site_folder.record(site, OLD)
    was = publication.identity(site) if seen else ()
    site.rename(tmp_path / "before")
    laid(site, dict.fromkeys(OLD, b"of another"))
    site_folder.record(site, OLD)
    cache.mkdir()
    with publication.new_folder(cache) as folder:
        laid(folder, NEW)
        findings = publication.publish(tmp_path, cache, folder, site, NEW, {*NEW, "b/b.html"}, was)
    assert [finding.code for finding in findings] == ["f-in-the-way"] * seen
    assert ((site / "a.html").read_bytes() == b"of another") is seen


@pytest.mark.parametrize("room", [0, 1, 2])
def test_a_disk_that_fills_up_keeps_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    copied: list[str] = []

    def elsewhere(*_: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    def copy(source: str, target: str) -> None:
        if len(copied) == room:
            raise OSError(errno.ENOSPC, "no room", source, None, target)
        copied.append(copyfile(source, target))

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", elsewhere)
        patch.setattr(site_folder, "copyfile", copy)
        if room < len(NEW):
            with pytest.raises(OSError, match="no room"):
                published(tmp_path)
            whole = {**OLD, **FOREIGN}
        else:
            assert published(tmp_path) == EXPECTED
            whole = EXPECTED
    assert {k: v for k, v in contents(tmp_path / "site").items() if k != site_folder.RECORD} == whole
    assert list((tmp_path / ".cache").iterdir()) == []


@pytest.mark.parametrize("step", ["_clear", "_move_others", "_exchange"])
def test_what_was_interrupted_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(publication, step, killed)
        with pytest.raises(KeyboardInterrupt):
            published(tmp_path)
    assert publication.finish(tmp_path, tmp_path / ".cache") == ()
    assert {k: v for k, v in contents(tmp_path / "site").items() if k != site_folder.RECORD} == EXPECTED

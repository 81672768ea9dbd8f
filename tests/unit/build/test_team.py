"""Work divided among processes comes out as it would from one, and no failure is lost."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable

import pytest

from edition.build import workers
from edition.build.workers import Team


def doubled(numbers: Iterable[int]) -> Generator[int | None, int, None]:
    """Twice each number; then, when it was told another, each times that."""
    own = list(numbers)
    yield from (2 * number for number in own)
    times = yield None
    yield from (times * number for number in own)


@pytest.fixture(params=[1, 2, 3])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(workers, "_processors", lambda: request.param)
    return int(request.param)


@pytest.mark.parametrize("count", [0, 1, 2, 50, 9_000])
def test_all_is_done_in_every_phase(size: int, count: int) -> None:
    several = Team(doubled, range(count), seconds=1.0)
    assert sorted(several.results()) == [2 * number for number in range(count)]
    several.tell(10)
    assert sorted(several.results()) == [10 * number for number in range(count)]


def test_little_work_is_done_here(size: int) -> None:
    assert Team(doubled, range(5), seconds=0.001).workers == {}


def failing(numbers: Iterable[int]) -> Generator[int, None, None]:
    for number in numbers:
        if number == 3:
            raise ValueError("three")
        yield number


def test_what_one_meets_with_is_raised(size: int) -> None:
    with pytest.raises(ValueError, match="three"):
        list(Team(failing, range(8), seconds=1.0).results())


def dying(numbers: Iterable[int]) -> Generator[int, None, None]:
    yield from numbers
    os._exit(3)


def test_a_process_that_dies_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    with pytest.raises(ChildProcessError):
        list(Team(dying, range(8), seconds=1.0).results())

"""The long form: mutated projects, kills, builds at once and attacks on releases, for so many minutes, by seeds."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

import kills  # noqa: E402
import projects  # noqa: E402
import together  # noqa: E402

import attacker  # noqa: E402
from edition.build import publish  # noqa: E402
from folders import TINY  # noqa: E402


def main() -> int:
    """Work through the four rounds, or try one seed again; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="half for projects, a quarter for kills")
    parser.add_argument("--first", type=int, default=1, help="the first seed of the projects; that of the other rounds")
    parser.add_argument("--seed", type=int, help="try one mutated project again, and keep it")
    given = parser.parse_args()
    if given.seed is not None:
        folder = Path.cwd() / f"torture-{given.seed}"
        shutil.rmtree(folder, ignore_errors=True)
        print(projects.shown(given.seed, folder))
        return 0
    seconds = given.minutes * 60
    report = projects.run(given.first, time.monotonic() + seconds / 2)
    print(report, flush=True)
    with TemporaryDirectory() as temporary:
        top = Path(temporary)
        wrong = _kills(top / "kills", given.first, seconds / 4)
        wrong += _together(top / "together", seconds / 8)
        wrong += _attacks(top / "attacks", given.first, seconds / 8)
    print(*wrong, sep="\n")
    return 1 if report.failures or wrong else 0


def _kills(top: Path, seed: int, seconds: float) -> list[str]:
    top.mkdir()
    killer = kills.Killer(top, seed)
    done = list(kills.rounds(killer, time.monotonic() + seconds))
    print(f"{len(done)} kills, {sum(line.endswith('killed') for line in done)} before the end", flush=True)
    return killer.mixed


def _together(project: Path, seconds: float) -> list[str]:
    shutil.copytree(TINY, project)
    kills.built(project)
    wrong: list[str] = []
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        number += 1
        wrong += together.round_of(project, f"Round {number} begins.")
    site = kills.contents(project / "site")
    for folder in ("site", ".cache"):
        shutil.rmtree(project / folder)
    wrong += (
        [] if kills.built(project) == site else ["after builds at once the site is not that of a build from nothing"]
    )
    print(f"{number} rounds of three builds and a server", flush=True)
    return wrong


def _attacks(top: Path, seed: int, seconds: float) -> list[str]:
    """Attack a folder of releases, then release: what is promised in it may not have become other than it was."""
    publish.write = attacker.write  # without books
    world = attacker.three_releases(top / "world")
    rng, until, number = Random(seed), time.monotonic() + seconds, 0
    wrong: list[str] = []
    while time.monotonic() < until:
        number += 1
        attack = rng.choice(attacker.ATTACKS)
        attacked = world.copy(top / f"world-{number}")
        attack(attacked, rng)
        before = attacked.state()
        try:
            refused = attacked.release()
        except Exception as error:  # noqa: BLE001
            wrong.append(f"{attack.__name__}: {error!r}")
            continue
        after = attacked.state()
        if refused and after != before:
            wrong.append(f"{attack.__name__}: the release was refused and something was written")
        if before.get("precious") != after.get("precious"):
            wrong.append(f"{attack.__name__}: something was written outside")
        shutil.rmtree(attacked.top)
    print(f"{number} attacks on releases", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())

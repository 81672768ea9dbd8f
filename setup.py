"""Puts the edition of the tests into the built package, where ``edition new --example`` copies it from."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithExample(build_py):
    """Builds the package with the example in it."""

    def run(self) -> None:
        """Build, then copy; a build in place needs no copy."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib, "edition", "authoring", "example")
            source = Path(__file__).parent / "tests" / "edition"
            copytree(source, target, dirs_exist_ok=True, ignore=ignore_patterns(".*", "output"))


setup(cmdclass={"build_py": BuildWithExample})

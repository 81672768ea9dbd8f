"""Every derived function of a section is computed with the others, before the trees of the section are dropped."""

from __future__ import annotations

import inspect
from importlib import import_module

from edition.build.cache import ENGINE
from edition.build.incremental import SECTION_FUNCTIONS


def test_the_list_is_complete() -> None:
    modules = (".".join(path.relative_to(ENGINE.parent).with_suffix("").parts) for path in ENGINE.rglob("*.py"))
    values = [value for name in modules for value in vars(import_module(name.removesuffix(".__init__"))).values()]
    derived = {value for value in values if hasattr(value, "derives")}
    assert len(derived) > 20
    of_sections = {f for f in derived if [*inspect.signature(f).parameters][:2] == ["edition", "section"]}
    assert of_sections == set(SECTION_FUNCTIONS)

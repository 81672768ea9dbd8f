"""Pure functions of an edition whose results are kept with it: each is computed once for the same arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from edition.model.edition import Edition

T = TypeVar("T")
P = ParamSpec("P")


class Memo:
    """The results of derived functions, by function and arguments. Every edition has one of its own."""

    def __init__(self) -> None:
        self.results: dict[tuple[object, object], Any] = {}

    def call(self, function: Callable[..., Any], edition: Edition, arguments: tuple[object, ...]) -> Any:
        """The result of a function of an edition, computed at its first call."""
        key = (function, arguments)
        if key not in self.results:
            self.results[key] = function(edition, *arguments)
        return self.results[key]


def derived(function: Callable[Concatenate[Edition, P], T]) -> Callable[Concatenate[Edition, P], T]:
    """Compute a pure function of an edition once for the same (hashable, positional) further arguments."""

    @wraps(function)
    def once(edition: Edition, *arguments: P.args, **_: P.kwargs) -> T:
        result: T = edition.memo.call(function, edition, arguments)
        return result

    once.derives = function  # type: ignore[attr-defined]
    return cast("Callable[Concatenate[Edition, P], T]", once)

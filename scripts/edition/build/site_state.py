"""How the last build left the folder of a site: what it was built from, and the state of each file in it."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from edition.build.cache import Cache, engine
from edition.build.site_folder import folders_of

NAME = "site state"
Stamp = tuple[int, int, int]
"""Size, time of the last change, inode: a file that was put in another's place has another."""


class SiteState:
    """The state of a folder as the cache has it. ``fingerprint`` is that of the sources; nothing if none is known."""

    def __init__(self, cache: Cache, site: Path) -> None:
        self.cache, self.site = cache, site
        known: tuple[str, str, dict[str, Stamp]] = cache.get(NAME, engine()) or ("", "", {})
        _, self.fingerprint, self.stamps = known if known[0] == str(site) else ("", "", {})

    @cached_property
    def untouched(self) -> bool:
        """Whether no file or folder of the site was touched since."""
        try:
            return bool(self.stamps) and all(_stamp(f"{self.site}/{uri}") == was for uri, was in self.stamps.items())
        except OSError:
            return False

    def forget(self) -> None:
        """From now on the site is not as it was left."""
        self.cache.discard(NAME)

    def remember(self, fingerprint: str, changed: Collection[str], gone: Collection[str]) -> None:
        """Keep what a finished site was built from, and the stamps of its files and folders (but not of the many
        folders below ``id``); those of files neither changed nor gone are known. Folders are new in each site."""
        stamps = dict(self.stamps) if self.untouched else {}
        uris = (uri for uri in (*stamps, *changed, *gone) if not uri.startswith("id/"))
        folders = {folder for uri in uris for folder in folders_of(uri)}
        for uri in {*changed, *folders, "", *gone}:  # nothing: the folder of the site itself
            try:
                stamps[uri] = _stamp(f"{self.site}/{uri}")
            except OSError:
                stamps.pop(uri, None)
        self.cache.put(NAME, engine(), (str(self.site), fingerprint, stamps))


def _stamp(path: str) -> Stamp:
    stat = os.stat(path)  # noqa: PTH116 (asked of every file of the site: a Path would cost more than the asking)
    return stat.st_size, stat.st_mtime_ns, stat.st_ino

"""The words of the interface, as gettext has them: English in the code, a catalogue for each other language.

A module that writes words a reader will see takes its functions from here and names them as gettext does, so that
the extractor of catalogues finds them::

    _ = messages(language).gettext
    _("Contents")
    messages(language).ngettext("%(n)d note", "%(n)d notes", n) % {"n": n}
    messages(language).pgettext("of a word", "Mentions")
"""

from __future__ import annotations

import gettext
from functools import cache


@cache
def messages(language: str) -> gettext.NullTranslations:
    """The messages in a language (a BCP 47 tag); a message without a translation stays English."""
    return gettext.NullTranslations()

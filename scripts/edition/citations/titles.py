"""Titles in words: with subtitle, short, in quotation marks and within those of others."""

from __future__ import annotations

import re

from edition.citations.punctuation import with_punctuation
from edition.model.messages import IN_ENGLISH, Messages, with_first
from edition.model.tree import Fragment, cut, respelled, text
from edition.model.works import Work

_ARTICLE = re.compile(r"^(?:The|An|A)\s+(?=\S)")
_SURE_ARTICLE = re.compile(r"^(?:The\s+(?=\S)|An?\s+(?=[^\Wa-z])(?!\w*[^\x00-\x7f]))")
_CLOSING = {"“": "”", "‘": "’", "„": "“”", "‚": "‘’"}
"""Opening quotation mark → those that may close it."""
_MARKS = ("“‘", "”’", "„‚")
"""The same mark double and single."""


def joined_title(title: str, subtitle: str) -> str:
    """Title and subtitle as one: with a colon between them, unless the title ends in ``?`` or ``!``."""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title.endswith(("?", "!")) else f"{title}: {subtitle}"


def joined_words(title: Fragment, subtitle: Fragment, addon: Fragment = ()) -> Fragment:
    """The same of titles with markup; an addition to the title, such as a part of it or “in verse”, follows a stop."""
    if title and subtitle:
        title = (*title, " " if text(title).endswith(("?", "!")) else ": ", *subtitle)
    title = title or subtitle
    if title and addon:
        return (*with_punctuation(title, "."), " ", *addon)
    return title or addon


def whole_title(work: Work, of: str = "") -> Fragment:
    """The title of a work with its subtitle and what is added to it; or, ``of`` its ``container_`` or ``main_``, that
    of what it stands in, or of the whole of which that is a volume."""
    return joined_words(*(work.words(f"{of}{part}") for part in ("title", "subtitle", "title_addon")))


def short_title(work: Work) -> str:
    """The title for a short note: ``short_title`` where the editor gives one, else the title without a leading English
    article, without the subtitle and without what follows a colon."""
    return text(short_title_in_words(work))


def short_title_in_words(work: Work) -> Fragment:
    """The same with its markup."""
    if work.short_title:
        return work.words("short_title")
    name = "main_title" if work.main_title and not work.container_title else "title"
    title = work.words(name)
    words = text(title)
    start = len(words) - len(without_article(words, work.language))
    colon = words.find(": ")
    title = cut(title, start, len(words[:colon].rstrip()) if colon > start else len(words))
    return respelled(title, with_first(text(title), str.upper)) if start else title


def without_article(title: str, language: str = "") -> str:
    """A title without a leading English article, if it is in English as far as is known: “A propos” may be French."""
    if language and language.partition("-")[0] not in ("en", "eng", "english"):
        return title
    return (_ARTICLE if language else _SURE_ARTICLE).sub("", title, count=1)


def quoted(words: str, language: Messages = IN_ENGLISH) -> str:
    """Words in the quotation marks of a language, those in them in turn."""
    opening, closing, *inner = quotation_marks(language)
    words = words.replace(opening, inner[0]).replace(closing, inner[1]) if "«" in opening else words
    return text(in_quotation_marks((words,), language))


def in_quotation_marks(title: Fragment, language: Messages) -> Fragment:
    """A title in the quotation marks of a language, those in it in turn."""
    opening, closing, *inner = quotation_marks(language)
    if "«" not in opening:
        return (opening, *nest_quotation_marks(title, 1), closing)
    title = nest_quotation_marks(title, 0)
    return (opening, *respelled(title, text(title).translate({ord("«"): inner[0], ord("»"): inner[1]})), closing)


def quotation_marks(language: Messages) -> list[str]:
    """The quotation marks of a language: opening and closing, then those that stand within others."""
    # Translators: opening and closing quotation marks, with a | between them, then those within others.
    return language.pgettext("quotation marks", "“|”|‘|’").split("|")


def nest_quotation_marks(words: Fragment | str, depth: int) -> Fragment:
    """The words with their quotation marks double and single in turn, for a place inside ``depth`` pairs of others.

    An apostrophe is the same character as a closing single mark: it closes nothing where a letter follows. German
    marks (``„Wasser“``) stay German; guillemets stay as they are.
    """
    fragment = (words,) if isinstance(words, str) else words
    flat = text(fragment)
    return respelled(fragment, _nested(flat, depth)) if re.search("[“”‘„‚]", flat) else fragment


def _nested(words: str, depth: int) -> str:
    result = []
    opened: list[str] = []
    for index, character in enumerate(words):
        follows_letter = words[index + 1 : index + 2].isalnum()
        level = (depth + len(opened)) % 2
        if opened and character in _CLOSING[opened[-1]] and not follows_letter:
            opened.pop()
            result.append(_in_turn(character, 1 - level))
        elif character in _CLOSING:
            opened.append(character)
            result.append(_in_turn(character, level))
        else:
            result.append(character)
    return "".join(result)


def _in_turn(mark: str, level: int) -> str:
    """A quotation mark as double (0) or single (1)."""
    return next((pair[level] for pair in _MARKS if mark in pair), mark)

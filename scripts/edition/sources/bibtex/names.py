"""The names of BibTeX: several with “and” between them, each in its parts or in biblatex's extended form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.model.bibtex_fields import INSTITUTIONS, OTHER_PARTS_OF_NAMES
from edition.model.works import OTHERS, Name
from edition.sources.latex import decoded

if TYPE_CHECKING:
    from bibtexparser.middlewares.names import NameParts

_SUFFIX = re.compile(
    r"(?:Jr|Sr|Esq|Jun|Sen|Ph\.?D|M\.?D)\.?|I{2,3}|IV|VI{0,3}|IX|X{1,2}(?:IV|IX|VI{0,3}|I{1,3})|[2-9](?:nd|rd|th)",
    re.IGNORECASE,
)
_IS_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix|middle)(?:-i)?\s*=")
_EXTENDED = re.compile(r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\"[^\"]*\"|[^,{}\"])+")
_PART = re.compile(r"\s*([A-Za-z-]+)\s*=\s*(.*?)\s*", re.DOTALL)
_EXTENDED_PARTS = {"family": "family", "given": "given", "middle": "middle", "prefix": "particle", "suffix": "suffix"}
_AND_OTHERS = re.compile(
    r"^\W?al\.\W?$|(?:^|,?\s+)\W?(?:et\.?\s+al(?:ii|ia)?\b\.?|(?-i:[ue]\.\s?a\.))\W?$|^\W?(?:\d+\s+)?others\W?$",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\s*\((?:(?:eds?|editors?|hrsg|hg|trans|transl|comp)\b\.?|[*†]?\s*\d\d[\d.]{1,2}[^()]*)\)|\s+\d{4}$|"
    r"\s*\[(?:Verf|Hrsg|Hg|Herausg|Übers|Mitw|Bearb|Illustr)\w*\.?\]|"
    r",\s*(?-i:eds?\.|Hrsg\.|Hg\.)$|^(?:eds?\. by|edited by|transl?\. by|translated by|(?:hrsg|hg)\.(?: von)?)\s+",
    re.IGNORECASE,
)
"""A role, the years of a life, or the number by which DBLP tells persons of one name apart."""
_BETWEEN = re.compile(r";|\s(?:\{?\\?&\}?|[/|+–—-]|und(?!\s+zu[mr]?\s)|et|with)\s|,.*\s[ye]\s.*,")
"""What stands between persons where “and” should."""
_SIMPLE = re.compile(r"([A-Z][a-zA-Z]+), (?!(?:Inc|Ltd|LLC|GmbH)\b)((?:[A-Z][a-z]*\.?[ -]?)+(?<![ -]))")
"""Family and given names of which nothing more is to be found out; most are such."""
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_EAST_ASIAN = re.compile(r"{0}\s{0}".format(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"))
_WITH_INITIALS = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]{2,})* (?:[A-Z]\.?-?){1,3}")
"""A whole name as lists in medicine have it: Marsh AB."""
_INITIAL = re.compile(r"[^\W\d_]\.?(?:\s|$)")
_INNER_INITIAL = re.compile(r"\s[^\W\d_]\.\s")
_NO_SUFFIX = re.compile(r"(?!Junior|Senior|Esquire|Filho|Neto|Baron|Lord|Sir|Père)[^\W\d_a-zà-ÿ][a-zà-ÿ]{2,}")
_WITHIN_FAMILY = re.compile(r"(?<!\S)[^\W\d_a-zà-ÿ]")
_INSTITUTION = re.compile(rf"\b(?:{'|'.join(INSTITUTIONS)})\b|\b(?:Co|Bros|Cie)\.", re.IGNORECASE)
"""A noun that no name of a person has."""


class BadName(Exception):
    """What stands for a name is none; its words say why. ``name`` is what it is read as all the same, if anything."""

    def __init__(self, reason: str, *names: Name) -> None:
        super().__init__(reason)
        self.names = names


def split(value: str) -> list[str]:
    """The names of a value as they are written; an “and” without a name beside it leaves an empty one."""
    value = value.strip()
    empty = [""] * bool(re.match(r"and(?:\s|$)", value, re.IGNORECASE))
    last = [""] * bool(re.search(r"\sand$", value, re.IGNORECASE))
    value = re.sub(r"^and(?:\s+|$)|\s+and$", "", value, flags=re.IGNORECASE)
    if "{" not in value:
        return [*empty, *(name.strip() for name in _AND.split(value)), *last]
    from bibtexparser.middlewares.names import split_multiple_persons_names  # slow, to import too

    parts = split_multiple_persons_names(value)
    return [*empty, *(name.strip() for name in parts), *last]


def in_spoken_order(sources: list[str]) -> bool:
    """Whether one of several names, which has several words, is written in spoken order."""
    return any(" " in source and "," not in source and "{" not in source for source in sources)


@lru_cache(maxsize=16_384)
def name(source: str, in_list: bool = False) -> Name:
    """A name in its parts, which are split before their LaTeX is decoded; ``in_list``: others beside it stand in spoken
    order. Raises ``BadName``."""
    if (simple := _SIMPLE.fullmatch(source)) and not _SUFFIX.fullmatch(simple[2]):
        return Name(simple[1], simple[2])
    if not source:
        raise BadName("an “and” has no name beside it")
    if source.lower() == "others":
        return OTHERS
    if _is_braced(source) and not _AND_OTHERS.match(source):
        if not decoded(source).strip():
            raise BadName("it is empty")
        return Name(literal=decoded(source).strip())
    if _IS_EXTENDED.match(source):
        return _extended(source)
    if match := _AND_OTHERS.search(source):
        raise BadName("“et al.” is no name", *((name(source[: match.start()]),) if match.start() else ()), OTHERS)
    if source.endswith(","):
        raise BadName("it ends in a comma", name(source.rstrip(" ,"), in_list))
    outside = re.sub(r"\{(?!\\?&\})[^{}]*\}", "", source)
    if match := _NO_PART.search(outside):
        words = match[0].strip()
        rest = source.replace(words, "", 1).strip(" ,")  # the same, where a group stands within the words
        raise BadName(f"{words} is no part of it", name(rest) if rest != source else Name(literal=decoded(source)))
    if _BETWEEN.search(outside):
        raise BadName("it has a sign between persons that is not “and”", Name(literal=decoded(source)))
    if _INSTITUTION.search(outside) and ("," not in outside or re.search(r",\s*(?:Inc|Ltd|LLC|GmbH)\b", outside)):
        raise BadName("it seems to be that of an institution", Name(literal=decoded(source)))
    return _in_parts(source, in_list)


def _is_braced(source: str) -> bool:
    """Whether one pair of braces holds the whole."""
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", source):
        depth += 1 if match[0] == "{" else -1
        if depth <= 0:
            return source.startswith("{") and match.end() == len(source) and depth == 0
    return False


def _parsed(source: str) -> NameParts:
    """The parts of a name as BibTeX divides it. Raises ``BadName``."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    try:
        parts = parse_single_name_into_parts(source)
    except InvalidNameError as error:
        reason = error.reason[:1].lower() + error.reason[1:].rstrip(".")
        raise BadName(reason, Name(literal=decoded(source))) from None
    if not parts.last or "and" in parts.von or "and" in parts.first:
        raise BadName("there is an “and” too many", Name(literal=decoded(source)))
    return parts


def _in_parts(source: str, in_list: bool) -> Name:
    """A name of BibTeX in its parts; ``in_list`` as for ``name``.

    Raises BadName, with what can be made of it, if it seems to be several names or has words that belong to none.
    """
    if _EAST_ASIAN.fullmatch(source):  # without a comma the family name is the first
        source = ", ".join(source.split())
    parts = _parsed(source)
    family, given, particle, suffix = (" ".join(part) for part in (parts.last, parts.first, parts.von, parts.jr))
    if match := _WITHIN_FAMILY.search(particle):  # Ortega y Gasset, which BibTeX takes for a Gasset; de la Cruz y Ríos
        particle, family = particle[: match.start()].rstrip(), f"{particle[match.start() :]} {family}"
    ends_with_suffix = _SUFFIX.fullmatch(family) is not None and "," not in source
    if ends_with_suffix and len(parts.first) == 1:  # Elizabeth II
        return Name(literal=decoded(source))
    if ends_with_suffix and parts.first:  # Ada Marsh Jr.
        family, given, suffix = parts.first[-1], " ".join(parts.first[:-1]), family
    elif _SUFFIX.fullmatch(given):
        family, given, suffix = _with_suffix(parts.last, family, given, suffix)
    if suffix and given[:1].isdigit():  # Marsh, Ada, 1840–1901
        raise BadName(f"{given} is no part of it", Name(decoded(family), decoded(suffix), decoded(particle)))
    if (len(parts.jr) > 1 and len(parts.last) > 1) or _are_several(family, given, suffix):
        raise BadName("it is several persons with commas between them", Name(literal=decoded(source)))
    if len(parts.first) > 1 and _are_two(family, given, in_list):
        raise BadName("it is two persons with a comma between them", Name(literal=decoded(source)))
    if _has_open_bracket(family, given, particle):
        raise BadName("its brackets hold several parts of it", Name(literal=decoded(source)))
    family, given, particle, suffix = map(decoded, (family, given, particle, suffix))
    return Name(family, given, particle, suffix)


def _are_several(family: str, given: str, suffix: str) -> bool:
    """Whether what commas divide seem to be persons: ``Marsh K, Reed AB, Hale C``; ``Marsh, Reed, Hale``."""
    initials = _WITH_INITIALS.fullmatch(family) and (
        _WITH_INITIALS.fullmatch(given) or _WITH_INITIALS.fullmatch(suffix)
    )
    return bool(initials or _NO_SUFFIX.fullmatch(suffix))


def _has_open_bracket(*parts: str) -> bool:
    return any(part.count("[") != part.count("]") for part in parts)


def _are_two(family: str, given: str, in_list: bool) -> bool:
    """Whether what stands before and behind a comma seem to be two persons: ``Jane Doe, Ann Roe``."""
    initials = in_list or _INNER_INITIAL.search(family) or (_INITIAL.match(family) and _INITIAL.match(given))
    return bool(initials and " " in re.sub(r"\{[^{}]*\}", "", family))


def _with_suffix(last: list[str], family: str, given: str, suffix: str) -> tuple[str, str, str]:
    """Family name, given name and suffix, where the suffix is written in place of the given name."""
    if suffix:  # Marsh, Jr., Ada
        return family, suffix, given
    if len(last) > 1:  # Ada Marsh, Jr.
        return last[-1], " ".join(last[:-1]), given
    return family, given, suffix


def _extended(source: str) -> Name:
    """A name in biblatex's extended form: ``family=Berg, given=Jan, prefix=van der``."""
    parts: dict[str, str] = {}
    family_first = False
    for piece in _EXTENDED.findall(source):
        match = _PART.fullmatch(piece)
        key = match[1].lower() if match else ""
        if match and key in _EXTENDED_PARTS:
            value = match[2].removeprefix('"').removesuffix('"')
            parts[_EXTENDED_PARTS[key]] = decoded(value).strip()
        elif match and key == "static-ordering":
            family_first = match[2].lower() == "true"
        elif key not in OTHER_PARTS_OF_NAMES:
            raise BadName(f"“{piece.strip()}” is no part of a name", Name(literal=decoded(source)))
    if middle := parts.pop("middle", ""):
        parts["given"] = f"{parts.get('given', '')} {middle}".strip()
    if not parts.get("family"):
        if not parts.get("given"):
            raise BadName("it is empty")
        parts = {"family": parts["given"]}
    return Name(**parts, family_first=family_first)

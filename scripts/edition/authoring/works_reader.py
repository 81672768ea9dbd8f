"""Lists of works in the formats that other programs export, converted to BibTeX."""

from __future__ import annotations

import json
import re
from pathlib import Path

from edition.authoring import pandoc
from edition.authoring.input_files import Unreadable, read_text

_FORMATS = {".ris": "ris", ".json": "csljson", ".xml": "endnotexml"}


def bibtex(path: Path) -> str:
    """The BibTeX of the works in a file. Raises ``Unreadable``."""
    ending = path.suffix.lower()
    if ending in (".bib", ".bibtex"):
        return read_text(path)
    if ending not in _FORMATS:
        known = ", ".join(sorted((".bib", *_FORMATS)))
        raise Unreadable(f"{path} has an ending that is not known for a list of works. Known: {known}.")
    if ending == ".ris":
        return pandoc.converted(_csl_json(read_text(path)), "csljson", "biblatex")
    return pandoc.converted(read_text(path), _FORMATS[ending], "biblatex")


def _csl_json(source: str) -> str:
    """CSL-JSON of works in RIS, with places, months and days, which pandoc drops."""
    years = re.sub(r"(?m)^(PY|Y1)  - (\d{4}).*$", r"\1  - \2", source)
    items = json.loads(pandoc.converted(years, "ris", "csljson"))
    for item, record in zip(items, re.split(r"(?m)^ER  -.*$", source), strict=False):
        tags = dict(re.findall(r"(?m)^([A-Z][A-Z0-9])  - (.*\S)", record))
        date = re.findall(r"\d+", tags.get("DA") or tags.get("PY") or tags.get("Y1") or "")[:3]
        item.update({"publisher-place": tags["CY"]} if "CY" in tags else {})
        item.update({"issued": {"date-parts": [[*map(int, date)]]}} if date else {})
    return json.dumps(items)

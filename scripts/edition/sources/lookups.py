"""Lookups in Markdown: ``[words][@key, p. 3]``, ``[see @key, p. 3; -@other]`` and ``@key [p. 3]``."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor

from edition.sources.citekeys import KEY
from edition.sources.tree_reader import LINE_MARK

_FOUND = re.compile("\x02(?:klzzwxh:(\\d+)|(\\d+))\x03")
"""What Python-Markdown writes for what it has found: an element, or a character behind a backslash."""
_ALONE = re.compile(rf"(?:(?:[^\[\]@]|@(?![\w{{])|\[[^\[\]@]*\])*[^\w@.\\/=#&?+<\[\]])?(?:\w*/)?-?@{KEY}")
_IN_ADDRESS = re.compile(r"(?:://|\w\.\w|\]\(|[\"'<=])\S*[/:+=&?#]$")
_LOCATOR = rf"(?:\s|{LINE_MARK.pattern})*\[(?P<locator>(?:[^\[\]@]|\[[^\[\]@]*\])*)\](?![\[({{])"
IN_TEXT_PATTERN = rf"(?<![\w@.\\])(?P<without>(?<!-)-)?@{KEY}(?:{_LOCATOR})?"


class LookupProcessor(LinkInlineProcessor):
    """``[words][@key, p. 3]`` and ``[@key, p. 3]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]
        words, index, handled = self.getText(data, m.end(0))
        if not handled:
            return None, None, None
        element = etree.Element("ref")
        plain = LINE_MARK.sub("", words)
        is_citation = "@" in plain and _ALONE.match(plain)
        if not is_citation and data.startswith("[", index):
            behind, end, handled = self.getText(data, index + 1)
            cited = LINE_MARK.sub("", behind)
            if handled and "@" in cited and (cited.startswith("@") or _ALONE.match(cited)):
                element.text = words.strip() and words
                element.attrib["cluster"] = as_written(self.md, cited)
                return element, m.start(0), end
        if not is_citation or data.startswith("(", index):
            return None, None, None
        element.attrib["cluster"] = as_written(self.md, plain)
        return element, m.start(0), index


def as_written(md: Markdown, words: str) -> str:
    """Words with what was found in them already as it is written in the source."""
    stashed = md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]

    def written(match: re.Match[str]) -> str:
        if match[2]:
            return "\\" + chr(int(match[2]))
        node = stashed.get(match[1])
        if node is None or isinstance(node, str):
            return node or ""
        inner = as_written(md, "".join(node.itertext()))
        tags = {"code": f"`{inner}`", "noteref": f"[^{node.get('label')}]", "img": f"![{inner}]({node.get('src')})"}
        return tags.get(node.tag, f"[{inner}][{node.get('cluster', '')}]")

    return _FOUND.sub(written, words)


class InTextProcessor(InlineProcessor):
    """``@key [p. 3]`` and ``@key``, words of a sentence; ``-@key``, the same without the author."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]
        if _IN_ADDRESS.search(data[: m.start(0)].rsplit(" ", maxsplit=1)[-1]):
            return None, None, None
        key, mode = m["braced"] or m["plain"], m["without"] or "+"
        at = f"@{{{key}}}" if m["braced"] else f"@{key}"
        place = f", {LINE_MARK.sub('', as_written(self.md, m['locator']))}" if m["locator"] else ""
        return etree.Element("ref", cluster=f"{mode}{at}{place}"), m.start(0), m.end(0)

"""The dialect: what each construct becomes, on which line it stands, and what is a finding."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest

from edition.data.markup import markup
from edition.model.kinds import ELEMENTS, Lookup, NoteRef
from edition.model.tree import Element, find_all, walk
from edition.sources.dialect import parse, without_lookups
from folders import ROOT, TINY

CALL = '<noteref label="{}" anchor="" mark="" kind=""/>'

LINES = {
    "[Marsh][@marsh] came": '<ref cluster="@marsh">Marsh</ref> came',
    "[Ibid., p. 3][@k, p. 3].": '<ref cluster="@k, p. 3">Ibid., p. 3</ref>.',
    "[@k, p. 3] and [see @a; @b]": '<ref cluster="@k, p. 3"/> and <ref cluster="see @a; @b"/>',
    "[A [*B* by [C][@c]][@b]][@a]": (
        '<ref cluster="@a">A <ref cluster="@b"><em>B</em> by <ref cluster="@c">C</ref></ref></ref>'
    ),
    "*[A][@a]* **[B][@b]**": '<em><ref cluster="@a">A</ref></em> <strong><ref cluster="@b">B</ref></strong>',
    "to nobody@nowhere, [nobody@nowhere]": "to nobody@nowhere, [nobody@nowhere]",
    "`[A][@a]` and \\[A][@a]": "<code>[A][@a]</code> and [A]<ref cluster=\"@a\"/>",
    "one[^7] two[^ed-a]": f"one{CALL.format('7')} two{CALL.format('ed-a')}",
    "[A](b.md#c) ![D](e.png)": '<a href="b.md#c">A</a> <img src="e.png" alt="D"/>',
    "H<sub>2</sub>O, 3<sup>rd</sup>, a<br>b": "H<sub>2</sub>O, 3<sup>rd</sup>, a<br/>b",
    "a < b > c & d &amp; e": "a &lt; b &gt; c &amp; d &amp; e",
    "?a&paragraph=b &copy &copy; &#65; [d](?e&amp;f) <https://a.org/?b&para=c>": (
        '?a&amp;paragraph=b &amp;copy © A <a href="?e&amp;f">d</a> <a href="https://a.org/?b&amp;para=c">https://a.org/?b&amp;para=c</a>'
    ),
    "2 * 3 _ 4": "2 * 3 _ 4",
    "snake_case_word": "snake_case_word",
    "*very **old** lamp*": "<em>very <strong>old</strong> lamp</em>",
    "_a **b** c_ **a *b* c**": "<em>a <strong>b</strong> c</em> <strong>a <em>b</em> c</strong>",
    "***a** b* *a **b***": "<em><strong>a</strong> b</em> <em>a <strong>b</strong></em>",
    "*a* and b* \\*b (*1870) see *. ____ *": "<em>a</em> and b* *b (*1870) see *. ____ *",
    "_a_[^1]": f"<em>a</em>{CALL.format('1')}",
    "*a.*[^1] [x][@k]*«y»* *b.*<sup>2</sup>z": (
        f'<em>a.</em>{CALL.format("1")} <ref cluster="@k">x</ref><em>«y»</em> <em>b.</em><sup>2</sup>z'
    ),
    "_@k_ *[a [b][@b] _@c_]{.del}*": (
        '<em><ref cluster="+@k"/></em> '
        '<em><deleted>a <ref cluster="@b">b</ref> <em><ref cluster="+@c"/></em></deleted></em>'
    ),
    "[a [b [c [d]{.add}]{.add}]{.add}]{.del}": (
        "<deleted>a <added>b <added>c <added>d</added></added></added></deleted>"
    ),
    "<sub>a<sup>b</sup></sub>": "<sub>a<sup>b</sup></sub>",
    "[*a **b***][@c]": '<ref cluster="@c"><em>a <strong>b</strong></em></ref>',
    "\\| a *\\| b*": "| a <em>| b</em>",
    "[\\[m\\]: a]{.smallcaps}": "<sc>[m]: a</sc>",
    "\\~ \\$ \\@ \\^ \\' \\| \\=": "~ $ @ ^ ' | =",
    "one\\\ntwo\\ three": "one<br/>two\u00a0three",
    "a [ b ] ( `c": "a [ b ] ( `c",
    "[ab ovo]{: lang=la } [x]{lang=el}, [sic] {b}": '<span lang="la">ab ovo</span> <span lang="el">x</span>, [sic] {b}',
    "*a*{: lang=la } and {b}": '<em lang="la">a</em> and {b}',
    "costs $5 and $6, C++ or C++, 3 == 4, ~5, a: b": "costs $5 and $6, C++ or C++, 3 == 4, ~5, a: b",
    "`~~a~~ ^[b] $x$`": "<code>~~a~~ ^[b] $x$</code>",
    "*a*{: lang=la } and *b*{: lang=la }\n*c*{:.stage}": (
        '<em lang="la">a</em> and <em lang="la">b</em>\n<em class="stage">c</em>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", LINES)
def test_in_a_line(source: str) -> None:
    document = parse(source, "a.md")
    assert (markup(document.blocks), document.findings) == (f"<p>{LINES[source]}</p>", ())


BLOCKS = {
    "One.\n{: #p1 }": '<p id="p1">One.</p>',
    "One.\n{: .dateline lang=la }": '<p class="dateline" lang="la">One.</p>',
    "> One.\n{: #p1 }\n>\n> Two.": '<blockquote><p id="p1">One.</p><p>Two.</p></blockquote>',
    "* a\n* b\n\n{: #p1 }": '<ul id="p1"><li>a</li><li>b</li></ul>',
    "3. a\n4. b": '<ol start="3"><li>a</li><li>b</li></ol>',
    "a\n: b\nc\n: d": "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>",
    "a\n:   b\n\n{: #p1 }": '<dl id="p1"><dt>a</dt><dd>b</dd></dl>',
    "a | b\n--|--\n[c][@k] | d\n\n{: #p1 }": (
        '<table id="p1"><thead><tr><th>a</th><th>b</th></tr></thead>'
        '<tbody><tr><td><ref cluster="@k">c</ref></td><td>d</td></tr></tbody></table>'
    ),
    "```\na < [b][@c]\n\n  *d*\n```\n\n{: #p1 }": '<pre id="p1"><code>a &lt; [b][@c]\n\n  *d*\n</code></pre>',
    "```\na\n```\nb": "<pre><code>a\n</code></pre><p>b</p>",
    "> ```\n> a\n> ```\n> * b": "<blockquote><pre><code>a\n</code></pre><ul><li>b</li></ul></blockquote>",
    "* a\n\n    ```\n    b\n    ```\n    c": "<ul><li><p>a</p><pre><code>b\n</code></pre><p>c</p></li></ul>",
    "```\na\n```\n```\nb\n```": "<pre><code>a\n</code></pre><pre><code>b\n</code></pre>",
    "## One ##": "<h2>One</h2>",
    "One  \n{: #p1 }": '<p id="p1">One</p>',
    "# One {: #p1 }": '<h1 id="p1">One</h1>',
    '# One {#p1}\n\nTwo *a*{: lang="la" }\n{#p2}': '<h1 id="p1">One</h1><p id="p2">Two <em lang="la">a</em></p>',
    "| a |\n|---|\n| b |\n{: #p1 }": (
        '<table id="p1"><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>'
    ),
    "* a\n\n{: #p1 }\n\n* b\n\n{: #p2 }": '<ul id="p1"><li>a</li></ul><ul id="p2"><li>b</li></ul>',
    "> a\n\n> b\n>\n> c": "<blockquote><p>a</p></blockquote><blockquote><p>b</p><p>c</p></blockquote>",
    "# One\n\n---": "<h1>One</h1><hr/>",
    "| a\n|   *b*\n|\n| c": '<lg><lg><l>a</l>\n<l indent="2"><em>b</em></l></lg>\n<lg><l>c</l></lg></lg>',
    "| a {: #l1 }\n| b\n  c {: #l2 }\n{: #p1 }": '<lg id="p1"><l id="l1">a</l>\n<l id="l2">b\nc</l></lg>',
    "**A.**{: #a1 lang=la } b\n{: .speech }": '<sp><speaker id="a1" lang="la">A.</speaker>\n<p>b</p></sp>',
    "* | a\n    |  b\n* c": '<ul><li><lg><l>a</l>\n<l indent="1">b</l></lg></li><li>c</li></ul>',
    "1. a\n\n    {: #p1 }\n\n2. b": '<ol><li><p id="p1">a</p></li><li><p>b</p></li></ol>',
    "    a\n\n": "<pre><code>a\n</code></pre>",
    "| a\n| [9]{.page}\n| b\n{: .numbered }": (
        '<lg><l n="1">a</l>\n<l><pb n="9" id="page-9"/></l>\n<l n="2">b</l></lg>'
    ),
    "| a\n|\n| b\n{: .numbered start=4 }": '<lg><lg><l n="4">a</l></lg>\n<lg><l n="5">b</l></lg></lg>',
    "| a\\\n| b\\ {: #l1 }": '<lg><l>a</l>\n<l id="l1">b</l></lg>',
    "* a\n* [4]{.page}b\n{: #p1 }": '<ul id="p1"><li>a</li><li><pb n="4" id="page-4"/>b</li></ul>',
    "* a [b]{: #b }\n\n{: #p1 }": '<ul id="p1"><li>a <span id="b">b</span></li></ul>',
    "a\n:   | b": "<dl><dt>a</dt><dd><lg><l>b</l></lg></dd></dl>",
    "a\n:   | b |\n    |---|\n    | c |": (
        "<dl><dt>a</dt><dd><table><thead><tr><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table></dd></dl>"
    ),
    "> | a\n> {: #p1 }": '<blockquote><lg id="p1"><l>a</l></lg></blockquote>',
    "**A.** *(b)*{: .stage } c\n{: #p1 .speech }": (
        '<sp id="p1"><speaker>A.</speaker>\n<p><em class="stage">(b)</em> c</p></sp>'
    ),
    "| **A.** b\n| c\n{: .speech }": "<sp><speaker>A.</speaker>\n<lg><l>b</l>\n<l>c</l></lg></sp>",
    "| **A.**\n| c\n{: .speech }": "<sp><speaker>A.</speaker>\n<lg><l>c</l></lg></sp>",
    "a\n{: .speech }": "<sp><p>a</p></sp>",
    "a\n{: #p1 .stage }": '<stage id="p1">a</stage>',
    "> a\n>\n> b\n> {: .attribution }\n\n{: .epigraph }": "<epigraph><p>a</p><attribution>b</attribution></epigraph>",
    **{f"a\n{{: .{form} }}": f"<{form}>a</{form}>" for form in ("dedication", "opener", "closer", "ornament")},
    "": "",
}


@pytest.mark.parametrize("source", BLOCKS)
def test_blocks(source: str) -> None:
    document = parse(source, "a.md")
    assert (markup(document.blocks), document.findings) == (BLOCKS[source], ())


NOTES = {
    "One[^1].\n\n[^1]: A *note*.": [("1", 3, "<p>A <em>note</em>.</p>")],
    "[^1]: One.\n\n    > Two.\n\nText.": [("1", 1, "<p>One.</p><blockquote><p>Two.</p></blockquote>")],
    "[^1]: One\nand more.\n[^ed-a]: Two.": [("1", 1, "<p>One\nand more.</p>"), ("ed-a", 3, "<p>Two.</p>")],
    "[^1]: > Said.": [("1", 1, "<blockquote><p>Said.</p></blockquote>")],
    # a note is one of the document, wherever it is written
    "> One.[^1]\n>\n> [^1]: Two.\n\n[^2]: Three.": [("1", 3, "<p>Two.</p>"), ("2", 5, "<p>Three.</p>")],
    "[^1]: | a | b |\n    |---|---|": [
        ("1", 1, "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td/><td/></tr></tbody></table>")
    ],
    "[^1]: | a\n    | b": [("1", 1, "<lg><l>a</l>\n<l>b</l></lg>")],
    "[^1]:\n\n    One.\n\n    Two.": [("1", 3, "<p>One.</p><p>Two.</p>")],
    "- a\n\n    [^1]: In a list.": [("1", 3, "<p>In a list.</p>")],
}  # fmt: skip


@pytest.mark.parametrize("source", NOTES)
def test_notes(source: str) -> None:
    document = parse(source, "a.md")
    assert [(note.label, note.line, markup(note.content)) for note in document.notes] == NOTES[source]
    assert "note" not in {node.tag for node in find_all(document.blocks, Element)}
    assert document.findings == ()


def test_nodes_know_their_lines() -> None:
    source = "# One\n\nTwo [a][@a]\nthree [b][@b][^1]\n{: #p1 }\n\n> Four\n\n* five\n* [c][@c]\n\n```\nsix\n```\n"
    blocks = parse(source, "a.md", first_line=11).blocks
    assert [(block.tag, block.line) for block in blocks if isinstance(block, Element)] == [
        ("h1", 11), ("p", 13), ("blockquote", 17), ("ul", 19), ("pre", 22),
    ]  # fmt: skip
    assert [(lookup.cluster, lookup.line) for lookup in find_all(blocks, Lookup)] == [
        ("@a", 13),
        ("@b", 14),
        ("@c", 20),
    ]
    assert [call.line for call in find_all(blocks, NoteRef)] == [14]


FINDINGS = {
    "a\n\nb <b>c</b>": ["a.md:3: m-raw-html: raw HTML is not allowed here: <b>"],
    "<sub>a <b>c</b></sub>": ["a.md:1: m-raw-html: raw HTML is not allowed here: <b>"],
    "</b>": ["a.md:1: m-raw-html: raw HTML is not allowed here: </b>"],
    "<!-- a -->": ["a.md:1: m-raw-html: raw HTML is not allowed here: <!-- a -->"],
    "[a](javascript:b)": ["a.md:1: m-bad-link: a link may not lead to “javascript:b”."],
    "a\n\nb\n{: #p1 onclick=c }": ["a.md:3: m-bad-attribute: the attribute “onclick” is not allowed."],
    "c [a][@k]{: .b }\nd": ["a.md:1: m-bad-attribute: the attribute “class” is not allowed on a lookup or a note."],
    "a[^1]{: #b } c": ["a.md:1: m-bad-attribute: the attribute “id” is not allowed on a lookup or a note."],
    "a\n\n```\nb": ["a.md:3: m-open-fence: this block of code has no end."],
    "[^1]: a\n# b": ["a.md:1: m-heading-swallowed: the note “1” swallows a heading."],
    "[^1]: a\nb\n{: #p2 }": ["a.md:2: m-swallowed: the note “1” swallows the paragraph p2."],
    "[^1]: a\n* b": [
        "a.md:2: m-not-read: “* b” (a list) is not read here.",
        "a.md:2: m-swallowed: the note “1” swallows a list.",
    ],
    "[^1]: a\n> b": ["a.md:2: m-swallowed: the note “1” swallows a quotation."],
    "a\n{: #p1 }\n\n{: #p2 }": [
        "a.md:4: m-bad-attribute: “{: #p2 }” belongs to no block: there is none above it, or it has attributes already."
    ],
    "wort*fett.*x": ["a.md:1: m-not-read: “*fett.*” (emphasis within a word) is not read here."],
    "a *(b)*c": ["a.md:1: m-not-read: “*(b)*” (emphasis within a word) is not read here."],
    "wort*(fett)* Marsh*, Hale*": ["a.md:1: m-not-read: “*(fett)*” (emphasis within a word) is not read here."],
    "```{note}\na\n```": ["a.md:1: m-not-read: “{note}” is not read at the beginning of a block of code."],
    "[b " * 14 + "a" + "]" * 14: ["a.md:1: m-too-deep: brackets or emphasis stand more than 12 deep here."],
    "a\n\n" + "> " * 14 + "b": [
        "a.md:3: m-too-deep: lists and quotations stand more than 12 deep in one another here."
    ],
    "* a\n\n{: .epigraph }": [
        "a.md:1: m-bad-attribute: “epigraph” cannot be the class of this; it is one of a block quotation (>)."
    ],
    "[a]{.underline}": ["a.md:1: m-not-read: “underline” means nothing as a class here."],
    "| a | b |\n| c | d |": ["a.md:1: m-not-read: “| a | b |” is no row of a table."],
    "- " * 14 + "b": ["a.md:1: m-too-deep: lists and quotations stand more than 12 deep in one another here."],
    "[^1]: a\nb\n:   c": ["a.md:3: m-swallowed: the note “1” swallows a definition."],
    "[^1]: a\n---": ["a.md:1: m-swallowed: the note “1” swallows a rule."],
    "a\n\n5. b\n6. c\n9. d": ["a.md:5: m-not-read: “9.” would be printed as 7."],
    "3. b\n\n4. c\n\n4. d": ["a.md:5: m-not-read: “4.” would be printed as 5."],
    "1. a\n1. b\n1. c": [],
    "* a\n  * b": ["a.md:2: m-not-read: “* b” is indented, but by fewer than four spaces."],
    "> 1. a\n>\n>    b": ["a.md:3: m-not-read: “b” is indented, but by fewer than four spaces."],
    "* a\n  b\n\n  * c\n\nd\n\n  e": ["a.md:4: m-not-read: “* c” is indented, but by fewer than four spaces."],
    "- a\n\n  ```\n  b\n  ```": ["a.md:3: m-not-read: “```” is indented, but by fewer than four spaces."],
    "[^1]: a\n\n  b": ["a.md:3: m-not-read: “b” is indented, but by fewer than four spaces."],
    "  * a\n  * b\n    * c": [],
    "a\n| b\n| c": ["a.md:2: m-not-read: “| b” is no line of verse."],
    "|b\n|c": ["a.md:1: m-not-read: “|b” is no line of verse."],
    "## {: #a }": ["a.md:1: m-not-read: a heading without words says nothing."],
    "a [](https://example.org/) b": ["a.md:1: m-not-read: a link without words says nothing."],
    "a []{.del} b": ["a.md:1: m-not-read: a deletion without words says nothing."],
    "*a*{.b} c\n\n## d {.e}": [
        "a.md:1: m-not-read: “b” means nothing as a class here.",
        "a.md:3: m-not-read: “e” means nothing as a class here.",
    ],
    "`a`{.python}": ["a.md:1: m-not-read: “python” means nothing as a class here."],
    "a\n* b\n* c": ["a.md:2: m-not-read: “* b” (a list) is not read here."],
    "[^1]: *a*\n    1. b": ["a.md:2: m-not-read: “1. b” (a list) is not read here."],
    "| a | b |\n|---|---|\n| c | ^^ |": [
        "a.md:3: m-not-read: “^^” (a cell that is joined to another) is not read here."
    ],
    "| a | b |\n|---|---|\n| > | c |": ["a.md:3: m-not-read: “>” (a cell that is joined to another) is not read here."],
    "| a {: colspan=2 } | b |\n|---|---|": ["a.md:1: m-bad-attribute: the attribute “colspan” is not allowed."],
    "| a | b |\n|---|---|\n| c ||\n||d|\n| | |": [
        f"a.md:{line}: m-not-read: “||” (cells that are joined) is not read here." for line in (3, 4)
    ],
    "a | b\n---|---\nc |\n| d": [],
    "| a | b |\n|---|---|\n| c | d |\n| --- | --- |\n| e | - |": [
        "a.md:4: m-not-read: a rule among the rows of a table is not read here."
    ],
    "| a | b |\n|---|---|\n| c | d |\n[e]": [
        "a.md:4: m-not-read: words without bars right below a table would be a row of it."
    ],
    "| a |\n|---|\n\n: b": ["a.md:4: m-not-read: “: b” (a caption, or the meaning of no term) is not read here."],
    "Table: a\n\n| b |\n|---|\n\nTable: c": ["a.md:6: m-not-read: “Table: c” is the caption of no table."],
    "a {#b}\n\nc": ["a.md:1: m-not-read: “{#b}” (attributes of nothing) is not read here."],
    "a\n{: #p1 #p2 lang = la }": [
        "a.md:1: m-bad-attribute: “lang” is no tag of a language.",
        "a.md:1: m-bad-attribute: “p1” in braces is not read: it is no attribute, or another one takes its place.",
    ],
    "*a*{: lang=la = }": [
        "a.md:1: m-bad-attribute: “lang=la =” in braces is not read: it is no attribute, or another one takes its place."  # noqa: E501
    ],
    "| *a\n| b*\n\n|": [
        "a.md:1: m-not-read: “*a” (emphasis without an end) is not read here.",
        "a.md:4: m-not-read: “|” is no line of verse.",
    ],
    "| a |": ["a.md:1: m-not-read: “| a |” is no row of a table."],
    "|a|": [],
    "[a]()": ["a.md:1: m-not-read: a link without an address leads nowhere."],
    "[a]{} b": ["a.md:1: m-not-read: “{}” (attributes of nothing) is not read here."],
    "1) a\n2) b": ["a.md:1: m-not-read: “1) a” (a list) is not read here."],
    "(i) a\n(ii) b": ["a.md:1: m-not-read: “(i) a” (a list) is not read here."],
    "*a [b* c]{.del}[^1]": ["a.md:1: m-not-read: “*a” (emphasis without an end) is not read here."],
    "a [b *c]{.del} d* e": ["a.md:1: m-not-read: “*c” (emphasis without an end) is not read here."],
    "a *[b][@c]\nd* *e\n\nf* _g\n\nh_ “__i\n\nj__ *“k\n\n": [
        f"a.md:{line}: m-not-read: “{sign}” (emphasis without an end) is not read here."
        for line, sign in ((2, "*e"), (4, "_g"), (6, "__i"), (8, "*“k"))
    ],
    "* a *b\n    * c*": ["a.md:1: m-not-read: “*b” (emphasis without an end) is not read here."],
    "[a]{lang=Arabic dir=up} *b*{: title=c }\n{: start=3 }": [
        "a.md:1: m-bad-attribute: the attribute “start” is not allowed.",
        "a.md:1: m-bad-attribute: the attribute “title” is not allowed.",
        "a.md:1: m-bad-attribute: “Arabic” is no tag of a language.",
        "a.md:1: m-bad-attribute: “up” is no direction.",
    ],
    "1. a\n\n{: type=b start=c }": [
        "a.md:1: m-bad-attribute: “b” is no kind of numbers.",
        "a.md:1: m-bad-attribute: “c” is no number.",
    ],
    "## a {: #b }\n\n{: #c }": [
        "a.md:3: m-bad-attribute: “{: #c }” belongs to no block: there is none above it, or it has attributes already."
    ],
    "#a": ["a.md:1: m-not-read: “#a” (a heading without a space) is not read here."],
    "| a\n|\n  b": ["a.md:1: m-not-read: “| a” is no line of verse."],
    "a](https://b.org/) [c] (d) e][@f]": [
        "a.md:1: m-not-read: “]” (the end of brackets that begin nowhere) is not read here."
    ]
    * 2,
    "[4]{.page}*a\n\n5[4]{.page} * a": ["a.md:1: m-not-read: “*a” (emphasis without an end) is not read here."],
    "* a\n*\n* b": ["a.md:2: m-not-read: “*” (an item without words) is not read here."],
    "**A.**\n{: .speech }": ["a.md:1: m-not-read: a speech without words says nothing."],
    "||a||\n\na[^b\n]": [
        "a.md:1: m-not-read: “||a||” (hidden words) is not read here.",
        "a.md:3: m-not-read: “[^” (the call of a note) is not read here.",
    ],
    "1. a\n2. b\n\n1. c": ["a.md:4: m-not-read: “1.” would be printed as 3."],
}


@pytest.mark.parametrize("source", FINDINGS)
def test_findings(source: str) -> None:
    found = [str(finding).removesuffix(f" {finding.hint}") for finding in parse(source, "a.md").findings]
    assert found == FINDINGS[source]


FOREIGN = {
    "a ~~b~~": "~~", "H~2~O": "~2~", "x^2^": "^2^", "a ^^b^^": "^^b^", "a^[b]": "^[", "==a *b*==": "==",
    "++Ctrl++": "++", "a {++b++}": "{++", "$x^2$": "$x^2$", "$$": "$$", "\\(y\\)": "\\(", ":smile: a": ":smile:",
    "see [[b]]": "[[b]]", "{{ a }}": "{{", "{% a %}": "{%", "a %%b%%": "%%", "{a|b}": "{a|b}", "a ||b||": "||b||",
    "{ref}`a`": "{ref}", "`a`{=html}": "{=html}", "a \\textbf{b}": "\\textbf{", "a -- b": "--", "a---b": "---",
    "a {: .b } c": "{: .b }", "a ^b1": "^b1", "::: {.a}": ":::", "!!! note": "!!! n", "> [!NOTE] a": "> [!NOTE]",
    '=== "A"': '=== "', "/// a": "///", "--8<-- a": "--8<--", "[TOC]": "[TOC]", "*[HTML]: a": "*[HTML]:",
    ".. note:: a": ".. note::", "~ a": "~", "(a)=": "(a)=", "%% a": "%%", "+++": "+++", "- [x] a": "- [x]",
    "#. a": "#. a",
    "[a][b]": "[a][b]", "![a][]": "![a][]", "[a [b](c)](d)": "[b](c)", "**a **b": "**", "** a **": "**",
    "a. b\nb. c": "a. b", "## a {-}": "{-}", "  ## a": "##",
    "a [b]{.del\nlang=de} c": "{.d", "---- ----": "---- ----", "+---+": "+---+",
}  # fmt: skip


@pytest.mark.parametrize("source", FOREIGN)
def test_a_sign_of_another_dialect_is_found_once_and_not_behind_a_backslash(source: str) -> None:
    document = parse(f"One\ntwo.\n\n{source}", "a.md")
    messages = [finding.message for finding in document.findings if finding.code == "m-not-read"]
    assert {finding.location.line for finding in document.findings} <= {4}
    assert any(f"“{FOREIGN[source]}”" in message for message in messages)
    escaped = "".join(f"\\{character}" if character in "~^=+{$\\:[%|-!>/.(*#}" else character for character in source)
    assert [finding for finding in parse(escaped, "a.md").findings if finding.code == "m-not-read"] == []


MANY = (
    "[",
    "[a](",
    "![a](",
    "[a][@b ",
    "[@b] ",
    "`a ",
    "_word ",
    "<sub>",
    "*a **b ",
    "[a][b ",
    "{: ",
    "# a\n",
    "a\n: b\n",
)


@pytest.mark.parametrize(
    "sign", [*MANY, "# a\n", "a\n: b\n", "a\n===\n", "---\n", "[^1]: a\n", "| a\n", "> a\n\n", "\\*", "- "]
)
def test_many_signs_are_read_without_recursion(sign: str) -> None:
    """None is tried against all that follow, and none is a recursion."""
    parse(sign * 1000, "a.md")


DEEP = ("> " * 2000 + "a", "[" * 2000 + "a" + "]" * 2000, "[a " * 500 + "b" + "][@c]" * 500, "*a " * 500 + "b*" * 500)


@pytest.mark.parametrize("source", [*DEEP, "- " * 2000 + "a", "".join(f"{'    ' * i}- a\n" for i in range(100))])
def test_what_is_nested_too_deep_is_a_finding(source: str) -> None:
    assert "m-too-deep" in {finding.code for finding in parse(source, "a.md").findings}


@pytest.mark.parametrize("file", sorted([*ROOT.glob("docs/**/*.md"), *TINY.glob("docs/**/*.md")]), ids=lambda f: f.name)
def test_a_text_has_no_other_elements_than_renderers_know(file: object) -> None:
    document = parse(file.read_text("utf-8"), "a.md")  # type: ignore[attr-defined]
    nodes = walk((*document.blocks, *(block for note in document.notes for block in note.content)))
    assert {node.tag for node in nodes if isinstance(node, Element)} <= ELEMENTS


def test_lookups_are_taken_away_with_those_inside_them() -> None:
    (block,) = parse("*a* [b [c][@c]][@d] [@e][^1]", "a.md").blocks
    assert isinstance(block, Element)
    assert markup(without_lookups(block.children)) == "<em>a</em> b c @e[^1]"


def test_several_threads_may_read_at_once() -> None:
    """A preview checks one text while it shows another."""
    texts = [f"Words {number} are *here*, [there](a.md#b).\n\n" * 30 for number in range(4)] * 4
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            documents = list(threads.map(parse, texts, repeat("x.md")))
    finally:
        sys.setswitchinterval(interval)
    assert documents == [parse(text, "x.md") for text in texts]

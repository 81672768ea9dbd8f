"""Mutated projects: the tiny edition, changed in a few places by seeded chance.

Words that a mutation inserts as prose are made up, each once, so that it can be seen whether they arrive.
"""

# ruff: noqa: E501 (tables of snippets)
from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from folders import TINY

CHECKED_TEXT = (
    *(f"bibliography/{name}.yml" for name in "witnesses emendations observations quotations anchors versions".split()),
    "bibliography/witnesses",
)
"""What holds the text to a wording: without it a changed text has fewer findings, and more of it is rendered."""

INLINE = """
**{w}** | *{w}* | _{w}_ | ***{w}*** | **{w}* | `{w}` | ``{w}` | ~~{w}~~ | =={w}== | ^^{w}^^ | H~{w}~O | x^{w}^ | ${w}$ | $${w}$$
<b>{w}</b> | <i>{w} | <sup>{w}</sup> | <sub>{w} | <{w}> | <{w} x> | {w} <br> {w} | <!-- {w} --> | <script>{w}</script> | <a href="{w}">{w}</a>
&{w}; | &amp;{w} | &#0;{w} | &#x110000; {w} | {w}&shy;{w} | &nbsp;{w} | {w}<?php {w} ?> | <![CDATA[{w}]]> | \\{w} | {w}\\ | \\[{w}\\]
[{w}](http://example.org/) | [{w}](http://example.org/ "{w}") | [{w}](javascript:alert) | [{w}]() | [{w}](../../{w}) | [{w}](/etc/passwd)
[{w}][] | [{w}][nowhere] | [{w}] | [[{w}]] | [{w}](essay/01-the-rock.md) | [{w}](01-the-rock.md#p1) | [{w}](#nowhere) | [{w}](//example.org)
![{w}](x.png) | ![{w}](x.png "{w}") | ![{w}][x] | ![](){w} | <http://example.org/{w}> | http://example.org/{w} | {w}@example.org | <{w}@example.org>
[{w}][@marsh] | [{w}][@nobody] | [*{w}*][@marsh] | [[{w}][@marsh]][@oxley] | [{w} [x]][@marsh] | [{w}][@marsh, p. 3] | [**{w}][@marsh]** | [{w}
[@marsh1881lamp, {w}] | [see {w} @marsh1881lamp, p. 3, {w}] | @marsh1881lamp [p. 3] {w} | [-@marsh1881lamp] {w} | [{w}][@marsh1881lamp, p. 3; @oxley1890tides]
[@marsh1881lamp, §§ 3-4, {w}] | [@marsh1881lamp, {w} p. 3] | [@marsh1881lamp; {w}] | [@{{marsh1881lamp}}] {w} | [@marsh1881lamp, vol. 2, pp. 33–35] {w} | [{w}][@p1]
[@] {w} | @ {w} | @{w} | [{w}@] | [{w}][@] | [@marsh1881lamp, p. {w}] | [{w}][@marsh1881lamp][^1] | {w}[^1] | {w}[^nowhere] | [^{w}] | {w}^[{w}] | [^ed-words]{w}
{{{{ {w} }}}} | {{% {w} %}} | {{: .{w} }} | {w}{{: title="{w}" }} | {w}{{#{w}}} | [{w}]{{.smallcaps}} | :{w}: | %% {w} %% | ++{w}++ | [x] {w} | (c) {w} | {w} --- {w} | {w}... | “{w}” | "{w}"
\u202e{w} | {w}\u200b{w} | {w}\u00ad | \ufeff{w} | {w}\u0301 | \x0c{w} | {w}\x00 | \x1b{w} | {w}\u2028{w} | {w}\t{w} | {w}\r{w} | \ue000{w} | \ufffe{w} | \u0002{w}\u0003 | stx{w} | {w}🗼 | マ{w}
"""
BLOCKS = """
# {w} | ## {w} | ###### {w} ## | ####### {w} | #{w} | {w}¶=== | {w}¶--- | ## *{w}* `{w}` | ## [{w}][@marsh] | ## {w}[^1] | ##
> {w} | > {w}¶{w} | >> {w} | > ## {w} | > * {w}¶> * {w} | > {w}¶{{: #p98 }} | >{w} | > ```¶> {w}¶> ```
* {w} | - {w}¶- {w} | 1. {w}¶5. {w} | a. {w} | * {w}¶¶    {w} | * {w}¶    * {w} | *¶{w} | 1) {w} | - [ ] {w} | * > {w} | * ```¶  {w}¶  ``` | * ## {w} | * {w}¶¶¶* {w} | +{w}
| {w} | {w} |¶|---|---|¶| {w} | {w} | {w} | ; | {w} |¶|---|¶| {w} | {w} | ; {w} | {w}¶---|---¶{w} | {w} ; | {w} |¶|---|---|¶| {w} | ; | {w} | {w} |¶|:-:|--:|¶| `{w}|{w}` | [^1] | ; | {w} |
```¶{w}¶``` | ```{w}¶{w}¶``` | ``` {w}¶{w} | ~~~¶{w}¶~~~ | ````¶```¶{w}¶```` |     {w} | 	{w} | ```¶[^1] @marsh {w}¶```
{w}¶: {w} | *[{w}]: {w} | !!! note¶    {w} | !!! note "{w}"¶    {w} | ??? {w}¶    {w} | ::: {w}¶{w}¶::: | === "{w}"¶    {w} | [TOC] {w} | $$¶{w}¶$$ | \\begin{{x}}{w}
<div>{w}</div> | <div markdown>{w}</div> | <p>{w} | <table><tr><td>{w}</table> | <!-- {w}¶{w} --> | <script>¶{w}¶</script> | <style>{w}</style> | <pre>{w}</pre> | <details>{w}</details> | <hr>{w} | <!DOCTYPE {w}>
[{w}]: http://example.org | [{w}]: <x> "{w}" | [^zz]: {w} | [^1]: {w} | [^3]: {w}¶¶    {w} | [^yy]: {w}[^yy] | [^ed-new]: {w} | {w}[^xx]¶¶[^xx]: {w} | {w}[^ed-vv]¶¶[^ed-vv]: {w}¶¶    > {w}¶¶    {w} | [^]: {w}
--- | *** {w} | ---¶{w}: {w}¶--- | {w}¶{{: .dateline }} | {w}¶{{: #p1 }} | {w}¶{{: #p97 }} | {w}¶{{: #{w} }} | {w}¶{{: .{w} #p96 }} | {{: #p95 }} | {w}  ¶{w} | {w}\\¶{w} | {w}¶{{: #CON }} | {w}¶{{: #../x }}
{w}¶¶¶¶{w} | ![{w}](lamp.png) | ![{w}](lamp.png "{w}")¶{{: .figure }} | @marsh1881lamp {w} | [@marsh1881lamp] | {w}¶    {w} |   {w} |  # {w} | {w}¶# {w} | {w}¶* {w} | {w}¶> {w} | {w}¶``` | {w}¶| a |¶|---|
"""
VALUES = """
| ~ | null | "" | [] | {{}} | 0 | 7 | -1 | 1.5 | .nan | 1e999 | 0x1F | true | no | 2001-02-30 | 2001-02-03T04:05:06Z | 12:30:45 | [{w}] | {{a: {w}}} | [{w}, {w}] | [[{w}]] | - {w}
{w} | {w} *{w}* | "{w}" | '{w}' | "{w} \\u0000" | "\\ud800" | "{w}\\n\\n{w}" | "{w}\\n\\n* {w}" | "# {w}" | "{w}[^1]" | "[{w}](javascript:x)" | "[{w}](../../x)" | "[{w}][@marsh]" | "[@marsh1881lamp, p. 3] {w}" | "`{w}` <{w}>"
"<b>{w}</b>" | "{w} **{w}** [{w}][@nobody]" | "```\\n{w}\\n```" | "    {w}" | "> {w}" | "{w}\\n: {w}" | "| {w} |\\n|---|\\n| {w} |" | "*{w}" | "{w} & {w}; &lt;" | "http://example.org/{w}" | "javascript:{w}" | "../../{w}" | "/tmp/{w}" | "file:///etc/passwd"
-0044-03-15 | "-0044-03-15" | "1869-11-03/1869-11-01" | 1869-13 | "0000" | 99999 | "12000-01-01" | 1869? | ca. 1869 | "../1869" | "1869/.." | 18XX | !!python/object/apply:os.system [{w}] | !!binary {w} | !!set {{{w}}} | &a {w} | *a | !{w} {w} | {w}: {w} | @{w} | %{w} | "{w} | '{w} | {w} #{w} | ? {w} | |
|- | >- | "{w}\\t{w}" | "\\x1b{w}" | "{w}\\u2028{w}" | "\\u202e{w}" | marsh | [marsh, oxley] | [marsh, marsh] | p1 | [p1, nowhere] | CON | aux.x | "a/b" | {w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}{w}
de | de-AT | xx-invalid-{w} | zh-Hans | ar | RTL | 1.0 | 1.0.0-rc.1 | v1 | ../../evil | full | retired | merged | Q1 | "1881"
"""
FIELDS = r"""
{w} | {{{w}}} | \emph{{{w}}} | \textit{{{w} {{{w}}}}} | \undefined{{{w}}} | \"{{o}}{w} | \{w} | ${w}^2$ | {w} \& {w} | {w} & {w} | {w} % {w} | {w}~{w} | {w}--{w} | ``{w}'' | {w}_{w} | {w} # {w} | {{}} | \ | {w}\\{w} | \url{{http://{w}}} | <b>{w}</b> | *{w}* | \textsc{{{w}}} | {w}^{w}
{w}, {w} | {w}, {w}, {w} | {w} and {w} | {w} and others | and | {w} and | , | {w}, Jr., {w} | van {w}, {w} | {{{{{w} and {w}}}}} | others | {w} AND {w} | {w},, {w} | , {w} | {w} and and {w}
1881 | 1881-02-30 | 1881/1882 | 1881-01/ | -0044 | 188X | c. 1881 | {w} | n.d. | 12 | 3--1 | ix--xii | 12, 15 | 12ff. | 3+ | e3 | {w}:3 | javascript:alert | http://example.org/{w} | //x | 10.1000/{w} | https://doi.org/10.1000/{w} | 978-0-00-000000-0 | essays1890 | oxley1890tides | nowhere | german | {w}ish | letter | newspaper | gull | gull # { and } # gull
"""
NAMES = (
    "title subtitle author editor translator booktitle journal volume volumes number series edition publisher address date year month pages note "
    "doi isbn url urldate language origdate origtitle langid keywords abstract crossref xref entrysubtype type howpublished institution school "
    "eventtitle annote file shorttitle titleaddon part chapter pagetotal eprint issn related options userx location afterword"
).split()
TYPES = (
    "book article incollection collection inbook misc thesis online report unpublished phdthesis proceedings inproceedings manual patent "
    "software dataset bookx string comment preamble xdata set periodical letter movie"
).split()
SETTINGS = (
    "site_name: {w}|site_url: {w}|site_url: javascript:x|site_url: https://example.org/x|nav: [index.md]|nav: {{}}|nav: [{{{w}: essay/01-the-rock.md}}]|theme: readthedocs|theme:|theme: {{name: {w}}}|plugins: []|plugins: {w}|"
    "plugins:\n  - search\n  - edition|docs_dir: x|docs_dir: ../..|site_dir: .|site_dir: docs|site_dir: /|site_dir: [a]|markdown_extensions: [{w}]|extra_css: [x.css]|extra_javascript: [../x.js]|copyright: {w}|"
    "copyright: '<b>{w}</b>'|repo_url: x|edit_uri: '{w}'|hooks: [x.py]|INHERIT: ../x.yml|strict: true|exclude_docs: '*'|not_in_nav: '*'|extra: {{a: {w}}}|!ENV X: y|use_directory_urls: true|dev_addr: x|validation: {{}}|site_author: {w}|"
    "watch: [x]|remote_branch: x|{w}: {w}|- {w}|site_name: [|theme: {{custom_dir: ..}}|site_description: {w}"
)
FILE_NAMES = (
    "docs/essay/{w}.md|docs/essay/00-{w}.md|docs/essay/04-the-rock.md|docs/essay/01-The-Rock.md|docs/essay/05-con.md|docs/essay/06-{w} {w}.md|docs/essay/07-é.md|docs/essay/08-e\u0301.md|docs/essay/9-.md|docs/essay/10-a/b.md|docs/{w}.md|"
    "docs/about/{w}.md|docs/about/x.MD|docs/about/edition.markdown|docs/about/audit.md|docs/about/downloads.md|docs/id/p1/index.html|docs/index.html|docs/search/records.js|docs/x\ny.png|docs/aux.png|docs/a\\b.png|docs/lamp.png|"
    "docs/persons/marsh.html|docs/data/edition.json|docs/essay/x.html|docs/v/x|docs/.hidden.md|docs/README.md|bibliography/{w}.yml|bibliography/animals.yaml|bibliography/works.bib.bak|bibliography/more.bib|bibliography/notes.txt|"
    "bibliography/witnesses/{w}.txt|bibliography/sub/persons.yml|docs/essay/sub/11-x.md|docs/"
    + "n" * 200
    + ".md|docs/essay/12-"
    + "n" * 120
    + ".md|docs/assets/frame.css|docs/sitemap.xml|docs/manifest-sha256.txt|docs/x.html/y.png|theme/x|overrides/main.html"
)


def _choices(table: str) -> tuple[str, ...]:
    """The snippets of a table, a line break in place of ``¶``; a row with `` ; `` in it is parted there instead."""
    rows = (row.split(" ; ") if " ; " in row else row.split(" | ") for row in table.strip("\n").split("\n"))
    return tuple(snippet.replace("¶", "\n") for row in rows for snippet in row)


class Project:
    """A copy of the tiny edition that mutations change. ``words`` are the made-up words that stand in its prose."""

    def __init__(self, folder: Path, rng: Random) -> None:
        self.folder, self.rng = folder, rng
        self.words: list[str] = []
        self.steps: list[str] = []
        shutil.copytree(TINY, folder, copy_function=shutil.copyfile)

    def files(self, *ends: str) -> list[Path]:
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink())
        return [path for path in paths if not ends or path.name.endswith(ends)]

    def file(self, *ends: str) -> Path:
        return self.rng.choice(self.files(*ends) or [self.folder / "docs/index.md"])

    def text(self, path: Path) -> str:
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""

    def put(self, path: Path, text: str | bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    def word(self) -> str:
        """A word that stands nowhere else."""
        letters = (self.rng.choice("bdfgklmnprstvz") + self.rng.choice("aeiou") for _ in range(4))
        self.words.append("".join(letters) + "x")
        return self.words[-1]

    def filled(self, snippet: str) -> str:
        """A snippet with made-up words in it."""
        parts = snippet.split("{w}")
        filled = parts[0] + "".join(self.word() + part for part in parts[1:])
        return filled.replace("{{", "{").replace("}}", "}")

    def chosen(self, table: str) -> str:
        return self.filled(self.rng.choice(_choices(table)))


def inline(project: Project) -> None:
    path = project.file(".md")
    words = project.text(path).split(" ")
    at = project.rng.randrange(len(words) // 4, len(words) + 1) if len(words) > 4 else len(words)
    words.insert(at, project.chosen(INLINE))
    project.put(path, " ".join(words))


def block(project: Project) -> None:
    path = project.file(".md")
    blocks = project.text(path).split("\n\n")
    blocks.insert(project.rng.randrange(min(1, len(blocks)), len(blocks) + 1), project.chosen(BLOCKS))
    project.put(path, "\n\n".join(blocks))


def word(project: Project) -> None:
    """A plain word more."""
    path = project.file(".md")
    project.put(path, project.text(path).rstrip("\n") + f"\n\nOne {project.word()} more.\n")


def value(project: Project) -> None:
    """Another value for a field of YAML, or a field more."""
    path = project.file(".yml")
    lines = project.text(path).split("\n")
    fields = [at for at, line in enumerate(lines) if ": " in line or line.endswith(":")] or [0]
    at = project.rng.choice(fields)
    name = lines[at].partition(":")[0]
    if project.rng.random() < 0.3:
        name = name[: len(name) - len(name.lstrip())] + project.rng.choice(YAML_NAMES)
        lines.insert(at + 1, "")
        at += 1
    lines[at] = f"{name}: {project.chosen(VALUES)}"
    project.put(path, "\n".join(lines))


YAML_NAMES = (
    "name sort named also summary category when date display source doubt statements text original lang identifiers persons works at born died place title "
    "signs reason anchor reading lemma state to since words kind key base file description remarks online checked printed deviations version author editor language "
    "rights licence registers style proposal action speaker locator evidence note begins ends where code resp nonsense"
).split()


def field(project: Project) -> None:
    """Another value, name or type in BibTeX, or a field or entry more."""
    path = project.folder / "bibliography/works.bib"
    lines, rng = project.text(path).split("\n"), project.rng
    at = rng.choice([at for at, line in enumerate(lines) if "=" in line] or [0])
    kind = rng.randrange(4)
    if kind == 0:
        lines[at] = f"{lines[at].partition('=')[0]}= {{{project.chosen(FIELDS)}}},"
    elif kind == 1:
        lines.insert(at, f"  {rng.choice(NAMES)} = {{{project.chosen(FIELDS)}}},")
    elif kind == 2:
        heads = [at for at, line in enumerate(lines) if line.startswith("@")] or [0]
        at = rng.choice(heads)
        lines[at] = f"@{rng.choice(TYPES)}{{{lines[at].partition('{')[2]}"
    else:
        fields = "".join(f"  {rng.choice(NAMES)} = {{{project.chosen(FIELDS)}}},\n" for _ in range(rng.randrange(5)))
        lines.append(
            f"@{rng.choice(TYPES)}{{{rng.choice(('new1', 'marsh', 'CON', 'a b', '', 'x/y', 'É'))},\n{fields}}}"
        )
    project.put(path, "\n".join(lines))


def setting(project: Project) -> None:
    path = project.folder / "mkdocs.yml"
    line = project.filled(project.rng.choice(SETTINGS.split("|")))
    name = line.partition(":")[0]
    kept = [row for row in project.text(path).split("\n") if not row.startswith(f"{name}:")]
    project.put(path, "\n".join([*kept, line, ""]))


def key(project: Project) -> None:
    """A key is renamed wherever it stands."""
    rng = project.rng
    new = rng.choice(
        ("CON", "aux", "Marsh2", "a/b", "../x", "x" * 300, "é", "e\u0301", "1", "no", "a b", "x.y", "-x", "p7x")
    )
    old = rng.choice(
        (
            "marsh",
            "oxley",
            "cat",
            "farness",
            "marsh1881lamp",
            "essays1890",
            "storm-1869",
            "wardens",
            "lens",
            "p3",
            "ed-words",
        )
    )
    for path in project.files(".md", ".yml", ".bib"):
        project.put(path, project.text(path).replace(old, new))


def byte(project: Project) -> None:
    path, rng = project.file(), project.rng
    content = bytearray(path.read_bytes() or b"x")
    for _ in range(rng.choice((1, 1, 1, 20))):
        at = rng.randrange(len(content))
        content[at : at + rng.randrange(2)] = bytes(rng.randrange(256) for _ in range(rng.randrange(3)))
        content = content or bytearray(b"x")
    project.put(path, bytes(content))


def sign(project: Project) -> None:
    """A sign is taken away, doubled, or another put there."""
    path, rng = project.file(".md", ".yml", ".bib", ".txt"), project.rng
    text = project.text(path)
    at = rng.randrange(len(text) + 1)
    sign = rng.choice((*"[]()*_`<>{}|#@^:~\\\"'“”&!-+=$%,;\n\t ", "\n\n", "\u00a0", "", text[at : at + 1] * 2))
    project.put(path, text[:at] + sign + text[at + rng.randrange(2) :])


def line(project: Project) -> None:
    """A line is taken away, doubled, moved, indented, or exchanged for one of another file."""
    path, rng = project.file(".md", ".yml", ".bib", ".txt"), project.rng
    lines = project.text(path).split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    taken = lines[at]
    other = rng.choice(project.text(project.file(".md", ".yml", ".bib")).split("\n"))
    lines[at : at + 1] = rng.choice(
        (
            [],
            [taken, taken],
            [f"  {taken}"],
            [taken.strip()],
            [other],
            [other, taken],
            [f"\t{taken}"],
            [""],
            [f"{taken} \\"],
        )
    )
    if rng.random() < 0.2:
        lines.insert(to, taken)
    project.put(path, "\n".join(lines))


def name(project: Project) -> None:
    """A file is renamed, copied, emptied, removed, exchanged for a folder or link, or there is one more."""
    path, rng = project.file(), project.rng
    new = project.folder / project.filled(rng.choice(FILE_NAMES.split("|")))
    kind = rng.randrange(9)
    if kind in (0, 1, 2) and not new.exists():
        try:
            project.put(
                new, rng.choice((path.read_bytes(), b"", b"---\ntitle: More\n---\n\nMore.\n", b"\xff\xfe", b"---\n"))
            )
        except OSError:
            return
        if kind == 1 and new != path:
            path.unlink(missing_ok=True)
    elif kind == 3:
        path.unlink()
    elif kind == 4:
        project.put(path, rng.choice((b"", b"\n", b"\0", b"---", b"\xef\xbb\xbf")))
    elif kind == 5:
        path.unlink()
        path.mkdir()
    elif kind == 6:
        path.unlink()
        path.symlink_to(
            rng.choice(("/etc/passwd", "nowhere", path.name, "../../precious/thesis.txt", "../index.md", ".."))
        )
    elif kind == 7:
        (path.parent / rng.choice((".#lock", "link.md", "link.png"))).symlink_to(
            rng.choice(("nowhere", "..", "/etc/passwd"))
        )
    else:
        folder = rng.choice(("docs", "bibliography", "docs/essay", "docs/about", "bibliography/witnesses"))
        shutil.rmtree(project.folder / folder, ignore_errors=True)


def encoding(project: Project) -> None:
    path, rng = project.file(".md", ".yml", ".bib", ".txt"), project.rng
    text = project.text(path)
    codings = ("utf-16", "utf-16-le", "utf-8-sig", "utf-32", "latin-1", "cp1252", "koi8-r")
    project.put(path, rng.choice((
        text.replace("\n", "\r\n"), text.replace("\n", "\r"), text.replace("\n", "\u2028"), text.replace("\n", "\n\n"), text.rstrip("\n"), text.replace(" ", "\u00a0"),
        text.replace("\n", "\r\n", 5), f"\n{text}", f"\ufeff\ufeff{text}", text.upper(), *(text.encode(coding, "replace") for coding in codings),
    )))  # fmt: skip


SIZES = (50, 99, 101, 500, 3_000, 10_000)


def large(project: Project) -> None:
    """Much of one thing, or something within itself many times."""
    rng, count = project.rng, project.rng.choice(SIZES)
    kind = rng.randrange(3)
    if kind == 0:
        path = project.file(".md")
        opened = rng.choice(
            (
                "[",
                "*",
                "**a ",
                "> ",
                "`",
                "<b>",
                "(",
                "“",
                "![",
                "[^1]",
                "[a][@marsh] ",
                "@marsh1881lamp ",
                "\\",
                "&",
                "_a",
                "| a ",
                "<",
                "a  \n",
                "- a\n",
                "[@marsh1881lamp; ",
                "{: #p7 }",
                "\u0301",
                "é",
                "a" * 30,
            )
        )
        text = project.text(path).rstrip("\n") + f"\n\n{opened * count}\n"
        if rng.random() < 0.3:
            text = (
                project.text(path).rstrip("\n")
                + "\n\n"
                + "".join(f"{'    ' * depth}* a\n" for depth in range(min(count, 500)))
            )
    elif kind == 1:
        path = project.file(".yml")
        text = project.text(path) + rng.choice((
            f"x: {'[' * count}\n", f"x: {'{a: ' * count}\n", f"x: {'[' * count}{']' * count}\n", "".join(f"k{n}:\n  name: N {n}\n" for n in range(count // 10)), "".join(f"{' ' * n}a:\n" for n in range(min(count, 1000))),
            f"x: {'a ' * count}\n", f"x: &a [{'*a, ' * count}]\n", f"x: \"{'*' * count}\"\n", f"x: {'- ' * count}\n", "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*{'a' if not n else f'b{n - 1}'}, *{'a' if not n else f'b{n - 1}'}]\n" for n in range(min(count, 60))),
        ))  # fmt: skip
    else:
        path = project.folder / "bibliography/works.bib"
        text = project.text(path) + rng.choice((
            f"@book{{x, title = {{{'{' * count}a{'}' * count}}}}}\n", f"@book{{x, title = {{{'a ' * count}}}}}\n", f"@book{{x, author = {{{' and '.join(['A, B'] * count)}}}, title = {{x}}}}\n", "@book{" * count, r"@book{x, title = {" + r"\emph{" * count + "}" * count + "}}",
            "".join(f"@book{{k{n}, title = {{T {n}}}, date = {{1900}}}}\n" for n in range(count // 10)), "{" * count, f"@string{{a = {' # '.join(['gull'] * count)}}}\n", f"@book{{x, title = {{{'$' * count}}}}}",
        ))  # fmt: skip
    project.put(path, text)


MUTATIONS: dict[Callable[[Project], None], int] = {
    inline: 20, block: 20, word: 4, value: 14, field: 8, setting: 3, key: 2, byte: 3, sign: 10, line: 8, name: 5, encoding: 2, large: 3,
}  # fmt: skip
"""Mutations, and how often each is taken."""


def mutated(folder: Path, seed: int) -> Project:
    """A mutated project in a new folder. The same seed makes the same one."""
    rng = Random(seed)
    project = Project(folder, rng)
    if rng.random() < 0.75:
        for name in CHECKED_TEXT:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        page = folder / "docs/about/edition.md"  # else nothing would name the work of the witness
        project.put(page, project.text(page) + "\nIt follows [@quill1911lamp].\n")
        project.steps.append("without copy-text")
    for mutation in rng.choices(tuple(MUTATIONS), tuple(MUTATIONS.values()), k=rng.choice((1, 1, 2, 3))):
        project.steps.append(mutation.__name__)
        mutation(project)
    return project

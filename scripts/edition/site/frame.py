"""The frame round the contents of a page: what the theme's templates are given, and the pages that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from edition.citations.self_citation import version_and_date
from edition.index.addresses import MISSING_PAGE, SITE, output_path, relative_path, seen_from
from edition.index.tables import sections
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.messages import Messages, direction, in_english, language_attributes, unmarked
from edition.model.output import Anchors, Output, Page, SearchRecord
from edition.model.serialize import AnchorLists, to_html
from edition.model.settings import OWN_THEME, Script
from edition.model.tree import Fragment
from edition.site.contents.strips import strip_of_section
from edition.site.fonts import font_styles, fonts
from edition.site.menu import Row, attributes, downloads_page, menu, rail, registers
from edition.site.metadata import key_of
from edition.site.patterns import PLACEHOLDERS, filled_in, pieces_of
from edition.site.scripts import translated
from edition.sources.mkdocs_file import options

THEME = Path(__file__).parents[1] / "theme"
MADE = ("cite.js",)
"""What a renderer puts the edition’s own words into."""

SHORTER = {
    ".css": (re.compile(r"/\*.*?\*/|\s*([{};,>])\s*", re.DOTALL), r"\1"),
    ".js": (re.compile(r"^\s*(?://.*|/\*[\s\S]*?\*/)\n|(?<=[;{},)]) // .*|^[ \t]+", re.MULTILINE), ""),
}
"""What is left out of style sheets and scripts: comments and blanks, a quarter of what a page would load first. In
scripts comments stand on lines of their own or end a line."""

MOST_HEADINGS = 24
"""Headings of a page that its menu shows."""

NOTHING: Any = ("", (), "", "", "", Anchors(), ())
"""The other fields of a page without contents."""


class Content(NamedTuple):
    """The contents of a page as HTML, without a frame.

    ``toc`` are the ids and words of its headings of the second level, ``head`` is what stands in the head of the
    document, ``source`` the path of the Markdown file that it is made of (nothing for a page of the engine's).
    """

    uri: str
    title: str
    kind: str
    html: str
    toc: tuple[tuple[str, str], ...]
    head: str
    description: str
    source: str
    anchors: Anchors
    records: tuple[SearchRecord, ...]


class Heading(NamedTuple):
    """A heading of the open page in the menu."""

    id: str
    title: str


class FrameContext(NamedTuple):
    """What the templates of the theme are given as ``edition``, besides what mkdocs gives to every theme.

    ``head`` is HTML; ``home``, ``downloads`` and ``edit_url`` are addresses as seen from the page, empty where there is
    none; ``rights`` are the parts of the footer's line. ``language`` and ``direction`` are those of the page;
    ``interface`` and ``title_language`` are attributes for what has another language: the frame, and the title in it.

    ``registers`` are the rows of the header; ``rail`` and ``strip`` (HTML) stand beside the text of a section: the
    sections, and where it is in the text. ``fonts`` is the style sheet of the typeface, from the root of the site;
    empty if there is none.
    """

    kind: str
    language: str
    direction: str
    interface: Markup
    title_language: Markup
    document_title: str
    description: str
    head: Markup
    home: str
    downloads: str
    edit_url: str
    menu: tuple[Row, ...]
    headings: tuple[Heading, ...]
    rights: tuple[str, ...]
    registers: tuple[Row, ...] = ()
    rail: tuple[Row, ...] = ()
    strip: Markup = Markup()
    fonts: str = ""


def assets(edition: Edition) -> Iterator[Output]:
    """The files of the theme that pages ask for, without comments; scripts speak the language of the interface."""
    for path in sorted((THEME / "assets").iterdir()):
        content = path.read_bytes()
        if shorter := SHORTER.get(path.suffix):
            script = shorter[0].sub(shorter[1], content.decode())
            content = translated(script, edition.messages, edition.metadata.language).encode()
        if path.name not in MADE:
            yield Output(f"assets/{path.name}", content)
    languages = (edition.metadata.language, edition.editors_language)
    yield from (Output(name, content) for name, content in fonts(languages))


def content(page: Page, edition: Edition, head: Fragment, records: tuple[SearchRecord, ...]) -> Content:
    """A page as HTML, with all links as seen from it; ``head`` is what its head says to programs."""
    lists = AnchorLists()
    seen = seen_from(edition, page.uri)
    body, head_html = in_english(to_html(page.body, seen, lists)), unmarked(to_html(head, seen, lists))
    description = unmarked(" ".join(page.description.split()))
    toc, anchors = page.toc or tuple(lists.headings), lists.anchors()
    source = _sources(edition).get(page.uri, "")
    title = unmarked(page.title)
    return Content(page.uri, title, page.kind, body, toc, head_html, description, source, anchors, records)


def framed(content: Content, edition: Edition) -> bytes:
    """A page as a whole document, in the frame of the edition's own theme."""
    if content.kind not in ("entry", "work"):
        return _document(content, edition).encode()
    title = f"{content.title} · {site_name(edition)}"
    values = dict(
        zip(PLACEHOLDERS, (escape(title), escape(content.description), content.head, content.html), strict=True)
    )
    pieces = _frame(edition, content.kind, content.uri.rpartition("/")[0], bool(content.description))
    return filled_in(pieces, values).encode()


@derived
def _frame(edition: Edition, kind: str, folder: str, described: bool) -> list[str]:
    """The document of any page of a kind in a folder, split at the places of its own title, description, head and
    contents, which are among the pieces: nothing else in it differs from page to page."""
    _, description, head, html = PLACEHOLDERS
    page = Content(f"{folder}/x.html", "", kind, html, (), head, description if described else "", "", Anchors(), ())
    context = frame_context(page, edition)._replace(document_title=PLACEHOLDERS[0])
    return pieces_of(_document(page, edition, context))


def _document(content: Content, edition: Edition, context: FrameContext | None = None) -> str:
    folder = output_path(content.uri, edition.settings.directory_urls).rpartition("/")[0]
    page = {"title": content.title, "content": content.html, "meta": {}}
    context = context or frame_context(content, edition)
    return _rendered("main.html", edition, context, partial(relative_path, folder=folder), page)


def missing_page(edition: Edition) -> Output:
    """What a server shows in place of a page that is not there."""
    root = _root(edition)
    made = _rendered(MISSING_PAGE, edition, missing_context(edition), lambda path: f"{root}/{path}")
    return Output(MISSING_PAGE, made.encode())


def _rendered(
    name: str,
    edition: Edition,
    context: FrameContext,
    seen: Callable[[str], str],
    page: Mapping[str, Any] | None = None,
) -> str:
    """The template of a name filled in; ``seen`` gives the path of a file of the site as the page has to ask for it."""
    settings = edition.settings
    url = partial(_unless_elsewhere, seen)
    template = environment(edition.messages).get_template(name)
    extra_css = [url(path) for path in settings.extra_css]
    made = template.render(edition=context, page=page, config=configuration(edition), extra_css=extra_css, seen=url)
    return in_english(made)


def _unless_elsewhere(seen: Callable[[str], str], path: str) -> str:
    """A path of the site as ``seen`` gives it; an address on another host, or from the root of this one, as it is."""
    return path if "//" in path or path.startswith("/") else seen(path)


def _root(edition: Edition) -> str:
    """Where the site begins on its host: a missing page may be asked for at any depth."""
    return urlsplit(edition.settings.site_url or "/").path.rstrip("/")


def missing_context(edition: Edition) -> FrameContext:
    """What the template of a missing page is given."""
    page = Content(MISSING_PAGE, edition.messages.gettext("No such page"), "prose", *NOTHING)
    return frame_context(page, edition)._replace(home=f"{_root(edition)}/", menu=(), downloads="", registers=())


def frame_context(content: Content, edition: Edition) -> FrameContext:
    """What the templates are given of a page and of the edition round it."""
    settings, data = edition.settings, edition.metadata
    name, seen = site_name(edition), seen_from(edition, content.uri)
    downloads, page_language = downloads_page(edition), edition.editors_language
    section = sections(edition)[key_of(content.uri)] if content.kind == "section" else None
    return FrameContext(
        kind=content.kind,
        language=page_language,
        direction="rtl" if direction(page_language) == "rtl" else "",
        interface=Markup(attributes(language_attributes(edition.messages.language, page_language))),
        title_language=Markup(attributes(language_attributes(data.language, edition.messages.language))),
        document_title=name if content.kind == "title" else f"{content.title} · {name}",
        description=content.description,
        head=Markup(content.head),
        home=seen(f"{SITE}index.html"),
        downloads=seen(SITE + downloads) if downloads else "",
        edit_url=settings.edit_url(content.source) if content.source else "",
        menu=menu(edition, content.uri),
        headings=tuple(Heading(*heading) for heading in content.toc[:MOST_HEADINGS]) if content.kind != "title" else (),
        rights=_rights(edition),
        registers=registers(edition, content.uri),
        rail=rail(edition, section) if section else (),
        strip=Markup(to_html(strip_of_section(edition, section) or ())) if section else Markup(),
        fonts=font_styles(),
    )


def site_name(edition: Edition) -> str:
    """The name of the site; the title of the edition where ``mkdocs.yml`` gives none."""
    return edition.settings.site_name or edition.metadata.title


@derived
def configuration(edition: Edition) -> Mapping[str, Any]:
    """What templates read of mkdocs' configuration (``config``)."""
    settings = edition.settings
    same = ("site_url", "copyright", "repo_url", "repo_name", "extra", "extra_javascript")
    return {
        **{name: getattr(settings, name) for name in same},
        "site_name": site_name(edition),
        "site_author": settings.author,
        "site_description": settings.description,
        "theme": {**options(), **(settings.theme if settings.theme.get("name") == OWN_THEME else {})},
    }


@cache
def environment(messages: Messages) -> jinja2.Environment:
    """The templates of the theme, with the words of the interface in a language, and with the filters of mkdocs."""
    templates = {path.relative_to(THEME).as_posix(): path.read_text("utf-8") for path in THEME.rglob("*.html")}
    loader = jinja2.DictLoader(templates)  # it knows at once which of them there are not
    environment = jinja2.Environment(loader=loader, autoescape=True, auto_reload=False, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_translations(messages, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"script_tag": _script_tag, "url": _url}
    return environment


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, path: str) -> str:
    """The filter ``url`` of mkdocs: the path of a file of the site as the page has to ask for it."""
    address: str = context["seen"](path)
    return address


@jinja2.pass_context
def _script_tag(context: jinja2.runtime.Context, script: Script) -> Markup:
    """The filter ``script_tag`` of mkdocs: the element of a script of ``extra_javascript``."""
    attributes = (Markup(' {}="{}"').format(*pair) if pair[1] else Markup(" ") + pair[0] for pair in script.attributes)
    return Markup('<script src="{}"{}></script>').format(_url(context, script.path), Markup("").join(attributes))


@derived
def _sources(edition: Edition) -> Mapping[str, str]:
    """The path of the Markdown file of every page that has one, from ``docs_dir``."""
    parts = {f"essay/{section.slug}.html": section.location.file for section in edition.sections}
    parts |= {f"{page.uri}.html": page.location.file for page in edition.prose}
    return {uri: file.partition("/")[2] for uri, file in parts.items()}


@derived
def _rights(edition: Edition) -> tuple[str, ...]:
    data, _ = edition.metadata, edition.messages.gettext
    rights = [_("Text %(rights)s") % {"rights": data.text_rights}] if data.text_rights else []
    rights += (
        [_("Editorial matter %(licence)s") % {"licence": data.editorial_licence}] if data.editorial_licence else []
    )
    return (*rights, version_and_date(edition))

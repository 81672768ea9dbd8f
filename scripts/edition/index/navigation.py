"""The table of contents of the site: as ``nav`` in ``mkdocs.yml`` says, else title page, sections, registers, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edition.index.addresses import FULL_TEXT, section_uri
from edition.index.figures import has_figures
from edition.index.tables import dated_entries, folders
from edition.model.derived import derived
from edition.model.edition import Edition, Section
from edition.model.settings import NavItem, all_items
from edition.model.tree import text
from edition.sources.sections import page_uri
from edition.sources.values import is_address

ESSAY, REGISTERS, ABOUT = "essay/", "registers/", "about/"
"""What ``nav`` may name with a slash at the end: all sections, all registers, all pages about the edition. Any other
folder of ``docs`` may stand there too."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry of the table of contents: a link to a page (``uri``), or a heading with entries under it.

    ``whole`` is a page that lists all of them, for where they are too many to be shown. ``language`` is that of the
    title, if it is the author's.
    """

    title: str
    uri: str = ""
    branches: tuple[Branch, ...] = ()
    whole: str = ""
    language: str = ""


@derived
def navigation(edition: Edition) -> tuple[Branch, ...]:
    """The entries of the table of contents in their order; divisions without entries are left out."""
    if edition.settings.nav:
        return tuple(branch for item in edition.settings.nav for branch in _given(edition, item))
    _ = edition.messages.gettext
    others = dict.fromkeys(f"{page.uri.partition('/')[0]}/" for page in edition.prose if "/" in page.uri)
    usual = ((_("Text"), ESSAY), (_("Registers"), REGISTERS), (_("About"), ABOUT))
    added = ((_title_of(edition, folder), folder) for folder in others if folder != ABOUT)
    divisions = (_division(edition, title, folder) for title, folder in (*usual, *added))
    top = (Branch(text(page.heading), f"{page.uri}.html") for page in edition.prose if page.uri != "index")
    alone = (branch for branch in top if "/" not in branch.uri)
    return (*_front(edition), *(division for division in divisions if division.branches), *alone)


def _front(edition: Edition) -> tuple[Branch, ...]:
    _ = edition.messages.gettext
    return Branch(_("Title page"), "index.html"), Branch(_("The whole text"), FULL_TEXT)


def _division(edition: Edition, title: str, folder: str) -> Branch:
    return Branch(title, "", _pages(edition, folder), "index.html#contents" if folder == ESSAY else "")


def _title_of(edition: Edition, folder: str) -> str:
    """The title of a folder: that of its index, else its name."""
    named = (text(page.heading) for page in edition.prose if page.uri == f"{folder}index")
    return next(named, folder.rstrip("/").replace("-", " ").replace("_", " ").capitalize())


def _given(edition: Edition, item: NavItem) -> Iterator[Branch]:
    """An item of ``nav``: nothing if it leads nowhere; the pages of a folder if it has no title of its own."""
    if item.items:
        within = tuple(branch for inner in item.items for branch in _given(edition, inner))
        if within:
            yield Branch(item.title, "", within)
    elif item.target.endswith("/") and not is_elsewhere(item.target):
        if item.title:
            yield _division(edition, item.title, item.target)
        else:
            yield from _pages(edition, item.target)
    elif is_elsewhere(item.target):
        yield Branch(item.title or item.target, item.target)
    elif page := pages_by_path(edition).get(item.target):
        yield Branch(item.title or page.title, page.uri)
    elif uri := file_uri(edition, item.target):
        yield Branch(item.title or item.target, uri)


def file_uri(edition: Edition, target: str) -> str:
    """The address of a file beside the text, or of a page of another plugin, that ``nav`` names; nothing if there is
    none."""
    uri = f"{page_uri(target)}.html" if target.endswith(".md") else target
    return uri if edition.pictures.get(uri) else ""


def is_elsewhere(target: str) -> bool:
    """Whether an item of ``nav`` leads out of the site."""
    return is_address(target) or target.startswith("/")


def _pages(edition: Edition, folder: str) -> tuple[Branch, ...]:
    """All pages of a folder of the site, or of the registers, in their order; what ``nav`` names itself is left out."""
    if folder == REGISTERS:
        return _registers(edition)
    named = {item.target for item in all_items(edition.settings.nav)}
    inside = ((path, branch) for path, branch in pages_by_path(edition).items() if path.startswith(folder))
    indexes = {f"{register}/index.md" for register in (*edition.registers, "works")}
    return tuple(branch for path, branch in inside if path not in named and path not in indexes)


@derived
def pages_by_path(edition: Edition) -> Mapping[str, Branch]:
    """What ``nav`` may name: the Markdown files of ``docs``, and ``.md`` in the place of ``.html`` for other pages."""
    pages = {section.location.file.partition("/")[2]: _section(edition, section) for section in edition.sections}
    for page in edition.prose:
        pages[page.location.file.partition("/")[2]] = Branch(text(page.heading), f"{page.uri}.html")
    made = [*_front(edition), *_registers(edition)]
    made += (Branch(title, f"about/{name}.html") for name, title in lists(edition))
    return pages | {path: branch for branch in made if (path := f"{branch.uri.removesuffix('.html')}.md") not in pages}


def _section(edition: Edition, section: Section) -> Branch:
    language = edition.editors_language if section.editorial else edition.metadata.language
    return Branch(section.numbered_title, section_uri(section.slug), language=language)


def _registers(edition: Edition) -> tuple[Branch, ...]:
    headings = {key: register.heading for key, register in edition.registers.items()} | {
        "works": edition.messages.gettext("Bibliography")
    }
    filled = {*folders(edition).values()}
    return tuple(Branch(heading, f"{key}/index.html") for key, heading in headings.items() if key in filled)


def lists(edition: Edition) -> list[tuple[str, str]]:
    """Name and title of every page (``about/NAME.html``) that has something to list, in the order of the contents."""
    _ = edition.messages.gettext
    known = (
        ("emendations", _("Emendations and queries"), bool(edition.emendations or edition.observations)),
        ("quotations", _("Quotations"), bool(edition.quotations)),
        ("concordance", _("Concordance of citations"), "works" in folders(edition).values()),
        ("figures", _("Figures"), has_figures(edition)),
        ("chronology", _("Chronology"), bool(dated_entries(edition))),
        ("audit", _("How this edition measures up"), bool(edition.questions)),
        ("versions", _("Versions"), True),
        ("downloads", _("Downloads"), True),
    )
    return [(name, title) for name, title, exists in known if exists]


def flat(branches: Iterable[Branch]) -> Iterator[Branch]:
    """All entries, those within others too."""
    for branch in branches:
        yield branch
        yield from flat(branch.branches)

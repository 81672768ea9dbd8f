"""The address of every key on the site: one rule for all that link to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from edition.index.tables import emendations_at, folders, notes, paragraphs, places, quotations_at
from edition.model.derived import derived
from edition.model.edition import Edition
from edition.model.states import note_name
from edition.model.tree import E, Fragment, joined

SITE = "site:"
MISSING_PAGE = "404.html"
"""What a server shows in place of a page that is not there."""
FULL_TEXT = "print/index.html"
"""The page of the whole text."""


def section_uri(slug: str) -> str:
    """The page of a section."""
    return f"essay/{slug}.html"


def card_uri(slug: str = "") -> str:
    """The picture that is shown where a section, or anything else of the edition, is shared; made with the books."""
    return f"assets/cards/{slug}.png" if slug else "assets/card.png"


@derived
def addresses(edition: Edition) -> Mapping[str, str]:
    """For every key and anchor its address from the root of the site, with ``site:`` before it."""
    by_key = {key: f"{SITE}{folder}/{key}.html" for key, folder in folders(edition).items()}
    for section in edition.sections:
        page = SITE + section_uri(section.slug)
        anchored = [paragraph.anchor for paragraph in section.paragraphs] + [note.anchor for note in section.notes]
        quoted = [quotation.key for anchor in anchored for quotation in quotations_at(edition).get(anchor, ())]
        emended = [change.key for anchor in anchored for change in emendations_at(edition).get(anchor, ())]
        placed = [place.anchor for place in section.places]
        by_key |= {anchor: f"{page}#{anchor}" for anchor in (*anchored, *quoted, *emended, *placed)}
    return by_key


@derived
def keys_by_address(edition: Edition) -> Mapping[str, str]:
    """The keys and anchors by their addresses on the site."""
    return {address: key for key, address in addresses(edition).items()}


def anchor_label(anchor: str, edition: Edition) -> str:
    """How an anchor is named in words: ``¶ 5``, ``n. 7``, ``editor’s note b``."""
    note = notes(edition).get(anchor)
    if note:
        # Translators: a reference to a note of the author's. The space does not break.
        short = edition.messages.pgettext("reference", "n.\u00a0%(mark)s")
        return (
            short % {"mark": note.mark}
            if note.kind == "authorial"
            else note_name(note.kind, note.mark, edition.messages)
        )
    number = paragraph_number(anchor)
    if place := places(edition).get(anchor):
        page = edition.messages.gettext("page %(number)s") % {"number": place.page}
        return page if place.page else place.words or anchor
    return f"¶\u00a0{number}" if number else anchor


def anchor_links(edition: Edition, anchors: Iterable[str], links: Mapping[str, str] | None = None) -> Fragment:
    """A link to each of these paragraphs and notes, without repetitions, separated by commas."""
    where = addresses(edition) if links is None else links
    return joined(
        E("a", anchor_label(anchor, edition), href=where.get(anchor, "")) for anchor in dict.fromkeys(anchors)
    )


@derived
def anchors_of(edition: Edition) -> frozenset[str]:
    """The anchors of all paragraphs and notes."""
    return frozenset((*paragraphs(edition), *notes(edition)))


def paragraph_number(anchor: str) -> str:
    """``5a`` for the anchor ``p5a``; nothing for an anchor that is not a paragraph's number."""
    return anchor[1:] if anchor[:1] == "p" and anchor[1:2].isdigit() else ""


def permanent_address(edition: Edition, anchor: str) -> str:
    """Where an anchor is found for good, whatever page it moves to; nothing while the edition has no address."""
    base = edition.metadata.base_address
    return f"{base}id/{anchor}/" if base else ""


def public_address(edition: Edition, address: str) -> str:
    """An address of the site as the address on the web where the edition is published, nothing if it has none; other
    addresses as they are."""
    if not address.startswith(SITE):
        return address
    base = edition.metadata.base_address
    return base + served_path(edition, address) if base else ""


def full_address(edition: Edition, uri: str, page: str) -> str:
    """The address of a file of the site on the web, or as seen from a page while the edition has no address."""
    return public_address(edition, SITE + uri) or seen_from(edition, page)(SITE + uri)


def output_path(uri: str, directory_urls: bool) -> str:
    """Where a page is written: with mkdocs' ``use_directory_urls``, ``a/b.html`` becomes ``a/b/index.html``."""
    if not directory_urls or not uri.endswith(".html") or uri == MISSING_PAGE or uri.rpartition("/")[2] == "index.html":
        return uri
    return f"{uri.removesuffix('.html')}/index.html"


def served_path(edition: Edition, address: str) -> str:
    """An address of the site from its root, as links have it: ``essay/a.html#p1``, or ``essay/a/#p1`` if the settings
    say ``use_directory_urls``."""
    target, hash_mark, fragment = address.removeprefix(SITE).partition("#")
    directories = edition.settings.directory_urls
    path = output_path(target, directories)
    return (path.removesuffix("index.html") if directories else path) + hash_mark + fragment


def seen_from(edition: Edition, uri: str) -> Callable[[str], str]:
    """What gives addresses as seen from a page of the site, in the form that the settings ask for."""
    placed, directories = placed_pages(edition) or {}, edition.settings.directory_urls
    if not directories and not placed:
        return relative_to(uri)
    seen = relative_to(output_path(uri, directories))

    def in_directories(address: str) -> str:
        if not address.startswith(SITE):
            return address
        target, hash_mark, fragment = address[len(SITE) :].partition("#")
        path = seen(SITE + (placed.get(target) or output_path(target, directories)) + hash_mark + fragment)
        place, hash_mark, fragment = path.partition("#")
        if directories and place.rpartition("/")[2] == "index.html":
            place = place.removesuffix("index.html") or "./"
        return place + hash_mark + fragment

    return in_directories


@derived
def placed_pages(edition: Edition) -> Mapping[str, str]:
    """Where HTML files of the editor's own and pages of other plugins stand in the site, by their addresses."""
    return {uri: file.uri for uri, file in edition.pictures.items() if uri.endswith(".html")}


def relative(address: str, uri: str) -> str:
    """An address of the site as seen from one of its pages; other addresses as they are."""
    return relative_to(uri)(address)


def relative_to(uri: str) -> Callable[[str], str]:
    """What gives addresses as seen from a page."""
    folder = uri.rpartition("/")[0]

    def seen(address: str) -> str:
        if not address.startswith(SITE):
            return address
        target, hash_mark, fragment = address[len(SITE) :].partition("#")
        path = relative_path(target, folder) if target != uri or not fragment else ""
        here = "./" if ":" in path.partition("/")[0] else ""  # else it would be read as a scheme
        return here + path + hash_mark + fragment

    return seen


def relative_path(target: str, folder: str) -> str:
    """The path to a file of the site from one of its folders (nothing: its root)."""
    if not folder or target.startswith(f"{folder}/"):
        return target[len(folder) + 1 :] if folder else target
    return "../" + relative_path(target, folder.rpartition("/")[0])

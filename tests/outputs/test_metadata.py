"""What pages tell machines: the tags that Zotero's translators and other harvesters read, by the tree of the pages.

Zotero itself is not run here. What its translators “Embedded Metadata”, “COinS” and “unAPI” look for stands below.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from pyld import jsonld

from edition.citations.citation_target import CitationTarget
from edition.citations.self_citation import cited_work
from edition.citations.titles import joined_title
from edition.model.edition import Edition
from edition.model.tree import text
from edition.model.vocabulary import WORK_TYPES
from edition.model.works import Name
from edition.site.metadata import inverted
from edition.sources.load import assemble, read
from site_reader import elements

COINS_TYPES = {
    "journal": "journalArticle", "book book": "book", "book bookitem": "bookSection", "book report": "report",
    "book proceeding": "conferencePaper", "dissertation": "thesis",
}  # fmt: skip
"""Format of OpenURL with its genre → Zotero's item type; in Dublin Core ``rft.type`` is the item type itself."""

EXPECTED = {
    "article-journal": "journalArticle", "article-newspaper": "newspaperArticle", "book": "book",
    "chapter": "bookSection", "document": "document", "periodical": "document", "personal_communication": "letter",
    "webpage": "webpage", "pamphlet": "book",
}  # fmt: skip
"""CSL type → Zotero's item type, as Zotero's own map of CSL has it where it has one."""

MODS = "{http://www.loc.gov/mods/v3}"
PROJECTS = {"site": "project", "tiny_site": "tiny"}


@pytest.fixture(scope="module", params=["site", "tiny_site"])
def built(request: pytest.FixtureRequest) -> tuple[Path, Edition]:
    """A built site with the edition it was built from."""
    return request.getfixturevalue(request.param), assemble(read(request.getfixturevalue(PROJECTS[request.param])))


def tags(path: Path, attribute: str = "name") -> dict[str, list[str]]:
    """Name (or property) of meta elements → their contents in order."""
    found: dict[str, list[str]] = {}
    for node in elements(path):
        if node.tag == "meta" and node.has(attribute):
            found.setdefault(node.get(attribute), []).append(node.get("content"))
    return found


def links(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in elements(path):
        if node.tag == "link":
            found.setdefault(node.get("rel"), []).append(node.get("href"))
    return found


def coins(path: Path) -> list[dict[str, list[str]]]:
    """Every COinS of a page, its keys with their values."""
    found = []
    for node in elements(path):
        if node.tag == "span" and "Z3988" in node.get("class").split():
            context: dict[str, list[str]] = {}
            for key, value in parse_qsl(node.get("title"), strict_parsing=True):
                context.setdefault(key, []).append(value)
            found.append(context)
    return found


def item_type(context: dict[str, list[str]]) -> str:
    kind = context["rft_val_fmt"][0].removeprefix("info:ofi/fmt:kev:mtx:")
    if kind == "dc":
        return context["rft.type"][0]
    return COINS_TYPES.get(kind) or COINS_TYPES[f"{kind} {context['rft.genre'][0]}"]


def scripts(path: Path) -> list[dict]:
    found = (node for node in elements(path) if node.tag == "script" and node.get("type") == "application/ld+json")
    return [json.loads(text(node)) for node in found]


def expanded(document: dict, base: str = "https://example.org/x/") -> list[dict]:
    """JSON-LD 1.1 expanded without a network: schema.org's context is a vocabulary in which every term is its own."""
    assert document["@context"] == "https://schema.org"
    return jsonld.expand(document | {"@context": {"@vocab": "https://schema.org/"}}, {"base": base})


def test_from_the_title_page_and_the_whole_text_the_edition_is_saved(tiny_site: Path) -> None:
    for uri, pdf in (("index.html", "edition.pdf"), ("print/index.html", "edition.pdf")):
        found = tags(tiny_site / uri)
        assert found["z:itemType"] == ["book"]
        assert found["citation_title"] == ["The lamp at Farness"]
        assert found["citation_author"] == ["Quill, Ada"]
        assert found["citation_editor"] == ["Nobody in particular,"]  # the comma keeps it in one piece
        assert "citation_journal_title" not in found
        assert found["citation_publication_date"] == ["2001/02/03"]
        assert found["prism.edition"] == ["version 0.1.0"]
        assert found["z:extra"][0].startswith("original-date: 1911-03-03\nOriginally published in The Norport Lantern")
        assert found["citation_language"] == ["en"]
        assert found["citation_public_url"] == ["https://example.org/lamp/"]
        assert found["citation_pdf_url"] == [f"https://example.org/lamp/{pdf}"]
        assert coins(tiny_site / uri) == []  # else Zotero would prefer it


def test_what_is_saved_is_what_is_cited(built: tuple[Path, Edition]) -> None:
    """The object of the title page is that of its BibTeX under “How to cite”."""
    folder, edition = built
    found, work = tags(folder / "index.html"), cited_work(edition, CitationTarget())
    assert found["z:itemType"] == [WORK_TYPES[work.type].zotero]
    assert found["citation_title"] == [joined_title(work.title, work.subtitle)]
    assert found["citation_publication_date"] == [work.issued.replace("-", "/")]
    assert found["prism.edition"] == [work.edition]
    names = [[inverted(c.name) for c in work.creators if c.role == role] for role in ("author", "editor")]
    assert [found["citation_author"], found.get("citation_editor", [])] == names


def test_from_a_section_a_chapter_of_the_edition_is_saved(tiny_site: Path) -> None:
    found = tags(tiny_site / "essay/the-rock.html")
    assert found["z:itemType"] == ["bookSection"]
    assert found["citation_title"] == found["DCTERMS.title"] == ["The rock"]
    assert found["citation_author"] == found["DCTERMS.creator"] == ["Quill, Ada"]
    assert found["citation_inbook_title"] == ["The lamp at Farness"]
    assert (found["citation_firstpage"], found["citation_lastpage"]) == (["¶¶ 1"], ["6"])
    assert found["citation_publication_date"] == ["2001/02/03"]
    assert found["citation_public_url"] == ["https://example.org/lamp/id/the-rock/"]


def test_every_other_page_has_title_and_author(built: tuple[Path, Edition]) -> None:
    """An entry is a part of the edition by its editors, every other page a page of a web site."""
    folder, edition = built
    for path in sorted(folder.rglob("*.html")):
        uri = path.relative_to(folder).as_posix()
        if uri.startswith(("id/", "essay/", "print/")) or uri in ("index.html", "404.html"):
            continue
        found, entry = tags(path), path.stem in edition.entries
        editors = [edition.metadata.editor] if edition.metadata.editor else []
        assert len(found["DCTERMS.title"]) == 1, uri
        assert found.get("DCTERMS.creator", []) == [f"{name}," for name in editors], uri
        assert found.get("author", [])[-1:] == editors, uri
        kind = None if path.stem in edition.works else ["bookSection" if entry else "webpage"]
        assert found.get("z:itemType") == kind, uri
        assert ("citation_inbook_title" in found) == entry, uri


def test_every_page_has_a_preview(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    for path in sorted(folder.rglob("*.html")):
        if path.relative_to(folder).parts[0] not in ("id", "404.html"):
            found = tags(path, "property")
            assert found["og:site_name"] == [edition.metadata.title]
            assert found["og:locale"] == ["en_US"]
            assert found["og:title"] == tags(path)["DCTERMS.title"]
            assert found.get("og:description") == tags(path).get("description"), path


def test_the_books_are_named_where_they_are(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    base = edition.metadata.base_address
    pdfs = sorted(path.name for path in folder.glob("*.pdf"))
    for uri, here in (("index.html", ""), ("print/index.html", "../")):
        assert tags(folder / uri).get("citation_pdf_url", []) == ([(base or here) + "edition.pdf"] if pdfs else [])
    items = links(folder / "index.html")["item"]
    books = [
        p.name
        for p in folder.iterdir()
        if p.suffix in (".pdf", ".epub", ".xml", ".txt", ".md", ".docx") and p.name != "robots.txt"
    ]
    assert set(books) - {"sitemap.xml"} <= set(items)
    assert {f"essay/{section.slug}.html" for section in edition.sections} <= set(items)
    encodings = scripts(folder / "index.html")[0]["encoding"]
    encodings = encodings if isinstance(encodings, list) else [encodings]
    assert {urlsplit(e["contentUrl"]).path.rsplit("/", 1)[-1] for e in encodings} == set(books) - {"sitemap.xml"}


def test_author_and_editor_stay_apart(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    found = tags(folder / "index.html")
    editors = [edition.metadata.editor] if edition.metadata.editor else []
    assert len(found["DCTERMS.creator"]) == 1
    assert found.get("DCTERMS.contributor", []) == [f"{name}," for name in editors]
    (thing,) = scripts(folder / "index.html")
    assert thing["author"]["name"] == edition.metadata.author
    assert [thing[role]["name"] for role in ("editor",) if role in thing] == editors
    assert tags(folder / "index.html", "property")["og:type"] == ["article"]


def test_the_whole_as_linked_data(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    (thing,) = scripts(folder / "index.html")
    assert thing["@type"] == "Book"
    assert thing["version"] == edition.metadata.version
    assert [part["name"] for part in thing["hasPart"]] == [section.title for section in edition.sections]
    assert len(thing["citation"]) == len(tags(folder / "index.html")["citation_reference"])
    assert {"Person"} < {mention["@type"] for mention in thing["mentions"]}


def test_every_page_has_its_signposts(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    base = edition.metadata.base_address
    for path in folder.rglob("*.html"):
        uri = path.relative_to(folder).as_posix()
        if uri.startswith(("id/", "v/", "404")):
            continue
        found = links(path)
        assert {"license", "describedby", "type"} <= set(found), uri
        by_the_author = uri.startswith(("essay/", "print/")) or uri == "index.html"
        has_page = edition.metadata.author in {entry.name for entry in edition.entries.values()}
        assert ("author" in found) == (by_the_author and has_page), uri
        assert ("cite-as" in found) == bool(base), uri
        targets = [href for rel in ("author", "item", "describedby", "collection") for href in found.get(rel, [])]
        for href in targets:
            assert (path.parent / href).resolve().is_file(), f"{uri}: {href}"


def test_what_is_cited_is_cited_by_its_permanent_address(tiny_site: Path) -> None:
    base = "https://example.org/lamp/"
    expected = {
        "index.html": base, "essay/the-rock.html": f"{base}id/the-rock/", "persons/marsh.html": f"{base}id/marsh/",
        "works/marsh1881lamp.html": f"{base}id/marsh1881lamp/", "persons/index.html": f"{base}persons/",
    }  # fmt: skip
    assert {uri: links(tiny_site / uri)["cite-as"][0] for uri in expected} == expected
    for address in expected.values():
        assert (tiny_site / address.removeprefix(base) / "index.html").is_file()


def test_a_section_is_part_of_the_whole(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    whole = edition.metadata.base_address or edition.metadata.title
    for section in edition.sections:
        path = folder / f"essay/{section.slug}.html"
        assert tags(path)["DCTERMS.isPartOf"] == [whole]
        (thing,) = scripts(path)
        assert thing["position"] == section.number
        assert thing["isPartOf"]["@type"] == "Book"
        assert thing["author"]["name"] == edition.metadata.author
        assert (thing["datePublished"], thing["inLanguage"]) == (edition.metadata.date, edition.metadata.language)
        assert thing["license"] or not edition.metadata.editorial_licence_url


def test_every_work_is_one_item_of_its_type(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    for key, work in edition.works.items():
        (context,) = coins(folder / f"works/{key}.html")
        assert item_type(context) == EXPECTED[work.type], key
        titles = [context[name][0] for name in ("rft.atitle", "rft.btitle", "rft.title") if name in context]
        assert titles[0].startswith(work.title)
        given = [
            name for k in ("rft.au", "rft.creator", "rft.aucorp", "rft.contributor") for name in context.get(k, [])
        ]
        assert len(given) == len(work.creators), key
        assert context.get("rft.date", [""])[0] == work.issued


ROLES = {"author": "author", "editor": "editor", "translator": "translator", "introduction": "contributor"}


def test_every_work_is_fetched_with_its_creators_in_their_roles(built: tuple[Path, Edition]) -> None:
    """By unAPI: whatever is asked of the server, the answer is the same file, a record that lists its format."""
    folder, edition = built
    for key, work in edition.works.items():
        path = folder / f"works/{key}.html"
        (record,) = links(path)["unapi-server"]
        (identifier,) = (node for node in elements(path) if node.get("class") == "unapi-id")
        assert (identifier.tag, identifier.get("title")) == ("abbr", key)
        assert record == (edition.metadata.base_address + f"works/{key}.mods.xml").removeprefix("works/")
        root = etree.parse(folder / f"works/{key}.mods.xml").getroot()
        assert [node.get("name") for node in root.iter("format")] == ["mods"]
        assert root.find(f"{MODS}genre").text == EXPECTED[work.type]
        found = [(last_role(node), *names_of(node)) for node in root.findall(f"{MODS}name")]
        given = [creator for creator in work.creators if creator.role in ROLES]
        assert found == [(ROLES[c.role], *filter(None, said(c.name))) for c in given], key
        assert root.find(f"{MODS}titleInfo/{MODS}title").text == work.title


def last_role(node: etree.Element) -> str | None:
    """The role that Zotero takes, of those that it knows."""
    return node.findall(f"{MODS}role/{MODS}roleTerm[@type='text']")[-1].text


def names_of(node: etree.Element) -> list[str]:
    return [part.text for part in node.findall(f"{MODS}namePart")]


def said(name: Name) -> tuple[str, ...]:
    return (name.literal or f"{name.particle} {name.family}".strip(), name.given, name.suffix)


def test_the_bibliography_is_all_items(built: tuple[Path, Edition]) -> None:
    """One unAPI id leads to all of them, with their roles; a COinS would be taken before it, and has none."""
    folder, edition = built
    page = folder / "works/index.html"
    (record,) = links(page)["unapi-server"]
    assert record == (edition.metadata.base_address + "works/bibliography.mods.xml").removeprefix("works/")
    assert [node.get("title") for node in elements(page) if node.get("class") == "unapi-id"] == ["bibliography"]
    assert coins(page) == []
    root = etree.parse(folder / "works/bibliography.mods.xml").getroot()
    assert [node.get("name") for node in root.iter("format")] == ["mods"]
    titles = [node.find(f"{MODS}titleInfo/{MODS}title").text for node in root.findall(f"{MODS}mods")]
    assert sorted(titles) == sorted(work.title for work in edition.works.values())


def test_linked_data_is_valid_on_every_page_and_in_every_register(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    ids = set()
    pages = [
        path for path in folder.rglob("*.html") if not path.relative_to(folder).as_posix().startswith(("id/", "v/"))
    ]
    for path in pages:
        for thing in scripts(path):
            here = "https://example.org/lamp/" + path.relative_to(folder).as_posix()
            (node,) = expanded(thing, here)
            assert node["@type"][0].startswith("https://schema.org/")
            ids.add(node["@id"])
    own = [f"works/{key}" for key in edition.works] + [f"{e.register}/{e.key}" for e in edition.entries.values()]
    indexes = len({e.register for e in edition.entries.values()}) + bool(edition.works)
    assert len(ids) == 1 + len(edition.sections) + len(own) + indexes
    for path in (folder / "data").glob("*.jsonld"):
        things = expanded(json.loads(path.read_text("utf-8")), f"https://example.org/lamp/data/{path.name}")
        of_entries = [thing for thing in things if not thing["@type"][0].endswith("/Dataset")]
        assert (
            len(of_entries) == len(things) - 1 == len([e for e in edition.entries.values() if e.register == path.stem])
        )
        assert {thing["@id"] for thing in of_entries} <= ids


def test_a_person_and_a_work_as_linked_data(tiny_site: Path) -> None:
    (marsh,) = scripts(tiny_site / "persons/marsh.html")
    assert (marsh["@type"], marsh["birthDate"], marsh["birthPlace"]["name"]) == ("Person", "1830-02", "Norport")
    assert "deathDate" not in marsh  # it is in doubt
    (tides,) = scripts(tiny_site / "works/oxley1890tides.html")
    assert tides["@type"] == "Chapter"
    assert tides["isPartOf"]["@id"] == "https://example.org/lamp/id/essays1890/"
    assert [editor["name"] for editor in tides["editor"]] == ["Hanna van der Oxley", "Harbour Wardens"]


def test_no_word_of_the_sources_ends_a_script(tiny_site: Path) -> None:
    source = (tiny_site / "works/essays1890.html").read_text("utf-8")
    assert "<script>alert" not in source
    assert scripts(tiny_site / "works/essays1890.html")[0]["name"].endswith("<script>alert(“a plate”)</script> & a Map")


def test_only_an_edition_with_an_address_has_a_sitemap(built: tuple[Path, Edition]) -> None:
    folder, edition = built
    assert (folder / "sitemap.xml").exists() == bool(edition.metadata.base_address)


def test_the_sitemap_lists_every_page_under_its_address(tiny_site: Path) -> None:
    places = [text(n) for n in elements(tiny_site / "sitemap.xml") if n.tag == "loc"]
    assert len(places) == len(set(places))
    for place in places:
        assert (tiny_site / urljoin(place, urlsplit(place).path).removeprefix("https://example.org/lamp/")).exists()
    assert "https://example.org/lamp/persons/marsh.html" in places


def test_every_page_has_its_own_address_and_a_card(tiny_site: Path) -> None:
    base, pictures = "https://example.org/lamp/", set()
    for path in tiny_site.rglob("*.html"):
        uri = path.relative_to(tiny_site).as_posix()
        if not uri.startswith(("id/", "v/")) and uri != "404.html":
            assert links(path)["canonical"] == [f"{base}{uri}".removesuffix("index.html")], uri
            card = f"cards/{path.stem}.png" if uri.startswith("essay/") else "card.png"
            assert tags(path, "property")["og:image"] == [f"{base}assets/{card}"], uri
            pictures.add((tiny_site / "assets" / card).read_bytes())
    assert len(pictures) == 1 + len(list((tiny_site / "essay").glob("*.html")))
    for picture in pictures:
        assert (picture[:4], picture[16:20], picture[20:24]) == (b"\x89PNG", *(n.to_bytes(4) for n in (1200, 630)))


def test_search_engines_are_led_to_the_site_map(tiny_site: Path) -> None:
    lines = (tiny_site / "robots.txt").read_text("utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow:"]
    assert lines[-1] == "Sitemap: https://example.org/lamp/sitemap.xml"

"""The tiny edition in other languages: no English but that of the text is left, and every language says which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

import pseudo
from edition.build.outputs import everything, one
from edition.model import messages as module
from edition.model.edition import Edition
from edition.model.messages import messages
from edition.model.tree import Element, Fragment, text, walk
from edition.sources.load import assemble, read
from folders import TINY
from site_reader import parse

READ = ("aria-label", "title", "alt", "data-label")
"""Attributes that are read to somebody."""
OF_MACHINES = frozenset(("script", "style", "pre", "code", "template", "Z3988", "unapi-id"))
"""Elements and classes whose words nobody reads."""
FORMATS = frozenset("sha bibtex unapi csv xls".split())
"""Names of formats that stand on pages."""
TEXTS = tuple(".html .xml .txt .md .json .jsonld .js .csv .bib .ris .cff".split())
WORD = re.compile(r"[^\W\d_]{3,}")


def edition(language: str) -> Edition:
    """The tiny edition with another language of the interface."""
    tiny = assemble(read(TINY))
    return replace(tiny, metadata=replace(tiny.metadata, interface_language=language))


def made(of: Edition, uri: str) -> str:
    """A page of an edition."""
    output = one(of, uri)
    assert output is not None
    return output.content.decode()


def words_of(content: Fragment) -> Iterator[str]:
    """The words of a page that somebody reads, those of its attributes too."""
    for node in content:
        if isinstance(node, str):
            yield node
        elif (
            isinstance(node, Element) and node.tag not in OF_MACHINES and node.get("class") not in ("Z3988", "unapi-id")
        ):
            if node.tag == "meta":
                yield node.get("content") if node.get("name") == "description" else ""
            else:
                yield from (value for name, value in node.attributes if name in READ)
            yield from words_of(node.children)


@pytest.fixture(scope="module")
def pseudo_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the tiny edition, with its books, in the pseudo-translation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LOCALES", pseudo.written(tmp_path_factory.mktemp("locale")))
        messages.cache_clear()
        files = {output.uri: output.content for output in everything(edition(pseudo.LANGUAGE), with_books=True)}
    messages.cache_clear()
    return files


@pytest.fixture(scope="module")
def own_words(pseudo_files: dict[str, bytes]) -> frozenset[str]:
    """The words of the sources, and the parts of the names of files, which are in no catalogue."""
    data = " ".join(uri for uri in pseudo_files if uri.startswith("data/") or "/" not in uri)
    names = frozenset(re.findall(r"[^\W\d_]+", data.casefold()))
    sources = (path.read_text("utf-8") for path in TINY.rglob("*") if path.suffix in (".md", ".yml", ".bib", ".txt"))
    found = frozenset(word.casefold() for source in sources for word in re.findall(r"[^\W\d_]+", source))
    return found | names | FORMATS


def leaks(words: str, own: frozenset[str]) -> set[str]:
    """The words that came neither from the catalogue nor from the sources."""
    return {word for word in WORD.findall(pseudo.untranslated(words)) if not made_of(word.casefold(), own)}


def made_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of the known, or several without a space, as the ledger has the words of a table."""
    return word in known or any(word[:i] in known and made_of(word[i:], known) for i in range(1, len(word)))


def test_pages_have_no_words_but_messages_and_those_of_the_sources(
    pseudo_files: dict[str, bytes], own_words: frozenset[str]
) -> None:
    pages = {uri: content.decode() for uri, content in pseudo_files.items() if uri.endswith(".html")}
    assert len(pages) > 60
    found = {uri: leaks(" ".join(words_of(parse(page))), own_words) for uri, page in pages.items()}
    assert {uri: words for uri, words in found.items() if words} == {}


def test_epub_has_no_other_words(pseudo_files: dict[str, bytes], own_words: frozenset[str]) -> None:
    with ZipFile(BytesIO(pseudo_files["edition.epub"])) as book:
        pages = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")}
    found = {name: leaks(" ".join(words_of(parse(page))), own_words) for name, page in pages.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_pdf_and_plain_text_have_no_other_words(pseudo_files: dict[str, bytes], own_words: frozenset[str]) -> None:
    pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(pseudo_files["edition.pdf"])).pages)
    joined = own_words | {word for first in own_words for word in (first, f"{first}s")}
    plain = pseudo_files["edition.txt"].decode()
    assert pseudo.OPENED in pdf
    assert leaks(plain, own_words) == set()
    assert {word for word in leaks(re.sub(r"-\n", "", pdf), joined) if len(word) > 8} == set()


def test_the_tei_header_has_no_other_words(pseudo_files: dict[str, bytes], own_words: frozenset[str]) -> None:
    root = parse(pseudo_files["edition.tei.xml"].decode())
    header = next(node for node in walk(root) if isinstance(node, Element) and node.tag.lower() == "teiheader")
    assert leaks(text(header), own_words) == set()
    assert header.get("xml:lang") == pseudo.LANGUAGE


def test_scripts_have_the_words_of_the_catalogue(pseudo_files: dict[str, bytes]) -> None:
    scripts = {uri: content.decode() for uri, content in pseudo_files.items() if uri.endswith(".js")}
    assert pseudo.translation("Search the edition") in scripts["assets/search.js"]
    assert [uri for uri, script in scripts.items() if re.search(r"\b(?:_|ngettext)\(\"", script)] == []


def runs(nodes: Fragment, language: str) -> Iterator[tuple[str, str]]:
    """Every run of words of a document that somebody reads, with the language that it says it has."""
    for node in nodes:
        if isinstance(node, str):
            yield node, language
        elif isinstance(node, Element) and node.tag not in (*OF_MACHINES, "title", "option", "meta"):
            yield from runs(node.children, node.get("xml:lang") or node.get("lang") or language)


def in_other_languages(files: Mapping[str, bytes], language: str) -> Iterator[tuple[str, str]]:
    """Every run of words of pages, EPUB and TEI that does not say it is of a language, each with its file."""
    with ZipFile(BytesIO(files["edition.epub"])) as book:
        documents = {**files, **{name: book.read(name) for name in book.namelist()}}
    for uri, content in documents.items():
        if uri.endswith((".html", ".xhtml", ".tei.xml")):
            yield from ((uri, words) for words, spoken in runs(parse(content.decode()), "") if spoken != language)


def test_what_a_catalogue_lacks_is_english_and_says_so(tmp_path: Path) -> None:
    with pseudo.lacking(tmp_path) as language:
        files = {output.uri: output.content for output in everything(edition(language), with_books=True)}
    unsaid = [(uri, words) for uri, words in in_other_languages(files, "en") if pseudo.OPENED in words]
    assert unsaid == []
    assert sum(content.count(pseudo.OPENED.encode()) for content in files.values()) > 1000
    texts = {uri: content.decode() for uri, content in files.items() if uri.endswith(TEXTS)}
    assert [uri for uri, content in texts.items() if re.search("[\ufdd0-\ufdef]", content)] == []


def test_the_words_of_the_text_say_their_language_wherever_they_stand() -> None:
    shown = edition("fr")
    works = {key: replace(work, language=work.language or "en") for key, work in shown.works.items()}
    files = {output.uri: output.content for output in everything(replace(shown, works=works), with_books=True)}
    blocks = (text(block) for section in shown.sections for block in section.body)
    notes = (text(note.content) for section in shown.sections for note in section.notes if note.kind == "authorial")
    of_text = [re.findall(r"\w+", words) for words in (*blocks, *notes)]
    sixes = {tuple(words[at : at + 6]) for words in of_text for at in range(len(words) - 5)}
    assert len(sixes) > 200
    unsaid = [
        (uri, words)
        for uri, words in in_other_languages(files, "en")
        if any(six in sixes for six in zip(*(re.findall(r"\w+", words)[at:] for at in range(6)), strict=False))
    ]
    assert unsaid == []


LANGUAGES = {"de": "Zum Text springen", "fr": "Aller au texte", "es": "Saltar al texto", "ru": "Перейти к тексту"}
PAGES = ("index.html", "essay/the-rock.html", "persons/marsh.html", "works/marsh1881lamp.html", "about/quotations.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_its_language(language: str, own_words: frozenset[str]) -> None:
    known = messages(language).translations
    english = {key[1] for key, forms in known.items() if " " in key[1] and "%" not in key[1] and key[1] not in forms}
    english = {phrase for phrase in english if not {*re.findall(r"\w+", phrase.casefold())} <= own_words}
    assert len(english) > 100
    translated = edition(language)
    for uri in PAGES:
        page = parse(made(translated, uri))
        root = next(node for node in walk(page) if isinstance(node, Element) and node.tag == "html")
        words = " ".join(" ".join(words_of(page)).split())
        assert root.get("lang") == language
        assert {phrase for phrase in english if re.search(rf"\b{re.escape(phrase)}\b", words)} == set()
        assert LANGUAGES[language] in words


def test_the_text_keeps_its_language_in_another() -> None:
    page = parse(made(edition("ru"), "essay/the-rock.html"))
    nodes = {n.id or n.tag: n for n in walk(page) if isinstance(n, Element)}
    assert nodes["n1"].get("lang") == "en"
    assert nodes["p1"].get("lang") == "en"
    assert nodes["ed-words"].get("lang") == ""


def test_what_records_for_programs_say_in_english_is_marked() -> None:
    page = parse(made(edition("de"), "works/marsh1881lamp.html"))
    codes = [node for node in walk(page) if isinstance(node, Element) and node.tag == "code"]
    english = [text(node) for code in codes for node in code.children if isinstance(node, Element)]
    assert len(english) == sum(text(code).count("  annote ") + text(code).count("N1  - ") for code in codes) > 0
    assert {node.get("lang") for code in codes for node in code.children if isinstance(node, Element)} == {"en"}

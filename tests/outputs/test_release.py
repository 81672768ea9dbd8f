"""A release is whole, proves its bytes, and never touches what was released before."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath
from shutil import copytree

import pytest
from playwright.sync_api import Browser

import site_reader
from edition.model.tree import text, walk
from edition.sources.load import read
from folders import contents, run
from site_reader import parse

LEDGER = "bibliography/anchors.yml"
MANIFEST = "manifest-sha256.txt"


def released(project: Path, folder: Path) -> Path:
    done = run(project, "release", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def edit(project: Path, file: str, *pairs: tuple[str, str]) -> None:
    source = (project / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert source.count(old) == 1
        source = source.replace(old, new)
    (project / file).write_text(source, encoding="utf-8")


LATER = (("version: 0.1.0", "version: 0.2.0"), ("date: 2001-02-03", "date: 2002-03-04"))


@pytest.fixture(scope="module")
def two(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A folder with two releases of the tiny edition, and what lay in it after each."""
    project = tmp_path_factory.mktemp("project")
    copytree(tiny, project, dirs_exist_ok=True)
    assert run(project, "anchors", "--write").returncode == 0
    folder = tmp_path_factory.mktemp("releases")
    (folder / "CNAME").write_text("example.org\n", encoding="utf-8")
    first = contents(released(project, folder))
    edit(project, "bibliography/edition.yml", *LATER)
    (project / "docs/about/edition.md").rename(project / "docs/about/matter.md")
    return released(project, folder), first, contents(folder)


def test_two_releases_of_the_same_sources_are_the_same(
    tiny: Path,
    two: tuple[Path, dict[str, bytes], dict[str, bytes]],
    copied: Callable[[Path, str], Path],
    tmp_path: Path,
) -> None:
    _, first, _ = two
    project, folder = copied(tiny, "elsewhere"), tmp_path / "released"
    run(project, "anchors", "--write")
    assert contents(released(project, folder)) == {uri: first[uri] for uri in first if uri != "CNAME"}
    before = contents(folder)
    assert contents(released(project, folder)) == before, "a release that is repeated writes what is there"


def test_the_manifests_name_every_file_with_its_sum(two: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    folder, _, _ = two
    for root in (folder, folder / "v/0.1.0", folder / "v/0.2.0"):
        rows = [line.split("  ", 1) for line in (root / MANIFEST).read_text(encoding="utf-8").splitlines()]
        assert rows == sorted(rows, key=lambda row: row[1])
        files = {uri for uri in contents(root) if not uri.startswith("v/")} - {MANIFEST, "CNAME"}
        assert {uri for _, uri in rows} == files
        assert all(sha256((root / uri).read_bytes()).hexdigest() == digest for digest, uri in rows)


def test_a_later_release_leaves_the_kept_ones_alone(two: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    folder, first, second = two
    kept = {uri: content for uri, content in first.items() if uri.startswith("v/0.1.0/")}
    assert len(kept) > 80
    assert {uri: second.get(uri) for uri in kept} == kept
    assert {"about/edition.html", "about/matter.html"} & second.keys() == {"about/matter.html"}
    assert second["CNAME"] == b"example.org\n", "what is not of a release stays"
    assert site_reader.findings(folder) == ()


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_a_kept_page_differs_by_its_notice_alone(
    two: tuple[Path, dict[str, bytes], dict[str, bytes]], version: str, tiny: Path
) -> None:
    folder, first, second = two
    now = first if version == "0.1.0" else second
    base = read(tiny).settings.site_url
    for uri, content in contents(folder / "v" / version).items():
        page = content
        if b'<aside class="kept-version"' in content:
            before, _, rest = content.partition(b'<aside class="kept-version"')
            page = before + rest.partition(b"</script>\n")[2]
            page = page.replace(b'<meta name="robots" content="noindex"></head>', b"</head>", 1)
            head, end, body = page.partition(b"</head>")  # its addresses are those of the archive
            page = head.replace(f'"{base}v/{version}/'.encode(), f'"{base}'.encode()) + end + body
        assert page == now[uri] or uri == MANIFEST
        assert (page != content) == (uri.endswith(".html") and uri != "404.html" and b"<main " in content)


def test_a_kept_page_leads_to_the_current_one_without_a_script(
    two: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    folder, _, _ = two
    for uri, target in (("essay/two-keepers.html", "id/two-keepers/index.html"), ("print/index.html", "index.html")):
        page = list(walk(parse((folder / "v/0.1.0" / uri).read_text(encoding="utf-8"))))
        notice = next(node for node in page if node.get("class") == "kept-version")
        assert "Version 0.1.0, February 3, 2001" in text(notice)
        (link,) = (node for node in walk(notice) if node.tag == "a")
        assert normpath(join(dirname(f"v/0.1.0/{uri}"), link.get("href"))) == target


def test_a_kept_page_says_that_it_is_superseded(
    two: tuple[Path, dict[str, bytes], dict[str, bytes]], browser: Browser
) -> None:
    folder, _, _ = two
    page = browser.new_page()
    page.goto((folder / "v/0.2.0/essay/two-keepers.html").as_uri())
    assert "superseded" not in page.inner_text(".kept-version")
    page.goto((folder / "v/0.1.0/essay/two-keepers.html").as_uri() + "#n4")
    assert "superseded by version 0.2.0" in page.inner_text(".kept-version")
    page.click(".kept-version a")
    page.wait_for_url(f"{(folder / 'essay/two-keepers.html').as_uri()}#n4")
    page.close()


def test_the_version_is_noted_as_published(tiny: Path, copied: Callable[[Path, str], Path], tmp_path: Path) -> None:
    project = copied(tiny, "project")
    run(project, "anchors", "--write")
    released(project, tmp_path / "releases")
    assert 'v2:\n  version: "0.1.0"\n  date: 2001-02-03\n' in (project / "bibliography/versions.yml").read_text("utf-8")
    edit(project, "docs/essay/03-afterwards.md", ("the lamp has no keeper", "the lamp had no keeper"))
    edit(project, "bibliography/witnesses/lantern.txt", ("the lamp has no keeper", "the lamp had no keeper"))
    assert ": a-changed: “p12” stands on other words" in run(project, "check").stdout


def refused(project: Path, folder: Path) -> str:
    """The codes with which a release is refused; nothing may have been written."""
    before, sources = contents(folder), contents(project)
    done = run(project, "release", str(folder))
    assert (done.returncode, contents(folder), contents(project)) == (1, before, sources)
    return " ".join(line.split(": ")[1] for line in done.stdout.splitlines())


def test_what_refuses_a_release(tiny: Path, copied: Callable[[Path, str], Path], tmp_path: Path) -> None:
    project, folder = copied(tiny, "project"), tmp_path / "releases"
    assert refused(project, folder) == "a-unrecorded"
    edit(project, LEDGER, ("state: retired", "state: retired\n  until: 0.0.10"))
    run(project, "anchors", "--write")
    assert refused(project, folder) == "a-unrecorded"
    edit(project, LEDGER, ('until: "0.0.10"', 'until: "0.1.0"'))
    edit(project, "docs/about/edition.md", ("[@marsh1881lamp, p. 3]", "[@marsh1881limp, p. 3]"))
    assert refused(project, folder) == "c-unknown-key"
    edit(project, "docs/about/edition.md", ("[@marsh1881limp, p. 3]", "[nowhere](nowhere.md)"))
    assert refused(project, folder) == "l-dead-link"
    edit(project, "docs/about/edition.md", ("[nowhere](nowhere.md)", "nothing"))
    released(project, folder)
    edit(project, "docs/about/edition.md", ("Nothing here happened.", "Nothing happened here."))
    assert refused(project, folder) == "r-published"
    edit(project, "bibliography/edition.yml", *LATER)
    edit(project, LEDGER, ("\np14:", "\np15:"))
    assert refused(project, folder) == "r-lost"

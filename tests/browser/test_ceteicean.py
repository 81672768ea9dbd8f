"""The TEI in CETEIcean, which shows TEI in a browser as it stands: the text first, every paragraph and note."""

from __future__ import annotations

import re

SHOW = """source => {
    const shown = new CETEI().makeHTML5(source);
    document.body.replaceChildren(shown);
    const top = part => part.getBoundingClientRect().top + scrollY;
    const first = document.querySelector("tei-body tei-p");
    return { words: document.body.innerText, first: top(first), lists: top(document.querySelector("tei-standoff")) };
}"""


def test_the_text_is_shown_before_the_registers(window, base, folder, npm):
    page = window()
    page.goto(base + "data/edition.schema.json")  # a page of the site that has no script of its own
    page.add_script_tag(path=npm / "CETEIcean/dist/CETEI.js")
    source = (folder / "edition.tei.xml").read_text("utf-8")
    shown = page.evaluate(SHOW, source)
    assert shown["first"] < shown["lists"]
    body = source.partition("<body>")[2].partition("</body>")[0]
    words = re.sub(r"\s+", "", shown["words"])
    for paragraph in re.findall(r'<p xml:id="p\d+[a-z]*"[^>]*>([^<]{20,})<', body):
        assert re.sub(r"\s+", "", paragraph.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) in words

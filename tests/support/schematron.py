"""The rules of Schematron that stand in a schema of Relax NG, applied to a document: what such schemas cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from elementpath import XPath2Parser, XPathContext, get_node_tree

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def broken(schema: Path, root: Element) -> Iterator[tuple[str, str]]:
    """Context and test of every rule that an element of the document breaks."""
    rules, tree = parse(schema).getroot(), get_node_tree(root)
    parser = XPath2Parser({space.get("prefix"): space.get("uri") for space in rules.iter(f"{SCH}ns")})
    for rule in rules.iter(f"{SCH}rule"):
        context = rule.get("context")
        for node in parser.parse(f"//({context})").select_results(XPathContext(tree)):
            for test in (test for test in rule if test.tag in (f"{SCH}assert", f"{SCH}report")):
                condition = test.get("test").replace("current()", "$current")  # the function is of XSLT alone
                here = XPathContext(tree, item=node, variables={"current": node})
                if parser.parse(f"boolean({condition})").evaluate(here) is (test.tag == f"{SCH}report"):
                    yield context, condition

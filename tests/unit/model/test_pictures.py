"""What the bytes of a picture say."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from edition.model.pictures import MOST_BYTES, Measures, Picture, stored

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


def made(kind: str, width: int = 40, height: int = 20) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, kind)
    return buffer.getvalue()


def picture(content: bytes) -> Picture:
    return stored([("a", content)], Picture)["a"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_measures(kind: str) -> None:
    found = picture(made(kind))
    assert found.measures == Measures(f"image/{kind.lower()}", 40, 20)
    assert found.error() == ""


@pytest.mark.parametrize(
    ("attributes", "width", "height"),
    [
        ('width="30" height="20"', 30, 20),
        ('width="1in" height="48px"', 96, 48),
        ('viewBox="0 0 200 100"', 200, 100),
        ('viewBox="0,0,200,100" width="50"', 50, 25),
        ('viewBox="0 0 200 100" width="100%" height="100%"', 200, 100),
        ("", 300, 150),
    ],
)
def test_measures_of_svg(attributes: str, width: int, height: int) -> None:
    found = picture(("\ufeff\n<?xml version='1.0'?>\n" * 0 + SVG.format(attributes, "")).encode())
    assert found.measures == Measures("image/svg+xml", width, height)
    assert found.error() == ""


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "it is empty"),
        (b"words", "no picture of the kinds"),
        (made("TIFF"), "of the kind TIFF"),
        (made("PNG")[:50], "damaged"),
        (made("JPEG", 400, 400)[:700], "damaged"),
        (made("GIF") + b"\0" * MOST_BYTES, "MB"),
        (b"<svg", "damaged"),
        (b"<html></html>", "its root is not svg"),
        (SVG.format("", "<script>1</script>").encode(), "script"),
        (SVG.format('onload="x()"', "").encode(), "onload"),
        (SVG.format("", '<image href="other.png"/>').encode(), "loads another file"),
        (SVG.format("", "<style>@import '//example.org/a.css'</style>").encode(), "loads another file"),
        (SVG.format('width="-5" height="4"', "").encode(), "is nothing"),
        (SVG.format('width="0" height="4"', "").encode(), "is nothing"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("", "").encode(), "entities"),
    ],
)
def test_faults(content: bytes, fault: str) -> None:
    assert fault in picture(content).error()


@pytest.mark.parametrize("inner", ['<use href="#a"/>', '<image href="data:image/png;base64,AAAA"/>', '<a href="b"/>'])
def test_an_svg_may_lead_to_its_own_parts(inner: str) -> None:
    assert picture(SVG.format("", inner).encode()).error() == ""


def test_the_bytes_stand_in_the_repr_by_their_checksum() -> None:
    assert repr(picture(made("PNG"))) != repr(picture(made("PNG", 41)))
    assert len(repr(picture(made("PNG", 400)))) < 200

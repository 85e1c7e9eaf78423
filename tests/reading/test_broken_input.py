"""What thousands of broken files taught: input that no sound file holds, and on which reading once failed."""

import io
from contextlib import suppress
from dataclasses import replace

import pytest
from PIL import Image

from policies.reading.layout import measure
from policies.reading.lines import Box, Line
from policies.reading.sheets.paper import on_paper
from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Glyph, Rule, Sheet
from policies.reading.sources.errors import SourceError
from policies.reading.sources.opening import open_source
from tests.hostile import pdfs

SOUND = Glyph("安澜市人民政府", Box(72, 72, 172, 86), 14)
NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    "box",
    [Box(NAN, 0, 9, 9), Box(0, 0, INF, 9), Box(0, -1e308, 9, 1e308), Box(9, 0, 1, 9)],
    ids=["no-number", "endless", "immense", "inside-out"],
)
def test_what_can_stand_on_no_paper_is_left_out(box: Box) -> None:
    sheet = Sheet(1, 595, 842, (SOUND, replace(SOUND, box=box)), (Rule(box),))
    assert on_paper(sheet) == Sheet(1, 595, 842, (SOUND,), ())
    assert [line.text for line in read_sheets([sheet])] == ["安澜市人民政府"]


def test_a_sound_sheet_is_left_as_it_is() -> None:
    sheet = Sheet(1, 595, 842, (SOUND,))
    assert on_paper(sheet) is sheet


def test_half_a_character_is_none() -> None:
    halves = b"/CIDInit begincmap 1 beginbfchar <41> <D842> endbfchar endcmap"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
    plain = pdfs.pages(["ABBA"], more=[pdfs.stream(halves)])
    data = plain.replace(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", font)
    text = "".join(line.text for line in open_source(data).lines)
    assert text.encode()
    assert "BB" in text


def test_control_characters_in_a_page_are_dropped() -> None:
    page = f"<html><body><p>{'公报' * 200}</p><p>安澜市<script>x</script>\x07人民\x14政府</p></body></html>"
    assert "安澜市人民政府" in "".join(line.text for line in open_source(page.encode()).lines)


def test_lines_of_every_width_have_no_usual_one() -> None:
    lines = [Line(n, "政" * (8 + 9 * n)) for n in range(1, 12)]
    assert not measure(lines).wrapped


@pytest.mark.parametrize("size", [(64, 64), (700, 64), (64, 900)])
def test_a_picture_of_any_shape_is_read_or_refused(size: tuple[int, int]) -> None:
    held = io.BytesIO()
    Image.radial_gradient("L").resize(size).save(held, "PNG")
    with suppress(SourceError):
        assert open_source(held.getvalue()).format == "image"

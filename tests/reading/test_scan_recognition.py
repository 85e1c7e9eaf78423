"""Small pages, drawn and degraded, are recognised: text, tables, sideways text; in a PDF and as a picture."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from policies.reading.sources.opening import open_source
from policies.reading.sources.scan import recognised_sheet
from policies.reading.sources.scan.models import models_at_hand

WIDTH, HEIGHT = 420.0, 300.0
UNIT = 300 / 72
FONTS = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJKsc-Regular.otf")


def font(size: float) -> ImageFont.FreeTypeFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, round(size * UNIT), index=2)  # the shapes of mainland print
        except OSError:
            continue
    pytest.skip("no Noto CJK font is installed to draw a page with")


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not models_at_hand(), reason="the extra of requirements/ocr.lock is not installed (make ocr)"),
]


def page() -> Image.Image:
    """A title, two lines and a table of two rows."""
    image = Image.new("L", (round(WIDTH * UNIT), round(HEIGHT * UNIT)), 255)
    draw = ImageDraw.Draw(image)
    write(draw, "安澜市城市防汛应急预案", 120, 30, 16)
    write(draw, "安政办发〔2024〕12号", 150, 62, 11)
    write(draw, "各县（区）人民政府，市直有关部门：", 40, 90, 11)
    for n, row in enumerate((("序号", "项目名称", "投资（万元）"), ("1", "东关排水泵站", "18600"))):
        for x, text in zip((48, 110, 250), row, strict=True):
            write(draw, text, x, 140 + 30 * n, 11)
    for y in (132, 162, 192):
        draw.line((40 * UNIT, y * UNIT, 380 * UNIT, y * UNIT), fill=0, width=3)
    for x in (40, 100, 240, 380):
        draw.line((x * UNIT, 132 * UNIT, x * UNIT, 192 * UNIT), fill=0, width=3)
    return image


def write(draw: ImageDraw.ImageDraw, text: str, x: float, y: float, size: float) -> None:
    draw.text((x * UNIT, y * UNIT), text, font=font(size), fill=0)


def scanned(image: Image.Image, *, askew: float = 0.8) -> Image.Image:
    turned = image.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
    return Image.blend(turned, Image.effect_noise(turned.size, 60), 0.15)


def test_a_scan_in_a_pdf_gives_lines_and_a_table() -> None:
    held = io.BytesIO()
    scanned(page()).save(held, "PDF", resolution=300)
    source = open_source(held.getvalue())
    texts = [line.text for line in source.lines if not line.cells]
    assert texts == ["安澜市城市防汛应急预案", "安政办发〔2024〕12号", "各县（区）人民政府，市直有关部门："]
    cells = [[cell.text for cell in line.cells] for line in source.lines if line.cells]
    assert cells == [["序号", "项目名称", "投资（万元）"], ["1", "东关排水泵站", "18600"]]
    assert [one.recognised for one in source.pages] == [True]
    assert all(line.confidence is not None and line.confidence > 0.2 for line in source.lines)
    first = source.lines[0].box
    assert first is not None
    assert (first.left, first.right) == (pytest.approx(120, abs=6), pytest.approx(296, abs=6))


def test_a_coarse_picture_file_is_read_too() -> None:
    held = io.BytesIO()
    scanned(page().reduce(2), askew=0).save(held, "PNG", dpi=(150, 150))
    source = open_source(held.getvalue())
    assert source.format == "image"
    assert source.lines[0].text == "安澜市城市防汛应急预案"
    assert source.characters == sum(len("".join(line.text.split())) for line in source.lines)


@pytest.mark.parametrize(
    ("turn", "angle"),
    [(Image.Transpose.ROTATE_270, 90), (Image.Transpose.ROTATE_180, 180), (Image.Transpose.ROTATE_90, 270)],
)
def test_the_direction_of_a_page_is_found(turn: Image.Transpose, angle: int) -> None:
    turned = page().transpose(turn)
    width, height = (WIDTH, HEIGHT) if angle == 180 else (HEIGHT, WIDTH)
    sheet = recognised_sheet(turned, number=1, width=width, height=height)
    assert {glyph.angle for glyph in sheet.glyphs} == {angle}
    assert "安澜市城市防汛应急预案" in {glyph.text for glyph in sheet.glyphs}
    assert len(sheet.rules) == 7

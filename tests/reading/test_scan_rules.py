"""Straight lines are found in the ink of a page, however it was scanned, and strokes of characters are not."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from policies.reading.sources.scan.ink import ink_of
from policies.reading.sources.scan.ruling import rules_of, without_rules
from policies.reading.sources.scan.straightening import skew, straight

WIDTH, HEIGHT = 595.0, 842.0
UNIT = 300 / 72


def drawn(*, noise: float = 0, shade: int = 0) -> Image.Image:
    """A table of two columns and three rows, its last row one cell, with bars as words in it, and a dash outside."""
    page = Image.new("L", (2480, 3508), 250)
    draw = ImageDraw.Draw(page)
    for y in (100, 130, 160, 190):
        _line(draw, 80, y, 500, y)
    for x, last in ((80, 190), (290, 160), (500, 190)):
        _line(draw, x, 100, x, last)
    for y in (112, 142, 172):
        for x in range(90, 270, 12):
            draw.rectangle((x * UNIT, y * UNIT, (x + 8) * UNIT, (y + 6) * UNIT), fill=30)
    _line(draw, 80, 300, 104, 300)
    if noise:
        page = Image.blend(page, Image.effect_noise(page.size, noise * 4), 0.25)
    if shade:
        page = ImageChops.subtract(page, Image.linear_gradient("L").resize(page.size).point(lambda v: v * shade // 255))
    return page


def _line(draw: ImageDraw.ImageDraw, x0: float, y0: float, x1: float, y1: float) -> None:
    draw.line((x0 * UNIT, y0 * UNIT, x1 * UNIT, y1 * UNIT), fill=20, width=3)


@pytest.mark.parametrize(("noise", "shade"), [(0, 0), (20, 0), (0, 90)])
def test_the_rules_of_a_table_are_found_and_nothing_else(noise: float, shade: int) -> None:
    rules = [rule.box for rule in rules_of(ink_of(drawn(noise=noise, shade=shade), width=WIDTH), width=WIDTH)]
    level = sorted((round(box.top), round(box.left), round(box.right)) for box in rules if box.right - box.left > 9)
    upright = sorted((round(box.left), round(box.bottom - box.top)) for box in rules if box.bottom - box.top > 9)
    assert [(left, right) for _, left, right in level] == [pytest.approx((80, 500), abs=2)] * 4
    assert upright == [pytest.approx((80, 90), abs=2), pytest.approx((290, 60), abs=2), pytest.approx((500, 90), abs=2)]


@pytest.mark.parametrize("angle", [-2.3, -0.4, 0.0, 0.7, 3.1])
def test_a_page_askew_is_made_straight(angle: float) -> None:
    askew = drawn().rotate(angle, Image.Resampling.BICUBIC, fillcolor=250)
    assert skew(ink_of(askew, width=WIDTH)) == pytest.approx(-angle, abs=0.1)
    made, turned = straight(askew, ink_of(askew, width=WIDTH))
    assert turned == pytest.approx(-angle, abs=0.1)
    assert len(rules_of(ink_of(made, width=WIDTH), width=WIDTH)) == 7


def test_rules_are_taken_out_and_words_stay() -> None:
    page = drawn()
    rules = rules_of(ink_of(page, width=WIDTH), width=WIDTH)
    plain = without_rules(page, rules, width=WIDTH)
    assert plain.crop((round(300 * UNIT), round(95 * UNIT), round(480 * UNIT), round(165 * UNIT))).getextrema()[0] > 200
    assert plain.crop((round(90 * UNIT), round(112 * UNIT), round(98 * UNIT), round(118 * UNIT))).getextrema()[0] < 60


def test_a_blank_page_has_neither_ink_nor_skew() -> None:
    ink = ink_of(Image.new("L", (1240, 1754), 240), width=WIDTH)
    assert ink.getextrema() == (0, 0)
    assert skew(ink) == 0
    assert rules_of(ink, width=WIDTH) == ()

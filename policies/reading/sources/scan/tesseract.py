"""Reads a page picture by the command `tesseract`, where the better recogniser is not installed."""

import csv
import functools
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import groupby

from PIL import Image

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph, Rule
from policies.reading.sources.scan.spelling import mended

_LANGUAGE = "chi_sim"
_SECONDS = 120
_DENSITY = 300
_GAP = 1.4  # sizes of room at which a line is cut
_INK = 0.92


@functools.cache
def at_hand() -> bool:
    command = shutil.which("tesseract")
    if not command:
        return False
    listed = subprocess.run([command, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    return _LANGUAGE in listed.stdout.split()


def glyphs_of(image: Image.Image, rules: Sequence[Rule], *, width: float) -> list[Glyph]:
    """`image` is grey and straight, without rules; `width` in points. Only upright text is read."""
    walls = [rule.box for rule in rules if not rule.is_horizontal]
    unit = width / image.width
    return [glyph for line in _lines(image) for glyph in _glyphs(line, unit, walls)]


def _lines(image: Image.Image) -> Iterator[list[dict[str, str]]]:
    picture = io.BytesIO()
    image.save(picture, "PNG", compress_level=1)
    command = ["tesseract", "-", "-", "-l", _LANGUAGE, "--psm", "3", "--dpi", str(_DENSITY), "tsv"]
    told = subprocess.run(command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=False)
    table = csv.DictReader(io.StringIO(told.stdout.decode(errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in table if row["level"] == "5" and row["text"].strip()]
    yield from (list(line) for _, line in groupby(words, key=lambda w: (w["block_num"], w["par_num"], w["line_num"])))


def _glyphs(words: Sequence[dict[str, str]], unit: float, walls: Sequence[Box]) -> Iterator[Glyph]:
    boxes = [_box(word, unit) for word in words]
    size = max(box.height for box in boxes) / _INK
    first = 0
    for n in range(1, len(words) + 1):
        if n == len(words) or _parted(boxes[n - 1], boxes[n], size, walls):
            box = Box(boxes[first].left, min(b.top for b in boxes), boxes[n - 1].right, max(b.bottom for b in boxes))
            text = mended("".join(word["text"] for word in words[first:n]))
            sure = min(float(word["conf"]) for word in words[first:n]) / 100
            yield Glyph(text, box, round(size, 1), confidence=round(max(0.0, sure), 3))
            first = n


def _box(word: dict[str, str], unit: float) -> Box:
    left, top, wide, high = (float(word[name]) * unit for name in ("left", "top", "width", "height"))
    return Box(left, top, left + wide, top + high)


def _parted(one: Box, other: Box, size: float, walls: Sequence[Box]) -> bool:
    if other.left - one.right > size * _GAP:
        return True
    middle = one.middle
    return any(
        wall.top <= middle <= wall.bottom and one.right <= wall.right and wall.left <= other.left for wall in walls
    )

"""Turns a raw reading into one whose gaps are told: blanks the network made up go, and ink it could not name stays as a mark."""

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from PIL import Image, ImageStat

from policies.reading.signs import is_han
from policies.reading.sources.scan.models import Reading

MISSING = "〓"  # what print itself sets for a character it has no type for
_BLANKS = frozenset(" \u3000")
_SPECKS = frozenset("‧·•")
_SURE = 0.6
_ENOUGH = 2
_SHORT = 20  # characters
_SENTENCE = re.compile("[，。；：《》（）、]")
_APART = 1.12  # steps from Han character to Han character, with a printed blank between
_GAP = 1.75  # heights of the line from the middle of one Han character to that of the next
_INKED = 0.06  # share of dark points that a character has at least
_TRIMMED = 0.5  # heights from a character's middle to its edge


def told(reading: Reading, picture: Image.Image) -> Reading:
    """`picture` is the line's own, from which it was read."""
    return _with_missing(_without_specks(reading), picture)


def _without_specks(reading: Reading) -> Reading:
    """Without blanks, save where print left room for one or between letters or figures; without lone dots that are unsure."""
    step = _step(reading)
    kept = [n for n in range(len(reading.text)) if not _is_speck(reading, n, step)]
    if len(kept) == len(reading.text):
        return reading
    return Reading(
        "".join(reading.text[n] for n in kept),
        tuple(reading.sure[n] for n in kept),
        tuple(reading.middles[n] for n in kept),
    )


def _step(reading: Reading) -> float:
    """How far apart Han characters stand that follow each other, as a share of the width; 0 where too few do."""
    steps = [
        after - before
        for (before, after), pair in zip(pairwise(reading.middles), pairwise(reading.text), strict=False)
        if all(map(is_han, pair))
    ]
    return median(steps) if len(steps) >= _ENOUGH else 0.0


def _is_speck(reading: Reading, n: int, step: float) -> bool:
    sign, around = reading.text[n], reading.text[max(0, n - 1) : n] + reading.text[n + 1 : n + 2]
    if sign in _BLANKS:
        return len(around) < 2 or not _is_printed_blank(reading, n, around, step)
    return sign in _SPECKS and reading.sure[n] < _SURE


def _is_printed_blank(reading: Reading, n: int, around: str, step: float) -> bool:
    """Between words of letters; between names and after labels, which stand in short lines without a sentence's signs."""
    if around.isascii() and around.isalnum():
        return True
    if len(reading.text) > _SHORT or _SENTENCE.search(reading.text) or not all(one.isalnum() for one in around):
        return False
    apart = reading.middles[n + 1] - reading.middles[n - 1]
    return not (step > 0 and all(map(is_han, around))) or apart >= _APART * step


def _with_missing(reading: Reading, picture: Image.Image) -> Reading:
    """With a mark wherever a gap between two Han characters holds ink: rare characters are beyond what the network learned."""
    ratio = picture.width / picture.height
    for n in range(len(reading.text) - 1, 0, -1):
        first, last = reading.middles[n - 1], reading.middles[n]
        gap = (last - first) * ratio
        if gap >= _GAP and is_han(reading.text[n - 1]) and is_han(reading.text[n]):
            left, right = first + _TRIMMED / ratio, last - _TRIMMED / ratio
            if _has_ink(picture, left, right):
                reading = _marked(reading, n, max(1, round(gap) - 1))
    return reading


def _has_ink(picture: Image.Image, left: float, right: float) -> bool:
    dark, light = picture.getextrema()
    middle = (float(dark) + float(light)) / 2  # type: ignore[arg-type]
    part = picture.crop((round(left * picture.width), 0, round(right * picture.width), picture.height))
    if not part.width:
        return False
    return ImageStat.Stat(part.point([255 if value < middle else 0 for value in range(256)])).mean[0] / 255 >= _INKED


def _marked(reading: Reading, n: int, count: int) -> Reading:
    first, last = reading.middles[n - 1], reading.middles[n]
    places = tuple(first + (last - first) * (k + 1) / (count + 1) for k in range(count))
    return replace(
        reading,
        text=reading.text[:n] + MISSING * count + reading.text[n:],
        sure=(*reading.sure[:n], *[0.0] * count, *reading.sure[n:]),
        middles=(*reading.middles[:n], *places, *reading.middles[n:]),
    )

"""Puts the wrapped lines of a text back into paragraphs: by how full a line is, and by the two characters that an opening
line is shorter, since its indent is lost."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_OPENS = re.compile(
    r"（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|第[一二三四五六七八九十百]+[条章节]"
    r"|\d+[.．、]\s?\D|\d+(\.\d+)+|（\d+）|\d+ ?月 ?\d+ ?日|附件"
)
_ENDS = re.compile(r"[。：；！？）》:;]$")


def width(text: str) -> float:
    """Printed width in full characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text.strip())


class Measure:
    """How wide the columns of a wrapped text are: the narrow one, and the whole page's where lines are wider."""

    def __init__(self, lines: Sequence[str]) -> None:
        found = Counter(round(width(line)) for line in lines if 12 <= width(line) <= 60)
        self.narrow = found.most_common(1)[0][0] if found else 0
        wide = [(count, w) for w, count in found.items() if w > self.narrow * 1.6]
        self.wide = max(wide)[1] if wide else self.narrow

    def full(self, text: str, opens: bool) -> bool:
        w = width(text) + (2 if opens else 0)
        return w >= (self.wide if w > self.narrow + 2.6 else self.narrow) - 1.1

    def opening(self, text: str) -> bool:
        w = width(text)
        whole = self.wide if w > self.narrow + 2.6 else self.narrow
        return whole - 3.1 <= w <= whole - 1.4


def breaks(measure: Measure, line: str, opened: bool, following: str) -> bool:
    """Whether a paragraph ends with `line`; `opened` tells that `line` is itself a paragraph's first."""
    if not _ENDS.search(line.strip()) and width(line) > 14:
        return False
    if not measure.full(line, opened):
        return True
    return bool(_OPENS.match(following.strip())) or measure.opening(following)

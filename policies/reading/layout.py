"""Turns a run of lines into its geometry: whether the source wraps its paragraphs, and how wide its columns are.

A Han character is one unit. Typesetters squeeze punctuation to half a unit and stretch spaces, so a line has a least and a
greatest width; a line is full when its column's width lies between them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policies.reading.lines import Line

TERMINAL = "。！？；：!?;:…"
_CLOSERS = "”’）)》〉】〕]\"'」』"
_SQUEEZED = frozenset("，。、；：！？（）《》〈〉“”‘’【】〔〕「」『』—…·")
_SLACK = 0.8
_INDENT = 2.0


def span(text: str) -> tuple[float, float]:
    """Least and greatest width of a line, in Han characters."""
    low = high = 0.0
    for character in text.strip():
        if character in _SQUEEZED:
            low, high = low + 0.5, high + 1
        elif character in " \u00a0":
            low, high = low + 0.15, high + 0.5
        elif ord(character) < 0x2000:
            low, high = low + 0.45, high + 0.62
        else:
            low, high = low + 1, high + 1
    return low, high


def is_terminated(text: str) -> bool:
    """Ends as a sentence or an enumerated clause does; closing quotes and brackets behind the stop don't matter."""
    stripped = text.rstrip().rstrip(_CLOSERS)
    return not stripped or stripped[-1] in TERMINAL or (text.rstrip()[-1:] in "）)" and _closes_aside(text))


def _closes_aside(text: str) -> bool:
    """A bracket that a sentence or a whole line consists of closes it: （责任单位：…负责）."""
    text = text.rstrip()
    opening = max(text.rfind("（"), text.rfind("("))
    return opening == 0 or (opening > 0 and text[opening - 1] in "。；！？")


@dataclass(frozen=True, slots=True)
class Geometry:
    """`wrapped`: lines end where the column ends, not where the paragraph does. `widths`: the columns' widths, narrow first.

    `gapped`: wrapped lines of one paragraph follow each other directly, so that a blank line parts paragraphs.
    `indented`: the source keeps the indent that opens a paragraph, so that a line without it goes on.
    """

    wrapped: bool
    widths: tuple[float, ...] = ()
    gapped: bool = False
    indented: bool = False

    def width_for(self, text: str) -> float | None:
        """The narrowest column that a line fits into."""
        low, _ = span(text)
        return next((width for width in self.widths if low <= width + _SLACK), None)

    def is_full(self, text: str, *, indent: bool = False) -> bool:
        width = self.width_for(text)
        if width is None:
            return True
        low, high = span(text)
        shift = _INDENT if indent else 0.0
        return low + shift <= width + _SLACK and high + shift >= width - _SLACK

    def starts_paragraph(self, text: str) -> bool | None:
        """Whether a line that runs on into the next stands indented; None when its width allows both."""
        indented, flush = self.is_full(text, indent=True), self.is_full(text)
        return None if indented == flush else indented


_HEADING_LIKE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)*[.、 ]|第.{1,4}[章节])"
)


def measure(lines: Sequence[Line]) -> Geometry:
    """The geometry of a run of lines, from lines of running text alone."""
    spans: list[tuple[float, float]] = []
    open_ended: list[tuple[float, float]] = []
    for line in lines:
        text = line.text.strip()
        if "\t" in text or len(text) < 8:
            continue
        low, high = span(text)
        spans.append((low, high))
        if not is_terminated(text) and not _HEADING_LIKE.match(text):
            open_ended.append((low, high))
    if len(open_ended) < 6 or len(open_ended) * 10 < len(spans) * 4:
        return Geometry(wrapped=False)
    peaks = _peaks([high for _, high in open_ended])
    if not peaks:
        return Geometry(wrapped=False)
    main = peaks[0]
    near = sum(abs(high - main) <= 2.5 for _, high in open_ended)
    beyond = sum(low > main + 2 for low, _ in spans)
    if near * 2 < len(open_ended) or beyond * 100 > 15 * len(spans):
        return Geometry(wrapped=False)
    peaks.sort()
    return Geometry(True, tuple(_settled(peak, open_ended) for peak in peaks), _is_gapped(lines), _is_indented(lines))


def _is_gapped(lines: Sequence[Line]) -> bool:
    """Most lines that run on are followed by the next without a blank line, and there are blank lines."""
    blank = sum(not line.text.strip() for line in lines)
    runs = close = 0
    for line, following in pairwise(lines):
        if line.text.strip() and not is_terminated(line.text) and len(line.text.strip()) >= 8:
            runs += 1
            close += bool(following.text.strip())
    return blank > 0 and close * 10 >= runs * 8


def is_indented(text: str) -> bool:
    return text.startswith(("\u3000", "  ", "\t"))


def _is_indented(lines: Sequence[Line]) -> bool:
    """Most of the lines that stand behind the end of a sentence are indented."""
    behind = [
        is_indented(following.text)
        for line, following in pairwise(line for line in lines if line.text.strip())
        if is_terminated(line.text) and len(line.text.strip()) >= 4 and not _HEADING_LIKE.match(following.text)
    ]
    return len(behind) >= 3 and sum(behind) * 2 >= len(behind)


def _settled(peak: float, spans: list[tuple[float, float]]) -> float:
    """The width near a peak that most lines can have."""
    near = [(low, high) for low, high in spans if abs(high - peak) <= 3]
    steps = [peak + step / 4 for step in range(-8, 5)]
    hits = [sum(low - 0.4 <= width <= high + 0.4 for low, high in near) for width in steps]
    best = [width for width, hit in zip(steps, hits, strict=True) if hit == max(hits)]
    return best[len(best) // 2]


def _peaks(widths: list[float]) -> list[float]:
    """The commonest width, and others well apart from it: of a good share of the lines, or of some much wider ones."""
    counts = Counter(round(width) for width in widths)
    smooth = {w: counts[w - 1] + 2 * counts[w] + counts[w + 1] for w in counts}
    peaks: list[float] = []
    for width, _ in sorted(smooth.items(), key=lambda item: (-item[1], item[0])):
        share = sum(counts[w] for w in range(width - 2, width + 3))
        fair = not peaks or share * 4 >= len(widths) or (share >= 5 and width >= 1.6 * peaks[0])
        if all(abs(width - peak) >= 5 for peak in peaks) and fair and width >= 8:
            peaks.append(float(width))
    return peaks[:3]

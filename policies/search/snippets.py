"""Turns a passage and the words asked for into a marked snippet, and finds the clause that holds most of them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from policies.search.characters import fold

WIDTH = 110
_BREAKS = "。；！？\n"


@lru_cache(maxsize=512)
def pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the words, longest first, whatever spaces print has put into them."""
    folded = sorted({fold(word).strip() for word in words if word.strip()}, key=len, reverse=True)
    if not folded:
        return None
    return re.compile("|".join(r"\s*".join(map(re.escape, word.replace(" ", ""))) for word in folded))


def marked(text: str, words: tuple[str, ...]) -> SafeString:
    """The whole text with the words marked."""
    return _mark(text, 0, len(text), _spans(text, words))


def snippet(text: str, words: tuple[str, ...]) -> SafeString:
    """The stretch of the text where the words stand closest together, cut at its sentence where that is near."""
    spans = _spans(text, words)
    start, end = _window(text, spans)
    lead = "…" if start and text[start - 1] not in _BREAKS else ""
    tail = "…" if end < len(text) and text[end - 1] not in _BREAKS else ""
    return mark_safe(f"{lead}{_mark(text, start, end, spans)}{tail}")


def best_piece(text: str, pieces: Iterable[tuple[str, int, int]], words: tuple[str, ...]) -> tuple[str, int, int]:
    """The piece that holds most of the different words, and most of them; ("", 0, len) where there are none."""
    best, score = ("", 0, len(text)), (-1, -1)
    for eid, start, end in pieces:
        own_text = text[start:end]
        found = [fold(own_text[a:b]) for a, b in _spans(own_text, words)]
        own = (len(set(found)), len(found))
        if own > score:
            best, score = (eid, start, end), own
    return best


def _spans(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    found = pattern(words)
    part = fold(text)
    return [match.span() for match in found.finditer(part)] if found else []


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= WIDTH:
        return 0, len(text)
    starts = [span[0] for span in spans] or [0]
    best = max(starts, key=lambda at: (len({text[a:b] for a, b in spans if at <= a and b <= at + WIDTH}), -at))
    floor = max(0, best - 30)
    breaks = [i + 1 for i in range(floor, best) if text[i] in _BREAKS]
    start = breaks[0] if breaks else floor
    end = min(len(text), start + WIDTH)
    return start, end


def _mark(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> SafeString:
    parts, at = [], start
    for a, b in spans:
        if a < at or b > end:
            continue
        parts += [escape(text[at:a]), "<mark>", escape(text[a:b]), "</mark>"]
        at = b
    parts.append(escape(text[at:end]))
    return mark_safe("".join(parts))

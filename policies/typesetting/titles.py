"""Turns a title into lines as an office breaks them: between words, of like length, no mark of closing at a line's start."""

import functools
import re

import rjieba

NEVER_FIRST = frozenset("》）〉」』”、，。；：？！的和与及等—")
NEVER_LAST = frozenset("《（〈「『“关对")
PLACE_ENDINGS = frozenset("省市县区州盟旗镇乡村")  # 安澜|市 is one word to a reader
PRINTED_BREAK = re.compile(r"(?<=[\u4e00-\u9fff）》])\s+(?=[\u4e00-\u9fff《])")


@functools.lru_cache(maxsize=4096)
def title_lines(title: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` characters; a space between Han characters, as between joint issuers, breaks the line."""
    return tuple(line for piece in PRINTED_BREAK.split(title.strip()) for line in _piece_lines(piece, width))


def _piece_lines(printed: str, width: int) -> tuple[str, ...]:
    if len(printed) <= width:
        return (printed,)
    least = -(-len(printed) // width)
    for count in range(least, least + 3):
        if lines := _balanced(tuple(rjieba.cut(printed)), count, width):
            return lines
    return tuple(printed[at : at + width] for at in range(0, len(printed), width))


def _balanced(words: tuple[str, ...], count: int, width: int) -> tuple[str, ...]:
    """The split of `words` into `count` lines that strays least from equal lengths; empty if none fits."""
    aim = sum(map(len, words)) / count

    @functools.cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            line = "".join(words[start:]).strip()
            return (_cost(line, aim, last=True), (line,)) if line and len(line) <= width else (float("inf"), ())
        found: tuple[float, tuple[str, ...]] = (float("inf"), ())
        for end in range(start + 1, len(words) - left + 2):
            line = "".join(words[start:end]).strip()
            if len(line) > width:
                break
            rest, lines = best(end, left - 1)
            cost = rest + _cost(line, aim, last=False) + _break_cost(words[end])
            if cost < found[0]:
                found = (cost, (line, *lines))
        return found

    return best(0, count)[1]


def _cost(line: str, aim: float, *, last: bool) -> float:
    ragged = (len(line) - aim) ** 2
    return ragged + (100 if not last and line[-1:] in NEVER_LAST else 0) + _inside_brackets(line)


def _break_cost(following: str) -> float:
    if following[:1] in NEVER_FIRST or following in PLACE_ENDINGS:
        return 100.0
    return 40.0 if len(following) == 1 and following not in NEVER_LAST else 0.0  # often the rest of a person's name


def _inside_brackets(line: str) -> float:
    """Breaking within （2024—2025年） costs more than within a 《title》."""
    return 60.0 * abs(line.count("（") - line.count("）"))

"""Turns rows of figures whose text layer set every cell on a line of its own into grids: a name, then as many figures each time."""

from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.said import said
from policies.reading.captions import is_furniture
from policies.reading.flowing_heads import head_above
from policies.reading.grids import Grid, GridRow
from policies.reading.lines import Line
from policies.reading.signs import compact
from policies.reading.spaced import is_figure

_FEWEST_FIGURES, _FEWEST_ROWS, _LONGEST_NAME = 3, 3, 20


@dataclass(frozen=True, slots=True)
class _Run:
    """A name's line and the lines of the figures below it."""

    name: int
    figures: tuple[int, ...]


def figure_stacks(lines: Sequence[Line], start: int, stop: int) -> list[Grid]:
    """Grids of the lines from `start` up to `stop`, in order."""
    grids: list[Grid] = []
    floor, runs = start, _runs(lines, start, stop)
    at = 0
    while at < len(runs):
        end = at
        while end + 1 < len(runs) and _follows(lines, runs[end], runs[end + 1], len(runs[at].figures)):
            end += 1
        if end - at + 1 >= _FEWEST_ROWS:
            grids.append(_grid(lines, runs[at : end + 1], floor))
            floor = grids[-1].last + 1
        at = end + 1
    return grids


def _runs(lines: Sequence[Line], start: int, stop: int) -> list[_Run]:
    runs: list[_Run] = []
    name, figures = -1, []
    for index in range(start, stop):
        text = compact(lines[index].text)
        if not text or (is_furniture(lines[index].text) and not text.isdigit()):
            continue
        if is_figure(text) and name >= 0:
            figures.append(index)
            continue
        if len(figures) >= _FEWEST_FIGURES:
            runs.append(_Run(name, tuple(figures)))
        short = (
            len(text) <= _LONGEST_NAME and not is_figure(text) and "。" not in text and "\t" not in lines[index].text
        )
        name, figures = (index if short else -1), []
    if len(figures) >= _FEWEST_FIGURES:
        runs.append(_Run(name, tuple(figures)))
    return runs


def _follows(lines: Sequence[Line], above: _Run, below: _Run, figures: int) -> bool:
    between = range(above.figures[-1] + 1, below.name)
    return len(below.figures) == len(above.figures) == figures and not any(lines[i].text.strip() for i in between)


def _grid(lines: Sequence[Line], runs: Sequence[_Run], floor: int) -> Grid:
    rows = tuple(
        GridRow(tuple(lines[i].text.strip() for i in (run.name, *run.figures)), run.name, run.figures[-1])
        for run in runs
    )
    head, first, notes = head_above(lines, runs[0].name, floor, len(rows[0].cells))
    doubts = () if head else (("head-unclear", said("表头无法从文本还原，各列未命名。")),)
    return Grid((*head, *rows), first, rows[-1].last, head=len(head), notes=notes, doubts=doubts, gapless=True)

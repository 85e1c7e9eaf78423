"""Turns unsure recognition into findings for the editor: one for lines that follow each other, one for a page that is bad throughout."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policies.grammar.said import Said, said
from policies.reading.lines import Line
from policies.reading.records import FindingRecord, Place, Severity

CODE = "recognition-doubtful"
_DOUBTFUL = 0.5  # of a line's least sure character; half of the lines below hold a mistake, few above do
_MANY = 12  # doubtful places of one page before they are said in one
_SHOWN = 60


def doubts(lines: Sequence[Line]) -> tuple[FindingRecord, ...]:
    """Findings on lines whose confidence is low, in reading order."""
    return tuple(finding for _, page in groupby(lines, key=lambda line: line.page) for finding in _of_page(list(page)))


def _of_page(lines: Sequence[Line]) -> Iterator[FindingRecord]:
    groups = [list(group) for doubtful, group in groupby(lines, key=_is_doubtful) if doubtful]
    if len(groups) > _MANY:
        count = sum(map(len, groups))
        message = said("本页有{count}行识别把握不大，请对照原件逐行核对。", count=count)
        yield _finding([line for group in groups for line in group], message)
        return
    for group in groups:
        yield _finding(group, said("文字由图片识别，把握不大，请对照原件核对。"))


def _is_doubtful(line: Line) -> bool:
    sure = [cell.confidence for cell in line.cells if cell.confidence is not None]
    least = min(sure, default=1.0 if line.confidence is None else line.confidence)
    return least < _DOUBTFUL


def _finding(lines: Sequence[Line], message: Said) -> FindingRecord:
    text = " ".join("".join(line.text.split()) for line in lines)
    place = Place.of(lines[0], lines[-1])
    return FindingRecord(CODE, Severity.ERROR, message, place=place, found=text[:_SHOWN])

"""Turns a table printed sideways, whose text layer came out one character per line, back into rows and cells.

Neither cells nor rows are separated there. Rows are told by their serial numbers, which ascend; the head by the words
that column names end in and by its repetition on the next page; cells by what their column's name promises. Where that
does not suffice, the text stays together in one cell and a doubt says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.said import said
from policies.reading.captions import is_furniture
from policies.reading.grids import Grid, GridRow
from policies.reading.lines import Line
from policies.reading.upright_cells import cut_cells

_SHORTEST = 40
_CLOSINGS = (
    (re.compile(r"单位|部门|主体"), re.compile(r"(?:局|委|办|厅|院|会|室|门|府|司|心|等|业|主)$")),
    (re.compile(r"依据"), re.compile(r"[》）)条款项]$")),
    (re.compile(r"时限|时间|期限|年限|工期"), re.compile(r"[年月日底前末度期年\d]$")),
    (re.compile(r"类型|类别|性质"), re.compile(r"[^\d，、]$")),
)
_TAIL = "序号|编号|名称|类型|类别|种类|内容|部门|单位|依据|时限|时间|期限|年限|工期|备注|领导|投资|金额|措施|性质|规模|地点|层级|主体|对象|条件|程序|标准|说明|方式|要求|属性|地区|区域|面积|数量|措施|事由|职责|结果"
_NAME = re.compile(rf".*?(?:{_TAIL})(?:[（(][^）)]*[）)])?")
_LABEL = re.compile(r"^附\s*(?:件|表)\s*\d{0,2}")
_NOT_BEFORE = "第年令月〔（(《“、，,.—-号"
_NOT_AFTER = "年月日号条款项章个万亿%．.）)〕》"


@dataclass(frozen=True, slots=True)
class _Stream:
    """The characters of a run, and the line index of each."""

    text: str
    lines: tuple[int, ...]


def upright_grids(lines: Sequence[Line]) -> list[Grid]:
    """Grids of every long run of lines that hold one or two characters each."""
    grids = []
    for first, last in _runs(lines):
        grid = _grid(_stream(lines, first, last), first, last)
        if grid is not None:
            grids.append(grid)
    return grids


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    members: list[int] = []
    for index, line in enumerate([*lines, Line(0, "end of lines")]):
        text = line.text.strip()
        if not text or (members and is_furniture(text) and len(text) > 2):
            continue
        if len(text) <= 2:
            members.append(index)
            continue
        if len(members) >= _SHORTEST:
            runs.append((members[0], members[-1]))
        members = []
    return runs


def _stream(lines: Sequence[Line], first: int, last: int) -> _Stream:
    places = [
        (char, i) for i in range(first, last + 1) if len(lines[i].text.strip()) <= 2 for char in lines[i].text.strip()
    ]
    return _Stream("".join(char for char, _ in places), tuple(place for _, place in places))


def _grid(stream: _Stream, first: int, last: int) -> Grid | None:
    """The run as a grid; a run whose head or rows cannot be told becomes one cell with a doubt."""
    head = _head(stream.text)
    starts = _row_starts(stream.text, *head) if head else []
    if not head or len(starts) < 2:
        doubt = ("cells-unreadable", said("竖排表格的文本逐字断开，行列无法还原，原文照录。"))
        row = GridRow((stream.text,), first, last)
        return Grid((row,), first, last, head=0, doubts=(doubt,))
    opening, names = head
    title = _LABEL.sub("", stream.text[:opening])
    bodies = _bodies(stream.text, starts, "".join(names))
    cut, unclear = cut_cells(bodies, names)
    ends = [*starts[1:], len(stream.text)]
    rows = [
        GridRow(cells, stream.lines[start], stream.lines[end - 1])
        for cells, start, end in zip(cut, starts, ends, strict=True)
    ]
    row = GridRow(tuple(names), stream.lines[opening], stream.lines[starts[0] - 1])
    doubts = [("layout-rebuilt", said("竖排表格的文本逐字断开，行列按序号和列名还原，请核对。"))]
    doubts += [("cells-unclear", said("第{n}行的单元格无法全部分开，相连文字放在同一格。", n=i + 1)) for i in unclear]
    repeated = _heads_again(stream, starts[0], "".join(names))
    return Grid((row, *rows), first, last, head=1, title=title, doubts=tuple(doubts), repeated=repeated)


def _heads_again(stream: _Stream, start: int, head: str) -> tuple[int, ...]:
    """The lines behind `start` on which the head is printed once more."""
    places = (found.start() for found in re.finditer(re.escape(head), stream.text) if found.start() > start)
    return tuple(dict.fromkeys(stream.lines[i] for place in places for i in range(place, place + len(head))))


def _head(text: str) -> tuple[int, list[str]] | None:
    """Where the head begins and its column names: from the first 序号 up to the first row's 1."""
    for found in re.finditer(r"序号|编号", text):
        end = re.compile(r"(?<!\d)1(?=\D|\d{1,4}\D)").search(text, found.end())
        if end is None:
            return None
        head = text[found.start() : end.start()]
        names = _NAME.findall(head)
        if "".join(names) == head and len(names) >= 3 and len(head) <= 120:
            return found.start(), names
    return None


def _row_starts(text: str, opening: int, names: list[str]) -> list[int]:
    """Places of the rows' serials: 1, 2, 3 … where a run of figures opens with the next one, outside brackets and quotes."""
    head = "".join(names)
    at = opening + len(head)
    two = sum(bool(re.search(r"序号|编号", name)) for name in names[:2]) == 2
    closing = next((ends for name, ends in _CLOSINGS if name.search(names[-1])), None)
    starts: list[int] = []
    serial = 1
    for run in re.finditer(r"\d+", text):
        if run.start() < at or not run.group().startswith(str(serial)):
            continue
        rest = run.group()[len(str(serial)) :]
        if bool(rest) != two or not _stands_free(text, run, starts[-1] if starts else at, head, closing):
            continue
        starts.append(run.start())
        serial += 1
    return starts


def _stands_free(text: str, run: re.Match[str], start: int, head: str, closing: re.Pattern[str] | None) -> bool:
    """Whether a figure may open a row: outside brackets, no part of a date or number, behind what the last column ends in."""
    if closing and run.start() > start and not closing.search(text[start : run.start()].replace(head, "")):
        return False
    before, after = text[run.start() - 1], text[run.end() : run.end() + 1]
    since = text[start : run.start()].replace(head, "")
    closed = all(since.count(a) == since.count(b) for a, b in ("《》", "（）", "()", "〔〕", "“”"))
    return closed and before not in _NOT_BEFORE and after not in _NOT_AFTER


def _bodies(text: str, starts: Sequence[int], head: str) -> list[str]:
    """Each row's text, without the head that the next page repeats."""
    ends = [*starts[1:], len(text)]
    return [text[start:end].replace(head, "") for start, end in zip(starts, ends, strict=True)]

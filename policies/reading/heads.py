"""Turns a grid's first rows into columns: levels of the head over each column, with the unit printed in it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from policies.reading.cells import CellClass, class_of, likeness, profile_of
from policies.reading.grids import GridRow
from policies.reading.placing import best_places
from policies.reading.records import ColumnRecord
from policies.reading.signs import compact, tidy

_NUMBER = re.compile(r"^[-+−≥≤<>≧≦＞＜~约]*\d[\d,，.]*\s*(?:%|％|‰|[万亿]?[元亩户人吨个处座台套件公里千米平方米]*)?$")
_YEAR = re.compile(r"^(?:19|20)\d\d年?(?:度|末|底|目标值?|实际值?|完成|计划|基数)?$")
_SERIAL = re.compile(r"^[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)）]?[.、．]?$")
_WORDS = re.compile(
    r"序号|编号|名称|项目|单位|类别|类型|内容|时限|时间|备注|指标|地区|区域|县|责任|牵头|配合|任务|措施|投资|金额|部门|依据|事项|目标|姓名|职务|面积|数量|规模|合计|小计|标准|性质|分工|坐标|地点|年度|领域|范围|要求|领导|企业|产业|地址|等级|代码|电话|进度|资金|来源|方式|对象|价格|说明"
)
_UNIT = re.compile(r"[（(]\s*([^（()）]{1,12})\s*[)）]\s*$")
_UNIT_WORD = re.compile(
    r"^(?:[%％‰]|[百千万亿]*(?:元|美元|亩|公顷|户|人|人次|次|个|家|项|件|吨|公斤|千克|公里|千米|米|平方米|平方公里|立方米|千瓦|千瓦时|兆瓦|"
    r"座|台|套|辆|张|所|处|头|只|羽|株|条|天|日|月|年|小时|kW|MW|GW|kWh|kV|t|tce|吨标准煤|m|km|m2|m3|㎡|m²|m³|mg/L|℃)(?:/[^/]{1,6})?)$"
)
_PROMISES = (
    (CellClass.SERIAL, re.compile(r"序号|编号")),
    (CellClass.PERIOD, re.compile(r"时限|时间|期限|日期")),
    (CellClass.ORGAN, re.compile(r"单位$|部门$|牵头|配合|承办|主体")),
    (CellClass.NUMBER, re.compile(r"投资|金额|资金|面积|数量|规模|[(（].{1,5}[)）]$")),
)
_INDEX = re.compile(r"^(?:甲|乙|丙|丁|戊|[（(]?\d{1,2}[)）]?(?:[=＝].*)?|栏次|—|-|)$")


def head_length(rows: Sequence[GridRow], expected: int = 0) -> int:
    """How many of the first rows are head; 0 when the grid opens with data. `expected`: what marks or a title above suggest."""
    if not rows or not may_be_head(rows[0]) or (len(rows) > 1 and not expected and not _outdoes(rows)):
        return 0
    length = max(1, expected) if all(may_be_head(row) for row in rows[1:expected]) else 1
    while length < min(len(rows), 5) and _deepens(rows[length - 1], rows[length]):
        length += 1
    return length


def may_be_head(row: GridRow) -> bool:
    """Whether a row holds names of columns by its form: several, short, no figures but years."""
    cells = [compact(cell) for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or _SERIAL.match(cells[0] or "x"):
        return False
    if any((_NUMBER.match(cell) and not _YEAR.match(cell)) or len(cell) > 40 or "。" in cell for cell in filled):
        return False
    return not re.match(r"^(?:合计|总计|小计|全市|全县|全省)$", filled[0])


def _outdoes(rows: Sequence[GridRow]) -> bool:
    """Words of the trade, or a following row that is longer or numbered, tell a head from a first row of text."""
    words = sum(bool(_WORDS.search(compact(cell))) for cell in rows[0].cells)
    filled = sum(bool(cell) for cell in rows[0].cells)
    if words * 2 >= filled or any(_YEAR.match(compact(cell)) for cell in rows[0].cells):
        return True
    body = rows[1:]
    lengths = [len(compact("".join(row.cells))) for row in body]
    numbered = any(_NUMBER.match(compact(cell)) for row in body for cell in row.cells)
    return numbered or (words > 0 and len(compact("".join(rows[0].cells))) * 1.5 < sum(lengths) / len(lengths))


def _deepens(upper: GridRow, row: GridRow) -> bool:
    """Whether a row is a further level of the head above it."""
    cells = [compact(cell) for cell in row.cells]
    above = [compact(cell) for cell in upper.cells]
    filled = [index for index, cell in enumerate(cells) if cell]
    if len(filled) < 2:
        return False
    if all(_UNIT_WORD.match(cells[i]) for i in filled):
        return True
    if is_index_row(row):
        return True
    if any((_NUMBER.match(cells[i]) and not _YEAR.match(cells[i])) or len(cells[i]) > 30 for i in filled):
        return False
    if any((class_of(cells[i]) is CellClass.ORGAN and not _WORDS.search(cells[i])) or "。" in cells[i] for i in filled):
        return False
    if cells[0] and not (above and cells[0] == above[0]):
        return False
    spanned = any(not cell or cell in above[:i] for i, cell in enumerate(above) if i)
    fills = sum(i >= len(above) or not above[i] or _spans(above, i) for i in filled)
    return spanned and fills * 2 >= len(filled)


def _spans(above: Sequence[str], index: int) -> bool:
    """Whether the upper cell reaches over its right neighbour, left blank or printed again."""
    following = above[index + 1] if index + 1 < len(above) else "x"
    return not following or following == above[index] or (index > 0 and above[index - 1] == above[index])


def is_index_row(row: GridRow) -> bool:
    """甲 乙 1 2 3: a row that only counts the columns."""
    cells = [compact(cell) for cell in row.cells]
    if not all(_INDEX.match(cell) for cell in cells):
        return False
    numbers = [int(found[0]) for cell in cells if (found := re.search(r"\d+", cell))]
    return (
        len(numbers) >= 2
        and numbers == list(range(1, len(numbers) + 1))
        and (cells[0] in ("甲", "栏次") or len(numbers) == len(cells))
    )


def columns_of(rows: Sequence[GridRow], width: int) -> tuple[ColumnRecord, ...]:
    """Columns under `rows` of head; a merged upper cell stands over every column that it spans."""
    levels = [_filled_across(rows, depth, width) for depth in range(len(rows)) if not is_index_row(rows[depth])]
    columns = []
    for index in range(width):
        names = tuple(level[index] for level in levels)
        kept = [name for depth, name in enumerate(names) if name and name not in names[:depth]]
        columns.append(ColumnRecord(tuple(kept) or ("",), column_unit(kept)))
    return tuple(columns)


def widened(rows: Sequence[GridRow], body: Sequence[GridRow], width: int) -> Sequence[GridRow]:
    """A head of one row that lost the blank of a merged cell: its names stand over the columns that hold what they promise."""
    if len(rows) != 1 or len(rows[0].cells) >= width or width - len(rows[0].cells) > 3 or not all(rows[0].cells):
        return rows
    row = rows[0]
    whole = [one.cells for one in body if len(one.cells) >= width]
    profile = [profile_of([cells[i] for cells in whole]) for i in range(width)]
    wanted = [_promised(cell) for cell in row.cells]
    weights = [[likeness(want, column) if want else 0.0 for column in profile] for want in wanted]
    weights[0] = [1.0] + [-float(width)] * (width - 1)
    best = best_places(weights)
    cells = [""] * width
    for cell, place in zip(row.cells, best, strict=True):
        cells[place] = cell
    return (replace(row, cells=tuple(cells)),)


def _promised(name: str) -> Counter[CellClass]:
    """The class of cells that a column's name promises; nothing for a name that promises none."""
    found = next((kind for kind, words in _PROMISES if words.search(compact(name))), None)
    return Counter({found: 1}) if found else Counter()


def _cell(row: GridRow, index: int) -> str:
    return tidy(row.cells[index]) if index < len(row.cells) else ""


def _filled_across(rows: Sequence[GridRow], depth: int, width: int) -> list[str]:
    level: list[str] = []
    for index in range(width):
        name = _cell(rows[depth], index)
        if not name and index and level[index - 1] and _reaches(rows, depth, index):
            name = level[index - 1]
        level.append(name)
    return level


def _reaches(rows: Sequence[GridRow], depth: int, index: int) -> bool:
    """A blank belongs to the cell on its left unless a level above separates the two."""
    if index >= len(rows[depth].cells) and len(rows) == 1:
        return False
    return all(not _cell(rows[upper], index) for upper in range(depth))


def column_unit(levels: Sequence[str]) -> str:
    """The unit that a head prints: in brackets at its end, or as a level of its own."""
    for name in reversed(levels):
        if _UNIT_WORD.match(compact(name)):
            return name
        found = _UNIT.search(name)
        if found and _UNIT_WORD.match(compact(found[1])):
            return found[1].strip()
    return ""

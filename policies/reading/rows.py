"""Turns aligned rows into kinds (data, group, subtotal, total) and fills merged cells down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policies.reading.cells import CellClass, class_of, is_group_serial, is_serial, opens_group
from policies.reading.records import RowKind
from policies.reading.signs import compact

_TOTAL = re.compile(
    r"^(?:全[市县省区州国]|总)?(?:合计|总计|共计|累计|总和|总数|总额)数?(?:[（(].*[)）])?[:：]?$|^(?:合计|总计|共计)[^。]{0,6}\d"
)
_WHOLE = re.compile(r"^全[市县省区州国镇乡]$")
_SUBTOTAL = re.compile(r"^(?:小计|分计)(?:[（(].*[)）])?[:：]?$|小计$|^(?!全)[\u4e00-\u9fff]{2,10}合计$")
_KEPT_BELOW = re.compile(r"责任|牵头|承办|时限|时间|期限|领导|进度安排")
_OPTIONAL = re.compile(r"配合|备注|协办|协助|说明")


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row brought to the table's width. `first` and `last` are line indices; `cells` is what the print meant, where known."""

    printed: tuple[str, ...]
    cells: tuple[str, ...]
    first: int
    last: int
    kind: RowKind = RowKind.DATA


def with_kinds(rows: Sequence[AlignedRow], serial: int | None) -> list[AlignedRow]:
    """The rows with their kinds told by form: words of summing, a lone cell across the table, a group's numeral."""
    merged_first = serial is None and _is_merged(rows)
    kinds = [_kind(row, serial, merged_first) for row in rows]
    sums = [i for i, kind in enumerate(kinds) if kind is RowKind.TOTAL]
    for i in sums:
        inner = 0 < i < len(rows) - 1 and any(kind is RowKind.DATA for kind in kinds[i + 1 :])
        opening = all(kind in (RowKind.GROUP, RowKind.TOTAL) for kind in kinds[:i])
        if inner and len(sums) > 1 and not opening and i != sums[-1]:
            kinds[i] = RowKind.SUBTOTAL
    if serial is None:
        _keep_merged_as_data(rows, kinds)
    for i in (0, len(rows) - 1):
        if rows and kinds[i] is RowKind.DATA and len(rows) > 2 and _is_whole(rows[i], serial):
            kinds[i] = RowKind.TOTAL
    return [replace(row, kind=kind) for row, kind in zip(rows, kinds, strict=True)]


def _keep_merged_as_data(rows: Sequence[AlignedRow], kinds: list[RowKind]) -> None:
    """Lone first cells one under the other, without numerals, are rows whose right cells are merged, not groups."""
    lone = [
        kind is RowKind.GROUP and not opens_group(row.cells[0]) and len({*row.cells}) > 1
        for kind, row in zip(kinds, rows, strict=True)
    ]
    for i, is_lone in enumerate(lone):
        if is_lone and ((i > 0 and lone[i - 1]) or (i + 1 < len(lone) and lone[i + 1])):
            kinds[i] = RowKind.DATA


def _is_whole(row: AlignedRow, serial: int | None) -> bool:
    first = row.cells[0] if serial != 0 else row.cells[0] or row.cells[1]
    return bool(_WHOLE.match(compact(first)))


def _is_merged(rows: Sequence[AlignedRow]) -> bool:
    """Whether the first column is merged downwards: blanks under names."""
    blanks = sum(not row.cells[0] for row in rows)
    return 0 < blanks < len(rows) and bool(rows[0].cells[0])


def _kind(row: AlignedRow, serial: int | None, merged_first: bool) -> RowKind:
    cells = [compact(cell) for cell in row.cells]
    filled = [i for i, cell in enumerate(cells) if cell]
    if not filled:
        return RowKind.DATA
    for position, index in enumerate(filled[:3]):
        if index > 3:
            break
        if _SUBTOTAL.search(cells[index]) and class_of(cells[index]) is not CellClass.LONG:
            return RowKind.SUBTOTAL
        if _TOTAL.match(cells[index]):
            inner = (position > 0 and not is_group_serial(cells[filled[0]]) and serial != filled[0]) or (
                merged_first and index > 0
            )
            return RowKind.SUBTOTAL if inner else RowKind.TOTAL
    return RowKind.GROUP if _is_group(cells, filled, serial) else RowKind.DATA


def _is_group(cells: Sequence[str], filled: Sequence[int], serial: int | None) -> bool:
    first = cells[filled[0]]
    spans = len(set(cells)) == 1 and len(cells) > 2
    if spans:
        return not is_serial(first)
    if serial is not None:
        mark = cells[serial]
        if is_group_serial(mark) or opens_group(mark):
            return True
        if len(filled) == 1 and filled[0] <= serial + 1:
            return not is_serial(first)
        lone = bool(mark) and not is_serial(mark) and len(filled) <= len(cells) - 2 and not cells[serial + 1]
        return lone and class_of(mark) in (CellClass.TEXT, CellClass.LONG)
    if len(filled) == 1 and filled[0] == 0:
        return len(cells) > 2 or opens_group(first) or len(first) <= 20
    if len(filled) == 2 and is_group_serial(first) and filled[1] == 1:
        return len(cells) > 2
    return opens_group(first) and len(filled) == 1


def filled_down(rows: Sequence[AlignedRow], heads: Sequence[str], serial: int | None) -> list[AlignedRow]:
    """The rows with cells merged downwards filled: label columns at the left, and what a merged label's rows share at the right."""
    data = [row for row in rows if row.kind is RowKind.DATA]
    labels = _label_columns(data, serial)
    shared = (
        [
            i
            for i in range(len(heads))
            if i not in labels and _KEPT_BELOW.search(heads[i]) and not _OPTIONAL.search(heads[i])
        ]
        if labels
        else []
    )
    above: AlignedRow | None = None
    result = []
    for row in rows:
        if row.kind is not RowKind.DATA:
            above = None
            result.append(row)
            continue
        above = _filled(row, above, labels, shared)
        result.append(above)
    return result


def _label_columns(data: Sequence[AlignedRow], serial: int | None) -> list[int]:
    if not data:
        return []
    labels: list[int] = []
    for index in range(len(data[0].cells) - 1):
        blanks = sum(not row.cells[index] for row in data)
        if not blanks:
            if index == serial:
                continue
            break
        if blanks == len(data):
            continue
        numbers = sum(class_of(row.cells[index]) is CellClass.NUMBER for row in data)
        if numbers * 2 > len(data) - blanks:
            break
        labels.append(index)
    return labels


def _filled(row: AlignedRow, above: AlignedRow | None, labels: Sequence[int], shared: Sequence[int]) -> AlignedRow:
    if above is None:
        return row
    cells = list(row.cells)
    same = True
    for index in labels:
        if not cells[index] and same:
            cells[index] = above.cells[index]
        elif cells[index] != above.cells[index]:
            same = False
    first_label = labels[0] if labels else None
    together = first_label is not None and not row.cells[first_label]
    for index in shared:
        if not cells[index] and together:
            cells[index] = above.cells[index]
    return replace(row, cells=tuple(cells))

"""Tells what kind of thing a cell holds, so that columns can be known by their contents when heads fail."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from policies.reading.signs import compact

_SERIAL = re.compile(r"^(?:\d{1,4}|[（(]\d{1,3}[)）])[.、．]?$")
_GROUP = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])")
_GROUP_SERIAL = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十]{1,3}[)）])[、.．]?$")
_SUM = re.compile(r"^(?:合计|总计|小计|共计|全[市县省区州])$")
_NUMBER = re.compile(
    r"^[-+−约≥≤<>≧≦＞＜~]*\d[\d,，]*(?:\.\d+)?(?:[%％‰]|[万亿]?[元亩户人吨个]{1,2}|千米|公里|万千瓦|平方米|以上|以内)?$"
)
_PERIOD = re.compile(
    r"^(?:(?:19|20)\d\d年?(?:\d{1,2}月?)?(?:\d{1,2}日)?(?:前|底前?|末|度)?|(?:19|20)\d\d[-—–~至]+(?:19|20)?\d\d年?|(?:19|20)\d\d年.{0,14}|长期|持续.{0,4}|常年|每年.{0,6}|\d{1,2}月.{0,8})$"
)
_ORGAN = re.compile(
    r"(?:局|委|办|厅|院|委员会|办公室|政府|公司|中心|管委会|部门|单位|法院|检察院|支队|总队|银行|学校|大学|学院|街道|协会|集团|工会|妇联|团委|组织部|宣传部|统战部|政法委|委会)(?:负责|牵头|等)?。?$"
)


class CellClass(StrEnum):
    BLANK = "blank"
    SERIAL = "serial"
    GROUP_SERIAL = "group_serial"
    NUMBER = "number"
    PERIOD = "period"
    ORGAN = "organ"
    TEXT = "text"
    LONG = "long"


def class_of(cell: str) -> CellClass:
    """The class of one cell by its form alone."""
    text = compact(cell)
    if not text or text in "-—–/":
        return CellClass.BLANK
    if _GROUP_SERIAL.match(text):
        return CellClass.GROUP_SERIAL
    if _PERIOD.match(text):
        return CellClass.PERIOD
    if _SERIAL.match(text):
        return CellClass.SERIAL
    if _NUMBER.match(text):
        return CellClass.NUMBER
    if _ORGAN.search(re.split(r"[、，,；;]", text)[0]) and _ORGAN.search(text):
        return CellClass.ORGAN
    return CellClass.LONG if len(text) > 25 else CellClass.TEXT


def profile_of(cells: Sequence[str]) -> Counter[CellClass]:
    """How often each class stands in a column, blanks left out."""
    return Counter(kind for cell in cells if (kind := class_of(cell)) is not CellClass.BLANK)


_NEAR = {
    frozenset((CellClass.TEXT, CellClass.LONG)): 0.4,
    frozenset((CellClass.SERIAL, CellClass.NUMBER)): 0.8,
    frozenset((CellClass.TEXT, CellClass.ORGAN)): 0.3,
    frozenset((CellClass.LONG, CellClass.ORGAN)): 0.2,
    frozenset((CellClass.SERIAL, CellClass.GROUP_SERIAL)): 0.7,
}


def likeness(one: Counter[CellClass], other: Counter[CellClass]) -> float:
    """0 to 1: how alike two columns are by what they hold; an empty column is like any, a little."""
    if not one or not other:
        return 0.5
    total = 0.0
    for kind, count in one.items():
        best = max(
            (share(other, near) * (1.0 if near is kind else _NEAR.get(frozenset((kind, near)), 0.0)) for near in other),
            default=0.0,
        )
        total += count * best
    return total / one.total()


def share(profile: Counter[CellClass], kind: CellClass) -> float:
    """The share that a class has in a column."""
    return profile[kind] / profile.total() if profile else 0.0


def is_serial(cell: str) -> bool:
    return bool(_SERIAL.match(compact(cell)))


def is_group_serial(cell: str) -> bool:
    """The numeral of a group of rows alone in its cell: 一, （二）."""
    return bool(_GROUP_SERIAL.match(compact(cell)))


def opens_group(text: str) -> bool:
    """Whether a text opens as the name of a group of rows does, with a numeral and its mark: 一、, （二）."""
    return bool(_GROUP.match(compact(text)))


def is_sum(cell: str) -> bool:
    """The name of a row that sums others, alone in its cell."""
    return bool(_SUM.match(compact(cell)))


def serial_column(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> int | None:
    """The column that counts the rows: named so, or nearly all small whole numbers that ascend."""
    for index in (0, 1):
        if index >= len(heads):
            return None
        filled = [compact(row[index]) for row in rows if row[index].strip()]
        numbers = [int(re.sub(r"\D", "", cell)) for cell in filled if is_serial(cell)]
        if re.search(r"序号|编号|^号$|^NO", compact(heads[index]), re.IGNORECASE) and numbers:
            return index
        ascending = sum(b == a + 1 for a, b in pairwise(numbers))
        if (
            len(numbers) >= 2
            and len(numbers) * 2 > len(filled)
            and numbers[0] == 1
            and ascending * 3 >= (len(numbers) - 1) * 2
        ):
            return index
        if index == 0 and not re.search(r"类别|[类种]$", compact(heads[0])):
            return None
    return None

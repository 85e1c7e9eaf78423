"""Cuts a row that lost its cell borders by what the columns' names promise."""

import re
from collections import Counter
from collections.abc import Sequence

_SERIAL = re.compile(r"序号|编号")
_ORGAN = re.compile(r"部门|单位|主体|机关")
_BASIS = re.compile(r"依据")
_KIND = re.compile(r"类型|类别|种类|性质|方式|层级")
_PERIOD = re.compile(r"时限|时间|期限|年限|工期")
_ORGAN_CELL = re.compile(
    r".*?(?:主管部门|执法部门|管理部门|监管部门|委员会|办公室|管委会|人民政府|部门|局(?!部)|厅|中心|公司)(?:、.*?(?:部门|局|委员会|办公室|政府))*"
)
_POWERS = "行政许可|行政处罚|行政强制|行政征收|行政征用|行政给付|行政检查|行政确认|行政奖励|行政裁决|行政备案|其他行政权力|其他行政职权|其他权力|公共服务|约束性|预期性"
_KNOWN = re.compile(rf"({_POWERS})")
_DATE = re.compile(
    r"\d{4}年?[-—–~至]\d{4}年?|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|第?[一二三四]季度|[上下]半年)?(?:底前?|前|末)?|长期(?:坚持)?|常年|持续推进"
)
_AMOUNT = re.compile(r"投资|金额|资金|经费|面积|数量|规模|[(（](?:[万亿]?元|万?亩|公里|个|户|人|万千瓦|吨)[)）]")
_SUFFIX = re.compile(r"(?:局|委|办|厅|院|委员会|办公室|部门|政府|公司|中心|管委会)$")


def cut_cells(bodies: Sequence[str], names: Sequence[str]) -> tuple[list[tuple[str, ...]], list[int]]:
    """Cells of each row, and which rows (from 0) kept more than one cell's text in one cell."""
    kinds = _domain(bodies)
    rows, unclear = [], []
    for index, body in enumerate(bodies):
        cells, clear = _cut(body, index + 1, names, kinds)
        rows.append(cells)
        if not clear:
            unclear.append(index)
    return rows, unclear


def _domain(bodies: Sequence[str]) -> list[str]:
    """Values of a column with few of them: those known to law, else the word that most rows hold before 《."""
    known = Counter(found for body in bodies for found in set(_KNOWN.findall(body)))
    if known:
        return [value for value, _ in known.most_common()]
    before = Counter(found for body in bodies for found in re.findall(r"([\u4e00-\u9fff]{4})(?=《)", body))
    return [value for value, count in before.most_common(3) if count * 3 >= len(bodies)]


def _cut(body: str, serial: int, names: Sequence[str], kinds: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Takes cells off the front, then off the back, as long as their columns tell where they end; the middle is what is left."""
    rest = body
    front: list[str] = []
    back: list[str] = []
    left = list(names)
    while len(left) > 1 and (cell := _from_front(rest, left[0], len(front), serial)):
        front.append(cell)
        rest = rest[len(cell) :]
        left.pop(0)
    while len(left) > 1 and (cell := _from_back(rest, left, kinds)):
        back.insert(0, cell)
        rest = rest[: len(rest) - len(cell)]
        left.pop()
    middle = [rest, *[""] * (len(left) - 1)]
    return (*front, *middle, *back), len(left) == 1


def _from_front(rest: str, name: str, done: int, serial: int) -> str:
    if _SERIAL.search(name):
        if done == 0:
            return str(serial)
        found = re.match(r"\d+", rest)
        return found.group() if found else ""
    if _ORGAN.search(name):
        found = _ORGAN_CELL.match(rest)
        return found.group() if found and len(found.group()) <= 40 else ""
    return ""


def _from_back(rest: str, left: Sequence[str], kinds: Sequence[str]) -> str:
    """The last cell of what is left, when its column or its neighbour's says where it begins."""
    name = left[-1]
    if _KIND.search(name):
        return next((kind for kind in kinds if rest.endswith(kind) and rest != kind), "")
    if _PERIOD.search(name):
        # A range of years is one period, though its last year would be one too.
        found = re.search(rf"(?:{_DATE.pattern})$", rest)
        return found.group() if found and found.group() != rest else ""
    if _KIND.search(left[-2]):
        place, kind = max(((rest.rfind(kind + "《"), kind) for kind in kinds), default=(-1, ""))
        return rest[place + len(kind) :] if place > 0 else ""
    if _BASIS.search(name) and rest.endswith(("》", "）", "条")):
        place = rest.find("《")
        return rest[place:] if place > 0 else ""
    if _ORGAN.search(name):
        return _organ_at_end(rest)
    if _AMOUNT.search(name):
        found = re.search(r"\d[\d,.]*$", rest)
        return found.group() if found and found.group() != rest else ""
    return ""


def _organ_at_end(rest: str) -> str:
    """The organs that a row ends in: from behind the last date or figure, else from the last 市, 县, 省 or 区 that opens one."""
    if not _SUFFIX.search(rest):
        return ""
    dates = list(_DATE.finditer(rest))
    end = dates[-1].end() if dates else 0
    figures = list(re.finditer(r"\d", rest))
    end = max(end, figures[-1].end() if figures else 0)
    tail = rest[end:]
    if end and re.match(r"^[市县省区各][\u4e00-\u9fff、，（）]+$", tail):
        return tail
    found = re.search(r"[市省县区][^市省县区]{1,14}$", tail)
    return found.group() if found and found.start() > 0 else ""

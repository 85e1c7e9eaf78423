"""数字与单位: a part larger than its whole, units that stand twice, figures parted by Chinese marks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.remarks import Kind, Remark

KINDS = (
    Kind("part-exceeds-whole", "分项大于总数"),
    Kind("unit-doubled", "计量单位重复"),
    Kind("figure-mark", "数字里的标点有误"),
)
_UNITS = "亿元|万元|元|万亩|亩|万吨|吨|公里|千米|米|万人次|万人|人次|人|万户|户|个|项|家|所|座|件|套|平方公里|平方米|万千瓦|千瓦"
_SCALES = {
    "亿元": 10**8,
    "万元": 10**4,
    "元": 1,
    "万亩": 10**4,
    "亩": 1,
    "万吨": 10**4,
    "吨": 1,
    "公里": 10**3,
    "千米": 10**3,
    "米": 1,
}
_SCALES |= {"万人次": 10**4, "人次": 1, "万人": 10**4, "人": 1, "万户": 10**4, "户": 1, "万千瓦": 10**4, "千瓦": 1}
_BASE = {
    "亿元": "元",
    "万元": "元",
    "万亩": "亩",
    "万吨": "吨",
    "公里": "米",
    "千米": "米",
    "万人次": "人次",
    "万人": "人",
    "万户": "户",
    "万千瓦": "千瓦",
}
_AMOUNT = re.compile(rf"(?<![\d.])(?P<figure>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<unit>{_UNITS})(?![\u4e00-\u9fff]*?增)")
_OF_WHICH = re.compile(r"[，,；（(]\s*其中(?P<parts>[^。；）)\n]{2,120})")
_OTHER_THING = re.compile(r"累计|历年|同比|增长|超过|以上|以下|不低于|每|人均|平均|达标|单价|力争|目标|规划|远期")
_DOUBLED = re.compile(r"(?<=\d)(?P<unit>亿元|万元|公里|千米|平方米|万亩|万吨|万人|％|%)(?P=unit)")
_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?:\.\d+)?\s*(?:万?元|亿元|人|户|亩|公里|吨|平方米))")
_POINT = re.compile(r"(?<=\d)[。．·](?=\d+\s*(?:%|％|亿|万|个百分点|公里|亩|吨|倍|米))")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    for passage in manuscript.prose:
        if not re.search(r"\d", passage.text):
            continue
        yield from _parts(passage)
        for match in _DOUBLED.finditer(passage.text):
            unit = match["unit"]
            yield passage.remark(
                "unit-doubled", match.start() + len(unit), match.end(), said("单位“{unit}”重复。", unit=unit), ""
            )
        for pattern, right in ((_COMMA, ","), (_POINT, ".")):
            for match in pattern.finditer(passage.text):
                reason = said("数字里的“{found}”应为“{right}”。", found=match.group(), right=right)
                yield passage.remark("figure-mark", match.start(), match.end(), reason, right)


def _parts(passage: Passage) -> Iterator[Remark]:
    """总投资1.2万元，其中中央资金3000万元: more often a slip of the unit than of the figure."""
    for match in _OF_WHICH.finditer(passage.text):
        wholes = list(_AMOUNT.finditer(passage.text, max(0, match.start() - 40), match.start()))
        if not wholes or passage.text[wholes[-1].end() : match.start()].strip():
            continue
        whole = wholes[-1]
        for part in _AMOUNT.finditer(passage.text, match.start("parts"), match.end("parts")):
            about = passage.text[match.start() : part.end() + 6]
            same = _BASE.get(part["unit"], part["unit"]) == _BASE.get(whole["unit"], whole["unit"])
            if same and _value(part) > _value(whole) and not _OTHER_THING.search(about):
                reason = said("“{part}”大于总数“{whole}”，请核对数字或单位。", part=part.group(), whole=whole.group())
                yield passage.remark("part-exceeds-whole", part.start(), part.end(), reason)


def _value(amount: re.Match[str]) -> Decimal:
    return Decimal(amount["figure"].replace(",", "")) * _SCALES.get(amount["unit"], 1)

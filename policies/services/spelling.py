"""Turns Chinese names into pinyin: initials for codes and slugs, whole syllables to sort by."""

import re
from collections.abc import Callable

from pypinyin import Style, lazy_pinyin

# 曲靖市人民政府办公室 writes itself 曲政办 in its own numbers.
_GOVERNMENT = re.compile(r"^(?P<places>[\u4e00-\u9fff]+[省市州县区旗盟])人民政府(?P<office>办公[室厅])?")
_RANKS = re.compile(r"[省市州县区旗盟]")
_OTHER = re.compile(r"[^a-z0-9]+")
_PLACE = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{2,}?)(?:省|市|自治州|自治县|自治区|地区|州|县|区|旗|盟)?(?:人民政府|政府|办公厅|公报|政报)"
)


def initials(text: str) -> str:
    """曲政办发 → qzbf. Never empty."""
    return _OTHER.sub("", "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()) or "x"


def syllables(text: str) -> str:
    return " ".join(lazy_pinyin(text)).lower()


def short_government(text: str) -> str:
    """曲靖市人民政府令 → 曲政令; what names no people's government stays as it is."""
    match = _GOVERNMENT.match(text)
    if not match:
        return text
    place = [one for one in _RANKS.split(match["places"]) if one][-1]
    return f"{place[0]}政{'办' if match['office'] else ''}{text[match.end() :]}"


def place_code(title: str) -> str:
    """安澜市人民政府公报 → anlan."""
    match = _PLACE.match(re.sub(r"\s", "", title))
    return _OTHER.sub("", "".join(lazy_pinyin(match["place"] if match else title)).lower())[:36] or "gazette"


def free_code(wanted: str, taken: Callable[[str], bool]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3`… when it is taken."""
    code, n = wanted, 1
    while taken(code):
        n += 1
        code = f"{wanted}-{n}"
    return code

"""Turns the printed lines around a grid into its title, unit and notes."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from policies.reading.lines import Line

_UNIT = re.compile(
    r"(?:[（(]\s*|(?<![\u4e00-\u9fff（(]))(?:计量|金额|面积|数据|统计)?\s*单\s*位\s*[:：]\s*(?P<unit>[^）)]{1,30}(?:[（(][^）)]*[）)])?)\s*[）)]?\s*$"
)
_LABEL = re.compile(r"^\s*(?:附\s*件|附\s*表|附)\s*[\d一二三四五六七八九十]{0,3}\s*(?:[-—－]\s*\d+)?\s*[:：]?\s*$")
_CONTINUED = re.compile(r"^\s*[（(]?\s*(?:续\s*上?\s*表|上\s*接|接\s*上\s*[表页])\s*[\d\-—.]*\s*[)）]?\s*$")
_PAGE = re.compile(r"^\s*(?:[-—–·.．]*\s*\d{1,4}\s*[-—–·.．]*|第\s*\d+\s*页(?:\s*[,，/共]*\s*\d*\s*页)?)\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[.、．](?!\d)|第[一二三四五六七八九十百\d]+[章节条])"
)
_OPENS = re.compile(r"^\s*(?:续?\s*表|图表|专\s*栏|附\s*表)\s*[\d一二三四五六七八九十]")
_NUMBER = re.compile(
    r"^((?:续?\s*表|图表|专\s*栏|附\s*表)\s*(?:\d+(?:\s?[-—－.]\s?\d+)*|[一二三四五六七八九十]{1,3}))[:：]?\s(\S.*)$"
)
_CLOSES = re.compile(
    r"(?:表|清单|目录|名录|名单|一览|计划|规划|方案|指标|目标|明细|情况|统计|安排|汇总|台账|标准|分工|分解|进度|任务|范围|价格|事项|项目|预算|要点|细则|措施|职责|信息)"
    r"\s*(?:[（(〔][^（()）]*(?:[（(][^()（）]*[)）][^()（）]*)?[）)〕]\s*)*$"
)
_SUBTITLE = re.compile(r"^\s*[（(][^（()）]{2,30}[)）]\s*$")
_PART = re.compile(
    r"\s*[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|续\s*表?\s*\d*|之[一二三四五六七八九十])\s*[)）]\s*$|\s*续\s*表?\s*\d*\s*$"
)
_NOTE = re.compile(
    r"^\s*[（(]?\s*(?:备\s*注|注\s*释?|说\s*明|填表说明|数据来源|资料来源)\s*\d*\s*[:：.．]|^\s*[*※★●▲△]\s*\S"
)
_SUM = re.compile(r"^\s*(?:以上|上述)?\s*(?:合\s*计|总\s*计|共\s*计|累\s*计)\s*[^一二三四五六七八九十\s]{0,12}\d")
_STOPS = "。；;：:，,、！？"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a grid. `first` is the index of its topmost line, or the grid's own; `continued`: 续表 is printed.
    `lines` are the indices of the lines that title and unit were taken from.
    """

    first: int
    title: str = ""
    unit: str = ""
    continued: bool = False
    lines: tuple[int, ...] = ()


def compact(text: str) -> str:
    """A text for comparison: NFKC, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def tidy(text: str) -> str:
    """A printed caption or head cell on one line: white space goes wherever a Han character or bracket touches it."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|\s+(?=[(（)）])", "", " ".join(text.split()))


def tidy_title(text: str) -> str:
    """A title on one line; the blank that print sets behind its number stays."""
    found = _NUMBER.match(" ".join(text.split()))
    return f"{tidy(found[1])} {tidy(found[2])}" if found else tidy(text)


def without_part(title: str) -> str:
    """A title without what only numbers its parts: 清单（二）, 项目表（续）, 续表2-1 …"""
    return re.sub(r"^\s*续\s*(?=表)", "", _PART.sub("", title))


def is_furniture(text: str) -> bool:
    """A line that may stand between two parts of one table: blank, page number, 续表."""
    return not text.strip() or bool(_PAGE.match(text)) or bool(_CONTINUED.match(text))


def _is_continuing(title: str) -> bool:
    part = _PART.search(title)
    return title.startswith("续") or bool(part and "续" in part.group())


def unit_in(text: str) -> str:
    """The unit that a line prints and nothing else, '' for any other line."""
    found = _UNIT.match(text.strip())
    return tidy(found["unit"]) if found else ""


def is_note(text: str) -> bool:
    """Whether a line opens as a table's note does."""
    return bool(_NOTE.match(text))


def is_title(line: Line) -> bool:
    """Whether a line has the form of a table's title."""
    text = compact(line.text)
    if not 3 <= len(text) <= 70 or text[-1] in _STOPS or "。" in text or _LABEL.match(text) or _CONTINUED.match(text):
        return False
    if _OPENS.match(text):
        return True
    return not _NUMBERED.match(text) and bool(_CLOSES.search(text))


def caption_above(lines: Sequence[Line], first: int, floor: int) -> Caption:
    """Reads upward from index `first`, never below `floor`, until a line that is no caption."""
    title, unit, continued, top = "", "", False, first
    taken: list[int] = []
    index, steps, pending = first - 1, 0, ""
    while index >= floor and steps < 7:
        text = lines[index].text
        if not text.strip():
            index -= 1
            continue
        steps += 1
        found = _UNIT.search(text)
        if found and not unit and not title and not compact(text[: found.start()]).endswith(("，", ",", "。")):
            unit, top = tidy(found["unit"]), index
            taken.append(index)
            rest = text[: found.start()].strip()
            if rest and is_title(Line(lines[index].number, rest)):
                title = tidy_title(rest)
                break
            if rest and not _SUBTITLE.match(rest):
                # The line says more than the unit, so it stays in the text as well.
                top = index + 1
                taken.remove(index)
                break
        elif _CONTINUED.match(text):
            continued, top = True, index
        elif _LABEL.match(text) or _PAGE.match(text):
            pass
        elif _SUBTITLE.match(text) and not title and not pending:
            pending = tidy(text)
            taken.append(index)
        elif is_title(lines[index]):
            title, top = _with_line_above(lines, tidy_title(text), index, floor)
            taken += range(top, index + 1)
            break
        else:
            break
        index -= 1
    if pending and not title:
        taken = [i for i in taken if i >= top]
    return Caption(top, title + (pending if title else ""), unit, continued or _is_continuing(title), tuple(taken))


def _with_line_above(lines: Sequence[Line], title: str, index: int, floor: int) -> tuple[str, int]:
    """A title that was broken over two lines: the upper one is long, says no end, and stands directly above."""
    if index - 1 < floor or _OPENS.match(title):
        return title, index
    above = lines[index - 1].text
    text = compact(above)
    broken = 12 <= len(text) <= 40 and text[-1] not in _STOPS and "。" not in text and len(compact(title)) < len(text)
    if (
        broken
        and "\t" not in above
        and not _NUMBERED.match(text)
        and not _LABEL.match(text)
        and not _CLOSES.search(text)
    ):
        return tidy(above.strip() + title), index - 1
    return title, index


def notes_below(lines: Sequence[Line], last: int, ceiling: int) -> tuple[tuple[str, ...], int]:
    """Printed lines under a grid that explain or total it, and the index of the last of them."""
    notes: list[str] = []
    end, index = last, last + 1
    while index < ceiling and len(notes) < 8:
        text = lines[index].text.strip()
        if not text:
            index += 1
            continue
        if index - end > 3 or "\t" in text:
            break
        if _NOTE.match(text) or _SUM.match(text):
            notes.append(text)
        elif notes and index == end + 1 and not _closed(notes[-1]):
            notes[-1] += text
        elif notes and index == end + 1 and re.match(r"^\s*[（(]?\d{1,2}\s*[)）.、．]", text):
            notes.append(text)
        else:
            break
        end = index
        index += 1
    return tuple(notes), end


def _closed(text: str) -> bool:
    return text[-1] in "。.；;）)"

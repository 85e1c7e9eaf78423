"""Turns the printed lines around a grid into its title, unit and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.reading.lines import Line
from policies.reading.signs import compact, tidy

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
_FRAME = re.compile(
    r"^\s*(?:(?:填报|编制|制表|报送|填表)(?:单位|部门|机关|日期|时间|人)\s*[:：].*|(?:截至|截止)?\s*(?:19|20)\d\d\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?(?:\s*[-—－至]\s*\d{1,4}\s*[年月]?)?)\s*$"
)
_STOPS = "。；;：:，,、！？"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a grid. `notes` say when and by whom the form was filled in. `first` is the index of its topmost line, or the grid's own; `continued`: 续表 is printed.
    `lines` are the indices of the lines that title and unit were taken from.
    """

    first: int
    title: str = ""
    unit: str = ""
    continued: bool = False
    lines: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


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
    reader = _CaptionReader(lines, first)
    for index in range(first - 1, floor - 1, -1):
        if lines[index].text.strip() and not reader.takes(index, floor):
            break
    return reader.caption()


class _CaptionReader:
    """Takes in the lines above a grid one by one, the nearest first."""

    def __init__(self, lines: Sequence[Line], first: int) -> None:
        self.lines, self.top, self.steps = lines, first, 0
        self.title, self.unit, self.subtitle, self.continued = "", "", "", False
        self.taken: list[int] = []
        self.frame: list[tuple[int, str]] = []

    def takes(self, index: int, floor: int) -> bool:
        """Whether the line may be followed by more caption above it."""
        text = self.lines[index].text
        self.steps += 1
        if self.steps > 7:
            return False
        found = _UNIT.search(text)
        if found and not self.unit and not compact(text[: found.start()]).endswith(("，", ",", "。")):
            return self._take_unit(index, tidy(found["unit"]), text[: found.start()].strip())
        if _CONTINUED.match(text):
            self.continued, self.top = True, index
        elif _SUBTITLE.match(text) and not self.subtitle:
            self.subtitle = tidy(text)
            self.taken.append(index)
        elif _FRAME.match(text) and len(compact(text)) <= 40:
            self.frame.append((index, text.strip()))
        elif is_title(self.lines[index]):
            self.title, self.top = _with_line_above(self.lines, tidy_title(text), index, floor)
            self.taken += range(self.top, index + 1)
            return False
        else:
            return bool(_LABEL.match(text) or _PAGE.match(text))
        return True

    def _take_unit(self, index: int, unit: str, rest: str) -> bool:
        self.unit = unit
        titled = bool(rest) and is_title(Line(0, rest))
        if rest and not titled and not _SUBTITLE.match(rest) and not _FRAME.match(rest):
            # The line says more than the unit, so it stays in the text as well.
            return False
        self.top = index
        self.taken.append(index)
        if titled:
            self.title = tidy_title(rest)
        elif rest:
            self.frame.append((index, rest))
        return not titled

    def caption(self) -> Caption:
        """What was taken in; lines about the form's filling in count only under a title."""
        frame = tuple(text for index, text in reversed(self.frame) if index >= self.top)
        taken = {*self.taken, *(index for index, _ in self.frame)}
        return Caption(
            first=self.top,
            title=self.title + (self.subtitle if self.title else ""),
            unit=self.unit,
            continued=self.continued or _is_continuing(self.title),
            lines=tuple(sorted(index for index in taken if index >= self.top)),
            notes=frame,
        )


def _with_line_above(lines: Sequence[Line], title: str, index: int, floor: int) -> tuple[str, int]:
    """A title that was broken over two lines: the upper one is long, says no end, and stands directly above.

    Over a blank line only when the appendix's label stands above both.
    """
    above = [i for i in range(index - 1, max(floor, index - 8) - 1, -1) if lines[i].text.strip()]
    if not above or _OPENS.match(title):
        return title, index
    upper = lines[above[0]].text
    text = compact(upper)
    labelled = len(above) > 1 and bool(_LABEL.match(lines[above[1]].text))
    if above[0] != index - 1 and not labelled:
        return title, index
    if not (8 if labelled else 12) <= len(text) <= 40 or text[-1] in _STOPS or "。" in text or "\t" in upper:
        return title, index
    if len(compact(title)) >= len(text) or any(form.search(text) for form in (_NUMBERED, _LABEL, _CLOSES, _UNIT)):
        return title, index
    return tidy(upper.strip() + title), above[0]

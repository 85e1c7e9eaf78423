"""Turns the lines of a chronicle 大事记 into dated entries: an entry is a paragraph that opens with a date.

Dates are printed whole (2022年3月1日), without what a head above gives (3月1日, 1日), as ranges (1—2日, 3月30日至4月2日),
as 同日 or a mark △ for the day before, or as a head of their own over the day's paragraphs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gazette.reading.records import ChronicleRecord
from policies.grammar.numerals import half_width, parse_numeral
from policies.grammar.said import said
from policies.reading.layout import is_terminated, measure
from policies.reading.lines import Line
from policies.reading.paragraphs import glue
from policies.reading.records import FindingRecord, Place, Severity

_S = r"[ \t\u3000\u00a0]{0,3}"
_N = rf"(?:\d{{1,2}}|\d{_S}\d|元|[一二三四五六七八九十廿]{{1,3}})"
_YEAR = rf"(?:(?P<year>(?:19|20)\d{_S}\d|[一二][一二三四五六七八九〇○零]{{3}}){_S}年{_S})?"
_TO = r"(?:—{1,2}|–|－|-|~|～|至|到|、|，|,|和|/)"
_DATE = re.compile(
    rf"^{_YEAR}(?:(?P<month>{_N}){_S}月{_S})?(?P<day>{_N}){_S}"
    rf"(?:(?:[日号]{_S})?{_TO}{_S}(?:(?P<year2>(?:19|20)\d\d)年)?(?:(?P<month2>{_N}){_S}月{_S})?(?P<day2>{_N}){_S})?[日号]"
)
_NUMERIC = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_LOOSE = re.compile(
    rf"^(?:{_YEAR}(?P<month>{_N}){_S}月(?:份|{_S}(?:上旬|中旬|下旬|初|底|末|间))?|(?:本月|当月)?(?:上旬|中旬|下旬)|本月|当月|月初|月底|月末)(?=[，,：:、\s]|$)"
)
_SAME = re.compile(r"^(?:同日|当日|当天|同一天|是日|同天|本日)")
_MARKS = "△▲▽▼●◆◇■□○◎★☆※•·◦▪♦►▶*-—"
# 1.3月1日 counts an entry, 5、6日 names two days.
_COUNT = rf"\d{{1,3}}(?:[.．、][ \t\u3000]*(?={_N}{_S}月)|[.．][ \t\u3000]*(?={_N}{_S}日))"
_MARK = re.compile(rf"^(?:(?:[{re.escape(_MARKS)}][ \t\u3000]*)+(?=\S)|{_COUNT})")
_SAME_MARKS = "△▲▽▼◆◇■□○◎●★☆"
_SHELL = re.compile(r"^(?:\*\*|【|［|\[|〔|（|\()(?P<inner>[^】］\]〕）)*]{2,24})(?:\*\*|】|］|\]|〕|）|\))")
_AFTER_DATE = re.compile(r"^(?:[，,。：:、；;\s\u3000（(\[【“《]|[\u4e00-\u9fff]|$|\*\*)")
_NOT_AFTER = re.compile(r"^(?:起|前|内|后|以前|之前|以内|之内|以后|之后|止|为止|的|底前|时)")
_TOPIC = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[【〖◎■])[^，。；：]{2,16}$"
)
_HEAD = re.compile(
    rf"^[（(【〔]?{_YEAR}(?:(?P<month>{_N}){_S}月(?:份)?)?(?:{_S}{_TO}{_S}(?:(?:19|20)\d\d年)?(?P<month2>{_N}){_S}月(?:份)?)?[）)】〕]?$"
)
_HEAD_YEAR = re.compile(rf"(?P<year>(?:19|20)\d{_S}\d|[一二][一二三四五六七八九〇○零]{{3}}){_S}年")
_HEAD_MONTH = re.compile(rf"(?P<month>{_N}){_S}月")
_WORD = r"(?:大事记|大事纪要|要事纪要|要事记|大事要览|大事记要|纪事|要事|政务活动|政务要闻|大事)"


@dataclass(frozen=True, slots=True)
class ChronicleReading:
    """`others` are printed lines that belong to no entry: the title, heads of months, text before the first date."""

    title: str
    entries: tuple[ChronicleRecord, ...]
    others: tuple[Line, ...] = ()
    findings: tuple[FindingRecord, ...] = ()


@dataclass
class _Days:
    """What has been said so far of the day that a shorter date leaves out."""

    year: int | None
    month: int | None
    fixed_year: bool = False
    on: date | None = None
    end_on: date | None = None

    def turn(self, year: int | None, month: int | None) -> None:
        """A printed year or month; months that fall back from 12 to 1 begin a new year."""
        if year:
            self.year, self.fixed_year = year, True
        elif month and self.month and self.year and self.month - month > 6 and self.on:
            self.year += 1
        self.month = month or self.month

    def day(self, month: int | None, number: int | None) -> date | None:
        try:
            return date(self.year or 0, month or self.month or 0, number or 0)
        except ValueError:
            return None


@dataclass
class _Entry:
    on: date | None
    end_on: date | None
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)


def is_chronicle_title(text: str) -> bool:
    """大事记, 2022年3月大事记, 大事记（2022年3月）, 安澜市人民政府2022年3月大事记, 三月份政务要闻."""
    plain = "".join(text.split()).strip("#*【】[]")
    return (
        len(plain) <= 30
        and bool(re.search(rf"{_WORD}(?:[（(][^（()）]{{2,16}}[）)])?$", plain))
        and "关于" not in plain
    )


def titles_among(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines that print a chronicle's title as the record has it, without white space."""
    return [line for line in lines if "".join(line.text.split()) == title]


def opens_with_date(text: str) -> bool:
    """The paragraph opens as a chronicle's entry does, with a day of any form."""
    return _opening(text.strip()) is not None


def read_chronicle(
    lines: Sequence[Line],
    *,
    title: str = "",
    year: int | None = None,
    month: int | None = None,
    number: int | None = None,
) -> ChronicleReading:
    """Lines of one chronicle, its title among them or given. `year`, `number`: of the issue; `month` only when it is known.

    A year that the chronicle does not print is the issue's, but a December in the year's first number is last year's.
    """
    return _Reader(lines, title, year, month, number).read()


class _Reader:
    def __init__(
        self, lines: Sequence[Line], title: str, year: int | None, month: int | None, number: int | None
    ) -> None:
        self.lines = [line for line in lines if line.text.strip()]
        self.geometry = measure(lines)
        self.issue_number = number
        self.days = _Days(year, month)
        self.title = title
        self.entries: list[_Entry] = []
        self.others: list[Line] = []
        self.findings: list[FindingRecord] = []
        self.headed = False
        opening = sum(_opening(line.text.strip()) is not None for line in self.lines)
        self.trusts_dates = not self.geometry.wrapped or opening * 2 >= len(self.lines)
        if title:
            self._head(title)

    def read(self) -> ChronicleReading:
        previous = ""
        for line in self.lines:
            text = line.text.strip()
            if not self._takes_head(line, text):
                self._takes_text(line, text, previous)
            previous = text
        records = tuple(self._record(entry) for entry in self.entries)
        return ChronicleReading(self.title, records, tuple(self.others), tuple(self.findings))

    def _takes_head(self, line: Line, text: str) -> bool:
        plain = text.strip("#* ")
        if is_chronicle_title(plain) and not (self.entries and _opening(text)):
            self.title = self.title if is_chronicle_title(self.title) else "".join(plain.split())
            self._head(plain)
        elif len(plain) <= 24 and (head := _HEAD.match(half_width(plain))) and (head["month"] or head["year"]):
            self._head(plain)
        elif (opening := _opening(text)) is not None and not _rest(opening):
            self._turn_to(opening)
            self.headed = True
        else:
            return False
        self.others.append(line)
        return True

    def _head(self, text: str) -> None:
        """Year and month of a title or of a head above a month's entries; a range begins with its first month."""
        plain = half_width(text)
        year, month = _HEAD_YEAR.search(plain), _HEAD_MONTH.search(plain)
        if year or month:
            self.days.turn(_number(year["year"]) if year else None, _number(month["month"]) if month else None)
            self.days.on = self.days.end_on = None
            self.headed = False

    def _takes_text(self, line: Line, text: str, previous: str) -> None:
        opening = _opening(text)
        starts = opening is not None and self._may_start(text, previous, opening)
        if opening is not None and starts:
            self._turn_to(opening)
            self.headed = False
        elif self.headed and (not self.entries or self._ends(previous)):
            starts = True  # a paragraph of its own under a day's head
        if starts or (self.entries and self._marked_anew(text, previous)):
            self.entries.append(_Entry(self.days.on, self.days.end_on))
        elif not self.entries or (_TOPIC.match(text) and is_terminated(previous)):
            self.others.append(line)  # before the first entry, or a head over entries of one kind
            return
        entry = self.entries[-1]
        entry.lines.append(line)
        entry.pieces.append(_MARK.sub("", text).replace("**", "") if starts else text)

    def _marked_anew(self, text: str, previous: str) -> bool:
        return text[0] in _SAME_MARKS and is_terminated(previous)

    def _may_start(self, text: str, previous: str, opening: re.Match[str]) -> bool:
        """In wrapped text a sentence can break before a date: then what stands above must have ended."""
        if not self.entries or self.trusts_dates or is_terminated(previous):
            return True
        return not self.geometry.is_full(previous)

    def _ends(self, previous: str) -> bool:
        if not is_terminated(previous):
            opening = _opening(previous)
            return opening is not None and not _rest(opening)
        return not self.geometry.wrapped or not self.geometry.is_full(previous)

    def _turn_to(self, opening: re.Match[str]) -> None:
        groups = opening.groupdict()
        if opening.re is _SAME:
            return
        month = _number(groups.get("month"))
        if (
            groups.get("year") is None
            and month == 12
            and self.issue_number == 1
            and not self.days.fixed_year
            and not self.entries
        ):
            self.days.year = self.days.year - 1 if self.days.year else None
        self.days.turn(_number(groups.get("year")), month)
        self.days.on = self.days.day(None, _number(groups.get("day")))
        self.days.end_on = None
        if groups.get("day2"):
            last = replace(self.days)
            last.turn(_number(groups.get("year2")), _number(groups.get("month2")))
            self.days.end_on = last.day(None, _number(groups["day2"]))

    def _record(self, entry: _Entry) -> ChronicleRecord:
        place = Place.of(entry.lines[0], entry.lines[-1])
        text = glue([piece for piece in entry.pieces if piece])
        opening = _opening(text)
        if entry.on is None and opening is not None and opening.groupdict().get("day"):
            path = f"chronicle/{len(self.findings) + 1}"
            message = said("大事记条目“{found}”的日期无法确定。", found=opening.group().strip())
            self.findings.append(
                FindingRecord("chronicle-day-unknown", Severity.WARNING, message, path, place, found=opening.group())
            )
        return ChronicleRecord(entry.on, entry.end_on, text, place)


def _opening(text: str) -> re.Match[str] | None:
    """The date a paragraph opens with, marks and brackets around it left out; None when it opens with something else."""
    plain = half_width(_MARK.sub("", text))
    shell = _SHELL.match(plain)
    if shell and any(pattern.match(shell["inner"].strip()) for pattern in (_DATE, _NUMERIC, _SAME, _LOOSE)):
        plain = shell["inner"].strip() + plain[shell.end() :]
    for pattern in (_DATE, _NUMERIC, _SAME, _LOOSE):
        match = pattern.match(plain)
        after = plain[match.end() :] if match else ""
        if match and _plausible(match) and _AFTER_DATE.match(after) and not _NOT_AFTER.match(after):
            return match
    return None


def _rest(opening: re.Match[str]) -> str:
    """What follows the date; nothing when the line is a day's head: 3月1日, 3月1日（星期二）."""
    rest = opening.string[opening.end() :]
    return re.sub(r"^[（(\s]*(?:星期|周)[一二三四五六日天][）)]?|[\s，,：:。、*]", "", rest)


def _plausible(opening: re.Match[str]) -> bool:
    groups = opening.groupdict()
    months = [_number(groups.get(name)) for name in ("month", "month2") if groups.get(name)]
    days = [_number(groups.get(name)) for name in ("day", "day2") if groups.get(name)]
    return all(value is not None and 1 <= value <= 12 for value in months) and all(
        value is not None and 1 <= value <= 31 for value in days
    )


def _number(printed: str | None) -> int | None:
    if not printed:
        return None
    plain = "".join(printed.split())
    return 1 if plain == "元" else parse_numeral(plain)

"""Turns printed dates into values: 二〇二二年四月十一日, 2022 年 4 月 11 日, 2022-04-11, and parts of dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policies.grammar.numerals import ZERO, half_width, parse_numeral

_ARABIC = r"[0-9０-９]"
# Recognition and typewriters put O, 0 or a circle for 〇 between Chinese digits.
_CHINESE_YEAR = rf"[一二三四五六七八九{ZERO}OＯ0０oΟ]"
_SPACE = r"[ \t\u3000\u00a0]{0,4}"
_YEAR = rf"(?:{_ARABIC}(?:{_SPACE}{_ARABIC}){{3}}|[一二]{_SPACE}{_CHINESE_YEAR}(?:{_SPACE}{_CHINESE_YEAR}){{2}})"
_SMALL = rf"(?:{_ARABIC}(?:{_SPACE}{_ARABIC})?|[一二三四五六七八九十廿卅](?:{_SPACE}[一二三四五六七八九十]){{0,2}}|元)"
_DASH = r"[-－—–‐−]"
_FOUND = re.compile(
    rf"(?<![0-9０-９])(?P<year>{_YEAR}){_SPACE}年(?:{_SPACE}(?P<month>{_SMALL}){_SPACE}月(?:份|(?:{_SPACE}(?P<day>{_SMALL}){_SPACE}[日号])?))?"
    rf"|(?<![0-9０-９.])(?P<year2>(?:19|20|１９|２０){_ARABIC}{{2}})(?P<mark>{_DASH}|[/／.．·])(?P<month2>{_ARABIC}{{1,2}})(?P=mark)(?P<day2>{_ARABIC}{{1,2}})(?![0-9０-９])"
    rf"|(?<![0-9０-９一二三四五六七八九十年])(?P<month3>{_SMALL}){_SPACE}月{_SPACE}(?P<day3>{_SMALL}){_SPACE}[日号]"
)
# Only as a whole text: in a sentence 2022.4 is an amount as often as a month.
_YEAR_MONTH = re.compile(
    rf"(?P<year>(?:19|20|１９|２０){_ARABIC}{{2}}){_SPACE}(?:{_DASH}|[/／.．·]){_SPACE}(?P<month>{_ARABIC}{{1,2}})"
)
_LONGEST = 80
_SHELL = re.compile(r"^[\s（(【\[〔]*(.*?)[\s）)】\]〕]*$", re.DOTALL)
_TAIL = re.compile(r"(?:印发|发布|公布|通过|起?施行)$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What the print gives of a date; `on` is the day when all three parts are there and such a day exists."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def on(self) -> date | None:
        if not (self.year and self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def plausible(self) -> bool:
        """The parts that are printed lie in a calendar's range."""
        return (self.month is None or 1 <= self.month <= 12) and (self.day is None or 1 <= self.day <= 31)

    @property
    def impossible(self) -> bool:
        """All parts are printed, but the calendar has no such day."""
        return bool(self.year and self.month and self.day) and self.on is None


@dataclass(frozen=True, slots=True)
class DateMatch:
    start: int
    end: int
    printed: str
    value: PartialDate

    @property
    def on(self) -> date | None:
        return self.value.on


def find_dates(text: str) -> list[DateMatch]:
    """All dates of a text in order, partial ones too (2022年, 2022年4月, 4月11日); figures like 2022.4 are none."""
    return list(_matches(text))


def _matches(text: str) -> Iterator[DateMatch]:
    for match in _FOUND.finditer(text):
        groups = match.groupdict()
        year = groups["year"] or groups["year2"]
        month = groups["month"] or groups["month2"] or groups["month3"]
        day = groups["day"] or groups["day2"] or groups["day3"]
        value = PartialDate(_year(year), _small(month), _small(day))
        if value.plausible:
            yield DateMatch(match.start(), match.end(), match.group(), value)


def parse_partial(text: str) -> PartialDate | None:
    """A text that is a date and nothing else, whole or in part, 2022.4 too; brackets around it and 印发 after it are allowed."""
    if len(text) > _LONGEST:
        return None
    stripped = _TAIL.sub("", _SHELL.sub(r"\1", text)).strip()
    found = find_dates(stripped)
    if len(found) == 1 and found[0].end - found[0].start == len(stripped):
        return found[0].value
    short = _YEAR_MONTH.fullmatch(stripped)
    value = PartialDate(_year(short["year"]), _small(short["month"])) if short else None
    return value if value and value.plausible else None


def parse_date(text: str) -> date | None:
    """A text that is one whole date and nothing else, to a day; None otherwise, for days that don't exist too."""
    partial = parse_partial(text)
    return partial.on if partial else None


def _year(printed: str | None) -> int | None:
    if printed is None:
        return None
    compact = "".join(printed.split())
    plain = half_width(compact)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    return parse_numeral(re.sub(r"[OoΟ0]", "〇", plain))


def _small(printed: str | None) -> int | None:
    if printed is None:
        return None
    return 1 if printed == "元" else parse_numeral("".join(printed.split()))

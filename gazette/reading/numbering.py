"""Turns what a masthead or running head prints of an issue's number into year, number, kind and running total."""

import re
from dataclasses import dataclass, replace

from policies.grammar.numerals import half_width, parse_numeral

_S = r"[ \t\u3000\u00a0]{0,6}"
_N = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
_Y = r"(?:(?:19|20)\d{2}|[一二][一二三四五六七八九〇○零]{3})"
_YEAR = re.compile(rf"(?P<year>{_Y}){_S}(?:年|(?=[·•・.．‧/—-]?{_S}第{_S}{_N}{_S}[期号]))")
_ISSUE = re.compile(
    rf"(?<!总)第{_S}(?P<first>{_N}){_S}期?{_S}(?:[-—－~～、,，和至/]{_S}第?{_S}(?P<last>{_N}){_S})?[期号]"
)
_TOTAL = re.compile(
    rf"总{_S}(?:第|期|号|期数|第?期号)?{_S}[:：]?{_S}第?{_S}(?P<total>\d{{1,5}}|[一二三四五六七八九十百千零〇]{{1,9}}){_S}[期号]?"
)
_DOTTED = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d{{2}}){_S}[.．·•‧/]{_S}(?P<first>\d{{1,2}})(?:{_S}[-—、]{_S}(?P<last>\d{{1,2}}))?(?![\d.．/年])"
)
_SUPPLEMENT = re.compile(r"增刊|特刊|专刊|副刊|号外")
_EXTRA = re.compile(rf"(?:增刊|特刊|专刊){_S}(?:第?{_S}(?P<number>{_N}){_S}[期号]?)?")


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """`last` is the second number of a combined issue 合刊; a missing value is None."""

    year: int | None = None
    number: int | None = None
    last: int | None = None
    total: int | None = None
    kind: str = "regular"

    @property
    def any(self) -> bool:
        return self.number is not None or self.total is not None or self.kind != "regular"

    @property
    def whole(self) -> bool:
        return self.year is not None and self.number is not None

    def filled(self, other: "IssueNumber") -> "IssueNumber":
        """What this one lacks, from another."""
        return IssueNumber(
            self.year if self.year is not None else other.year,
            self.number if self.number is not None else other.number,
            self.last if self.number is not None else other.last,
            self.total if self.total is not None else other.total,
            self.kind if self.kind != "regular" else other.kind,
        )


def read_issue_number(text: str) -> IssueNumber:
    """2022年第4期, 2023·7, 第3—4期合刊, （总第87期）, 2022 年 第 7 号 总号：1760, 增刊: what one line says; empty where it says nothing."""
    plain = half_width(text)
    total = _TOTAL.search(plain)
    rest = plain[: total.start()] + " " + plain[total.end() :] if total else plain
    year, issue, dotted = _YEAR.search(rest), _ISSUE.search(rest), _DOTTED.search(rest)
    found = IssueNumber(total=_value(total["total"]) if total else None)
    if year:
        found = replace(found, year=_value(year["year"]))
    if issue and _near(rest, issue.start(), year):
        found = replace(found, number=_value(issue["first"]), last=_value(issue["last"]))
    elif dotted and len("".join(rest.split())) - len("".join(dotted.group().split())) <= 24:
        found = replace(found, year=int(dotted["year"]), number=int(dotted["first"]), last=_value(dotted["last"]))
    return _with_kind(found, rest)


def _with_kind(found: IssueNumber, text: str) -> IssueNumber:
    if _SUPPLEMENT.search(text) and len(text) <= 60 and (found.year or found.number or len(text) <= 8):
        extra = _EXTRA.search(text)
        number = _value(extra["number"]) if extra and extra["number"] else found.number
        return replace(found, kind="supplement", number=number)
    if found.last is not None or "合刊" in text:
        return replace(found, kind="combined" if found.number is not None else found.kind)
    return found


def _near(text: str, place: int, year: re.Match[str] | None) -> bool:
    """A number far from a year in a long line belongs to a sentence."""
    return len("".join(text.split())) <= 60 or bool(year and 0 <= place - year.end() <= 12)


def _value(printed: str | None) -> int | None:
    return parse_numeral("".join(printed.split())) if printed else None

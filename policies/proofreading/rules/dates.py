"""日期: days that no calendar has, weekdays that are others, days that can't both be right."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from policies.grammar.dates import DateMatch, find_dates
from policies.grammar.said import Said, said
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.remarks import Kind, Remark
from policies.reading.records import ProvisionKind, TextRole

KINDS = (
    Kind("date-impossible", "日期不存在"),
    Kind("weekday-wrong", "星期与日期不符"),
    Kind("dates-disagree", "日期前后矛盾", reader=("dates-disagree",)),
    Kind("year-differs", "文号年份与成文日期不符", reader=("year-differs",)),
)
_NEAR = 200  # so many days from its own, a text gives a day without the year
_WEEKDAYS = "一二三四五六日"
_NAMES = (
    said("星期一"),
    said("星期二"),
    said("星期三"),
    said("星期四"),
    said("星期五"),
    said("星期六"),
    said("星期日"),
)
_WEEKDAY = re.compile(r"\s*[（(]?\s*(?:星期|周)(?P<day>[一二三四五六日天])")
_MONTH_OUT = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年\s*(?P<month>1[3-9]|[2-9]\d|0)\s*月")
_DAY_OUT = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])\s*月\s*(?:3[2-9]|[4-9]\d|0)\s*日")
_RANGE = re.compile(r"\s*(?:起|止)?\s*(?:至|到|—{1,2}|－|–|~|～)\s*")
_YEARS = re.compile(
    r"(?<![\d.〔\[（(])(?P<first>(?:19|20)\d{2})\s*年?\s*(?:至|到|—{1,2}|－|–)\s*(?P<last>(?:19|20)\d{2})\s*年(?!级)"
)
_PASSED = re.compile(r"^\s*[（(][^（()）]{0,80}?(?:通过|批准)[^（()）]{0,60}[）)]?\s*$")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    yield from _fields(manuscript)
    for passage in manuscript.passages:
        if not re.search("[年月]", passage.text):
            continue
        yield from _out_of_calendar(passage)
        found = find_dates(passage.text)
        for match in found:
            yield from _weekday(passage, match, manuscript.tree.fields.issued_on)
        yield from _ranges(passage, found)
        yield from _signature(manuscript, passage, found)
        yield from _passed(manuscript, passage, found)


def _fields(manuscript: Manuscript) -> Iterator[Remark]:
    fields = manuscript.tree.fields
    issued, printed, effective, expires = fields.issued_on, fields.printed_on, fields.effective_on, fields.expires_on
    if issued and printed and printed < issued:
        reason = said("印发日期{printed}早于成文日期{issued}。", printed=printed, issued=issued)
        yield _on_field("dates-disagree", "printed_on", printed.isoformat(), reason)
    if effective and expires and expires < effective:
        reason = said("失效日期{expires}早于施行日期{effective}。", expires=expires, effective=effective)
        yield _on_field("dates-disagree", "expires_on", expires.isoformat(), reason)
    if issued and effective and effective < issued:
        reason = said(
            "施行日期{effective}早于成文日期{issued}，请核对是否溯及既往。", effective=effective, issued=issued
        )
        yield _on_field("dates-disagree", "effective_on", effective.isoformat(), reason)
    if issued:
        for n, number in enumerate(fields.numbers, 1):
            match = re.search(r"[〔\[（(【﹝](\d{4})[〕\])）】﹞]", number)
            if match and int(match[1]) != issued.year:
                reason = said("文号“{number}”的年份与成文日期{day}不符。", number=number, day=issued)
                yield Remark("year-differs", "", f"numbers/{n}", match.start(1), match.end(1), match[1], reason)


def _on_field(code: str, name: str, value: str, reason: Said) -> Remark:
    return Remark(code, "", name, 0, len(value), value, reason)


def _out_of_calendar(passage: Passage) -> Iterator[Remark]:
    found = [*_MONTH_OUT.finditer(passage.text), *_DAY_OUT.finditer(passage.text)]
    places = {(one.start(), one.end()) for one in found}
    places |= {(one.start, one.end) for one in find_dates(passage.text) if one.value.impossible}
    for start, end in sorted(places):
        yield passage.remark(
            "date-impossible", start, end, said("“{text}”不是一个日期。", text=passage.text[start:end])
        )


def _weekday(passage: Passage, match: DateMatch, issued_on: date | None) -> Iterator[Remark]:
    named = _WEEKDAY.match(passage.text, match.end)
    value = match.value
    if named is None or not (value.month and value.day):
        return
    years = (
        [value.year] if value.year else [issued_on.year, issued_on.year + 1, issued_on.year - 1] if issued_on else []
    )
    printed = _WEEKDAYS.index(named["day"].replace("天", "日"))
    days = [one for year in years if (one := _date(year, value.month, value.day))]
    if issued_on and not value.year:
        days = [one for one in days if abs((one - issued_on).days) <= _NEAR]
    if days and all(one.weekday() != printed for one in days):
        right = _WEEKDAYS[days[0].weekday()]
        reason = said("{day}是{weekday}。", day=days[0], weekday=_NAMES[days[0].weekday()])
        yield passage.remark(
            "weekday-wrong", named.start("day"), named.end("day"), reason, right if value.year else None
        )


def _ranges(passage: Passage, found: list[DateMatch]) -> Iterator[Remark]:
    for before, after in pairwise(found):
        if _RANGE.fullmatch(passage.text, before.end, after.start) and before.on and after.on and after.on < before.on:
            yield passage.remark("dates-disagree", before.start, after.end, said("起止日期前后颠倒。"))
    for match in _YEARS.finditer(passage.text):
        if int(match["last"]) < int(match["first"]):
            yield passage.remark("dates-disagree", match.start(), match.end(), said("起止年份前后颠倒。"))


def _signature(manuscript: Manuscript, passage: Passage, found: list[DateMatch]) -> Iterator[Remark]:
    """A day printed under the notice that is not the day of the record."""
    issued_on = manuscript.tree.fields.issued_on
    signs = passage.node is not None and passage.node.kind is ProvisionKind.SIGNATURE
    in_notice = passage.within is not None and passage.within.role is TextRole.NOTICE
    if not issued_on or not (passage.parts[0][0].startswith("signed_by") or (signs and in_notice)):
        return
    for match in found:
        if match.on and match.on != issued_on:
            reason = said("落款日期与成文日期{day}不一致。", day=issued_on)
            yield passage.remark("dates-disagree", match.start, match.end, reason)


def _passed(manuscript: Manuscript, passage: Passage, found: list[DateMatch]) -> Iterator[Remark]:
    """（2022年3月1日市政府第9次常务会议通过）after the day on which it was issued."""
    issued_on = manuscript.tree.fields.issued_on
    if issued_on and _PASSED.match(passage.text):
        for match in found:
            if match.on and match.on > issued_on and "施行" not in passage.text[match.end : match.end + 6]:
                reason = said("通过的日期晚于成文日期{day}。", day=issued_on)
                yield passage.remark("dates-disagree", match.start, match.end, reason)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

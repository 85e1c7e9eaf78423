"""Turns printed document numbers into `NumberRecord`s: 曲政办发〔2022〕29号 in any bracket, 令第3号, 2022年第3号公告.

Two numbers are the same when their `number_key` is: brackets, spaces, 第, leading zeros and the place of the year make no difference.
"""

import re
from dataclasses import dataclass

from policies.grammar.number_forms import (
    AFTER_WORD,
    BARE,
    BEFORE_WORD,
    BRACKETED,
    CLOSING,
    HALF_BRACKETED,
    OPENING,
    YEAR_FIRST,
    are_mixed,
    is_series,
    make_record,
    narrowed,
    normal_form,
    unwrapped,
)
from policies.reading.records import NumberRecord

_HAN_RUN = re.compile(r"[\u3400-\u9fff]")
_MAX_SERIES = 40
_LONGEST = 300
_FORMS = (BRACKETED, YEAR_FIRST, AFTER_WORD, BEFORE_WORD)
# Words that stand before a number in a sentence and are no part of its series.
_VERBS = "根据|依据|依照|按照|遵照|参照|对照|执行|落实|贯彻|转发|印发|下发|以及|经过|详见|参见|文件|通知|规定"
_PARTICLES = "按|依|以|由|经|被|对|将|把|与|和|及|或|见|即|原|为|是|在|于|从|附|如|的|凭|号|等|件"
# Where nothing stands before, a county's own first character may open the series: 和政发, 如政发, 原政发.
_LEADING_ALONE = re.compile(
    rf"(?:{_VERBS}|[按依以由经被对把与及或为是在的号等附见]|原(?![政府办发州平阳]))+(?=[\u3400-\u9fff]{{2}})"
)
_LEADING = re.compile(rf"(?:{_VERBS}|{_PARTICLES})+(?=[\u3400-\u9fff]{{2}})")
_INSIDE = re.compile(
    rf".*(?:{_VERBS}|公布的|发布的|颁布的|结合|同意|批准|关于|的|(?<=[一二三四五六七八九十])[日号])(?=[\u3400-\u9fff]{{2}})"
)
_AFTER_FIGURES = tuple("年月日号期页条款项个份件次")
_JOINT_ORGAN = re.compile(r"[\u3400-\u9fff]{1,20}[部局委厅署会行院办][ \t\u3000]{1,4}$")
_LIST_GAP = re.compile(r"[ \t\u3000]*[、，,和及与]?[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class NumberMatch:
    start: int
    end: int
    record: NumberRecord
    mixed_brackets: bool = False


def number_key(record: NumberRecord) -> tuple[str, int | None, int | None]:
    """What two writings of one number share."""
    return record.series, record.year, record.serial


def mixed_brackets(printed: str) -> bool:
    """The year's bracket opens in one kind and closes in another, or one of the two is lost: 〔2022], (2022〕, 〔2022 3号."""
    match = BRACKETED.search(printed)
    return are_mixed(match["open"], match["close"]) if match else bool(HALF_BRACKETED.fullmatch(narrowed(printed)))


def find_numbers(text: str) -> list[NumberMatch]:
    """All document numbers in a text, in order; a number's series is looked for to its left, without the sentence's own words."""
    found: list[NumberMatch] = []
    for match in sorted(_candidates(text), key=lambda one: (one.start(), -one.end())):
        before = found[-1] if found else None
        if before and match.start() < before.end:
            continue
        number = _number_at(text, match, before)
        if number:
            found.append(number)
    return found


def _candidates(text: str) -> list[re.Match[str]]:
    return [match for pattern in _FORMS for match in pattern.finditer(text)]


def _number_at(text: str, match: re.Match[str], before: NumberMatch | None) -> NumberMatch | None:
    groups = match.groupdict()
    floor = before.end if before else 0
    if match.re is YEAR_FIRST:
        series, start = groups["series"], match.start()
    else:
        series, start = _series_before(text, match.start(), floor, organ=match.re is not BRACKETED)
        series += groups.get("word") or ""
    bracket = groups.get("open")
    if not series and bracket and before and _LIST_GAP.fullmatch(text[floor : match.start()]):
        series = before.record.series  # 安政发〔2020〕1号、〔2021〕5号
    if not _plausible(series, groups, bracket):
        return None
    printed, end = text[start : match.end()], match.end()
    if match.re is AFTER_WORD:  # a bracket that opened before the match is not the number's own
        printed, end = _balanced(printed, start)
    record = make_record(
        printed, series, groups["year"], groups["serial"], bracketed=bool(bracket), branch=groups.get("branch") or ""
    )
    return NumberMatch(start, end, record, bool(bracket) and are_mixed(groups["open"], groups["close"]))


def _plausible(series: str, groups: dict[str, str | None], bracket: str | None) -> bool:
    if bracket is None or groups.get("end"):
        return bool(series) and (bracket is None or len(series) > 1)
    # Without 号 only the brackets that nothing else uses make a number.
    return (len(series) > 1 and bracket in "〔﹝[［" and "series" not in groups) or bool(groups.get("series"))


def _series_before(text: str, position: int, floor: int, *, organ: bool) -> tuple[str, int]:
    """The Han characters left of `position` without the sentence's words; of an order also the organs before a space."""
    end = position
    while end > floor and text[end - 1] in " \t\u3000\u00a0\r\n":
        end -= 1
    start = end
    while start > floor and end - start < _MAX_SERIES and _HAN_RUN.match(text[start - 1]):
        start -= 1
    if start and start > floor and text[start - 1].isdigit() and text[start : start + 1] in _AFTER_FIGURES:
        start += 1
    inside = _INSIDE.match(text, start, end)
    cut = inside.end() if inside else start
    # What opens a bracket or a line belongs to the series: （和政办发〔2022〕1号）.
    alone = cut > start or start == 0 or (start != floor and text[start - 1] in OPENING + "\n\t")
    leading = (_LEADING_ALONE if alone else _LEADING).match(text, cut, end)
    cut = leading.end() if leading else cut
    joint = _JOINT_ORGAN.search(text, max(floor, cut - _MAX_SERIES), cut) if organ and cut == start else None
    cut = joint.start() if joint else cut
    return text[cut:end], cut


def _balanced(printed: str, start: int) -> tuple[str, int]:
    opened = sum(printed.count(character) for character in OPENING)
    while printed and printed[-1] in CLOSING + " \t\r\n\u3000\u00a0" and (printed[-1] not in CLOSING or not opened):
        printed = printed[:-1]
    return printed, start + len(printed)


def parse_number(text: str) -> NumberRecord | None:
    """A text that is one document number and nothing else; a label 文号： before it and brackets around it are allowed.

    第 3 号 and 2022年第3号 alone, as they stand under the title of an order, give a record without series: see `with_series`.
    """
    if len(text) > _LONGEST:
        return None
    whole = unwrapped(text)
    compact = narrowed(whole)
    found = [match for pattern in _FORMS if (match := pattern.search(compact))]
    for match in found:
        groups = match.groupdict()
        series = groups.get("series") or compact[: match.start()] + (groups.get("word") or "")
        if compact[match.end() :] or not is_series(series) or (match.re is YEAR_FIRST and match.start()):
            continue
        if groups.get("open") and not groups.get("end") and match.re is BRACKETED and groups["open"] not in "〔﹝[［":
            continue
        bracketed = bool(groups.get("open"))
        return make_record(
            whole, series, groups["year"], groups["serial"], bracketed=bracketed, branch=groups.get("branch") or ""
        )
    half = HALF_BRACKETED.fullmatch(compact)
    if half:
        return make_record(whole, half["series"], half["a"] or half["b"], half["serial"], bracketed=True)
    bare = BARE.fullmatch(compact)
    return make_record(whole, "", bare["year"], bare["serial"], bracketed=False) if bare else None


def parse_numbers(text: str) -> tuple[NumberRecord, ...]:
    """A line that holds numbers and nothing else: one, or several of a joint document side by side."""
    single = parse_number(text)
    if single:
        return (single,)
    whole = unwrapped(text)
    found = find_numbers(whole)
    rest = whole
    for match in reversed(found):
        rest = rest[: match.start] + rest[match.end :]
    return tuple(match.record for match in found) if not rest.strip(" \t\u3000\u00a0、，,；;和") else ()


def with_series(record: NumberRecord, series: str) -> NumberRecord:
    """第3号 under the title 安澜市人民政府令 to 安澜市人民政府令第3号."""
    name = narrowed(series)
    normalised = normal_form(name, record.year, record.serial, bracketed="〔" in record.normalised)
    return NumberRecord(record.printed, normalised, name, record.year, record.serial)

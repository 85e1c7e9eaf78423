"""Turns printed document numbers into `NumberRecord`s: 曲政办发〔2022〕29号 in any bracket, 令第3号, 2022年第3号公告.

Two numbers are the same when their `number_key` is: brackets, spaces, 第, leading zeros and the place of the year make no difference.
The normalised form keeps what tells the kinds apart: `series〔year〕N号`, `series+year年第N号`, `series第N号`.
"""

import re
from dataclasses import dataclass

from policies.grammar.numerals import half_width, parse_chinese
from policies.reading.records import NumberRecord

OPENING = "〔[［(（【〈﹝「〖〘{｛<＜"
CLOSING = "〕]］)）】〉﹞」〗〙}｝>＞"
# Brackets that print mixes without harm: width and the look-alikes of 〔〕 count as one family.
_FAMILIES = ("〔﹝〘", "[［", "(（", "【〖", "〈<＜", "「", "{｛")
_CLOSING_FAMILIES = ("〕﹞〙", "]］", ")）", "】〗", "〉>＞", "」", "}｝")

_SPACE = r"[ \t\r\n\u3000\u00a0]{0,8}"
_DIGIT = "[0-9０-９]"
_CHINESE_DIGITS = "[一二三四五六七八九十百千零〇○]"
_YEAR = rf"(?:{_DIGIT}(?:{_SPACE}{_DIGIT}){{3}}|[一二][一二三四五六七八九〇○零]{{3}}|{_DIGIT}{{2}})"
_SERIAL = rf"(?:{_DIGIT}(?:{_SPACE}{_DIGIT}){{0,5}}|{_CHINESE_DIGITS}{{1,8}})"
_O, _C = f"[{re.escape(OPENING)}]", f"[{re.escape(CLOSING)}]"
_WORDS = "令|公告|通告|公报|命令|决议|议案|建议|提案"

_BRACKETED = re.compile(
    rf"(?P<open>{_O}){_SPACE}(?P<year>{_YEAR}){_SPACE}年?{_SPACE}(?P<close>{_C}){_SPACE}字?{_SPACE}第?{_SPACE}"
    rf"(?P<serial>{_SERIAL})(?P<branch>(?:{_SPACE}[-－—]{_SPACE}{_DIGIT}{{1,3}})?){_SPACE}(?P<end>号(?:之[一二三四五六七八九十])?)?"
)
_AFTER_WORD = re.compile(
    rf"(?P<word>{_WORDS}){_SPACE}{_O}?{_SPACE}(?:(?P<year>{_YEAR}){_SPACE}年{_SPACE})?第?{_SPACE}(?P<serial>{_SERIAL}){_SPACE}号{_SPACE}{_C}?"
)
_BEFORE_WORD = re.compile(
    rf"(?:(?P<year>{_YEAR}){_SPACE}年{_SPACE})?第{_SPACE}(?P<serial>{_SERIAL}){_SPACE}号{_SPACE}(?P<word>令|公告|通告)"
)
_YEAR_FIRST = re.compile(
    rf"(?P<open>{_O}){_SPACE}(?P<year>{_YEAR}){_SPACE}年?{_SPACE}(?P<close>{_C}){_SPACE}"
    rf"(?P<series>[\u4e00-\u9fff]{{1,8}}[发函字办令电复批规]){_SPACE}字?第?{_SPACE}(?P<serial>{_SERIAL}){_SPACE}号"
)
_HALF_BRACKETED = re.compile(
    rf"(?P<series>[\u4e00-\u9fff]{{2,20}})(?:{_O}(?P<a>{_DIGIT}{{4}})|(?P<b>{_DIGIT}{{4}}){_C})第?(?P<serial>{_DIGIT}{{1,5}})号"
)
_BARE = re.compile(rf"(?:(?P<year>{_YEAR}){_SPACE}年{_SPACE})?第{_SPACE}(?P<serial>{_SERIAL}){_SPACE}号")
_LOOSE = re.compile(
    rf"(?P<series>[\u4e00-\u9fff]{{1,40}}?){_SPACE}(?:第{_SPACE})?(?P<year>(?:19|20){_DIGIT}{{2}}){_SPACE}"
    rf"(?:[-－—–/年.．·]|(?<=[\d０-９])(?=[\s第])){_SPACE}第?{_SPACE}(?P<serial>{_DIGIT}{{1,5}}){_SPACE}号?"
)
_PART = re.compile(
    rf"{_O}?{_SPACE}(?P<year>(?:19|20){_DIGIT}{{2}}){_SPACE}{_C}?{_SPACE}第?{_SPACE}(?P<serial>{_DIGIT}{{1,5}}){_SPACE}号"
)

_HAN_RUN = re.compile(r"[\u3400-\u9fff]")
_MAX_SERIES = 40
_LONGEST = 300
_LABEL = re.compile(r"^(?:发文字号|发文号|文件编号|文号|字号|编号)[ \t\u3000]*[:：]?")
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
    match = _BRACKETED.search(printed)
    return _mixed(match["open"], match["close"]) if match else bool(_HALF_BRACKETED.fullmatch(_squeeze(printed)))


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
    return [
        match for pattern in (_BRACKETED, _YEAR_FIRST, _AFTER_WORD, _BEFORE_WORD) for match in pattern.finditer(text)
    ]


def _number_at(text: str, match: re.Match[str], before: NumberMatch | None) -> NumberMatch | None:
    groups = match.groupdict()
    floor = before.end if before else 0
    if match.re is _YEAR_FIRST:
        series, start = groups["series"], match.start()
    else:
        series, start = _series_before(text, match.start(), floor, organ=match.re is not _BRACKETED)
        series += groups.get("word") or ""
    bracket = groups.get("open")
    if not series and bracket and before and _LIST_GAP.fullmatch(text[floor : match.start()]):
        series = before.record.series  # 安政发〔2020〕1号、〔2021〕5号
    if not _plausible(series, groups, bracket):
        return None
    printed, end = text[start : match.end()], match.end()
    if match.re is _AFTER_WORD:  # a bracket that opened before the match is not the number's own
        printed, end = _balanced(printed, start)
    record = _record(
        printed, series, groups["year"], groups["serial"], bracketed=bool(bracket), branch=groups.get("branch") or ""
    )
    return NumberMatch(start, end, record, bool(bracket) and _mixed(groups["open"], groups["close"]))


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


def _record(
    printed: str, series: str, year: str | None, serial: str, *, bracketed: bool, branch: str = ""
) -> NumberRecord:
    name = _squeeze(series)
    year_value, serial_value = _year(year), _integer(serial)
    tail = "-" + _squeeze(branch).lstrip("-－—") if branch else ""
    return NumberRecord(
        printed.strip(),
        _normal(name, year_value, serial_value, bracketed=bracketed, tail=tail),
        name,
        year_value,
        serial_value,
    )


def _normal(series: str, year: int | None, serial: int | None, *, bracketed: bool, tail: str = "") -> str:
    if year is None:
        return f"{series}第{serial}号"
    if bracketed:
        return f"{series}〔{year}〕{serial}{tail}号"
    return f"{series}{year}年第{serial}号"


def parse_number(text: str) -> NumberRecord | None:
    """A text that is one document number and nothing else; a label 文号： before it and brackets around it are allowed.

    第 3 号 and 2022年第3号 alone, as they stand under the title of an order, give a record without series: see `with_series`.
    """
    if len(text) > _LONGEST:
        return None
    whole = _unwrapped(text)
    compact = _squeeze(whole)
    found = [
        match for pattern in (_BRACKETED, _YEAR_FIRST, _AFTER_WORD, _BEFORE_WORD) if (match := pattern.search(compact))
    ]
    for match in found:
        groups = match.groupdict()
        series = groups.get("series") or compact[: match.start()] + (groups.get("word") or "")
        if compact[match.end() :] or not _is_series(series) or (match.re is _YEAR_FIRST and match.start()):
            continue
        if groups.get("open") and not groups.get("end") and match.re is _BRACKETED and groups["open"] not in "〔﹝[［":
            continue
        bracketed = bool(groups.get("open"))
        return _record(
            whole, series, groups["year"], groups["serial"], bracketed=bracketed, branch=groups.get("branch") or ""
        )
    half = _HALF_BRACKETED.fullmatch(compact)
    if half:
        return _record(whole, half["series"], half["a"] or half["b"], half["serial"], bracketed=True)
    bare = _BARE.fullmatch(compact)
    return _record(whole, "", bare["year"], bare["serial"], bracketed=False) if bare else None


def parse_numbers(text: str) -> tuple[NumberRecord, ...]:
    """A line that holds numbers and nothing else: one, or several of a joint document side by side."""
    single = parse_number(text)
    if single:
        return (single,)
    whole = _unwrapped(text)
    found = find_numbers(whole)
    rest = whole
    for match in reversed(found):
        rest = rest[: match.start] + rest[match.end :]
    return tuple(match.record for match in found) if not rest.strip(" \t\u3000\u00a0、，,；;和") else ()


def with_series(record: NumberRecord, series: str) -> NumberRecord:
    """第3号 under the title 安澜市人民政府令 to 安澜市人民政府令第3号."""
    name = _squeeze(series)
    normalised = _normal(name, record.year, record.serial, bracketed="〔" in record.normalised)
    return NumberRecord(record.printed, normalised, name, record.year, record.serial)


def normalise_number(text: str) -> str:
    """The normalised form of a text that is a document number, '' when it is none."""
    record = parse_number(text)
    return record.normalised if record else ""


def parse_query(text: str) -> NumberRecord | None:
    """Any way a person types a number: without 号, with hyphens or spaces for brackets, 29号, 〔2022〕29号. None for anything else.

    What was not typed is empty: series '' or year None.
    """
    typed = re.sub(r"(?<=号)\s*(?:文件|文)$", "", text.strip())
    record = parse_number(typed)
    if record:
        return record
    compact = half_width(_unwrapped(typed)).strip()
    squeezed = _squeeze(compact)
    bracketed = _BRACKETED.fullmatch(squeezed)
    if bracketed:
        return _record(text, "", bracketed["year"], bracketed["serial"], bracketed=True)
    open_ended = _BRACKETED.search(squeezed)
    if open_ended and open_ended.end() == len(squeezed) and _is_series(squeezed[: open_ended.start()]):
        return _record(text, squeezed[: open_ended.start()], open_ended["year"], open_ended["serial"], bracketed=True)
    loose = _LOOSE.fullmatch(compact)
    if loose and _is_series(loose["series"]):
        return _record(
            text,
            loose["series"],
            loose["year"],
            loose["serial"],
            bracketed=not loose["series"].endswith(("令", "公告", "通告")),
        )
    return _short_query(text, squeezed)


def _short_query(text: str, squeezed: str) -> NumberRecord | None:
    word = re.fullmatch(rf"(?P<series>[\u4e00-\u9fff]{{0,30}}(?:令|公告|通告))(?P<serial>{_SERIAL})号?", squeezed)
    if word:
        return _record(text, word["series"], None, word["serial"], bracketed=False)
    plain = re.fullmatch(
        rf"(?P<series>[\u4e00-\u9fff]{{2,12}}[发函字办电复批规任])(?P<serial>{_DIGIT}{{1,5}})号", squeezed
    )
    if plain:
        return _record(text, plain["series"], None, plain["serial"], bracketed=False)
    part = _PART.fullmatch(squeezed) or re.fullmatch(rf"(?P<year>)第?(?P<serial>{_DIGIT}{{1,5}})号", squeezed)
    return _record(text, "", part["year"] or None, part["serial"], bracketed=bool(part["year"])) if part else None


def _unwrapped(text: str) -> str:
    stripped = _LABEL.sub("", text.strip()).strip()
    if len(stripped) > 2 and stripped[0] in OPENING and stripped[-1] in CLOSING and "号" in stripped[-4:-1]:
        stripped = stripped[1:-1].strip()
    return stripped


def _is_series(series: str) -> bool:
    return bool(re.fullmatch(r"[\u3400-\u9fffA-Za-z]{2,40}|令|公告|通告", series))


def _mixed(opening: str, closing: str) -> bool:
    family = next((i for i, characters in enumerate(_FAMILIES) if opening in characters), -1)
    return closing not in _CLOSING_FAMILIES[family]


def _squeeze(text: str) -> str:
    return "".join(half_width(text).split())


def _integer(printed: str) -> int | None:
    plain = _squeeze(printed)
    return int(plain) if plain.isdigit() and plain.isascii() else parse_chinese(plain)


def _year(printed: str | None) -> int | None:
    value = _integer(printed) if printed else None
    if value is None or value >= 100:
        return value
    return 1900 + value if value >= 49 else 2000 + value

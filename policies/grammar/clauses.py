"""Turns closing clauses into days: 自印发之日起施行, 自2022年5月1日起施行, 有效期5年, 执行至2025年12月31日, 试行两年."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policies.grammar.dates import find_dates
from policies.grammar.numerals import parse_numeral

_OWN = r"本(?![项条款类轮次期年级])(?:[\u4e00-\u9fff]{0,6}(?:办法|规定|细则|规则|条例|决定|通知|意见|方案|预案|规划|计划|措施|政策|公告|通告|令|制度|章程|规程|规范|标准|目录|清单|要点|纲要|办法|文件|决议|批复|指南|守则|准则))"
_DO = r"(?:起?(?:正式)?(?:施行|实施|实行|执行|生效|试行|启用|有效))"
_N = r"(?:[\d０-９]{1,4}|[一二两三四五六七八九十百]{1,5})"
_ISSUE = r"(?:印发|发布|公布|颁布|下发|发文|公告|签发|批准|通过)"
_SINCE_ISSUE = re.compile(
    rf"自(?:本[\u4e00-\u9fff]{{1,6}}|{_OWN})?{_ISSUE}(?:之日|日|之时)(?:起)?(?:满?(?P<count>{_N})(?:个)?(?P<unit>日|天|工作日|个?月|年)(?:之?后|以后)?)?[，,]?(?:开始)?{_DO}"
)
_DATE = r"[\d０-９一二三四五六七八九十〇○零元年月日 \t\u3000]{4,24}?"
_SINCE_DAY = re.compile(
    rf"(?:自|从|于)(?P<day>{_DATE})(?:之日)?(?:(?:起|开始)[，,]?(?:正式|开始)?|(?<=日)(?:正式)?){_DO}(?!方案|意见|办法|细则|规定|条例|计划|情况|进度)"
)
_UNTIL = re.compile(
    r"(?:有效期限?|执行期限?|实施期限?|试行期限?|政策期限?|期限|执行时间|有效|执行|施行|实施|试行|暂行)(?:为|是|截止|暂定)?(?:(?P<first>[^，。；至]{4,20}?)起?)?(?:至|到|截至|截止到|截止至|截止)(?P<day>[^，。；]{4,20}?)(?:止|底|末|为止|[，。；）)]|$)"
)
_FOR = re.compile(
    rf"(?:有效期限?|试行期限?|执行期限?|实施期限?|暂行期限?|有效|试行|暂行)[:：]?(?:暂定|暂)?(?:为|是)?(?P<count>{_N})(?:个)?(?P<unit>年|个?月|日|天)(?!内|前)"
)
_LAPSES = re.compile(
    rf"(?:[，,]至(?P<a>{_DATE})(?:止|为止)|(?:[，,于至到]|自)(?P<day>{_DATE})(?:起)?(?:自行|自动)?(?:失效|停止执行|停止施行))"
)
_COUNTED_FROM = re.compile(rf"自(?P<day>{_DATE})起计?算")
_SUBJECT = re.compile(rf"{_OWN}|(?:以上|上述)(?:各项)?(?:政策|措施|规定|意见)|^(?:有效期|试行期|执行期)")
_WORDS = re.compile(r"施行|实[施行]|执行|试行|生效|启用|有效|暂行|期限")
_DECISION = re.compile(r"本(?:决定|令|命令)")


@dataclass(frozen=True, slots=True)
class Clause:
    """`on` is None where the day can't be counted: the day of issue is unknown, or the words name none."""

    on: date | None
    start: int
    end: int
    printed: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """The days a document's own closing clauses give, with the eid of the provision that says so and its words."""

    effective_on: date | None = None
    effective_clause: str = ""
    effective_basis: str = ""
    expires_on: date | None = None
    expiry_clause: str = ""
    expiry_basis: str = ""


def find_effective(text: str, *, issued_on: date | None) -> Clause | None:
    """The last clause of a provision by which the text itself takes effect; other texts' (《甲》自…起施行) are left out."""
    found = None
    for match in _SINCE_ISSUE.finditer(text):
        if _is_own(text, match.start()):
            found = Clause(
                _counted(issued_on, match["count"], match["unit"]), match.start(), match.end(), match.group()
            )
    for match in _SINCE_DAY.finditer(text):
        day = _day(match["day"])
        if day and _is_own(text, match.start()) and (found is None or match.start() > found.start):
            found = Clause(day, match.start(), match.end(), match.group())
    return found


def find_expiry(text: str, *, issued_on: date | None, effective_on: date | None = None) -> Clause | None:
    """The last day a text holds by its own words: 有效期5年 counts from the effective day, else from the day of issue."""
    found = None
    closing = find_effective(text, issued_on=issued_on) is not None
    for sentence in re.finditer(r"[^。；;\n]+", text):
        if not (closing or _SUBJECT.search(sentence.group())):
            continue
        clause = _expiry(sentence.group(), sentence.start(), effective_on or issued_on)
        if clause and _is_own(text, clause.start, since=sentence.start()):
            found = clause
    return found


def _expiry(sentence: str, offset: int, since: date | None) -> Clause | None:
    until = _UNTIL.search(sentence)
    day = _last_day(until["day"], until["first"]) if until else None
    if until and day:
        return Clause(day, offset + until.start(), offset + until.end(), until.group().rstrip("，。；"))
    lapsing = _LAPSES.search(sentence)
    day = _last_day(lapsing["a"] or lapsing["day"], None) if lapsing else None
    if lapsing and day:
        return Clause(day, offset + lapsing.start(), offset + lapsing.end(), lapsing.group().lstrip("，,"))
    lasting = _FOR.search(sentence)
    if not lasting:
        return None
    counted_from = _COUNTED_FROM.search(sentence)
    end = _counted((_day(counted_from["day"]) if counted_from else None) or since, lasting["count"], lasting["unit"])
    return Clause(
        end - timedelta(days=1) if end else None, offset + lasting.start(), offset + lasting.end(), lasting.group()
    )


def read_clauses(provisions: Iterable[tuple[str, str]], *, issued_on: date | None) -> Clauses:
    """From (eid, text) pairs in order; the last clause has the say, since it closes the text that is issued.

    What a decision or order says of itself (本决定自…) comes before the clauses of the consolidated text printed behind it.
    """
    pairs = [(eid, text) for eid, text in provisions if _WORDS.search(text)]
    result = Clauses()
    for eid, text in pairs:
        clause = find_effective(text, issued_on=issued_on)
        if clause and (clause.on or not result.effective_on):
            result = Clauses(effective_on=clause.on, effective_clause=eid, effective_basis=clause.printed)
            if _DECISION.search(text[max(0, clause.start - 20) : clause.start]):
                break
    for eid, text in pairs:
        ending = find_expiry(text, issued_on=issued_on, effective_on=result.effective_on)
        if ending and (ending.on or not result.expires_on):
            result = replace(result, expires_on=ending.on, expiry_clause=eid, expiry_basis=ending.printed)
    return result


def _is_own(text: str, position: int, *, since: int = 0) -> bool:
    """The clause's subject is 本…, or nothing but the sentence's own opening; a 《title》 or 该 as subject is another text."""
    sentence = re.split(r"[。；;\n]", text[max(since, position - 200) : position])[-1]
    own = list(re.finditer(_OWN, sentence))
    title = sentence.rfind("》")
    if own and own[-1].start() > title:
        return True
    if title >= 0 and not re.search(r"印发|公布|发布|予以", sentence[title:]):
        return False
    return not re.search(
        r"该|证书|许可证|合同|协议|资格|[\u4e00-\u9fff]{2}(?:费|补贴|奖励|证)(?:标准)?$|项目$", sentence[-24:]
    )


def _counted(since: date | None, count: str | None, unit: str | None) -> date | None:
    if since is None or count is None:
        return since
    number = parse_numeral(count)
    if number is None or unit == "工作日":
        return None
    if unit in ("日", "天"):
        return since + timedelta(days=number)
    return _months_later(since, number * (12 if unit == "年" else 1))


def _months_later(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(printed: str) -> date | None:
    found = find_dates(printed if printed.endswith("日") else printed + "日")
    return found[0].on if len(found) == 1 else None


def _last_day(printed: str, first: str | None) -> date | None:
    """至2025年12月31日, 至2025年底, 至12月31日 with the year of the first day."""
    found = find_dates(printed if re.search(r"[年月日]$", printed) else printed + "日")
    if not found:
        return None
    value = found[-1].value
    opening = find_dates(first) if first else []
    year = value.year or (opening[0].value.year if opening else None)
    if year is None:
        return None
    month = value.month or 12
    last = calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 31
    try:
        return date(year, month, value.day or last)
    except ValueError:
        return None

"""Turns a sentence into its citations: every 《title》 and document number with the verb that stands around it.

A number in brackets after a title belongs to it: 《甲》（安政发〔2022〕1号） is one citation. The verbs are read from the sentence
with every citation masked, so that a 修改 inside a title amends nothing.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from policies.grammar.number_forms import CLOSING, OPENING
from policies.grammar.numbers import NumberMatch, find_numbers
from policies.reading.records import CitationKind

MASK = "\ufffc"
MAX_TITLE = 200
MAX_OFFSET = 1 << 62
_TITLE_EDGE = re.compile(r"[《》]")
_GAP = re.compile(r"[ \t\u3000]*")
_ALIAS = re.compile(r"(?:以下|下)(?:统一)?(?:简称|称)(?:为)?[：:]?[“\"]?$")
_STOP = re.compile(r"[。；;！？\n]")

_CONNECTORS = f"{MASK}、，,；;和及与以或 \t\u3000"
_LIST = f"[{_CONNECTORS}]*+"
# The citations listed in front of one; a ； that ends a statement is no part of the list.
_CHAIN = re.compile(
    rf"(?:(?<!{MASK})(?<![、，,；;和及与以或 \t\u3000]){MASK}[{_CONNECTORS}]*+|[、，,和及与以或 \t\u3000]++)$"
)
_REPEALED_AFTER = re.compile(
    rf"{_LIST}(?:[（(][^（()）]{{0,40}}[）)])?{_LIST}(?:等[^，。；{MASK}]{{0,20}})?(?:文件|规定|通知|文)?[，,]?"
    rf"(?:(?:自|从|于)[^，。；{MASK}]{{1,24}}?(?:起|日)[，,]?)?"
    r"(?:现|也|亦|均|都|同时|即行|即|自行|自动|一并|相应|予以|全部|全文|宣布|不再|停止|已|执行|和|并|的?效力)*(?:废止|失效|停止执行|不再执行|作废|停止施行|终止执行)"
)
_REPEALING = re.compile(
    rf"(?<!同时)(?<!即行)(?<!自行)(?<!一并)(?<!予以)(?<!相应)(?<!均)(?:废止|宣布失效|停止执行|不再执行)(?:[^。；，,{MASK}]{{0,30}}[：:])?(?:下列|以下|原|的|了|由|[^。；，,{MASK}不未]{{0,12}})$"
)
_PART = re.compile(r"[ \t\u3000]*(?:中的?|的)?[“\"]?第[\d一二三四五六七八九十百零〇]{1,6}(?:章|节|条|款|项|点)")
_AMENDING = re.compile(
    rf"(?:决定|现|拟)(?:对|将|就|修改|修正|修订)[^。；{MASK}]{{0,40}}$|(?:关于)(?:修改|修正|修订|调整)(?:[^。；，{MASK}]{{0,12}})$|(?:^|[。；：:，])(?:[一-龥]{{0,2}}、)?(?:对|将)[^。；，{MASK}]{{0,20}}$"
)
_AMENDED_AFTER = re.compile(
    r"[^。；\n]{0,120}?(?:修改为|改为|修改|修正|修订|删去|删除|增加一|予以调整|有效期延长|延长有效期)"
)
_AMENDED_DIRECTLY = re.compile(
    r"(?:中的?|的)?第[^。；\n]{1,160}?(?:修改为|改为|删去|删除|增加一)|(?:等[^。；，]{1,20})?(?:作|做|进行)(?:出|了)?(?:如下|以下|相应|部分)?(?:修改|修正|修订)"
)
_BASED = re.compile(r"(?:根据|依据|依照|按照|遵照|按)(?P<rest>[^。；]*)$")
_BASED_PURPOSE = re.compile(r"制定|制订|结合|编制|决定|现将|现就|经[^，。]{0,20}(?:同意|批准)|提出|印发|修订|调整")
_BARE_TITLE = re.compile(
    r"(?P<title>[^，。；：、《》（()）\n]{2,60}?关于[^。；：《》\n]{4,120}(?:通知|意见|决定|办法|规定|公告|方案|批复|通告|细则|措施|规划|计划))[ \t\u3000]*$"
)
_MARKER = re.compile(
    r"^(?:[\d０-９]{1,3}[.．、]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|根据|依据|依照|按照|废止|原|将|对|和|及)+"
)


@dataclass(frozen=True, slots=True)
class CitationMatch:
    """`start`, `end`: offsets in the text, 《 and the number's bracket included."""

    kind: CitationKind
    start: int
    end: int
    number: str = ""
    title: str = ""
    alias: bool = False  # a short name that stands for a title given elsewhere: 以下简称《目录》
    mixed_brackets: bool = False


def find_titles(text: str) -> list[tuple[int, int]]:
    """Spans of outermost 《…》, brackets included; 《》 inside 《》 is kept whole, an unclosed 《 is none."""
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for edge in _TITLE_EDGE.finditer(text):
        if depth and edge.start() - start > MAX_TITLE:
            depth = 0
        if edge.group() == "《":
            start = edge.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                spans.append((start, edge.end()))
    return spans


def find_citations(text: str, *, context: CitationKind = CitationKind.CITES) -> list[CitationMatch]:
    """All citations of one provision in order. `context`: what a list announced above does to the texts it names."""
    found = _collect(text)
    if not found:
        return []
    masked, places = _masked(text, found)
    return [replace(one, kind=_kind(masked, place, context)) for one, place in zip(found, places, strict=True)]


def list_context(text: str) -> CitationKind:
    """What a lead-in does to the texts listed below it: 决定废止下列文件： repeals, 作如下修改： amends, else cites."""
    last = _STOP.split(text.strip())[-1] or text
    if not re.search(r"[：:]\s*$", last):
        return CitationKind.CITES
    if re.search(r"(?:废止|失效|停止执行)", last) and re.search(r"下列|以下|如下|[：:]$", last):
        return CitationKind.REPEALS
    return CitationKind.AMENDS if re.search(r"(?:修改|修正|修订)", last) else CitationKind.CITES


def title_context(title: str) -> CitationKind:
    """What a document does by its own title: 关于废止部分规章的决定 repeals, 关于修改《…》的决定 amends."""
    masked, _ = _masked(title, _collect(title))
    if re.search(r"(?:废止|失效)(?![^的]{0,20}修改)", masked):
        return CitationKind.REPEALS
    return CitationKind.AMENDS if re.search(r"(?:修改|修正|修订)", masked) else CitationKind.CITES


def _collect(text: str) -> list[CitationMatch]:
    spans = find_titles(text)
    numbers = _outside(find_numbers(text), spans)
    starts = [number.start for number in numbers]
    found = [_with_number(text, span, numbers, bisect_left(starts, span[0])) for span in spans]
    taken = [(one.start, one.end) for one in found]
    for number in _outside(numbers, taken):
        before = bisect_left(taken, (number.start, 0)) - 1
        found.append(_alone(text, number, taken[before][1] if before >= 0 else 0))
    return sorted(found, key=lambda one: one.start)


def _outside(numbers: list[NumberMatch], spans: list[tuple[int, int]]) -> list[NumberMatch]:
    """The numbers that begin in none of the spans, which are sorted and do not overlap."""
    kept = []
    for number in numbers:
        at = bisect_right(spans, (number.start, MAX_OFFSET)) - 1
        if at < 0 or number.start >= spans[at][1]:
            kept.append(number)
    return kept


def _with_number(text: str, span: tuple[int, int], numbers: list[NumberMatch], following: int) -> CitationMatch:
    """`following` is the index of the first number behind the title's 《."""
    start, end = span
    title = "".join(text[start + 1 : end - 1].split())
    alias = bool(_ALIAS.search(text[max(0, start - 10) : start]))
    own = (
        None
        if alias
        else _number_behind(text, end, numbers[following : following + 1])
        or _number_before(text, start, numbers[max(0, following - 1) : following])
    )
    if own is None:
        return CitationMatch(CitationKind.CITES, start, end, title=title, alias=alias)
    last = max(end, own.end)
    closing = _GAP.match(text, last)
    edge = closing.end() if closing else last
    if (
        own.start > end
        and edge < len(text)
        and text[edge] in CLOSING
        and text[end : own.start].strip(" \t\u3000")[:1] in tuple(OPENING)
    ):
        last = edge + 1
    return CitationMatch(
        CitationKind.CITES, min(start, own.start), last, own.record.normalised, title, mixed_brackets=own.mixed_brackets
    )


def _number_behind(text: str, end: int, numbers: list[NumberMatch]) -> NumberMatch | None:
    """The number right after 》, or in the bracket that opens there."""
    if not numbers or numbers[0].start - end > 60:
        return None
    number = numbers[0]
    between = text[end : number.start].strip(" \t\u3000")
    inside_bracket = between[:1] in ("（", "(", "〔", "[", "［") and not re.search(r"[）)〕\]］。；]", between)
    return number if not between or inside_bracket else None


def _number_before(text: str, start: int, numbers: list[NumberMatch]) -> NumberMatch | None:
    """安政发〔2014〕48号《…的通知》: the number right before 《, unless it belongs to a title in front of it."""
    number = next((one for one in reversed(numbers) if one.end <= start), None)
    if (
        number is None
        or text[number.end : start].strip(" \t\u3000文件")
        or text[max(0, number.start - 10) : number.start].rstrip(" \t\u3000（(").endswith("》")
    ):
        return None
    return number


def _alone(text: str, number: NumberMatch, floor: int) -> CitationMatch:
    """A number without 《》; a title printed bare before its bracket is taken: 安澜市人民政府关于…的通知（安政发〔2010〕1号）."""
    start, end, title = number.start, number.end, ""
    first = max(floor, start - MAX_TITLE)
    opened = text[first:start].rstrip(" \t\u3000")
    if opened.endswith(("（", "(")):
        bare = _BARE_TITLE.search(opened[:-1])
        if bare:
            marker = _MARKER.match(bare["title"])
            start = first + bare.start("title") + (marker.end() if marker else 0)
            title = "".join(text[start : first + bare.end("title")].split())
            end += text[end : end + 1] in ("）", ")")
    return CitationMatch(
        CitationKind.CITES, start, end, number.record.normalised, title, mixed_brackets=number.mixed_brackets
    )


def _masked(text: str, found: list[CitationMatch]) -> tuple[str, list[int]]:
    parts, places, position, length = [], [], 0, 0
    for one in found:
        parts.append(text[position : one.start])
        length += one.start - position
        places.append(length)
        parts.append(MASK)
        length += 1
        position = max(position, one.end)
    parts.append(text[position:])
    return "".join(parts), places


def _kind(masked: str, place: int, context: CitationKind) -> CitationKind:
    before, after = _sentence(masked, place)
    before = _CHAIN.sub("", before)
    if _repeals(before, after):
        return CitationKind.AMENDS if _PART.match(after) else CitationKind.REPEALS
    if _amends(before, after):
        return CitationKind.AMENDS
    if _based_on(before, after):
        return CitationKind.BASED_ON
    opens = not re.search(r"[\u4e00-\u9fff]{4}", before.replace(MASK, ""))
    return context if opens else CitationKind.CITES


def _sentence(masked: str, place: int) -> tuple[str, str]:
    """The sentence around a citation, cut at 400 characters either side; ；between listed citations does not end it."""
    before = re.split(r"[。！？\n]", masked[max(0, place - 400) : place])[-1]
    after = re.split(r"[。！？\n]", masked[place + 1 : place + 400])[0]
    return before, after


def _repeals(before: str, after: str) -> bool:
    return bool(_REPEALED_AFTER.match(after) or _REPEALING.search(before))


def _amends(before: str, after: str) -> bool:
    if _AMENDED_DIRECTLY.match(after):
        return True
    if before.endswith(("删去", "删除")) and _PART.match(after):
        return True
    return bool(_AMENDING.search(before) and _AMENDED_AFTER.match(after)) or bool(
        re.search(r"(?:关于|决定)(?:修改|修正|修订)$", before)
    )


def _based_on(before: str, after: str) -> bool:
    match = _BASED.search(before)
    if not match:
        return False
    verb = match.group()[:2]
    # A comma ends the grounds, unless the next citation follows it at once.
    if re.search(rf"[，,](?!\s*(?:{MASK}|以及|及|和|与))", match["rest"] + MASK):
        return False
    return verb in ("根据", "依据") or bool(_BASED_PURPOSE.search(after))

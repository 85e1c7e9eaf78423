"""Turns the lines around an official letter into its letterhead and its imprint, by their form alone.

Above the title: copy number, secrecy, urgency, the issuing organ's mark 某某文件, the signer, and what a website prints of
the letter's data. Below the text: 抄送, and who printed it on which day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from policies.grammar.dates import find_dates
from policies.grammar.numbers import parse_numbers
from policies.grammar.organs import is_organ
from policies.reading.lines import Line
from policies.reading.paragraphs import glue

_COPY = re.compile(r"^(?:份\s*号\s*[:：]?\s*)?(?P<value>\d{6})$")
_SECRET = re.compile(r"^(?:密\s*级\s*[:：]?\s*)?(?P<value>(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆]\s*.{0,12})?)$")
_URGENT = re.compile(r"^(?:紧\s*急\s*程\s*度\s*[:：]?\s*)?(?P<value>特\s*急|加\s*急|特\s*提|平\s*急)$")
_MARK = re.compile(r"^[\u4e00-\u9fff（）()、\s]{4,80}文\s*件$")
_SIGNER = re.compile(r"签\s*发\s*人\s*[:：]\s*(?P<value>[\u4e00-\u9fff·\s]{2,40})$")
_DATA = re.compile(
    r"^\s*(?P<label>索\s*引\s*号|主\s*题\s*分\s*类|主\s*题\s*词|发\s*文\s*机\s*关|发\s*布\s*机\s*构|成\s*文\s*日\s*期|生\s*成\s*日\s*期"
    r"|发\s*布\s*日\s*期|发\s*文\s*字\s*号|文\s*号|标\s*题|名\s*称|公\s*开\s*方\s*式|有\s*效\s*性|体\s*裁\s*分\s*类|信\s*息\s*来\s*源)"
    r"\s*[:：]\s*(?P<value>.*)$"
)
_COPIES = re.compile(r"^\s*(?P<label>抄\s*送|抄\s*报|分\s*送|报\s*送|主\s*题\s*词)\s*[:：]\s*(?P<value>.*)$")
_PRINTED = re.compile(r"印\s*发\s*[。.]?$")
_NUMBER_OF = re.compile(r"^\s*[（(]?\s*共\s*印\s*(?P<value>\d+)\s*份\s*[）)]?$")
_TOP, _FOOT = 14, 16


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`fields` are (label, value) in print's order, `lines` the numbers of the lines they take, `printed_on` the imprint's day."""

    fields: tuple[tuple[str, str], ...] = ()
    lines: tuple[int, ...] = ()
    printed_on: date | None = None

    def value(self, label: str) -> str:
        return next((value for name, value in self.fields if name == label), "")


@dataclass(slots=True)
class _Taken:
    fields: list[tuple[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    printed_on: date | None = None

    def take(self, line: Line, label: str, value: str) -> None:
        self.fields.append((label, " ".join(value.split())))
        self.lines.append(line.number)

    def letterhead(self) -> Letterhead:
        return Letterhead(tuple(self.fields), tuple(dict.fromkeys(self.lines)), self.printed_on)


def take_head(lines: Sequence[Line]) -> tuple[list[Line], Letterhead]:
    """The lines with those of the letterhead blank, and what it says; `lines` open with it, if there is one.

    A signer beside the number is cut off its line, which stays.
    """
    taken = _Taken()
    result = list(lines)
    filled = [index for index, line in enumerate(lines) if line.text.strip()][:_TOP]
    marked = next((place for place, i in enumerate(filled) if _MARK.match(lines[i].text.strip())), None)
    for place, index in enumerate(filled):
        line = lines[index]
        text = line.text.strip()
        signer = _SIGNER.search(text)
        small = _small(text)
        data = _DATA.match(text)
        if signer:
            taken.take(line, "签发人", signer["value"])
            result[index] = _cut(line, text[: signer.start()].strip())
        elif small:
            taken.take(line, *small)
            result[index] = _cut(line, "")
        elif place == marked or (marked is not None and place < marked and is_organ("".join(text.split()))):
            taken.take(line, "发文机关标志", "".join(text.split()))
            result[index] = _cut(line, "")
        elif data and place < _TOP // 2 + len(taken.fields):
            taken.take(line, "".join(data["label"].split()), data["value"].strip())
            result[index] = _cut(line, "")
        elif parse_numbers(text) or len(text) > 60:
            break
    return result, taken.letterhead()


def take_foot(lines: Sequence[Line]) -> tuple[list[Line], Letterhead]:
    """The lines without the imprint at their end, and what it says: 抄送 with its continuation, 印发机关 and 印发日期."""
    taken = _Taken()
    filled = [index for index, line in enumerate(lines) if line.text.strip()][-_FOOT:]
    first = next((place for place, index in enumerate(filled) if _COPIES.match(lines[index].text)), None)
    last = next((place for place, index in enumerate(filled) if _day_of_print(lines[index].text)), None)
    start = min((place for place in (first, last) if place is not None), default=None)
    if start is None or (first is not None and last is not None and last < first):
        return list(lines), Letterhead()
    blank = _imprint([lines[index] for index in filled[start:]], taken)
    result = [_cut(line, "") if line.number in blank else line for line in lines]
    return result, taken.letterhead()


def imprint_ends(lines: Sequence[Line]) -> list[int]:
    """Where something follows an imprint: indices of the first filled line behind each 印发 with its day."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    days = [place for place, index in enumerate(filled) if _day_of_print(lines[index].text)]
    behind = [place + 2 if _is_count(lines, filled, place + 1) else place + 1 for place in days]
    return [filled[place] for place in behind if place < len(filled)]


def letterhead_starts(lines: Sequence[Line]) -> list[int]:
    """Where a letterhead opens: its mark stands close above a number; small lines and joint organs above belong to it."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    starts = []
    for place, index in enumerate(filled):
        below = [_SIGNER.sub("", lines[i].text.strip()).strip() for i in filled[place + 1 : place + 4]]
        if not _MARK.match(lines[index].text.strip()) or not any(parse_numbers(text) for text in below):
            continue
        starts.append(filled[_first_above(lines, filled, place)])
    return starts


def _first_above(lines: Sequence[Line], filled: Sequence[int], mark: int) -> int:
    while mark and (_small(text := lines[filled[mark - 1]].text.strip()) or is_organ("".join(text.split()))):
        mark -= 1
    return mark


def _is_count(lines: Sequence[Line], filled: Sequence[int], place: int) -> bool:
    return place < len(filled) and bool(_NUMBER_OF.match(lines[filled[place]].text))


def _imprint(lines: Sequence[Line], taken: _Taken) -> set[int]:
    """Reads the imprint's lines in order; the first that can be none of its own ends it."""
    blank: set[int] = set()
    label, pieces, held = "", [], None
    for line in lines:
        text = line.text.strip()
        copies, count = _COPIES.match(text), _NUMBER_OF.match(text)
        day = _day_of_print(text)
        if not (copies or count or day) and not label:
            break
        if (copies or count or day) and held:
            taken.take(held, label, glue(pieces))
            label, pieces, held = "", [], None
        if copies:
            label, pieces, held = "".join(copies["label"].split()), [copies["value"].strip()], line
        elif count:
            taken.take(line, "印数", count["value"])
        elif day:
            organ, taken.printed_on = day
            taken.take(line, "印发机关", organ)
            taken.take(line, "印发日期", taken.printed_on.isoformat() if taken.printed_on else "")
        else:
            pieces.append(text)
            taken.lines.append(line.number)
        blank.add(line.number)
    if held:
        taken.take(held, label, glue([piece for piece in pieces if piece]))
    return blank


def _day_of_print(text: str) -> tuple[str, date | None] | None:
    """某某办公室　　2024年3月5日印发: the organ and the day."""
    plain = text.strip().replace("\t", " ")
    if not _PRINTED.search(plain) or len(plain) > 80:
        return None
    dates = find_dates(plain)
    if not dates or plain[dates[-1].end :].strip(" 。.") not in ("印发", "印 发"):
        return None
    return "".join(plain[: dates[-1].start].split()), dates[-1].on


def _small(text: str) -> tuple[str, str] | None:
    for label, pattern in (("份号", _COPY), ("密级", _SECRET), ("紧急程度", _URGENT)):
        found = pattern.match(text)
        if found:
            return label, "".join(found["value"].split())
    return None


def _cut(line: Line, text: str) -> Line:
    return Line(line.number, text, line.page, line.mark, line.kind, line.box, line.look)

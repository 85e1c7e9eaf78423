"""Turns the front lines of an issue into its masthead: title, number, publisher's fields and editorial board, as printed.

Labels may be spaced out (电　　话), stand alone above their value, share a line, or stand behind it (…办公室主办); a board's names
may run over lines. Without a masthead a running head gives title, year and number. What has no label is kept under ''.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from gazette.reading.imprint import HEAD_TITLE, Imprint
from gazette.reading.labels import Labelled, split_labels
from gazette.reading.numbering import read_issue_number
from gazette.reading.records import MastheadRecord
from policies.grammar.dates import PartialDate, find_dates, parse_date
from policies.grammar.names import is_name, split_names
from policies.grammar.numerals import half_width
from policies.reading.lines import Line

_TITLE = re.compile(r"^(?:《)?(?P<title>[\u4e00-\u9fff·]{2,30}(?:公报|政报|公告汇编))(?:》)?$")
_FREQUENCY = re.compile(
    r"(?:^|(?<=[\s（(【\[·]))(?P<frequency>周刊|旬刊|半月刊|月刊|双月刊|季刊|半年刊|年刊|不定期|不定期刊)(?=$|[\s）)】\]·])"
)
_PERMIT = re.compile(r"(?:准印|内资|出准|印准|准字|内部资料|新出|出版物许可)[^，。]*\d")
_SERIAL = re.compile(r"\b(?:CN|ISSN)\b", re.IGNORECASE)
_PRINTED_ON = re.compile(r"(?:出版|印刷|印制|出刊|发行|编印|印发)\s*$|^(?:出版|印刷|出刊|发行)")
_COMPLETE = {
    "printer": re.compile(r"(?:公司|[厂室部局社院店所]|中心|工作室|集团)(?:[（(].*[）)])?$"),
    "publisher": re.compile(r"(?:政府|[厅室部局社院委会]|中心)$"),
    "address": re.compile(r"(?:[号楼室层座院内幢栋区]|大楼|大厦|中心|市政府|县政府)(?:[（(].*[）)])?$"),
}
_NO_SLOGAN = re.compile(r"内部|资料|免费|赠阅|交流|编辑|委员")
_GAPS = re.compile(r"[ \t]{2,}|\u3000+")
_RULE = re.compile(r"^[-—–\s|:=_·.*]*$")
_SLOGAN = re.compile(r"[\u4e00-\u9fff]{4}")


def read_masthead(lines: Sequence[Line], *, running_heads: Iterable[str] = ()) -> MastheadRecord:
    """`lines`: what stands before the first document without the contents, and an imprint at the end; heads only fill gaps."""
    reader = _Reader()
    for line in lines:
        text = line.text.replace("**", "").strip()
        if text and not _RULE.match(text):
            for piece in _pieces(text):
                reader.take(piece)
    return reader.taken.record([half_width(head) for head in running_heads])


@dataclass
class _Reader:
    """`waiting` is the field that a value on the following lines belongs to; `roles` those printed side by side over names."""

    taken: Imprint = field(default_factory=Imprint)
    waiting: bool = False
    role_open: bool = False
    columns: list[int] = field(default_factory=list)

    def take(self, text: str) -> None:
        labelled = split_labels(text)
        if labelled:
            self._take_labels(labelled)
        elif self.columns and self._takes_columns(text):
            return
        elif self.waiting and not self._is_front(text):
            self._take_value(text)
        elif self.role_open and _all_names(text):
            self.taken.board[-1][1].extend(split_names(text))
        elif self._continues(text):
            last = self.taken.pairs[-1]
            self.taken.pairs[-1] = Labelled(last.label, last.value + text, last.field, last.colon)
        else:
            self._take_front(text)

    def _take_labels(self, labelled: list[Labelled]) -> None:
        self.waiting = self.role_open = False
        self.columns = []
        roles = [one for one in labelled if one.field == "role"]
        for one in labelled:
            if one.field == "role":
                self.taken.board.append((one.label, list(split_names(one.value))))
                self.role_open = True
            else:
                self.taken.pairs.append(one)
                self.role_open = False
        if len(roles) > 1 and len(roles) == len(labelled) and not any(one.value for one in roles):
            self.columns = list(range(len(self.taken.board) - len(roles), len(self.taken.board)))
        elif labelled[-1].field != "role" and not labelled[-1].value:
            self.waiting = True

    def _takes_columns(self, text: str) -> bool:
        """Names below roles that stand side by side, one to a column."""
        names = split_names(text)
        if len(names) != len(self.columns) or not all(map(is_name, names)):
            self.columns = []
            return False
        for place, name in zip(self.columns, names, strict=True):
            self.taken.board[place][1].append(name)
        return True

    def _take_value(self, text: str) -> None:
        last = self.taken.pairs[-1]
        self.taken.pairs[-1] = Labelled(last.label, text, last.field, last.colon)
        self.waiting = False

    def _is_front(self, text: str) -> bool:
        return bool(_TITLE.match("".join(text.split()))) or read_issue_number(text).whole

    def _continues(self, text: str) -> bool:
        """A value that breaks off: 安澜先锋印刷有限 / 责任公司."""
        if not self.taken.pairs or self.role_open or len(text) > 24 or not self.taken.pairs[-1].value:
            return False
        complete = _COMPLETE.get(self.taken.pairs[-1].field)
        value = self.taken.pairs[-1].value + text
        return bool(
            complete
            and not complete.search(self.taken.pairs[-1].value)
            and complete.search(value)
            and not _FREQUENCY.search(text)
        )

    def _take_front(self, text: str) -> None:
        plain = "".join(half_width(text).split())
        known = (
            self._takes_title(plain) | self._takes_frequency(text) | self._takes_number(text) | self._takes_date(plain)
        )
        if known:
            return
        if _PERMIT.search(plain) or _SERIAL.search(text):
            name = "permit_number" if _PERMIT.search(plain) else "serial_number"
            self.taken.pairs.append(Labelled("", text, name))
        elif _is_slogan(text):
            self.taken.slogan.append(" ".join(text.split()))
        else:
            self.taken.loose.append(text)

    def _takes_title(self, plain: str) -> bool:
        """The title on one line, or its end below a line with its beginning: 安澜市 / 人民政府公报."""
        if len(plain) > 30:
            return False
        above = self.taken.loose[-1] if self.taken.loose else ""
        broken = plain in ("公报", "政报") or plain.startswith(("人民政府", "政府"))
        match = (_TITLE.match("".join(above.split()) + plain) if broken and above else None) or _TITLE.match(plain)
        if not match:
            return False
        if match["title"] not in plain:
            self.taken.loose.pop()
        self.taken.titles.append(match["title"])
        return True

    def _takes_frequency(self, text: str) -> bool:
        match = _FREQUENCY.search(text)
        if match and len(text) <= 60:
            self.taken.frequency = self.taken.frequency or match["frequency"]
        return bool(match)

    def _takes_number(self, text: str) -> bool:
        found = read_issue_number(text)
        self.taken.number = self.taken.number.filled(found)
        title = HEAD_TITLE.match("".join(text.split()))
        if found.any and title and not self.taken.titles:
            self.taken.titles.append(title["title"])
        return found.any

    def _takes_date(self, plain: str) -> bool:
        dates = [match.value.on or self._in_year(match.value) for match in find_dates(plain)]
        dates = [day for day in dates if day]
        if len(dates) == 1 and (parse_date(plain) or _PRINTED_ON.search(plain.strip("（()）"))):
            self.taken.published_on = self.taken.published_on or dates[0]
            return True
        return False

    def _in_year(self, value: PartialDate) -> date | None:
        """3月10日出版 under a number that names the year."""
        return PartialDate(self.taken.number.year, value.month, value.day).on if value.year is None else None


def _pieces(text: str) -> list[str]:
    """What wide gaps part on one line when one piece is the issue's number or day: …办公室主办　　2017年第3期　　9月30日出版."""
    pieces = [piece for piece in _GAPS.split(text) if piece]
    if len(pieces) < 2 or any(len(piece) < 4 for piece in pieces):
        return [text]
    known = [read_issue_number(piece).any or parse_date(_PRINTED_ON.sub("", piece)) is not None for piece in pieces]
    whole = read_issue_number(text)
    split = [read_issue_number(piece) for piece in pieces]
    kept = (whole.year is None or any(one.year for one in split)) and (
        whole.number is None or any(one.number for one in split)
    )
    return pieces if any(known) and not all(known) and kept else [text]


def _all_names(text: str) -> bool:
    names = split_names(text)
    return bool(names) and all(map(is_name, names))


def _is_slogan(text: str) -> bool:
    tokens = text.split()
    return len(tokens) > 1 and not _NO_SLOGAN.search(text) and all(_SLOGAN.fullmatch(token) for token in tokens)

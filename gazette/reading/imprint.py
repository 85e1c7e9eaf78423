"""Turns what stands on the front of an issue, once told apart, into the fields of its masthead."""

import re
from dataclasses import dataclass, field
from datetime import date

from gazette.reading.labels import Labelled
from gazette.reading.numbering import IssueNumber, read_issue_number
from gazette.reading.records import MastheadRecord
from policies.grammar.dates import find_dates
from policies.grammar.numerals import half_width

HEAD_TITLE = re.compile(r"(?P<title>[\u4e00-\u9fff·]{2,30}(?:公报|政报))")
_TITLE_INSIDE = re.compile(r"《(?P<title>[\u4e00-\u9fff·]{2,30}公报)》")
_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_PRIORITY = {
    "publisher": (
        "编辑出版",
        "编辑发行",
        "编辑出版发行",
        "出版编辑",
        "编辑出版单位",
        "编印",
        "编印单位",
        "编辑",
        "编辑单位",
        "编辑部",
        "编辑室",
        "出版",
        "出版单位",
        "出版发行",
    ),
    "sponsor": ("主办", "主办单位", "主管主办", "承办", "承办单位", "主管", "主管单位"),
    "phone": ("电话", "联系电话", "编辑部电话"),
    "address": ("地址", "编辑部地址", "社址"),
    "permit_number": ("准印证号",),
}
# 2022 / 第 / 4 / 期, each on a line of its own
_SCATTERED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年?\s*第?\s*(?P<number>\d{1,2})(?!\d)\s*期?")
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}\s*年?")


@dataclass
class Imprint:
    """What was told apart: values with their labels (`pairs`), roles with their names (`board`), and what has none (`loose`)."""

    titles: list[str] = field(default_factory=list)
    number: IssueNumber = field(default_factory=IssueNumber)
    frequency: str = ""
    published_on: date | None = None
    slogan: list[str] = field(default_factory=list)
    pairs: list[Labelled] = field(default_factory=list)
    board: list[tuple[str, list[str]]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    def record(self, heads: list[str]) -> MastheadRecord:
        """The masthead; running heads only fill gaps."""
        self._fill_from(heads)
        quoted = [match["title"] for one in self.pairs if (match := _TITLE_INSIDE.search(one.value))]
        title = next(iter([*self.titles, *quoted]), "")
        fields = [(one.label, one.value) for one in self.pairs] + [("", text) for text in self.loose]
        return MastheadRecord(
            title=title,
            year=self.number.year or self._year_apart(),
            number=self.number.number,
            kind=self.number.kind,
            total_number=self.number.total,
            frequency=self.frequency or self._value("frequency"),
            permit_number=self._value("permit_number") or self._value("serial_number"),
            slogan=" ".join(self.slogan) or self._value("slogan"),
            publisher=self._value("publisher") or self._value("sponsor"),
            phone=self._value("phone") or self._value("phone_other"),
            postcode=self._postcode(),
            address=self._address(),
            printer=self._value("printer"),
            published_on=self.published_on or self._dated(),
            fields=tuple(fields),
            board=tuple((role, tuple(names)) for role, names in self.board),
        )

    def _year_apart(self) -> int | None:
        """The year of a number that states none: of the day it was printed, or the one year that stands on its own line."""
        if self.number.number is None:
            return None
        if self.published_on:
            return self.published_on.year
        alone = {int(half_width(text)[:4]) for text in self.loose if _YEAR_ALONE.fullmatch(half_width(text))}
        return alone.pop() if len(alone) == 1 else None

    def _fill_from(self, heads: list[str]) -> None:
        scattered = _SCATTERED.search(" ".join(half_width(text) for text in self.loose if len(text) <= 6))
        if scattered and self.number.number is None:
            self.number = self.number.filled(IssueNumber(int(scattered["year"]), int(scattered["number"])))
        for head in heads:
            title = HEAD_TITLE.search("".join(head.split()))
            if title and not self.titles:
                self.titles.append(title["title"])
            if not (self.number.year and self.number.number):
                self.number = self.number.filled(read_issue_number(head))

    def _value(self, name: str) -> str:
        """The value of a field's most telling label; the order of print decides among the rest."""
        found = [one for one in self.pairs if one.field == name and one.value]
        order = _PRIORITY.get(name, ())
        found.sort(key=lambda one: order.index(one.label) if one.label in order else len(order))
        return found[0].value if found else ""

    def _postcode(self) -> str:
        own = _POSTCODE.search(half_width(self._value("postcode")).replace(" ", ""))
        beside = next(
            (
                match
                for one in self.pairs
                if one.field == "address"
                if (match := _POSTCODE.search(half_width(one.value)))
            ),
            None,
        )
        match = own or beside
        return match.group() if match else ""

    def _address(self) -> str:
        value = self._value("address")
        return re.sub(r"[（(]?(?:邮编|邮政编码)?[:：]?\s*\d{6}[）)]?\s*$", "", value).strip() or value

    def _dated(self) -> date | None:
        printed = self._value("published_on")
        found = find_dates(printed) if printed else []
        return found[0].on if found else None

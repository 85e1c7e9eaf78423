"""Counts what became of every printed character: in a record, in the masthead, in furniture, or nowhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gazette.reading.records import IssueRecord, MastheadRecord
from gazette.reading.splitting import IssueParts
from policies.reading.forms import compact
from policies.reading.lines import Line
from policies.reading.markup import without_tags
from policies.reading.records import DocumentRecord, Place, TableRecord

_ENOUGH = 0.6
_PRINTED = re.compile(r"[^\W_]")  # rules of Markdown's tables are no print


@dataclass(slots=True)
class _Holder:
    """What records hold of some lines, and the lines that should be found in it. `wider` holds a document's head.

    A title line that recognition put between the lines of a paragraph lies in that paragraph's range, but is in the head.
    """

    have: Counter[str]
    wider: "_Holder | None" = None
    lines: list[Line] = field(default_factory=list)

    def find(self, printed: Counter[str]) -> int:
        """Takes a line's characters out of what is held; how many were found."""
        found = printed & self.have
        self.have -= found
        count = found.total()
        rest = printed - found
        return count + self.wider.find(rest) if self.wider and count < printed.total() * _ENOUGH else count


def account(record: IssueRecord, source: Sequence[Line], parts: IssueParts) -> IssueRecord:
    """The record with `kept_share` and `unplaced` filled in. White space and Markdown's marks are no printed characters."""
    kept = total = 0
    unplaced: list[Place] = []
    for holder in _holders(record, source, parts):
        for line in holder.lines:
            printed = Counter(compact(_without_markup(line.text)))
            count = printed.total()
            found = holder.find(printed)
            total, kept = total + count, kept + found
            if found < count * _ENOUGH:
                unplaced.append(Place(line.number, line.number, line.page))
    share = kept / total if total else 0.0
    unplaced.sort(key=lambda place: place.first_line)
    return replace(record, kept_share=round(share, 6), unplaced=tuple(unplaced))


def _without_markup(text: str) -> str:
    """The printed characters of a table's row: neither the tags nor the pipes that part its cells."""
    if text.lstrip().startswith("|"):
        text = text.replace("|", " ")
    return without_tags(text) if "<" in text else text


def _holders(record: IssueRecord, source: Sequence[Line], parts: IssueParts) -> list[_Holder]:
    """Each line goes to the narrowest record that claims its number; what none claims stays in a holder without strings."""
    owner: dict[int, int] = {}
    holders: list[_Holder] = []

    def claim(numbers: Iterable[int], strings: Iterable[str], wider: _Holder | None = None) -> _Holder:
        holders.append(_Holder(Counter(compact("".join(strings))), wider))
        for number in numbers:
            owner[number] = len(holders) - 1
        return holders[-1]

    claim((line.number for line in parts.masthead), _masthead_strings(record.masthead))
    claim((line.number for line in parts.contents), (line.text for line in parts.contents))
    entries = [record.chronicle_title, *(entry.text for entry in record.chronicle)]
    claim((line.number for line in parts.chronicle), [*entries, *(str(e.on or "") for e in record.chronicle)])
    for part, document in zip(parts.documents, record.documents, strict=True):
        head = claim((line.number for line in part.lines), _head_strings(document))
        for place, strings in sorted(_pieces(document), key=lambda piece: -len(_numbers(piece[0]))):
            claim(_numbers(place), strings, head)  # where ranges overlap, the narrower has the line
    for piece in record.furniture:
        claim(_numbers(piece.place), [piece.text])
    by_owner: defaultdict[int, list[Line]] = defaultdict(list)
    for line in source:
        if _PRINTED.search(line.text):
            by_owner[owner.get(line.number, -1)].append(line)
    for index, lines in by_owner.items():
        if index >= 0:
            holders[index].lines = lines
    return [*holders, _Holder(Counter(), None, by_owner[-1])]


def _masthead_strings(masthead: MastheadRecord) -> Iterator[str]:
    """Every printed string of the masthead; labels, values and board hold all that was understood.

    Title and number stand on the cover, over the contents and in the imprint.
    """
    numbers = (masthead.year, masthead.number, masthead.total_number)
    yield from (masthead.title, masthead.slogan, masthead.frequency, "年第期（）()目录月刊总公报") * 4
    yield from [str(value) for value in numbers if value is not None] * 4
    if masthead.published_on:
        day = masthead.published_on
        yield f"{day.year}年{day.month}月{day.day}日出版"
    for label, value in masthead.fields:
        yield from (label, "：", value)
    for role, names in masthead.board:
        yield from (role, *names, "、：")


def _numbers(place: Place) -> range:
    return range(place.first_line, place.last_line + 1)


def _head_strings(document: DocumentRecord) -> list[str]:
    """What a document's record holds beside its provisions and tables."""
    strings = [document.title, *(number.printed for number in document.numbers), *document.addressees]
    strings += ["：，，，、", document.publicity, "（）", *document.signed_by]
    if document.issued_on:
        day = document.issued_on
        strings.append(f"{day.year}年{day.month}月{day.day}日二○〇一二三四五六七八九十")
    for appendix in document.appendices:
        strings += [appendix.title, appendix.label * 2, "附件：", f"{appendix.number or ''}."]
    strings += [text.title for text in document.texts]
    return strings


def _pieces(document: DocumentRecord) -> Iterator[tuple[Place, list[str]]]:
    tables = {table.n: table for table in document.tables}
    for text in document.texts:
        for provision in text.provisions:
            if provision.place is None:
                continue
            strings = [provision.marker, provision.heading, provision.text]
            if provision.table in tables:
                strings += _table_strings(tables[provision.table])
            yield provision.place, strings


def _table_strings(table: TableRecord) -> Iterator[str]:
    """Heads count as often as parts may repeat them: a repeated head is furniture of the table."""
    yield from (table.title, "单位：", table.unit, *table.notes)
    for column in table.columns:
        yield from (*column.levels, column.unit) * 8
    for row in table.rows:
        yield from row.printed if any(row.printed) else row.cells

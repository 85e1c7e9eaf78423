"""Turns the lines of a printed contents 目录 into its entries: section, title and page, as printed.

Pages stand behind a leader (……3, .....\t3, ……（3）), behind a gap, in front （3）, or nowhere; titles run over several lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gazette.reading.chronicle import is_chronicle_title
from gazette.reading.entries import (
    BEHIND,
    FURNITURE,
    LONGEST,
    PUBLICATION,
    Entry,
    PageFirst,
    PageLast,
    is_contents_heading,
    is_paged,
    is_paged_by_blank,
    pages_in_front,
)
from gazette.reading.labels import opens_with_label
from gazette.reading.numbering import read_issue_number
from gazette.reading.records import ContentsRecord
from policies.grammar.genres import genre_of
from policies.grammar.numerals import half_width
from policies.reading.lines import Line
from policies.reading.paragraphs import glue
from policies.reading.records import Place

_ORDINAL = re.compile(r"^(?:[（(]?\d{1,3}[）)]?\s*[.．、]|[（(]\d{1,3}[）)]|[①-⑳])\s*(?=[^\s\d.．、…])")
_DOTTED_PAGE = re.compile(r"(?:(?:[…‥⋯]\s?){2}|(?:[.·．]\s?){4})[.…·‥．⋯\s]*[（(]?\s*\d{1,4}\s*[）)]?\s*$")
_DOTTED_PAGES = re.compile(r"(?:[…‥⋯]{2}|[.·．]{4})[.…·‥．⋯ ]*[（(]? ?\d{1,4} ?[）)]?(?=[^\d.]|$)")
_SECTION_BEHIND = re.compile(r"^[【〖][^【】〖〗]{2,20}[】〗]$")
_FRONT = 200


@dataclass(frozen=True, slots=True)
class ContentsReading:
    """`lines` are the numbers of the lines that the contents took, its heading and leaders too; `last` the last of them."""

    entries: tuple[ContentsRecord, ...]
    lines: frozenset[int] = frozenset()
    last: int = 0


def contents_start(lines: Sequence[Line]) -> int | None:
    """The index of the heading, 目 and 录 on two lines too; without one, of the first of three lines with leader and page."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    headings = [index for index in filled if is_contents_heading(lines[index].text)]
    # 要目 on a cover names a few texts only; the contents itself follows.
    whole = [index for index in headings if "要目" not in "".join(lines[index].text.split())]
    if headings:
        return (whole or headings)[0]
    for index, following in pairwise(filled):
        if lines[index].text.strip("#* ") == "目" and lines[following].text.strip("#* ") in ("录", "次"):
            return index
    dotted = [index for index in filled[:_FRONT] if _DOTTED_PAGE.search(half_width(_cleaned(lines[index].text)))]
    if len(dotted) < 3:
        return None
    start = filled.index(dotted[0])
    while start and not (
        opens_with_label(lines[filled[start - 1]].text) or read_issue_number(lines[filled[start - 1]].text).any
    ):
        if lines[filled[start - 1]].page != lines[dotted[0]].page:
            break
        if dotted[0] - filled[start - 1] > 6 or PUBLICATION.search("".join(lines[filled[start - 1]].text.split())):
            break
        start -= 1
    return filled[start]


def read_contents(lines: Sequence[Line]) -> ContentsReading:
    """The contents in the front lines of an issue: from its heading to the first line that can be none of its own.

    Lines behind it (publisher's labels, the first document) may be among `lines`; where a contents has no pages at all,
    it ends at the first label.
    """
    start = contents_start(lines)
    if start is None:
        return ContentsReading(())
    head = _heading_lines(lines[start:])
    body = _without_ordinals(_body([part for line in lines[start + head :] for part in _parted(line)]))
    reader = PageFirst(body) if pages_in_front(body) else PageLast(body)
    entries = reader.read()
    taken = frozenset(
        [*(line.number for line in lines[start : start + head]), *(line.number for line in body if reader.took(line))]
    )
    sectioned = any(entry.section for entry in entries)
    return ContentsReading(tuple(_record(entry, sectioned) for entry in entries), taken, max(taken))


def _heading_lines(lines: Sequence[Line]) -> int:
    if is_contents_heading(lines[0].text):
        return 1
    if lines[0].text.strip("#* ") != "目":
        return 0
    return next(i for i, line in enumerate(lines[1:], 2) if line.text.strip())


def _parted(line: Line) -> list[Line]:
    """The entries that a maker ran together on one line, each behind the page of the one before."""
    text = _cleaned(line.text)
    ends = [match.end() for match in _DOTTED_PAGES.finditer(half_width(text))]
    rest = text[ends[-1] :].strip() if ends else ""
    if rest and _SECTION_BEHIND.match(rest):
        ends.append(len(text))
    if len(ends) < 2 or ends[-1] < len(text.rstrip()):
        return [replace(line, text=text[:LONGEST])]
    return [replace(line, text=text[start:end].strip()) for start, end in pairwise([0, *ends])]


def _cleaned(text: str) -> str:
    """Without a layout model's marks (bold, bullets, a table's pipes); a leader is cut to a length that says as much."""
    plain = re.sub(r"\*\*|__", "", text.strip())
    plain = re.sub(r"([.…·‥．⋯_—―─-])\1{9,}", lambda run: run.group(1) * 9, plain)
    plain = re.sub(r"[ \u3000]{9,}", " " * 9, plain)
    if plain.startswith("|"):
        cells = [cell.strip() for cell in plain.strip("|").split("|")]
        if len(cells) > 2 and re.fullmatch(r"\d{1,3}", cells[0]):
            cells = ["", " ".join(cell for cell in cells[1:-1] if cell), cells[-1]]
        plain = (
            ""
            if set(plain) <= set("|-: ") or cells[-1] in ("页码", "页次", "页")
            else "\t".join(cell for cell in cells if cell)
        )
    return re.sub(r"^[-*•]\s+", "", plain)


def _body(lines: Sequence[Line]) -> list[Line]:
    """What lies between the heading and the end: the last line with a page, else the first label or blank run of prose."""
    last = -1
    prose = 0
    for i, line in enumerate(lines):
        text = line.text.strip()
        prose = prose + 1 if len(text) > 60 and not is_paged(text) else 0
        if prose > 1 or (last >= 0 and i - last > 24):
            break
        if is_paged(text) and not opens_with_label(text):
            last = i
    if last >= 0:
        return [line for line in lines[: last + 1 + _tail(lines[last + 1 :], lines[: last + 1])] if line.text.strip()]
    end = next((i for i, line in enumerate(lines) if opens_with_label(line.text) and i), len(lines))
    spaced = [i for i, line in enumerate(lines[:end]) if is_paged_by_blank(line.text)]
    if len(spaced) >= 2:
        end = spaced[-1] + 1
    return [line for line in lines[:end] if line.text.strip()]


def _without_ordinals(body: list[Line]) -> list[Line]:
    """Entries numbered 1. 2. 3. in front that have their pages behind: the numbers are the contents' own."""
    texts = [half_width(line.text.strip()) for line in body]
    paged = sum(bool(BEHIND.search(text)) for text in texts)
    both = sum(bool(_ORDINAL.match(text) and BEHIND.search(text)) for text in texts)
    if both < 2 or both * 2 < paged:
        return body
    return [replace(line, text=_ORDINAL.sub("", line.text.strip())) for line in body]


def _tail(rest: Sequence[Line], body: Sequence[Line]) -> int:
    """In a contents with the page in front, how many lines of `rest` still belong to its last title."""
    if not pages_in_front([line for line in body if line.text.strip()]):
        return 0
    count = 0
    for i, line in enumerate(rest):
        text = line.text.strip()
        if not text:
            continue
        opened = glue(
            [piece.text.strip() for piece in body[-1:]] + [one.text.strip() for one in rest[:count] if one.text.strip()]
        )
        if opens_with_label(text) or FURNITURE.match(text) or genre_of(opened) or len(text) > 40:
            break
        count = i + 1
    return count


def _record(entry: Entry, sectioned: bool) -> ContentsRecord:
    title = re.sub(
        r"(?<=[^\x00-\x7f])[ \t]+(?=[\x00-\x7f])|(?<=[\x00-\x7f])[ \t]+(?=[^\x00-\x7f])", "", glue(entry.pieces).strip()
    )
    own = sectioned and is_chronicle_title(title) and not entry.section
    first = entry.lines[0] if entry.lines else None
    place = Place.of(first, entry.lines[-1]) if first else None
    return ContentsRecord(title if own else entry.section, title, entry.page, place=place)

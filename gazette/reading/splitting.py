"""Turns the lines of an issue into its parts: masthead, contents, documents, chronicle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from gazette.reading.chronicle import is_chronicle_title, opens_with_date
from gazette.reading.contents import ContentsReading, contents_start
from policies.grammar.numbers import parse_numbers
from policies.reading.forms import addressees
from policies.reading.lines import Line
from policies.reading.openings import Opening, find_openings
from policies.reading.signs import alike
from policies.reading.title_forms import bare, canonical, is_section_label

_MONTH = re.compile(
    r"^[（(]?(?:(?:19|20)\d{2}|二[〇○零O0][一二三四五六七八九〇○零]{2})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:[-—至](?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?)?[）)]?$"
)
_IMPRINT = re.compile(
    r"^\s*(?:主\s*管|主\s*办|承\s*办|编\s*辑|出\s*版|发\s*行|地\s*址|通\s*[讯信]\s*地\s*址|电\s*话|联\s*系\s*电\s*话|邮\s*编|邮\s*政\s*编\s*码|印\s*刷|印\s*制|承\s*印|准\s*印\s*证|网\s*址|投\s*稿|刊\s*号|赠\s*阅|国内统一|电子邮箱|传\s*真|主\s*编|责任编辑)[^。]{0,12}[:：]"
)
_ISSUE_NUMBER = re.compile(r"^第\s*\d{1,2}\s*号$")  # of the gazette on its cover; orders follow the contents
# The register's number over a normative document, such as AB0320190012
_REGISTER = re.compile(r"^(?:(?:统一|登记|备案)编?号\s*[:：]\s*)?[A-Z]{1,6}[-—]?\d{4,16}(?:[-—]\d{1,6})?$")
_FRONT = 400


@dataclass(frozen=True, slots=True)
class DocumentSlice:
    """One document's lines; `opening` counts in them."""

    lines: tuple[Line, ...]
    opening: Opening


@dataclass(frozen=True, slots=True)
class IssueParts:
    """`labels` are section names printed above documents, which the contents name too."""

    masthead: tuple[Line, ...]
    contents: tuple[Line, ...]
    documents: tuple[DocumentSlice, ...]
    chronicle: tuple[Line, ...]
    labels: tuple[Line, ...] = ()


def front_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines among which contents may stand: those before the first addressees or number, none when no heading is there.

    Contents without page numbers end where their first entry is printed again, as the first document's title.
    """
    filled = [index for index, line in enumerate(lines) if line.text.strip()][:_FRONT]
    start = contents_start(lines[: filled[-1] + 1]) if filled else None
    if start is None:
        return ()
    end = next((index for index in filled if _opens_letter(lines[index].text)), filled[-1] + 1)
    if end <= start:
        return ()
    entries = [index for index in filled if start < index < end and not is_section_label(lines[index].text)]
    first = canonical(lines[entries[0]].text) if entries else ""
    again = next((index for index in entries[1:] if len(first) > 5 and canonical(lines[index].text) == first), end)
    return lines[: min(end, again)]


def _opens_letter(text: str) -> bool:
    if len(text) > 300 or _ISSUE_NUMBER.match(text.strip()):
        return False
    return bool(addressees(text) or (len(text) <= 60 and parse_numbers(text)))


def split_issue(lines: Sequence[Line], contents: ContentsReading) -> IssueParts:
    """The parts of an issue without page furniture, of which the contents are read already."""
    listed_titles = [line.title for line in contents.entries if not is_chronicle_title(line.title)]
    known = [*listed_titles, *map(bare, listed_titles)]
    end = next((index for index, line in enumerate(lines) if line.number > contents.last), len(lines))
    body = list(lines[end:])
    openings = find_openings(body, known)
    chronicle, chronicle_end = _chronicle_span(body, openings)
    openings = [o for o in openings if not chronicle <= o.first < chronicle_end]
    first = min([o.first for o in openings] + ([chronicle] if chronicle < chronicle_end else []), default=len(body))
    imprint = _imprint_start(body, max([o.body for o in openings] + [chronicle, first]))
    sections = {canonical(line.section) for line in contents.entries if line.section}
    documents: list[DocumentSlice] = []
    labels: list[Line] = []
    for opening, following in zip_longest(openings, openings[1:]):
        stop = following.first if following else imprint
        if opening.first < chronicle < stop:
            stop = chronicle
        own, dropped = _without_label(body[opening.first : stop], sections)
        labels += dropped
        moved = Opening(0, opening.body - opening.first, opening.title, opening.numbers)
        documents.append(DocumentSlice(tuple(own), moved))
    front: list[Line] = []
    for line in _front(body[:first], documents):
        (labels if is_section_label(line.text) and canonical(line.text) in sections else front).append(line)
    listed = [line for line in lines[:end] if line.number in contents.lines]
    masthead = [*(line for line in lines[:end] if line.number not in contents.lines), *front, *body[imprint:]]
    entries = body[chronicle : min(chronicle_end, imprint)] if chronicle < chronicle_end else []
    return IssueParts(tuple(masthead), tuple(listed), tuple(documents), tuple(entries), tuple(labels))


def _front(lines: Sequence[Line], documents: Sequence[DocumentSlice]) -> Sequence[Line]:
    """Without a document in it a long text is no masthead: its lines stay unplaced."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    return lines if documents or len(filled) <= _FRONT else lines[: filled[_FRONT]]


def _chronicle_span(body: Sequence[Line], openings: Sequence[Opening]) -> tuple[int, int]:
    """From its heading, or from a line with the month alone, to the next document or the end; (end, end) when there is none."""
    filled = [index for index, line in enumerate(body) if line.text.strip()]
    titles, months = [], []
    for position, index in enumerate(filled):
        text = alike(body[index].text)
        if len(text) <= 40 and not body[index].cells and is_chronicle_title(text):
            titles.append((position, index, text))
        elif len(text) <= 40 and not body[index].cells and _MONTH.match(text):
            months.append((position, index, text))
    for position, index, text in [*titles, *months]:  # a month alone may be a cell that its table lost
        following = filled[position + 1 : position + 9]
        if not any(opens_with_date(body[i].text) for i in following[: 5 if is_chronicle_title(text) else 2]):
            continue
        if any(o.first <= index < o.body for o in openings):
            continue
        end = next((o.first for o in openings if o.first > index and o.numbers), len(body))
        return index, end
    return len(body), len(body)


def _imprint_start(body: Sequence[Line], after: int) -> int:
    """Where the imprint at the very end opens: at least three labelled lines among the last thirty."""
    filled = [index for index in range(after, len(body)) if body[index].text.strip()][-30:]
    labelled = [index for index in filled if _IMPRINT.match(body[index].text)]
    return labelled[0] if len(labelled) >= 3 else len(body)


def _without_label(lines: Sequence[Line], sections: set[str]) -> tuple[list[Line], list[Line]]:
    """A document's lines without the next section's name at their end."""
    own, labels = list(lines), []
    while own:
        text = own[-1].text.strip()
        label = is_section_label(text) or _REGISTER.match(text) or (len(text) <= 20 and canonical(text) in sections)
        if text and not label:
            break
        last = own.pop()
        if text:
            labels.append(last)
    return own, labels[::-1]

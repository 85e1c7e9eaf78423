"""Turns the lines of an issue into its parts: masthead, contents, documents, chronicle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gazette.reading.records import ContentsRecord
from policies.reading.forms import addressees, compact
from policies.reading.lines import Line
from policies.reading.openings import Opening, canonical, find_openings, is_section_label

_CONTENTS = re.compile(r"^(?:本期)?(?:目录|目次|要目|总目录|总目)(?:CONTENTS)?$|^CONTENTS$", re.IGNORECASE)
_LEADER = re.compile(
    r"(?:[….·．‥•・_]\s*){2,}[（(]?\s*\d{1,4}\s*[)）]?\s*$|^\s*[（(]\s*\d{1,4}\s*[)）]|\t\s*[（(]?\d{1,4}[)）]?\s*$|\S\s{2,}[（(]?\d{1,4}[)）]?\s*$|[（(]\s*\d{1,4}\s*[)）]\s*$|[/／]\s*\d{1,4}\s*$"
)
_CHRONICLE = re.compile(
    r"^[【〔◆]?(?:.{0,20}大事记|(?:政务|市政府|县政府|政府|近期|本月)?(?:政务活动|重要活动|要闻|大事|政务要闻|要事)(?:纪要|摘要|选登|记载|摘登|简报)?)(?:[（(].{2,24}[)）])?[】〕]?$"
)
_MONTH = re.compile(
    r"^[（(]?(?:(?:19|20)\d{2}|二[〇○零O0][一二三四五六七八九〇○零]{2})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:[-—至](?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?)?[）)]?$"
)
_ENTRY = re.compile(
    r"^\s*[-•·●◆■*]?\s*(?:(?:19|20)\d{2}\s*年\s*)?(?:\d{1,2}\s*月\s*)?\d{1,2}\s*(?:日|[-—－~～至]\s*(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)|^\s*[△▲●]"
)
_IMPRINT = re.compile(
    r"^\s*(?:主\s*管|主\s*办|承\s*办|编\s*辑|出\s*版|发\s*行|地\s*址|通\s*[讯信]\s*地\s*址|电\s*话|联\s*系\s*电\s*话|邮\s*编|邮\s*政\s*编\s*码|印\s*刷|印\s*制|承\s*印|准\s*印\s*证|网\s*址|投\s*稿|刊\s*号|赠\s*阅|国内统一|电子邮箱|传\s*真|主\s*编|责任编辑)[^。]{0,12}[:：]"
)
_FRONT = 400
_GAP = 14


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


def contents_span(lines: Sequence[Line]) -> tuple[int, int]:
    """Indices of the contents, its heading first, the end excluded; (0, 0) when none are printed."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()][:_FRONT]
    start = next((index for index in filled if _CONTENTS.match(compact(lines[index].text))), None)
    if start is None:
        return 0, 0
    last, since = start, 0
    for index in filled[filled.index(start) + 1 :]:
        if addressees(lines[index].text) and not _LEADER.search(lines[index].text):
            break
        since += 1
        if _LEADER.search(lines[index].text):
            last, since = index, 0
        elif since > _GAP or _IMPRINT.match(lines[index].text):
            break
    return start, _with_plain_entries(lines, filled, start, last) + 1


def _with_plain_entries(lines: Sequence[Line], filled: Sequence[int], start: int, last: int) -> int:
    """Contents without page numbers end where the first entry is printed again, as the first document's title."""
    if last > start:
        return last
    entries = filled[filled.index(start) + 1 :]
    first = next((canonical(lines[index].text) for index in entries if not is_section_label(lines[index].text)), "")
    again = [index for index in entries[1:] if first and canonical(lines[index].text) == first]
    return max((index for index in entries if again and index < again[0]), default=last)


def split_issue(lines: Sequence[Line], contents: Sequence[ContentsRecord], span: tuple[int, int]) -> IssueParts:
    """The parts of an issue without page furniture; `span` is that of its contents, `contents` what they say."""
    start, end = span
    known = [line.title for line in contents if not is_chronicle_title(line.title)]
    body = list(lines[end:])
    openings = find_openings(body, known)
    chronicle, chronicle_end = _chronicle_span(body, openings)
    openings = [o for o in openings if not chronicle <= o.first < chronicle_end]
    first = min([o.first for o in openings] + ([chronicle] if chronicle < chronicle_end else []), default=len(body))
    imprint = _imprint_start(body, max([o.body for o in openings] + [chronicle, first]))
    sections = {canonical(line.section) for line in contents if line.section}
    documents, labels = [], []
    for opening, following in zip(openings, [*openings[1:], None], strict=True):
        stop = following.first if following else imprint
        if opening.first < chronicle < stop:
            stop = chronicle
        own, dropped = _without_label(body[opening.first : stop], sections)
        labels += dropped
        moved = Opening(0, opening.body - opening.first, opening.title, opening.numbers)
        documents.append(DocumentSlice(tuple(own), moved))
    front = [line for line in body[:first] if not (is_section_label(line.text) and canonical(line.text) in sections)]
    masthead = [*lines[:start], *front, *body[imprint:]]
    entries = body[chronicle : min(chronicle_end, imprint)] if chronicle < chronicle_end else []
    return IssueParts(tuple(masthead), tuple(lines[start:end]), tuple(documents), tuple(entries), tuple(labels))


def is_chronicle_title(text: str) -> bool:
    return bool(_CHRONICLE.match(compact(text)))


def _chronicle_span(body: Sequence[Line], openings: Sequence[Opening]) -> tuple[int, int]:
    """From its heading, or from a line with the month alone, to the next document or the end; (end, end) when there is none."""
    filled = [index for index, line in enumerate(body) if line.text.strip()]
    for position, index in enumerate(filled):
        text = compact(body[index].text)
        if len(text) > 40 or not (_CHRONICLE.match(text) or _MONTH.match(text)):
            continue
        following = filled[position + 1 : position + 9]
        if not any(_ENTRY.match(body[i].text) for i in following[: 5 if _CHRONICLE.match(text) else 2]):
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
        if text and not (is_section_label(text) or (len(text) <= 20 and canonical(text) in sections)):
            break
        last = own.pop()
        if text:
            labels.append(last)
    return own, labels[::-1]

"""Turns the lines of a file that holds one official letter, or several, into documents: no masthead, no contents.

The floor is lower than an issue's: what opens the file is a document even where nothing but its place says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policies.grammar.said import said
from policies.reading.document import DocumentReading, read_document
from policies.reading.findings import finding
from policies.reading.forms import addressees
from policies.reading.layout import is_terminated, measure
from policies.reading.letterhead import Letterhead, imprint_ends, letterhead_starts, take_foot, take_head
from policies.reading.lines import Line
from policies.reading.openings import Opening, find_openings
from policies.reading.pages import Furniture, without_furniture
from policies.reading.title_forms import canonical, one_line

_MOST_TITLE_LINES = 5
_PASSED_ON = ("转发", "批转", "印发", "公布", "废止", "修改")


@dataclass(frozen=True, slots=True)
class SingleReading:
    """One document of the file: its lines, its reading, and the letterhead and imprint around it."""

    lines: tuple[Line, ...]
    reading: DocumentReading
    head: Letterhead
    foot: Letterhead


def read_single(source: Sequence[Line]) -> tuple[list[SingleReading], list[Furniture]]:
    """The file's documents in order, none when it holds no text; and its page furniture."""
    lines, furniture = without_furniture(source)
    geometry = measure(lines)
    found = []
    for part in _parts(lines):
        plain, head = take_head(part)
        body, foot = take_foot(plain)
        opening = _opening(body)
        if opening is None:
            continue
        own = body[opening.first :]
        moved = Opening(0, opening.body - opening.first, opening.title, opening.numbers)
        reading = read_document(own, moved, geometry)
        found.append(SingleReading(tuple(own), _with_letterhead(reading, head, foot), head, foot))
    return found, furniture


def _with_letterhead(reading: DocumentReading, head: Letterhead, foot: Letterhead) -> DocumentReading:
    record = replace(reading.record, letterhead=(*head.fields, *foot.fields), printed_on=foot.printed_on)
    secrecy = head.value("密级")
    if secrecy:
        doubt = finding(
            "secrecy-marked",
            said("文件标有密级“{secrecy}”，不能发布；请先核对能否公开。", secrecy=secrecy),
            found=secrecy,
        )
        record = replace(record, findings=(*record.findings, doubt))
    return replace(reading, record=record)


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines cut behind each imprint, and where a further letter opens: under a letterhead, or with a number of its own."""
    starts = sorted({0, *imprint_ends(lines), *letterhead_starts(lines)})
    parts = []
    for first, last in pairwise([*starts, len(lines)]):
        part = list(lines[first:last])
        cuts = [0, *_further_openings(part), len(part)]
        parts += [part[start:end] for start, end in pairwise(cuts)]
    return [part for part in parts if any(line.text.strip() for line in part)]


def _further_openings(lines: Sequence[Line]) -> list[int]:
    plain, _ = take_head(lines)
    openings = find_openings(plain)
    taken = openings[:1]
    for opening in openings[1:]:
        if opening.numbers and not _passes_on(taken[-1], opening):
            taken.append(opening)
    return [opening.first for opening in taken[1:]]


def _passes_on(opening: Opening, following: Opening) -> bool:
    """关于转发《…》的通知, whose letter the other text is."""
    return any(word in opening.title for word in _PASSED_ON) and canonical(following.title) in canonical(opening.title)


def _opening(lines: Sequence[Line]) -> Opening | None:
    """The document's head: by the forms that issues know, else the first lines up to the addressees or the first sentence."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    if not filled:
        return None
    found = next(iter(find_openings(lines)), None)
    if found and filled.index(found.first) < _MOST_TITLE_LINES * 2:
        return found
    pieces: list[str] = []
    for index in filled[:_MOST_TITLE_LINES]:
        text = lines[index].text.strip()
        if is_terminated(text) or addressees(text) or len(text) > 60 or "\t" in text:
            break
        pieces.append(text)
        if _is_whole(pieces, lines, filled, index):
            break
    if not pieces:
        return Opening(filled[0], filled[0], "")
    return Opening(filled[0], filled[len(pieces) - 1] + 1, one_line(pieces))


def _is_whole(pieces: Sequence[str], lines: Sequence[Line], filled: Sequence[int], index: int) -> bool:
    """A title's end, where the source shows larger or centred type above and none below, or a blank line."""
    look = lines[index].look
    following = next((lines[i] for i in filled if i > index), None)
    if following is None:
        return True
    if look is not None and following.look is not None:
        return look.size > following.look.size or (look.centred and not following.look.centred)
    return following.number - lines[index].number > 1 and len("".join(pieces)) >= 6

"""校勘: where an editor made a collated text say something else than its print was read to say.

Spaces do not count, nor do paragraphs that were joined, parted or moved: only the characters, and what mended findings explain.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from policies.drafting.tree import Fields, Node, TableNode, Tree
from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript
from policies.proofreading.mending import Fix
from policies.proofreading.remarks import Kind, Remark
from policies.reading.records import Severity

CODE = "record-differs"
KINDS = (Kind(CODE, "与原件的识读不一致", Severity.ERROR),)
_TOGETHER = 3  # characters between two differences that are told as one
_MOST = 4_000_000  # characters times characters that are compared as one stretch
_SHOWN = 60
_LISTS = ("numbers", "addressees", "signed_by")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One field with its words."""

    key: str
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is compared together: a paragraph's marker, heading and text, one cell, one field."""

    key: str
    pieces: tuple[_Piece, ...]

    @property
    def squeezed(self) -> str:
        return "".join(_squeezed(one.words) for one in self.pieces)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Nothing where the text as read is not known, or was guessed from a picture."""
    print_of = manuscript.context.printed
    if print_of is None:
        return
    mended = _mended(print_of.tree, print_of.mended)
    yield from _compared(_fields(mended, print_of.tree.fields), _fields({}, manuscript.tree.fields))
    yield from _compared(_clauses(mended, print_of.tree), _clauses({}, manuscript.tree))
    was = {table.key: table for table in print_of.tree.tables}
    for table in manuscript.tree.tables:
        if table.key in was:
            yield from _tabulated(mended, was[table.key], table)


_Mended = dict[tuple[str, str], str]


def _mended(tree: Tree, fixes: Iterable[Fix]) -> _Mended:
    """The fields that mended findings have changed, as they read since then."""
    words = {(one.key, one.field): one.words for unit in _every(tree) for one in unit.pieces}
    changed: _Mended = {}
    for fix in fixes:
        place = (fix.key, fix.field)
        now = changed.get(place, words.get(place, ""))
        at = min(_starts(now, fix.found), key=lambda start: abs(start - fix.start), default=None)
        if fix.found and at is not None:
            changed[place] = now[:at] + fix.words + now[at + len(fix.found) :]
    return changed


def _starts(words: str, found: str) -> Iterator[int]:
    at = words.find(found)
    while at >= 0:
        yield at
        at = words.find(found, at + 1)


def _every(tree: Tree) -> Iterator[_Unit]:
    yield from _fields({}, tree.fields)
    yield from _clauses({}, tree)
    for table in tree.tables:
        for cells in _cells({}, table).values():
            yield from cells


def _fields(mended: _Mended, fields: Fields) -> list[_Unit]:
    named = [("title", fields.title)]
    named += [(f"{name}/{n}", words) for name in _LISTS for n, words in enumerate(getattr(fields, name), 1)]
    return [_Unit(f"/{name}", (_piece(mended, "", name, words),)) for name, words in named]


def _clauses(mended: _Mended, tree: Tree) -> list[_Unit]:
    found = []
    for text in tree.texts:
        found.append(_Unit(text.key, (_piece(mended, text.key, "title", text.title),)))
        found += [_clause(mended, node) for node in text.nodes]
    return found


def _clause(mended: _Mended, node: Node) -> _Unit:
    parts = (("marker", node.marker), ("heading", node.heading), ("text", node.text))
    kept = [(name, words) for name, words in parts if words or name == "text"]
    return _Unit(node.key, tuple(_piece(mended, node.key, name, words) for name, words in kept))


def _cells(mended: _Mended, table: TableNode) -> dict[str, list[_Unit]]:
    """The cells of each row, by the row's key."""
    return {
        row.key: [
            _Unit(f"{row.key}/{n}", (_piece(mended, row.key, f"cells/{n}", words),))
            for n, words in enumerate(row.printed, 1)
        ]
        for row in table.rows
    }


def _piece(mended: _Mended, key: str, name: str, words: str) -> _Piece:
    return _Piece(key, name, mended.get((key, name), words))


def _tabulated(mended: _Mended, was: TableNode, now: TableNode) -> Iterator[Remark]:
    """Cell by cell where a row has as many as before; one that has other cells, or came or went, as a whole."""
    before, after = _cells(mended, was), _cells({}, now)
    if _joined(before.values()) == _joined(after.values()):
        return
    rest_before = {key: cells for key, cells in before.items() if len(after.get(key, ())) != len(cells)}
    rest_after = {key: cells for key, cells in after.items() if len(before.get(key, ())) != len(cells)}
    for key, cells in after.items():
        if key not in rest_after:
            yield from _compared(before[key], cells)
    if _joined(rest_before.values()) == _joined(rest_after.values()):
        return
    if rest_after:
        first = next((cell.pieces[0] for cells in rest_after.values() for cell in cells if cell.pieces[0].words), None)
        place = first or _Piece(now.key, "title", now.title)
    else:
        place = _Piece(now.key, "title", now.title)
    read = _short(_joined(rest_before.values()))
    reason = said("原件的识读在这里是这些格子：“{words}”。", words=read) if read else said("原件的识读没有这些格子。")
    yield Remark(CODE, place.key, place.field, 0, len(place.words), place.words, reason)


def _joined(rows: Iterable[list[_Unit]]) -> str:
    return "".join(cell.squeezed for cells in rows for cell in cells)


def _compared(before: list[_Unit], after: list[_Unit]) -> Iterator[Remark]:
    """What stands under its key as it was read is let be; the rest is compared key by key, or together where keys came or went."""
    was = {one.key: one for one in before}
    unchanged = {one.key for one in after if one.key in was and was[one.key].squeezed == one.squeezed}
    old = [one for one in before if one.key not in unchanged]
    new = [one for one in after if one.key not in unchanged]
    if {one.key for one in old} == {one.key for one in new}:
        for one in new:
            yield from _stretch([was[one.key]], [one], gone=False)
    elif new or after:
        yield from _stretch(old, new or after[-1:], gone=True) if new else _lost(old, after[-1])


def _lost(old: list[_Unit], last: _Unit) -> Iterator[Remark]:
    """All that changed went away: told at the end of what is left."""
    words = _words([place for one in old for place in _places(one)])
    if words:
        yield _missing(words, last.pieces[-1], len(last.pieces[-1].words), mendable=False)


def _stretch(old: list[_Unit], new: list[_Unit], *, gone: bool) -> Iterator[Remark]:
    """`gone`: what is missing may have been whole paragraphs, for which one press would be no way back."""
    read = [place for one in old for place in _places(one)]
    written = [place for one in new for place in _places(one)]
    last = new[-1].pieces[-1]
    for low, high, start, end in _differences(_characters(read), _characters(written)):
        words = _words(read[low:high])
        if start < end:
            yield _replaced(words, written[start:end])
        else:
            piece, at = written[start] if start < len(written) else (last, len(last.words))
            yield _missing(words, piece, at, mendable=not gone)


_Place = tuple[_Piece, int]


def _places(unit: _Unit) -> list[_Place]:
    """Each character that counts, with its place."""
    return [(piece, at) for piece in unit.pieces for at, one in enumerate(piece.words) if not one.isspace()]


def _characters(places: list[_Place]) -> str:
    return "".join(piece.words[at] for piece, at in places)


def _words(places: list[_Place]) -> str:
    """What stands there with its spaces."""
    ends: dict[_Piece, tuple[int, int]] = {}
    for piece, at in places:
        ends[piece] = (ends.get(piece, (at, at))[0], at)
    return "".join(piece.words[first : last + 1] for piece, (first, last) in ends.items())


def _differences(read: str, written: str) -> Iterator[tuple[int, int, int, int]]:
    if len(read) * len(written) > _MOST:
        yield 0, len(read), 0, len(written)
        return
    held: tuple[int, int, int, int] | None = None
    for tag, low, high, start, end in SequenceMatcher(None, read, written, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if held and low - held[1] < _TOGETHER and start - held[3] < _TOGETHER:
            held = (held[0], high, held[2], end)
            continue
        if held:
            yield held
        held = (low, high, start, end)
    if held:
        yield held


def _replaced(words: str, places: list[_Place]) -> Remark:
    """Told in the first field that the words stand in; taking them back is offered when that is the only one."""
    piece = places[0][0]
    found = [at for one, at in places if one == piece]
    start, end = found[0], found[-1] + 1
    more = _short(piece.words[start:end])
    reason = (
        said("原件的识读是“{words}”。", words=_short(words)) if words else said("原件的识读没有“{words}”。", words=more)
    )
    emptied = not words and end - start == len(piece.words)
    mended = None if len(found) < len(places) or emptied else words
    return Remark(CODE, piece.key, piece.field, start, end, piece.words[start:end], reason, mended)


def _missing(words: str, piece: _Piece, at: int, *, mendable: bool) -> Remark:
    """Told at the character behind the gap, or at the last one."""
    start = max(0, min(at, len(piece.words) - 1))
    found = piece.words[start : start + 1]
    mended = words + found if at <= start else found + words
    reason = said("原件的识读在这里还有“{words}”。", words=_short(words))
    return Remark(CODE, piece.key, piece.field, start, start + len(found), found, reason, mended if mendable else None)


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"

"""Turns the names of an archive's files and folders into the issues they mean: year, number, kind, and the pages of a scan.

2019年第3期.pdf, 2019-03.pdf, 2019/03.pdf, qj_201903.pdf, 2019年第1-2期合刊.pdf, and folders of page images 2019-03/001.jpg.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from pathlib import PurePosixPath

from policies.grammar.numerals import parse_numeral
from policies.reading.sources.formats import SUFFIXES

_IMAGES = frozenset(("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"))
_IGNORED = re.compile(r"^(?:\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_N = r"[\d一二三四五六七八九十]{1,4}"
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][一二三四五六七八九〇零○]{3})"
_JOINT = r"(?:\s*(?:[-—–~、,至和]|合)\s*第?\s*(?P<last>\d{1,2}))?"
_WHOLE = (
    re.compile(rf"{_YEAR}\s*年?\s*[-—_.·/ ]?\s*第?\s*(?P<number>{_N}){_JOINT}\s*[期号]"),
    re.compile(rf"{_YEAR}\s*年\s*(?P<extra>增刊|特刊|专刊)\s*第?\s*(?P<number>{_N})?"),
    re.compile(rf"(?<!\d){_YEAR}(?P<number>\d{{2}})(?!\d)"),
    re.compile(
        rf"(?<!\d){_YEAR}\s*[-—_. ]\s*(?P<number>\d{{1,2}})(?:\s*[-—_]\s*(?P<last>\d{{1,2}})(?=\s*合))?(?!\d|\s*[-—_.]\s*\d)"
    ),
)
_DAY = re.compile(rf"(?<!\d){_YEAR}\s*[-—_.年]\s*\d{{1,2}}\s*[-—_.月]\s*\d{{1,2}}(?!\d)|(?<!\d)(?:19|20)\d{{6}}(?!\d)")
_YEAR_ALONE = re.compile(rf"^\D*{_YEAR}\s*年?\D*$")
_NUMBER_ALONE = re.compile(rf"^\D*?(?:第\s*)?(?P<number>{_N}){_JOINT}\s*[期号]?(?:\s*合刊)?$")
_EXTRA_ALONE = re.compile(rf"(?P<extra>增刊|特刊|专刊)\s*第?\s*(?P<number>{_N})?")
_MOST_NUMBER = 200


class NameDoubt(StrEnum):
    """Why a file of an archive is not taken for an issue by its name."""

    NONE = ""
    DATE = "date"  # 2019-03-15: a day, not a number
    UNCLEAR = "unclear"  # neither year nor number
    FORMAT = "format"  # no format that is read
    IMAGE = "image"  # a page's picture outside any issue's folder
    DOUBLE = "double"  # another file means the same issue


@dataclass(frozen=True, slots=True)
class ArchivedIssue:
    """`files` are paths in the archive, several for page images in order; `year` and `number` as their name says, or None."""

    files: tuple[str, ...]
    year: int | None = None
    number: int | None = None
    supplement: bool = False
    doubt: NameDoubt = NameDoubt.NONE

    @property
    def name(self) -> str:
        """What people call it: the file, or the folder of its pages."""
        return self.files[0] if len(self.files) == 1 else str(PurePosixPath(self.files[0]).parent)


def understand(paths: Iterable[str]) -> list[ArchivedIssue]:
    """Every file once, in order of year and number, then what is in doubt; what systems leave behind is passed over."""
    names = sorted(path for path in paths if not any(_IGNORED.match(part) for part in PurePosixPath(path).parts))
    found = [*_bound(name for name in names if _suffix(name) in _IMAGES), *_single(names)]
    found.sort(key=lambda one: (bool(one.doubt), one.year or 0, one.number or 0, one.supplement, one.files))
    return list(_with_doubles(found))


def _single(names: Sequence[str]) -> Iterator[ArchivedIssue]:
    for name in names:
        if _suffix(name) in _IMAGES:
            continue
        if _suffix(name) not in SUFFIXES:
            yield ArchivedIssue((name,), doubt=NameDoubt.FORMAT)
        else:
            yield _named((name,), PurePosixPath(name).with_suffix(""))


def _bound(names: Iterable[str]) -> Iterator[ArchivedIssue]:
    """Pictures in one folder whose name means an issue are its pages, in order of the figures in their names."""
    for folder, group in groupby(names, key=lambda name: PurePosixPath(name).parent):
        files = sorted(group, key=_natural)
        whole = _named(tuple(files), folder)
        if not whole.doubt:
            yield whole
            continue
        for name in files:
            one = _named((name,), PurePosixPath(name).with_suffix(""))
            yield replace(one, doubt=NameDoubt.IMAGE) if one.doubt else one


def _named(files: tuple[str, ...], path: PurePosixPath) -> ArchivedIssue:
    parts = [_plain(part) for part in path.parts]
    own = parts[-1] if parts else ""
    for text in (own, "/".join(parts[-2:])):
        if _DAY.search(text):
            return ArchivedIssue(files, doubt=NameDoubt.DATE)
        for pattern in _WHOLE:
            found = pattern.search(text)
            issue = _issue(files, found) if found else None
            if issue:
                return issue
    return _apart(files, parts) or ArchivedIssue(files, doubt=NameDoubt.UNCLEAR)


def _apart(files: tuple[str, ...], parts: Sequence[str]) -> ArchivedIssue | None:
    """The number in the file's own name, the year in a folder's above."""
    years = (found for part in reversed(parts[:-1]) if (found := _YEAR_ALONE.match(part)))
    year = next(years, None)
    if year is None:
        return None
    found = _EXTRA_ALONE.search(parts[-1]) or _NUMBER_ALONE.match(parts[-1])
    return _issue(files, found, _value(year["year"])) if found else None


def _issue(files: tuple[str, ...], found: re.Match[str], year: int | None = None) -> ArchivedIssue | None:
    groups = found.groupdict()
    number = _value(groups.get("number") or "1")
    year = year or _value(groups.get("year") or "")
    if not year or not number or number > _MOST_NUMBER:
        return None
    return ArchivedIssue(files, year, number, supplement=bool(groups.get("extra")))


def _with_doubles(found: Sequence[ArchivedIssue]) -> Iterator[ArchivedIssue]:
    seen: set[tuple[int | None, int | None, bool]] = set()
    for one in found:
        key = (one.year, one.number, one.supplement)
        yield replace(one, doubt=NameDoubt.DOUBLE) if not one.doubt and key in seen else one
        if not one.doubt:
            seen.add(key)


def _value(printed: str) -> int | None:
    if printed.isdigit():
        return int(printed)
    if len(printed) == 4:
        digits = printed.translate(str.maketrans("〇零○一二三四五六七八九", "000123456789"))
        return int(digits) if digits.isdigit() else None
    return parse_numeral(printed)


def _plain(part: str) -> str:
    return unicodedata.normalize("NFKC", part).strip()


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lstrip(".").lower()


def _natural(name: str) -> list[tuple[int, int | str]]:
    """9.jpg before 10.jpg."""
    pieces = re.split(r"(\d+)", PurePosixPath(name).name)
    return [(0, int(piece)) if piece.isdigit() else (1, piece) for piece in pieces if piece]

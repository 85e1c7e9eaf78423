"""Compares what was printed with what was read of it: which of its characters came through, which paragraphs whole."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.makers.prints import Block, Kind, Print

_RUN = 4
_ALIKE = str.maketrans({"“": '"', "”": '"', "—": "-", "–": "-", "﹝": "(", "﹞": ")", "〔": "(", "〕": ")", "[": "(", "]": ")"})  # fmt: skip
# What a record takes apart: lines of the cover, dates, names under a text. Fields that hold it are scored by the labels.
_TAKEN = {
    Kind.FRONT,
    Kind.CONTENTS_HEAD,
    Kind.CONTENTS_SECTION,
    Kind.CONTENTS_LINE,
    Kind.DATE,
    Kind.SIGNATURE,
    Kind.LABEL,
}


def plain(text: str) -> str:
    """NFKC, no white space, one kind of quote, dash and bracket: print and record may differ in these."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_ALIKE))


@dataclass(frozen=True)
class Trust:
    """`kept`: share of the printed characters that are found again; `doubled`: share of what was read that is found more
    often than printed; `whole`: share of the printed paragraphs that are one paragraph of the record, no more and no less.
    """

    kept: float
    doubled: float
    whole: float
    lost: tuple[str, ...]
    torn: tuple[str, ...]


def compare(printed: Print, strings: Iterable[str], paragraphs: Sequence[str]) -> Trust:
    """`strings`: every text of the record once; `paragraphs`: its body, marker and heading included."""
    blocks = [
        piece for part in printed.parts for block in part.blocks if block.kind not in _TAKEN for piece in _pieces(block)
    ]
    have: Counter[str] = Counter()
    for text in strings:
        have.update(_runs(plain(text)))
    total = kept = 0
    lost = []
    for text in blocks:
        runs = Counter(_runs(plain(text)))
        found = runs & have
        have -= found
        missing = runs - found
        total, kept = total + runs.total(), kept + found.total()
        if missing.total() > 3:
            lost.append(f"{missing.total()} of {text[:60]}")
    whole, torn = _whole(printed, paragraphs)
    return Trust(kept / max(1, total), have.total() / max(1, total), whole, tuple(lost), torn)


def _pieces(block: Block) -> list[str]:
    if block.table is not None:
        return [cell.text for row in block.table.rows for cell in row if cell.text]
    return [block.text.replace("\n", "")]


def _runs(text: str) -> list[str]:
    return [text[n : n + _RUN] for n in range(len(text) - _RUN + 1)]


def _whole(printed: Print, paragraphs: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    wanted = [
        plain(block.text)
        for part in printed.parts
        for block in part.blocks
        if block.kind is Kind.PARAGRAPH and len(block.text) > 12
    ]
    have = Counter(plain(text) for text in paragraphs)
    found = Counter(wanted) & have
    torn = [text[:30] + "…" + text[-12:] for text in (Counter(wanted) - have)]
    return found.total() / max(1, len(wanted)), tuple(torn)

"""Turns contents and documents into contents that name their documents: one line may stand for none, one, or several."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from gazette.reading.chronicle import is_chronicle_title
from gazette.reading.records import ContentsRecord
from policies.reading.records import DocumentRecord
from policies.reading.title_forms import canonical

_NEAR = 0.75


def linked(contents: Sequence[ContentsRecord], documents: Sequence[DocumentRecord]) -> tuple[ContentsRecord, ...]:
    """Each line with the positions of its documents; documents that share a title share the line."""
    free = dict.fromkeys(range(1, len(documents) + 1))
    lines = []
    for line in contents:
        own: list[int] = []
        if not is_chronicle_title(line.title):
            best = _best(canonical(line.title), [(n, documents[n - 1]) for n in free])
            if best is not None:
                title = canonical(documents[best - 1].title)
                own = [n for n in free if n >= best and canonical(documents[n - 1].title) == title]
        for n in own:
            del free[n]
        lines.append(replace(line, documents=tuple(own)))
    return tuple(lines)


def _best(title: str, documents: Sequence[tuple[int, DocumentRecord]]) -> int | None:
    """The first document that bears the title, else the one whose title, or title with number, is nearest."""
    scores: list[tuple[float, int]] = []
    for n, document in documents:
        whole = canonical(document.title)
        names = {whole, *(canonical(number.normalised) for number in document.numbers)}
        names |= {canonical(text.title) for text in document.texts if text.title}
        if title in names:
            return n
        scores.append((max(difflib.SequenceMatcher(None, title, name).ratio() for name in names), -n))
    ratio, n = max(scores, default=(0.0, 0))
    return -n if ratio >= _NEAR else None

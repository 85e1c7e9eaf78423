"""Turns contents and documents into contents that name their documents: one line may stand for none, one, or several."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gazette.reading.chronicle import is_chronicle_title
from gazette.reading.records import ContentsRecord
from policies.reading.records import DocumentRecord
from policies.reading.title_forms import bare, canonical

_NEAR = 0.75


def linked(contents: Sequence[ContentsRecord], documents: Sequence[DocumentRecord]) -> tuple[ContentsRecord, ...]:
    """Each line with the positions of its documents; documents that share a title share the line that prints it once."""
    titles = [canonical(line.title) for line in contents]
    printed = Counter(titles)
    own: list[tuple[int, ...]] = []
    for position, title in enumerate(titles):
        exact = _exact(title, documents) or _exact(canonical(bare(contents[position].title)), documents)
        nth = titles[:position].count(title)
        own.append(exact if printed[title] == 1 else exact[nth : nth + 1])
    free = set(range(1, len(documents) + 1)) - {n for numbers in own for n in numbers}
    for position, line in enumerate(contents):
        if own[position] or is_chronicle_title(line.title):
            continue
        own[position] = _near(titles[position], [(n, documents[n - 1]) for n in sorted(free)])
        free -= set(own[position])
    return tuple(replace(line, documents=numbers) for line, numbers in zip(contents, own, strict=True))


def _exact(title: str, documents: Sequence[DocumentRecord]) -> tuple[int, ...]:
    """The documents whose number the line names, else those that bear its title, else those that issue the text it names."""
    if len(title) < 4:
        return ()
    named = [n for n, one in enumerate(documents, 1) if any(number and number in title for number in _numbers(one))]
    titled = [n for n, one in enumerate(documents, 1) if canonical(one.title) == title]
    issued = [n for n, one in enumerate(documents, 1) if any(canonical(text.title) == title for text in one.texts)]
    short = [n for n, one in enumerate(documents, 1) if title.startswith("关于") and _without_issuer(one) == title]
    return tuple(named or titled or issued[:1] or short[:1])


def _without_issuer(document: DocumentRecord) -> str:
    title = canonical(document.title)
    return title[max(title.find("关于"), 0) :]


def _numbers(document: DocumentRecord) -> list[str]:
    return [canonical(number.normalised) for number in document.numbers]


def _near(title: str, documents: Sequence[tuple[int, DocumentRecord]]) -> tuple[int, ...]:
    """The document whose title, or title with number, is nearest, with those that share its title."""
    scores = [
        (max(difflib.SequenceMatcher(None, title, name).ratio() for name in (canonical(one.title), *_numbers(one))), -n)
        for n, one in documents
    ]
    ratio, best = max(scores, default=(0.0, 0))
    if ratio < _NEAR:
        return ()
    shared = next(canonical(one.title) for n, one in documents if n == -best)
    return tuple(n for n, one in documents if canonical(one.title) == shared)

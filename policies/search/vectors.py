"""Turns text into tsvector literals: words by rjieba, document numbers as one word each, and overlapping bigrams.

Literals, since the server's own parser would take the words apart again (2022-29 becomes 2022 and -29).
"""

import re
from collections.abc import Iterable, Iterator

import rjieba

from policies.grammar.numbers import find_numbers
from policies.reading.records import NumberRecord
from policies.search.characters import fold, squeeze

MAX_POSITION = 16383  # PostgreSQL's own limit
MAX_WORD = 60
MAX_DOCUMENT_WORDS = 60_000  # a tsvector holds 1 MB
_WORD = re.compile(r"[0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]")


def text_words(text: str) -> Iterator[str]:
    """The words of a text in their order, as they are indexed; a document number is one word and leaves no other."""
    folded, start = fold(text), 0
    for match in find_numbers(text):
        yield from _cut(folded[start : match.start])
        yield from number_words(match.record)
        start = match.end
    yield from _cut(folded[start:])


def number_words(record: NumberRecord) -> list[str]:
    """A number whole, and without its series: 〔2022〕29号 asked for alone is found too."""
    part = f"〔{record.year}〕{record.serial}号" if record.year else ""
    return [word for word in dict.fromkeys([record.normalised, part]) if word]


def _cut(folded: str) -> Iterator[str]:
    for word in rjieba.cut_for_search(folded):
        if _WORD.search(word):
            yield word[:MAX_WORD]


def grams(squeezed: str) -> list[str]:
    """Overlapping bigrams, and the last character alone, so that a single character is found as a prefix."""
    return [squeezed[i : i + 2] for i in range(len(squeezed))]


def words_literal(words: Iterable[str]) -> str:
    return _literal(words)


def grams_literal(text: str) -> str:
    return _literal(grams(squeeze(text)))


def set_literal(words: Iterable[str]) -> str:
    """Without positions: for asking whether a word is there, not where."""
    return " ".join(quoted(word) for word in list(dict.fromkeys(words))[:MAX_DOCUMENT_WORDS])


def quoted(word: str) -> str:
    """A word as tsvector and tsquery write it."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _literal(words: Iterable[str]) -> str:
    places: dict[str, list[int]] = {}
    for position, word in enumerate(words, 1):
        known = places.setdefault(word, [])
        if len(known) < 255:
            known.append(min(position, MAX_POSITION))
    return " ".join(f"{quoted(word)}:{','.join(map(str, known))}" for word, known in places.items())

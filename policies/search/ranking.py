"""Puts the documents whose passages the database chose into order: rare words count for more, words that stand together for more still.

A passage is scored by BM25 over the words asked for, with a bonus for neighbours in the question that are neighbours in the text;
a document by its best passage, a little for the others, and its title.
"""

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass

from policies.models import PassageKind
from policies.search.characters import plain

SATURATION = 1.2
USUAL_LENGTH = 500
NEIGHBOURS = 0.6
TITLE = 2.0
OTHERS = 0.15
WHOLE = 1.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage as the database gave it. `pieces` is still JSON: it is read of those that are shown."""

    passage: int
    document: int
    kind: str
    heading: str
    text: str
    pieces: str


@dataclass(frozen=True, slots=True)
class Weights:
    """`words`: each word asked for, in the order of the question, with its weight; `fragment`: the whole text squeezed."""

    words: dict[str, float]
    fragment: str = ""


def weight(holding: int, documents: int) -> float:
    """A word's weight by how many of the documents hold it."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5)) + 0.1


def passage_score(candidate: Candidate, weights: Weights) -> float:
    body = plain(candidate.text)
    above = plain(candidate.heading)
    score = 0.0
    length = 0.4 + 0.6 * len(body) / USUAL_LENGTH
    for word, own in weights.words.items():
        times = body.count(word) + 0.4 * (word in above)
        score += own * times * (SATURATION + 1) / (times + SATURATION * length)
    score += _neighbours(body, weights)
    if weights.fragment and weights.fragment in body:
        score += WHOLE * sum(weights.words.values())
    return score


def _neighbours(body: str, weights: Weights) -> float:
    words = list(weights.words)
    return sum(
        NEIGHBOURS * (weights.words[first] + weights.words[second])
        for first, second in itertools.pairwise(words)
        if first + second in body
    )


def title_score(candidate: Candidate, weights: Weights) -> float:
    """How much of what was asked for the title itself says: no saturation, a title says a thing once."""
    title = plain(candidate.text)
    score = sum(own for word, own in weights.words.items() if word in title) + _neighbours(title, weights)
    if weights.fragment and weights.fragment in title:
        score += WHOLE * sum(weights.words.values())
    return score


def order(candidates: list[Candidate], weights: Weights) -> tuple[list[int], dict[int, list[Candidate]]]:
    """Documents, best first, and for each its passages, best first."""
    scored: dict[int, list[tuple[float, Candidate]]] = defaultdict(list)
    titles: dict[int, float] = {}
    for candidate in candidates:
        if candidate.kind == PassageKind.TITLE:
            titles[candidate.document] = title_score(candidate, weights)
        scored[candidate.document].append((passage_score(candidate, weights), candidate))
    totals = {}
    for document, own in scored.items():
        own.sort(key=lambda pair: (-pair[0], pair[1].passage))
        bodies = [score for score, candidate in own if candidate.kind != PassageKind.TITLE] or [0.0]
        totals[document] = bodies[0] + OTHERS * sum(bodies[1:5]) + TITLE * titles.get(document, 0.0)
    ranked = sorted(totals, key=lambda document: (-totals[document], -document))
    return ranked, {document: [candidate for _, candidate in own] for document, own in scored.items()}

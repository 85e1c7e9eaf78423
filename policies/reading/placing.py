"""Lays a shorter row over a longer one in order, so that what stands in each place is most like what belongs there."""

from collections.abc import Sequence


def best_places(weights: Sequence[Sequence[float]]) -> list[int]:
    """Ascending places, one for each row of `weights`, whose weights (piece by place) add up to most; the leftmost of equals."""
    pieces, width = len(weights), len(weights[0]) if weights else 0
    # best[i][j]: the most that pieces from i on can add when they stand at j or further right.
    best = [[0.0] * (width + 1) if i == pieces else [float("-inf")] * (width + 1) for i in range(pieces + 1)]
    for i in range(pieces - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            best[i][j] = max(best[i][j + 1], weights[i][j] + best[i + 1][j + 1])
    places, at = [], 0
    for i in range(pieces):
        while best[i][at] == best[i][at + 1] and weights[i][at] + best[i + 1][at + 1] < best[i][at]:
            at += 1
        places.append(at)
        at += 1
    return places


def total_weight(weights: Sequence[Sequence[float]], places: Sequence[int]) -> float:
    """What the pieces add at their places."""
    return sum(weights[i][place] for i, place in enumerate(places))

"""Gives the nodes of a changed order positions so that as few rows as may be get another one."""

from collections.abc import Mapping, Sequence

from policies.drafting.sequences import rising

_STEP = 64  # between neighbours once a text is spread, so that what is put in later moves nobody


def positions(order: Sequence[str], before: Mapping[str, int]) -> dict[str, int]:
    """A rising position for each key; those that stand in their old order keep theirs while there is room between."""
    known = [key for key in order if key in before]
    kept = {key: before[key] for key in rising(known, [before[key] for key in known])}
    found: dict[str, int] = {}
    last, waiting = 0, []
    for key in order:
        if key not in kept:
            waiting.append(key)
        elif kept[key] - last <= len(waiting):
            return {one: n * _STEP for n, one in enumerate(order, 1)}
        else:
            found |= _between(waiting, last, kept[key])
            found[key] = last = kept[key]
            waiting = []
    return found | {key: last + n * _STEP for n, key in enumerate(waiting, 1)}


def _between(keys: Sequence[str], low: int, high: int) -> dict[str, int]:
    return {key: low + (high - low) * n // (len(keys) + 1) for n, key in enumerate(keys, 1)}

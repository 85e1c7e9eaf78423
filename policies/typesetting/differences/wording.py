"""Turns two wordings into runs of characters that are the same, gone or new."""

from dataclasses import dataclass

from diff_match_patch import diff_match_patch

_SORTS = {-1: "gone", 0: "same", 1: "new"}


@dataclass(frozen=True, slots=True)
class Run:
    sort: str  # same, gone, new
    text: str


def runs(before: str, after: str) -> list[Run]:
    """Cut where a reader would cut: runs of one or two characters between changes go with the changes."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0.5  # seconds for one clause; then the rest of it is shown as changed
    found = engine.diff_main(before, after)
    engine.diff_cleanupSemantic(found)
    return [Run(_SORTS[sort], text) for sort, text in found]


def old_side(before: str, after: str) -> list[Run]:
    return [run for run in runs(before, after) if run.sort != "new"]


def new_side(before: str, after: str) -> list[Run]:
    return [run for run in runs(before, after) if run.sort != "gone"]

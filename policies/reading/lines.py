"""The unit every reader works on: one printed line with its place in the decoded source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts the source's lines from 1; `mark` is the count of leading # of a layout model's Markdown, a hint at most."""

    number: int
    text: str
    page: int | None = None
    mark: int = 0

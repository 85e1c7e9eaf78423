"""How a document's lines are shared among its texts: the letter, what it issues, its appendices."""

from dataclasses import dataclass, field

from policies.reading.appendices import AppendixList, ListedAppendix
from policies.reading.records import TextRole


@dataclass(slots=True)
class Segment:
    """A text's lines: first..last, both included; `taken` among them are its label and title."""

    role: TextRole
    title: str
    first: int
    last: int = -1
    number: int | None = None
    label: str = ""
    listed: ListedAppendix | None = None


@dataclass(slots=True)
class Division:
    """The texts of a document in order and its lists of appendices.

    `taken` are indices of labels, titles and lists; `dropped` those of lines that are no text, with the reason:
    repeated-title, page-label, omission-note, inner-contents. `unmatched` are listed appendices that are not printed, `left_out` the numbers
    that a remark leaves out, None when no remark does.
    """

    segments: list[Segment]
    lists: list[AppendixList]
    taken: set[int] = field(default_factory=set)
    dropped: dict[int, str] = field(default_factory=dict)
    unmatched: list[ListedAppendix] = field(default_factory=list)
    left_out: frozenset[int] | None = None

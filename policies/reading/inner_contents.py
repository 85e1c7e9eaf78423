"""Finds a plan's or regulation's own list of chapters, which stands again below as its headings."""

import re
from collections.abc import Iterator, Sequence

from policies.reading.lines import Line
from policies.reading.title_forms import canonical

_HEADING = re.compile(r"^[\s#【\[]*目\s*[录次][\s】\]]*$")
_LEADER = re.compile(r"[\s.…·．‥]*(?:[（(]?\d{1,4}[)）]?)?$")
_MOST_LINES = 400


def inner_contents(lines: Sequence[Line]) -> Iterator[int]:
    """Indices of the filled lines of such lists, their headings included."""
    for index, line in enumerate(lines):
        if len(line.text) <= 20 and _HEADING.match(line.text):
            yield from (i for i in range(index, _end(lines, index)) if lines[i].text.strip())


def _end(lines: Sequence[Line], index: int) -> int:
    """The index on which the first entry stands again; `index` itself when it does not or when a sentence comes between."""
    first = ""
    for i in range(index + 1, min(index + _MOST_LINES, len(lines))):
        text = _LEADER.sub("", lines[i].text.strip())
        if not text:
            continue
        if len(text) > 80 or text.endswith(("。", "；")) or "\t" in text:
            return index
        if first and canonical(text) == first:
            return i
        first = first or canonical(text)
    return index

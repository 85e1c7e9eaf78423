"""Turns the printed lines under a grid into the table's notes: remarks, sources, a total told in a sentence."""

import re
from collections.abc import Sequence

from policies.reading.lines import Line

_NOTE = re.compile(
    r"^\s*[（(]?\s*(?:备\s*注|注\s*释?|说\s*明|填表说明|数据来源|资料来源)\s*\d*\s*[:：.．]|^\s*[*※★●▲△]\s*\S"
)
_SUM = re.compile(r"^\s*(?:以上|上述)?\s*(?:合\s*计|总\s*计|共\s*计|累\s*计)\s*[^一二三四五六七八九十\s]{0,12}\d")


def is_table_note(text: str) -> bool:
    """Whether a line opens as a table's note does."""
    return bool(_NOTE.match(text))


def notes_below(lines: Sequence[Line], last: int, ceiling: int) -> tuple[tuple[str, ...], int]:
    """Printed lines under a grid that explain or total it, and the index of the last of them."""
    notes: list[str] = []
    end, index = last, last + 1
    while index < ceiling and len(notes) < 8:
        text = lines[index].text.strip()
        if not text:
            index += 1
            continue
        if index - end > 3 or "\t" in text:
            break
        if _NOTE.match(text) or _SUM.match(text):
            notes.append(text)
        elif notes and index == end + 1 and not _closed(notes[-1]):
            notes[-1] += text
        elif notes and index == end + 1 and re.match(r"^\s*[（(]?\d{1,2}\s*[)）.、．]", text):
            notes.append(text)
        else:
            break
        end = index
        index += 1
    return tuple(notes), end


def _closed(text: str) -> bool:
    return text[-1] in "。.；;）)"

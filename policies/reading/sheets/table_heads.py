"""Tells what stands over a grid that runs across columns and belongs to it: its label, caption and unit.

Set flush or centred they cross no gutter, so that their place alone would make them the last lines of one column.
"""

import re
from collections.abc import Sequence

from policies.reading.sheets.setting import Fragment

_LABEL = re.compile(r"附\s*[件表图录]\s*[\d一二三四五六七八九十]{0,3}$")
_UNIT = re.compile(r"[（(]?\s*(计量)?单位\s*[:：]")
_NEAR = 3.0  # sizes between a head and what it stands over
_CENTRED = 0.6
_MOST = 4


def table_heads(grid: Fragment, above: Sequence[Fragment]) -> list[Fragment]:
    """Those of the fragments right above the grid that head it, from top to bottom: lines that stand alone in their height."""
    heads: list[Fragment] = []
    top = grid.top
    for one in sorted(above, key=lambda one: -one.bottom)[:_MOST]:
        alone = all(other is one or other.bottom <= one.top + 0.3 * one.size for other in above if other not in heads)
        if one.number is not None or not alone or top - one.bottom > _NEAR * one.size or not _heads(one, grid, heads):
            break
        heads.insert(0, one)
        top = one.top
    return heads


def _heads(one: Fragment, grid: Fragment, below: Sequence[Fragment]) -> bool:
    if _LABEL.match(one.text.strip()) or _UNIT.match(one.text.strip()):
        return True
    middle = abs((one.left + one.right) - (grid.left + grid.right)) / 2
    inside = one.left > grid.left + 2 * one.size and one.right < grid.right - 2 * one.size
    return middle <= _CENTRED * one.size and inside

"""Finds the lists of appendices in a document's lines, and the remarks that leave appendices out."""

from policies.reading.appendices import AppendixList, read_list
from policies.reading.forms import is_omission_line, omitted_numbers
from policies.reading.ground import Ground
from policies.reading.layout import Geometry
from policies.reading.title_forms import canonical
from policies.reading.titles import find_names


def find_lists(ground: Ground, geometry: Geometry) -> None:
    """Books every list and remark on the ground."""
    index = 0
    while index < len(ground.lines):
        found = None
        if index not in ground.in_table and ground.lines[index].text.strip().startswith("附"):
            found = read_list(ground.lines, index, geometry)
        if found and _is_list(ground, found):
            ground.division.lists.append(found)
            ground.in_list |= set(range(found.first, found.last + 1))
            if found.note_first is not None:
                _drop_remark(ground, range(found.note_first, found.last + 1), found.note)
            index = found.last
        elif index not in ground.in_table and is_omission_line(ground.lines[index].text):
            _drop_remark(ground, range(index, index + 1), ground.lines[index].text)
        index += 1
    ground.division.taken |= ground.in_list


def _drop_remark(ground: Ground, indices: range, remark: str) -> None:
    filled = [index for index in indices if ground.lines[index].text.strip()]
    ground.division.dropped |= dict.fromkeys(filled, "omission-note")
    ground.division.left_out = (ground.division.left_out or frozenset()) | omitted_numbers(remark)


def _is_list(ground: Ground, found: AppendixList) -> bool:
    """附件1：… with its title can open the appendix itself, when it stands behind the closing and nothing repeats the title."""
    if found.first < ground.rest or found.note or len(found.items) > 1 or found.items[0].omitted:
        return True
    if any(canonical(found.items[0].title) == canonical(item.title) for item in ground.items):
        return False
    return bool(find_names(ground.lines, found.last + 1, [found.items[0].title]))

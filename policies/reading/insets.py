"""Turns what stands between paragraphs into insets: boxes, figures, captions, signers, imprints, tables with their notes."""

from collections.abc import Sequence

from policies.grammar.organs import is_person_signature
from policies.reading.forms import box_title, caption, dated, is_imprint, is_picture_mark, signature, signed_and_dated
from policies.reading.layout import is_terminated
from policies.reading.lines import Line
from policies.reading.provisions import Inset
from policies.reading.records import Place, ProvisionKind
from policies.reading.signs import squeeze
from policies.reading.tables import FoundTable


def line_insets(lines: Sequence[Line], index: int) -> list[Inset]:
    """The inset that one line is by its own form, [] when it is running text."""
    return _form_insets(lines[index]) or _signature_insets(lines, index)


def _form_insets(line: Line) -> list[Inset]:
    place = Place.of(line)
    box = box_title(line.text)
    if box:
        return [Inset(ProvisionKind.BOX, "", place, marker=box[0], heading=box[1])]
    if is_picture_mark(line.text):
        return [Inset(ProvisionKind.FIGURE, line.text.strip(), place)]
    if is_imprint(line.text):
        return [Inset(ProvisionKind.NOTE, line.text.strip(), place)]
    if caption(line.text):
        return [Inset(ProvisionKind.CAPTION, squeeze(line.text), place)]
    return []


def table_insets(lines: Sequence[Line], table: FoundTable, number: int) -> list[Inset]:
    first, last = lines[table.first], lines[table.last]
    place = Place.of(first, last)
    notes = [Inset(ProvisionKind.NOTE, note, Place.of(last)) for note in table.notes]
    return [Inset(ProvisionKind.TABLE, "", place, table=number), *notes]


def _signature_insets(lines: Sequence[Line], index: int) -> list[Inset]:
    """A signer or day on a line of its own inside a text: that of a text passed on, or a speaker's."""
    line = lines[index]
    text = line.text.strip()
    place = Place.of(line)
    if dated(text) or signed_and_dated(text) or (is_person_signature(text) and "：" not in text):
        return [Inset(ProvisionKind.SIGNATURE, text, place)] if _stands_alone(lines, index) else []
    following = next((one.text for one in lines[index + 1 : index + 4] if one.text.strip()), "")
    if signature(text) and dated(following):
        return [Inset(ProvisionKind.SIGNATURE, text, place)]
    return []


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """The line before does not run on into this one."""
    before = next((one.text for one in reversed(lines[max(0, index - 3) : index]) if one.text.strip()), "")
    subtitle = before.strip().startswith("——")
    return not before or is_terminated(before) or bool(signature(before)) or subtitle or len(before.strip()) < 30

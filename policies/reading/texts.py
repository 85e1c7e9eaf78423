"""Turns the lines of a document behind its head into its texts: the notice, what it issues, and its appendices."""

from collections.abc import Sequence

from policies.reading.appendix_lists import find_lists
from policies.reading.appendix_places import AppendixPlacer
from policies.reading.closing import Closing
from policies.reading.divisions import Division, Segment
from policies.reading.enclosed_places import EnclosedPlacer
from policies.reading.ground import Ground
from policies.reading.inner_contents import inner_contents
from policies.reading.layout import Geometry
from policies.reading.lines import Line
from policies.reading.records import TextRole
from policies.reading.tables import FoundTable
from policies.reading.title_forms import canonical
from policies.reading.titles import announced_names, find_names, issues_texts

_MOST_OF_NOTICE = 60  # lines of a letter without a closing that may announce what it issues


def divide(
    lines: Sequence[Line],
    *,
    title: str,
    closing: Closing | None,
    tables: Sequence[FoundTable],
    geometry: Geometry,
) -> Division:
    """The texts in order. `title` is the letter's; places of `closing` and `tables` are indices into the lines."""
    ground = Ground(lines, closing, tables)
    notice_end = closing.first if closing else min(len(lines), _MOST_OF_NOTICE)
    notice = "".join(line.text.strip() for line in lines[:notice_end])
    names = announced_names(title, notice)
    issuing = issues_texts(title, notice)
    find_lists(ground, geometry)
    inner = set(inner_contents(lines)) - ground.in_table
    ground.division.dropped |= dict.fromkeys(sorted(inner), "inner-contents")
    places = find_names(lines, 0, [title, *names, *(item.title for item in ground.items)])
    places = [place for place in places if place.first not in ground.in_list]
    AppendixPlacer(ground).place(places)
    EnclosedPlacer(ground, title=title, names=names, issuing=issuing).place(places)
    return _settled(ground, names if issuing else ())


def _settled(ground: Ground, issued: Sequence[str]) -> Division:
    """The texts with their last lines; an appendix whose title the letter issues is an issued text."""
    titles = {canonical(name) for name in issued}
    for segment in ground.starts.values():
        if segment.role is TextRole.APPENDIX and segment.title and canonical(segment.title) in titles:
            segment.role = TextRole.ENCLOSED
    segments = [Segment(TextRole.NOTICE, "", 0), *(ground.starts[start] for start in sorted(ground.starts))]
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        segment.last = (following.first if following else len(ground.lines)) - 1
    ground.division.segments = segments
    return ground.division

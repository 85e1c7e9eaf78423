"""Turns a document's texts and its lists of appendices into records: what is printed, what is left out, what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policies.grammar.said import said
from policies.reading.appendices import AppendixList
from policies.reading.divisions import Division, Segment
from policies.reading.lines import Line
from policies.reading.records import AppendixRecord, FindingRecord, Place, Severity, TextRole

_PREFIXES = {TextRole.ENCLOSED: "enc", TextRole.APPENDIX: "app"}


def with_prefixes(segments: Sequence[Segment]) -> list[tuple[str, Segment]]:
    """Each text with its eid prefix: main, enc_1, app_1."""
    counts = {TextRole.ENCLOSED: 0, TextRole.APPENDIX: 0}
    parts = []
    for segment in segments:
        if segment.role is TextRole.NOTICE:
            parts.append(("main", segment))
            continue
        counts[segment.role] += 1
        parts.append((f"{_PREFIXES[segment.role]}_{counts[segment.role]}", segment))
    return parts


def appendix_records(
    parts: Sequence[tuple[str, Segment]], division: Division, lines: Sequence[Line]
) -> tuple[AppendixRecord, ...]:
    """Listed and printed appendices in the list's order; what is printed without being listed comes last."""
    records: list[tuple[int, AppendixRecord]] = []
    for prefix, segment in parts:
        if segment.listed is None and not segment.label:
            continue
        title = segment.title or (segment.listed.title if segment.listed else "")
        order = segment.listed.line if segment.listed else segment.first
        place = Place.around(lines[order : order + 1])
        listed = segment.listed.title if segment.listed and segment.listed.title != title else ""
        own = AppendixRecord(segment.number, segment.label, title, text=prefix, place=place, listed=listed)
        records.append((order, own))
    for item in division.unmatched:
        place = Place.around(lines[item.line : item.line + 1])
        records.append((item.line, AppendixRecord(item.number, item.label, item.title, omitted=True, place=place)))
    return tuple(record for _, record in sorted(records, key=lambda pair: pair[0]))


def omission_remarks(found: AppendixList, lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """What the items of a list say of their own omission, on the line or lines it stands on."""
    for item in found.items:
        whole = rest = "".join(item.remark.split())
        for line in lines[item.line : found.last + 1]:
            text = "".join(line.text.split())
            size = next((n for n in range(len(rest), 0, -1) if text.endswith(rest[:n])), 0)
            if size:
                yield replace(line, text=rest[:size]), "omission-note"
            rest = rest[size:] if size else whole
            if not rest:
                break


def missing_appendices(
    appendices: Sequence[AppendixRecord], division: Division, lines: Sequence[Line]
) -> Iterator[FindingRecord]:
    """Listed appendices that are not printed though no remark leaves them out."""
    for item in division.unmatched:
        if item.omitted or (
            division.left_out is not None and (not division.left_out or item.number in division.left_out)
        ):
            continue
        position = next(n for n, one in enumerate(appendices, 1) if (one.label, one.title) == (item.label, item.title))
        line = lines[item.line]
        yield FindingRecord(
            "appendix-missing",
            Severity.WARNING,
            said("{label}“{title}”列在附件中，但正文没有刊登，也没有注明“略”。", label=item.label, title=item.title),
            f"appendices/{position}",
            Place.of(line),
        )

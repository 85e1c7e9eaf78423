"""Turns an issue's rows into a composition, and a composition into rows: what stays keeps its key."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Model

from gazette.drafting.composition import Composition, Event, Line, Masthead, Section
from gazette.models import ChronicleEntry, ContentsEntry, GazetteIssue, Promulgation

NAMED = (
    "year",
    "number",
    "kind",
    "title",
    "total_number",
    "frequency",
    "permit_number",
    "slogan",
    "publisher",
    "phone",
    "postcode",
    "address",
    "printer",
    "published_on",
)


def composition_of(issue: GazetteIssue) -> Composition:
    """Three queries, whatever the issue holds."""
    printed: dict[int | None, list[int]] = {}
    for one in issue.promulgations.order_by("position"):
        printed.setdefault(one.entry_id, []).append(one.document_id)
    rows = list(issue.contents.order_by("position"))
    runs = [
        Section(name, tuple(Line(one.pk, one.title, one.page, tuple(printed.get(one.pk, ()))) for one in found))
        for name, found in groupby(rows, key=lambda one: one.section)
    ]
    return Composition(
        masthead=masthead_of(issue),
        sections=_with_empty(runs, issue.sections),
        loose=tuple(printed.get(None, ())),
        chronicle_title=issue.chronicle_title,
        chronicle=tuple(Event(one.pk, one.text, one.on, one.end_on) for one in issue.chronicle.order_by("position")),
    )


def masthead_of(issue: GazetteIssue) -> Masthead:
    return Masthead(
        **{name: getattr(issue, name) for name in NAMED},
        fields=tuple((one["label"], one["value"]) for one in issue.masthead),
        board=tuple((one["role"], tuple(one["names"])) for one in issue.board),
    )


def _with_empty(runs: list[Section], names: Iterable[str]) -> tuple[Section, ...]:
    """Sections as their lines stand, and between them those that were named and hold none."""
    found: list[Section] = []
    waiting = list(runs)
    for name in names:
        if waiting and waiting[0].name == name:
            found.append(waiting.pop(0))
        elif all(name != one.name for one in runs):
            found.append(Section(name))
    return (*found, *waiting)


def write_composition(*, issue: GazetteIssue, before: Composition, after: Composition) -> None:
    """Writes what differs; callers hold the issue's row in a transaction. A row that was taken out comes back under its key."""
    _write_issue(issue, after)
    if (after.sections, after.loose) != (before.sections, before.loose):
        _write_promulgations(issue, after, _write_contents(issue, after))
    if after.chronicle != before.chronicle:
        _write_chronicle(issue, after)


def _write_issue(issue: GazetteIssue, after: Composition) -> None:
    for name in NAMED:
        setattr(issue, name, getattr(after.masthead, name))
    issue.masthead = [{"label": label, "value": value} for label, value in after.masthead.fields]
    issue.board = [{"role": role, "names": list(names)} for role, names in after.masthead.board]
    issue.sections = [one.name for one in after.sections]
    issue.chronicle_title = after.chronicle_title
    issue.save(update_fields=[*NAMED, "masthead", "board", "sections", "chronicle_title", "lock", "updated_at"])


def _write_contents(issue: GazetteIssue, after: Composition) -> list[tuple[ContentsEntry, Line]]:
    kept = issue.contents.in_bulk()
    placed = [(section.name, line) for section in after.sections for line in section.lines]
    rows = [
        _row(kept, ContentsEntry, line.key, issue=issue, position=n, section=name, title=line.title, page=line.page)
        for n, (name, line) in enumerate(placed, 1)
    ]
    _store(kept, rows, ["position", "section", "title", "page"])
    return [(row, line) for row, (_, line) in zip(rows, placed)]


def _write_promulgations(issue: GazetteIssue, after: Composition, entries: list[tuple[ContentsEntry, Line]]) -> None:
    kept = issue.promulgations.in_bulk()
    standing = {one.document_id: one.pk for one in kept.values()}
    printed: list[tuple[int | None, int]] = [(row.pk, key) for row, line in entries for key in line.documents]
    printed += [(None, key) for key in after.loose]
    rows = [
        _row(kept, Promulgation, standing.get(key, 0), issue=issue, document_id=key, position=n, entry_id=entry)
        for n, (entry, key) in enumerate(printed, 1)
    ]
    _store(kept, rows, ["position", "entry"])


def _write_chronicle(issue: GazetteIssue, after: Composition) -> None:
    kept = issue.chronicle.in_bulk()
    rows = [
        _row(kept, ChronicleEntry, one.key, issue=issue, position=n, text=one.text, on=one.on, end_on=one.end_on)
        for n, one in enumerate(after.chronicle, 1)
    ]
    _store(kept, rows, ["position", "text", "on", "end_on"])


def _row(kept: dict[int, Any], model: type[Model], key: int, **values: Any) -> Any:
    """The row of this key with these values, marked when they are new to it."""
    known = kept.get(key)
    row: Any = model(pk=key or None) if known is None else known
    row.fresh = known is None
    row.changed = row.fresh or any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _store(kept: dict[int, Any], rows: Iterable[Any], names: list[str]) -> None:
    """Deletes what no row stands for, writes what changed, makes what is new."""
    listed = list(rows)
    staying = {row.pk for row in listed if not row.fresh}
    model = type(listed[0]) if listed else next((type(one) for one in kept.values()), None)
    if model is None:
        return
    gone = kept.keys() - staying
    if gone:
        model.objects.filter(pk__in=gone).delete()
    changed = [row for row in listed if row.changed and not row.fresh]
    if changed:
        model.objects.bulk_update(changed, names, batch_size=500)
    for row in listed:
        if row.fresh:
            row.save(force_insert=True)

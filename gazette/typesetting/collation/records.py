"""Turns the evidence on one page into the records to set beside it, document by document, in the order of print."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gazette.models import ImportJob
from gazette.typesetting.collation.addresses import Window
from gazette.typesetting.collation.marks import Mark, cell_marks, mark_of
from gazette.typesetting.collation.outline import Printed
from gazette.typesetting.collation.values import DocumentValues, issue_values
from policies.models import Evidence, SourcePlace


@dataclass(slots=True)
class Item:
    """One record: its address, what it is, what it says, and where it stands. `sort`: field, head, provision, text, table or row."""

    at: str
    sort: str
    label: str
    text: str
    place: SourcePlace
    mark: Mark
    cells: tuple[tuple[str, str, Mark], ...] = ()  # address, text, mark of its own


@dataclass(slots=True)
class Group:
    """The records of one document on the page; `printed` is None for those of the issue as a whole."""

    printed: Printed | None
    items: list[Item] = field(default_factory=list)

    @property
    def blocks(self) -> Iterator[tuple[bool, list[Item]]]:
        """Runs of items, told whether they are rows of a table."""
        run: list[Item] = []
        for one in self.items:
            if run and (run[-1].sort == "row") != (one.sort == "row"):
                yield run[0].sort == "row", run
                run = []
            run.append(one)
        if run:
            yield run[0].sort == "row", run


def records_on(*, job: ImportJob, printed: Iterable[Printed], window: Window) -> list[Group]:
    """The issue's own first. The number of queries does not depend on what the page holds."""
    groups = [Group(None, _issue_items(job, window))] if job.issue_id else []
    by_version = {one.version_id: one for one in printed if one.version_id}
    rows = Evidence.objects.filter(window.rows, source=job.source_id, version__in=list(by_version)).exclude(path="")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows.order_by("first_line", "-last_line", "pk"):
        found[row.version_id].append(row)
    values = DocumentValues(found)
    for version_id, own in sorted(found.items(), key=lambda pair: by_version[pair[0]].position):
        one = by_version[version_id]
        groups.append(Group(one, [_item(row, one, values, window) for row in own if values.shows(row)]))
    return [group for group in groups if group.items]


def _issue_items(job: ImportJob, window: Window) -> list[Item]:
    shown = issue_values(job=job, window=window)
    return [Item(row.path, "field", label, text, row, mark_of(row, window)) for row, label, text in shown]


def _item(row: Evidence, printed: Printed, values: DocumentValues, window: Window) -> Item:
    sort, label, text, cells = values.of(row)
    at = f"{printed.address}/{row.path}"
    marks = cell_marks(row, window) or [Mark()] * len(cells)
    own = tuple((f"{at}/cells/{n}", one, mark) for n, (one, mark) in enumerate(zip(cells, marks, strict=False), 1))
    return Item(at, sort, label, text, row, mark_of(row, window), own)

"""What counts columns goes with them: the boxes of cells on the source's page, and the cells that findings name."""

from collections.abc import Mapping, Sequence

from policies.drafting.columns import counterparts
from policies.drafting.tree import TableNode, Tree
from policies.models import Evidence, Finding, Version
from policies.services.drafting.rewriting import update_rows

Places = Sequence[int | None]  # for each column now its place before


def follow_columns(*, version: Version, before: Tree, after: Tree, numbers: Mapping[str, int]) -> None:
    """`numbers` are the tables' n by their keys. Asks the database only when a table's columns changed."""
    old = {one.key: one for one in before.tables}
    for table in after.tables:
        was = old.get(table.key)
        if was is None or was.columns == table.columns:
            continue
        places = counterparts(was, table)
        if places != tuple(range(len(was.columns))):
            _move_boxes(version, numbers[table.key], places)
            _move_findings(version, table, places)


def _move_boxes(version: Version, n: int, places: Places) -> None:
    """A new column has no boxes."""
    found = list(Evidence.objects.filter(version=version, path__startswith=f"tables/{n}/rows/").exclude(cells=[]))
    for one in found:
        one.cells = [one.cells[at] if at is not None and at < len(one.cells) else None for at in places]
    update_rows(found, ("cells",))


def _move_findings(version: Version, table: TableNode, places: Places) -> None:
    """Those of a column that was taken away stay as they are: the next proofreading settles them."""
    now = {at: n for n, at in enumerate(places, 1) if at is not None}
    keys = [table.key, *(row.key for row in table.rows)]
    moved = []
    for one in Finding.objects.filter(version=version, key__in=keys, field__regex=r"^(cells|columns)/[0-9]+$"):
        name, _, n = one.field.partition("/")
        if now.get(int(n) - 1, int(n)) != int(n):
            one.field = f"{name}/{now[int(n) - 1]}"
            moved.append(one)
    update_rows(moved, ("field",))

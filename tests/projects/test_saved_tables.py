"""Tables that editors change are typed as data once more."""

import pytest

from policies.models import TableRow
from projects.models import ProjectRow, ProjectTable
from projects.tasks import type_saved_tables
from tests.factories import add_table, make_document

pytestmark = pytest.mark.django_db
COLUMNS = ("序号", "项目名称", "总投资（万元）")


def test_a_changed_cell_is_the_figure_and_again_is_no_more() -> None:
    document = make_document(state="draft")
    table = add_table(
        part=document.versions.get().texts.get(),
        columns=COLUMNS,
        rows=[("1", "东渠整治", "100"), ("2", "西渠整治", "200")],
    )
    type_saved_tables(table_ids=[table.pk])
    TableRow.objects.filter(table=table, n=2).update(cells=["2", "西渠整治", "250"])
    for _ in range(2):
        type_saved_tables(table_ids=[table.pk, 0])
    assert ProjectTable.objects.get().table == table
    assert list(ProjectRow.objects.values_list("name", "amount")) == [("东渠整治", 100), ("西渠整治", 250)]

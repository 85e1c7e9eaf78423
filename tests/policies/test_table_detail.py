"""A table by itself."""

import pytest

from policies.models import Finding
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


def test_everybody_may_read_a_table() -> None:
    document = factories.make_document()
    factories.add_table(part=document.versions.get().texts.get())
    assert_open_to_everybody(f"{document.get_absolute_url()}tables/1/")
    assert_open_to_everybody(f"{document.get_absolute_url()}tables/2/", 404)


def test_a_table_of_a_draft_is_not_found() -> None:
    document = factories.make_document(state="draft")
    factories.add_table(part=document.versions.get().texts.get())
    assert citizen().get(f"{document.get_absolute_url()}tables/1/").status_code == 404


def test_heads_have_scopes_figures_stand_right_and_rows_have_addresses() -> None:
    document = factories.make_document()
    factories.add_table(
        part=document.versions.get().texts.get(),
        columns=("项目", "总投资"),
        rows=[("东渠", "300"), ("西渠", "1,200.5")],
    )
    text = citizen().get(f"{document.get_absolute_url()}tables/1/").content.decode()
    assert '<th scope="col">总投资</th>' in text
    assert '<td class="figures">1,200.5</td>' in text
    assert 'id="t1-r2"' in text


def test_a_doubt_about_the_print_is_told_and_a_mended_one_is_not() -> None:
    document = factories.make_document()
    table = factories.add_table(part=document.versions.get().texts.get())
    for state, message in [("open", "合计与各行之和不符。"), ("fixed", "已经改正的一处。")]:
        Finding.objects.create(
            code="sum-mismatch", severity="warning", message=message, document=document, table=table, state=state
        )
    text = citizen().get(f"{document.get_absolute_url()}tables/1/").content.decode()
    assert "合计与各行之和不符。" in text
    assert "已经改正的一处。" not in text


def test_queries_do_not_grow_with_rows() -> None:
    short, long = factories.make_document(), factories.make_document()
    factories.add_table(part=short.versions.get().texts.get(), rows=[("1", "甲")])
    factories.add_table(part=long.versions.get().texts.get(), rows=[(str(n), "甲") for n in range(20)])
    assert queries_of(f"{long.get_absolute_url()}tables/1/") == queries_of(f"{short.get_absolute_url()}tables/1/") <= 12

"""The word list at the desk: looked through, added to, changed, set aside, exchanged as a table; every change has an author."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from policies.models import AuditEntry, Term
from tests.cast import everybody, queries
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/desk/terms/"


@pytest.fixture(autouse=True)
def empty() -> None:
    """The list that an office begins with is looked at by itself."""
    Term.objects.all().delete()


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user(role="editor", username="gu", first_name="顾云岫"))
    return client


def post(client: Client, address: str, **fields: object) -> str:
    return client.post(address, fields, follow=True).content.decode()


def test_an_entry_is_added_changed_and_set_aside(editor: Client) -> None:
    text = post(editor, f"{PAGE}new/", wrong="末来", right="未来", exceptions="周末来 月末来")
    assert "已加入：末来 → 未来" in text
    term = Term.objects.get()
    assert (term.right, term.exceptions, term.by.username, term.active) == ("未来", "周末来 月末来", "gu", True)
    post(editor, f"{PAGE}{term.pk}/", wrong="末来", right="将来", reason="按上下文")
    post(editor, f"{PAGE}{term.pk}/switch/", active="0")
    term.refresh_from_db()
    assert (term.right, term.reason, term.exceptions, term.active) == ("将来", "按上下文", "", False)
    assert "末来" not in editor.get(PAGE).content.decode().split("<tbody>")[1]
    assert "末来" in editor.get(f"{PAGE}?active=0").content.decode().split("<tbody>")[1]
    assert AuditEntry.objects.filter(record="policies_term", row=str(term.pk)).count() == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"wrong": "部署", "right": "部署"}, "相同"),
        ({"wrong": "布", "right": "部"}, "单个字"),
        ({"wrong": "", "right": "部署"}, "必填"),
        ({"wrong": "末来", "right": "未来", "exceptions": "周末"}, "例外“周末”"),
        ({"wrong": "布暑", "right": "布署"}, "已经有"),
    ],
)
def test_what_makes_no_entry_is_said(editor: Client, fields: dict[str, str], said: str) -> None:
    Term.objects.create(wrong="布暑", right="部署")
    assert said in post(editor, f"{PAGE}new/", **fields)
    assert Term.objects.count() == 1


def test_a_table_goes_out_and_comes_back(editor: Client) -> None:
    Term.objects.create(wrong="布暑", right="部署", reason="“署”指安排，如部署、签署。")
    table = editor.get(f"{PAGE}file.csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table))) == [
        ["误", "正", "说明", "例外"],
        ["布暑", "部署", "“署”指安排，如部署、签署。", ""],
    ]
    changed = table.replace("“署”指安排，如部署、签署。", "") + "末来,未来,,周末来\r\n"
    file = SimpleUploadedFile("terms.csv", changed.encode("gb18030"))
    assert "新增 1 条，更改 1 条" in post(editor, f"{PAGE}import/", table=file)
    assert list(Term.objects.values_list("wrong", "reason", "exceptions")) == [("布暑", "", ""), ("末来", "", "周末来")]


def test_a_table_with_a_wrong_line_is_not_taken_at_all(editor: Client) -> None:
    file = SimpleUploadedFile("terms.csv", "末来,未来\n布,部\n".encode())
    assert "第 2 条：单个字" in post(editor, f"{PAGE}import/", table=file)
    assert not Term.objects.exists()


def test_the_list_takes_the_same_queries_however_long(editor: Client) -> None:
    Term.objects.create(wrong="布暑", right="部署", by=make_user())
    editor.get(PAGE)
    one = queries(lambda: editor.get(PAGE))
    by = make_user()
    Term.objects.bulk_create(Term(wrong=f"误用{n}", right="正", by=by) for n in range(50))
    assert queries(lambda: editor.get(PAGE)) == one


def test_publishers_look_and_do_not_touch() -> None:
    Term.objects.create(wrong="布暑", right="部署")
    client = everybody()["publisher"]
    assert "新增一条" not in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_the_first_list_holds_no_contradiction() -> None:
    """Nothing that the migration gives is right inside another entry's right form."""
    from importlib import import_module

    words = import_module("policies.migrations.0021_first_terms").WORDS
    wrong = [one for one, _, _ in words]
    assert len(wrong) == len(set(wrong)) > 80
    assert [(one, right) for one in wrong for _, right, _ in words if one in right] == []
    assert all(one in exception for one, _, exceptions in words for exception in exceptions.split())

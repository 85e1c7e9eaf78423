"""The audit administrator's page: what people did, by name and address; nobody else reads it."""

import csv
import io

import pytest
from django.test import Client

from policies.models import AuditEntry, Role, User
from tests.cast import everybody, queries
from tests.factories import make_document, make_user

pytestmark = pytest.mark.django_db
LIST = "/desk/audit/"
PASSWORD = "很长的一个口令-7"


@pytest.fixture
def auditor() -> Client:
    client = Client()
    client.force_login(make_user(role=Role.AUDITOR, password=None))
    return client


def test_the_auditor_alone_reads_it() -> None:
    for address in (LIST, f"{LIST}file.csv"):
        answers = {name: client.get(address).status_code for name, client in everybody().items()}
        assert {name for name, status in answers.items() if status == 200} == {"auditor"}


def test_a_deed_in_the_browser_is_the_persons_own(auditor: Client) -> None:
    client = Client(REMOTE_ADDR="192.0.2.9")
    client.force_login(make_user(role=Role.SYSADMIN, username="shen", password=None))
    client.post("/desk/people/", {"username": "lin", "name": "林晓"})
    entry = AuditEntry.objects.filter(record="policies_user", deed="insert").latest("pk")
    assert (entry.actor_name, entry.address) == ("shen", "192.0.2.9")
    assert entry.after["username"] == "lin"
    shown = auditor.get(LIST, {"who": "shen"}).content.decode()
    assert "林晓" in shown
    assert "lin" not in auditor.get(LIST, {"who": "nobody"}).content.decode().split("<tbody>")[1]


def test_logins_and_failures_are_told(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_user(username="shen", password=PASSWORD)
    client = Client(REMOTE_ADDR="192.0.2.9")
    client.post("/desk/login/", {"login": "shen", "password": "wrong"})
    client.post("/desk/login/", {"login": "shen", "password": PASSWORD})
    client.post("/desk/logout/")
    told = (
        AuditEntry.objects.filter(deed__startswith="log")
        .order_by("pk")
        .values_list("deed", "actor_name", "address", "row")
    )
    assert list(told) == [
        ("login_failed", "", "192.0.2.9", "shen"),
        ("login", "shen", "192.0.2.9", "shen"),
        ("logout", "shen", "192.0.2.9", "shen"),
    ]
    assert not AuditEntry.objects.filter(after__has_key="password").exists()


def test_a_file_has_every_entry_and_no_formula(auditor: Client) -> None:
    make_document(title="=1+1")
    text = b"".join(auditor.get(f"{LIST}file.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) >= AuditEntry.objects.count() - 1
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "@")]


def test_a_check_is_told(auditor: Client) -> None:
    assert "记录链完整" in auditor.get(LIST, {"check": "1"}).content.decode()


def test_the_page_costs_the_same_for_one_entry_and_fifty(auditor: Client) -> None:
    auditor.get(LIST)
    one = queries(lambda: auditor.get(LIST))
    for _ in range(50):
        make_document()
    assert queries(lambda: auditor.get(LIST)) == one
    assert User.objects.count()


def test_names_stand_for_tables_columns_codes_and_keys(auditor: Client) -> None:
    editor = make_user(role=Role.EDITOR, first_name="林晓", password=None)
    document = make_document(title="安澜市供水办法", state="draft")
    type(document).objects.filter(pk=document.pk).update(state="published", updated_by=editor)
    row = (
        auditor.get(LIST, {"record": "policies_policydocument"}).content.decode().split("<tbody>")[1].split("</tr>")[0]
    )
    assert [word in row for word in ("公文", "安澜市供水办法", "状态", "编辑中", "已发布", "林晓")] == [True] * 6
    assert "policies_" not in row
    assert "updated_by" not in row

"""Leaders at the desk."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from policies.models import Post, Role, Tenure
from policies.services.leader_sheets import COLUMNS
from policies.services.leaders import TenureLine, keep_tenure
from policies.services.spreadsheets import csv_file
from tests.cast import everybody, queries
from tests.factories import add_appointment, make_document, make_organ, make_user

pytestmark = pytest.mark.django_db
READERS = {"editor", "reviewer", "publisher"}


def member(role: str = Role.EDITOR) -> Client:
    client = Client()
    client.force_login(make_user(role=role, password=None))
    return client


def tenure(person: str = "林晓", **days) -> Tenure:
    return keep_tenure(line=TenureLine(make_organ(name="安澜市水务局"), "局长", person, **days))


def test_editors_write_reviewers_and_publishers_read() -> None:
    held = tenure()
    for address, who in {
        "/desk/leaders/": READERS,
        "/desk/leaders/person/?person=林晓": READERS,
        "/desk/leaders/proposals/": READERS,
        f"/desk/leaders/posts/{held.post_id}/": READERS,
        "/desk/leaders/file.csv": READERS,
        "/desk/leaders/file.xlsx": READERS,
        "/desk/leaders/tenures/new/": {"editor"},
        f"/desk/leaders/tenures/{held.pk}/": {"editor"},
        "/desk/leaders/import/": {"editor"},
    }.items():
        seen = {name for name, client in everybody().items() if client.get(address).status_code == 200}
        assert seen == who, address
    for name, client in everybody().items():
        posted = client.post(f"/desk/leaders/posts/{held.post_id}/", {"name": "局长", "position": "2"})
        assert (posted.status_code == 302) is (name in ("editor", "citizen")), name


def test_a_term_is_written_changed_found_and_dropped() -> None:
    make_organ(name="安澜市水务局")
    client = member()
    given = {"organ": "安澜市水务局", "post": "局长", "person": "林晓", "from_on": "2020-01-01"}
    assert client.post("/desk/leaders/tenures/new/", given).status_code == 302
    assert client.post("/desk/leaders/tenures/new/", given).status_code == 422
    held = Tenure.objects.get()
    assert client.post(f"/desk/leaders/tenures/{held.pk}/", given | {"until_on": "2021-06-30"}).status_code == 302
    assert 'value="2021-06-30"' in client.get(f"/desk/leaders/tenures/{held.pk}/").content.decode()
    assert "林晓" in client.get("/desk/leaders/?q=水务&on=2021-06-30").content.decode()
    assert "林晓" not in client.get("/desk/leaders/?on=2021-07-01").content.decode()
    assert "安澜市水务局局长" in client.get("/desk/leaders/person/?person=林晓").content.decode()
    assert client.get("/desk/leaders/person/?person=无此人").status_code == 404
    client.post(f"/desk/leaders/tenures/{held.pk}/drop/")
    assert not Tenure.objects.exists()


def test_a_notice_is_taken_or_dropped_line_by_line() -> None:
    document = make_document(issued_on=date(2024, 3, 1))
    add_appointment(version=document.versions.get(), appointed=["安澜市水务局局长", "督学"])
    client = member()
    page = client.get("/desk/leaders/proposals/").content.decode()
    assert 'value="安澜市水务局"' in page
    assert 'value="2024-03-01"' in page
    line = {"document": document.pk, "person": "林晓", "gained": "1", "on": "2024-03-01"}
    taken = line | {"printed": "安澜市水务局局长", "organ": "安澜市水务局", "post": "局长"}
    client.post("/desk/leaders/proposals/decide/", taken)
    client.post("/desk/leaders/proposals/decide/", line | {"printed": "督学", "drop": "1"})
    assert Tenure.objects.get().from_on == date(2024, 3, 1)
    assert "都已处理" in client.get("/desk/leaders/proposals/").content.decode()
    again = client.post("/desk/leaders/proposals/decide/", taken, follow=True).content.decode()
    assert "已有人处理" in again


def test_a_table_is_shown_before_it_is_taken() -> None:
    make_organ(name="安澜市水务局")
    cells = ("安澜市水务局", "局长", "林晓", "2020/1/1", "", "", "", "")
    bad = ("无此局", *cells[1:])
    data = csv_file(columns=COLUMNS, rows=[dict(zip(COLUMNS, row, strict=True)) for row in (cells, bad)])
    client = member()
    shown = client.post("/desk/leaders/import/", {"file": SimpleUploadedFile("名录.csv", data)})
    assert shown.status_code == 200
    assert not Tenure.objects.exists()
    assert (shown.context["good"], len(shown.context["rows"])) == (1, 2)
    assert client.post("/desk/leaders/import/", {"rows": shown.context["carried"]}).status_code == 302
    assert Tenure.objects.get().from_on == date(2020, 1, 1)
    wrong = client.post("/desk/leaders/import/", {"file": SimpleUploadedFile("x.xlsx", b"PK?")})
    assert wrong.status_code == 422
    assert "打不开" in wrong.content.decode()
    assert client.post("/desk/leaders/import/", {}).status_code == 422


def test_lists_take_the_same_queries_for_one_and_for_fifty() -> None:
    client = member()
    held = tenure()
    addresses = ("/desk/leaders/", "/desk/leaders/person/?person=林晓", f"/desk/leaders/posts/{held.post_id}/")
    client.get("/desk/leaders/")
    counted = [queries(lambda at=at: client.get(at)) for at in addresses]
    for n in range(50):
        tenure(from_on=date(1950 + n, 1, 1), until_on=date(1950 + n, 2, 1))
        keep_tenure(line=TenureLine(make_organ(), "局长", f"林{chr(0x5800 + n)}"))
    assert [queries(lambda at=at: client.get(at)) for at in addresses] == counted
    assert Post.objects.count() == 51

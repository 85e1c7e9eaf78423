"""发行: who receives printed copies, and an issue's list frozen against its print run."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gazette.models import Distribution, Gazette, Recipient
from gazette.services.distributing import COLUMNS, DistributionError, freeze_distribution, recipient_rows
from gazette.services.rendering import render_distribution
from gazette.typesetting.distribution import collect_list, list_key
from policies.models import Role
from policies.services.spreadsheets import csv_file, read_table
from tests.cast import everybody, queries
from tests.factories import make_gazette, make_issue, make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 1)
READERS = {"editor", "reviewer", "publisher"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def gazette() -> Gazette:
    return make_gazette()


def receive(gazette: Gazette, name: str = "安澜市图书馆", **fields) -> Recipient:
    return Recipient.objects.create(gazette=gazette, name=name, **({"kind": "library", "copies": 2} | fields))


def editor() -> Client:
    client = Client()
    client.force_login(make_user(role=Role.EDITOR, password=None))
    return client


def test_the_list_is_of_those_who_receive_copies_that_day(gazette: Gazette) -> None:
    receive(gazette, copies=3)
    receive(gazette, "东渠村", kind="village", until_on=date(2024, 3, 31))
    receive(gazette, "安澜市档案馆", kind="archives", from_on=DAY)
    made = freeze_distribution(issue=make_issue(gazette=gazette), print_run=10, on=DAY, by=make_user())
    assert sorted(made.lines.values_list("name", "copies")) == [("安澜市图书馆", 3), ("安澜市档案馆", 2)]


def test_a_frozen_list_stays_as_it_was(gazette: Gazette) -> None:
    recipient = receive(gazette)
    issue = make_issue(gazette=gazette)
    made = freeze_distribution(issue=issue, print_run=10, on=DAY, by=make_user())
    recipient.copies, recipient.name = 9, "安澜图书馆"
    recipient.save()
    recipient.delete()
    assert list(made.lines.values_list("name", "copies")) == [("安澜市图书馆", 2)]
    with pytest.raises(DistributionError, match="已经固定"):
        freeze_distribution(issue=issue, print_run=10, on=DAY, by=make_user())


def test_more_copies_than_printed_and_nobody_at_all_are_refused(gazette: Gazette) -> None:
    with pytest.raises(DistributionError, match="没有收件单位"):
        freeze_distribution(issue=make_issue(gazette=gazette), print_run=10, on=DAY, by=make_user())
    receive(gazette, copies=11)
    with pytest.raises(DistributionError, match="多于印数"):
        freeze_distribution(issue=make_issue(gazette=gazette), print_run=10, on=DAY, by=make_user())


def test_editors_write_reviewers_and_publishers_read(gazette: Gazette) -> None:
    receive(gazette)
    issue = make_issue(gazette=gazette)
    for address, who in {
        "/desk/recipients/anlan/": READERS,
        "/desk/recipients/anlan/file.xlsx": READERS,
        f"/desk/distributions/{issue.pk}/": READERS,
        "/desk/recipients/anlan/new/": {"editor"},
        "/desk/recipients/anlan/import/": {"editor"},
    }.items():
        seen = {name for name, client in everybody().items() if client.get(address).status_code == 200}
        assert seen == who, address
    given = {"print_run": "10", "on": "2024-04-01"}
    for name, client in everybody().items():
        posted = client.post(f"/desk/distributions/{issue.pk}/", given)
        assert (posted.status_code == 302) is (name in ("editor", "citizen")), name
    assert editor().get(f"/desk/distributions/{issue.pk}/file.csv").content.decode().count("安澜市图书馆") == 1


def test_a_recipient_is_written_and_changed(gazette: Gazette) -> None:
    client, given = editor(), {"kind": "organ", "name": "安澜市水务局", "copies": "2"}
    assert client.post("/desk/recipients/anlan/new/", given).status_code == 302
    assert client.post("/desk/recipients/anlan/new/", given).status_code == 422
    recipient = Recipient.objects.get()
    assert client.post(f"/desk/recipients/{recipient.pk}/", given | {"copies": "5"}).status_code == 302
    recipient.refresh_from_db()
    assert recipient.copies == 5
    wrong = given | {"from_on": "2024-02-01", "until_on": "2024-01-01"}
    assert client.post(f"/desk/recipients/{recipient.pk}/", wrong).status_code == 422


def test_the_register_goes_out_and_comes_back_as_a_table(gazette: Gazette) -> None:
    receive(gazette, address="东渠路1号", from_on=date(2020, 1, 1))
    table = csv_file(columns=COLUMNS, rows=recipient_rows(gazette))
    assert read_table(data=table, columns=COLUMNS)[0]["类别"] == "图书馆"
    bad = table.decode("utf-8-sig").splitlines()[1].replace("图书馆,安澜", "书店,安澜")
    client = editor()
    file = SimpleUploadedFile("名册.csv", table + bad.encode())
    shown = client.post("/desk/recipients/anlan/import/", {"file": file})
    assert (shown.context["good"], shown.context["known"], len(shown.context["rows"])) == (1, 1, 2)
    Recipient.objects.all().delete()
    assert client.post("/desk/recipients/anlan/import/", {"rows": shown.context["carried"]}).status_code == 302
    back = Recipient.objects.get()
    assert (back.kind, back.address, back.copies, back.from_on) == ("library", "东渠路1号", 2, date(2020, 1, 1))


@pytest.mark.slow
def test_list_and_labels_are_set_as_pdf_for_the_desk_alone(gazette: Gazette) -> None:
    for n in range(30):
        receive(gazette, f"安澜市第{n}馆", address="东渠路1号")
    made = freeze_distribution(issue=make_issue(gazette=gazette), print_run=100, on=DAY, by=make_user())
    for labels, sheet, pages in ((False, "list", 1), (True, "labels", 2)):
        file = render_distribution(distribution_id=made.pk, labels=labels)
        assert file.key == list_key(collect_list(made, labels=labels))
        assert file.pages == pages
        answer = editor().get(f"/desk/distributions/{made.issue_id}/{sheet}.pdf")
        assert answer.status_code == 200
        assert "private" in answer["Cache-Control"]
    assert render_distribution(distribution_id=0, labels=False) is None


def test_a_frozen_list_may_be_taken_away(gazette: Gazette) -> None:
    receive(gazette)
    made = freeze_distribution(issue=make_issue(gazette=gazette), print_run=100, on=DAY, by=make_user())
    editor().post(f"/desk/distributions/{made.issue_id}/thaw/")
    assert not Distribution.objects.exists()


def test_lists_take_the_same_queries_for_one_and_for_fifty(gazette: Gazette) -> None:
    receive(gazette)
    issue = make_issue(gazette=gazette)
    client = editor()
    addresses = ("/desk/recipients/anlan/", f"/desk/distributions/{issue.pk}/")
    client.get(addresses[0])
    counted = [queries(lambda at=at: client.get(at)) for at in addresses]
    for n in range(50):
        receive(gazette, f"安澜市第{n}馆")
    for _ in range(5):
        make_issue(gazette=gazette)
    assert [queries(lambda at=at: client.get(at)) for at in addresses] == counted

"""The desk's import pages: who gets in, what an upload comes to, what bad files are told."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from gazette.models import GazetteIssue, ImportJob
from gazette.services.importing.running import run_import
from gazette.services.storing import store_source
from policies.models import Finding, PolicyDocument, Role
from tests.factories import make_user, sign_all
from tests.gazette.imports import TODAY, bring_in_record
from tests.readings import read_issue

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/desk/imports/"


@pytest.fixture
def desk(client: Client):
    """`desk(role)` is a browser in which a member of that role has logged in."""

    def enter(role: str) -> Client:
        client.force_login(make_user(role=role))
        return client

    return enter


def text(name: str = "a.txt", data: bytes = "安澜".encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/plain")


@pytest.mark.parametrize("address", ["/desk/", LIST, "/desk/imports/1/", "/desk/imports/progress/"])
def test_strangers_are_led_to_the_login(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/login/")


@pytest.mark.parametrize("role", ["", Role.SYSADMIN, Role.SECURITY, Role.AUDITOR])
def test_who_has_no_editorial_role_is_refused(desk, role: str) -> None:
    assert desk(role).get(LIST).status_code == 403


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.PUBLISHER])
def test_the_editorial_office_sees_the_jobs(desk, role: str) -> None:
    assert desk(role).get(LIST).status_code == 200


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PUBLISHER])
def test_only_editors_hand_files_in(desk, role: str) -> None:
    assert desk(role).post(LIST, {"texts": [text()]}).status_code == 403
    assert not ImportJob.objects.exists()


def test_every_role_enters_the_desk_and_a_password_opens_it(client: Client) -> None:
    make_user(role=Role.AUDITOR, username="shen", password="很长的一个口令-7")
    answer = client.post("/desk/login/", {"login": "shen", "password": "很长的一个口令-7"})
    assert answer["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert client.post("/desk/logout/").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_a_wrong_password_is_told_without_saying_which(client: Client) -> None:
    answer = client.post("/desk/login/", {"login": "nobody", "password": "x"})
    assert "用户名或密码不对" in answer.content.decode()


def test_several_files_become_jobs_with_their_messages(desk, sample: bytes) -> None:
    editor = desk(Role.EDITOR)
    good = text("anlan.txt", sample)
    answer = editor.post(LIST, {"texts": [good, text("empty.txt", b""), text("photo.txt", b"\x89PNG\r\n\x1a\n")]})
    assert answer["Location"] == f"/desk/batches/{ImportJob.objects.first().batch_id}/"
    assert ImportJob.objects.count() == 3
    for job in ImportJob.objects.all():
        run_import(job_id=job.pk, on=TODAY)
    shown = editor.get(LIST).content.decode()
    assert "文件是空的" in shown
    assert "图片文件已损坏" in shown
    job = ImportJob.objects.get(source__name="anlan.txt")
    progress = editor.get("/desk/imports/progress/", {"job": [job.pk, "x", "9" * 30]}).json()["jobs"]
    assert [(one["id"], one["moving"]) for one in progress] == [(job.pk, False)]


def test_findings_stand_under_their_document_equal_ones_once(desk, sample: bytes) -> None:
    editor = desk(Role.EDITOR)
    editor.post(LIST, {"texts": [text("anlan.txt", sample)]})
    job = ImportJob.objects.get()
    run_import(job_id=job.pk, on=TODAY)
    job.refresh_from_db()
    document = PolicyDocument.objects.order_by("pk").first()
    for line in (11, 12):
        finding = Finding.objects.create(
            code="cells-shifted",
            severity="error",
            message="两行对不上。",
            document=document,
            first_line=line,
            last_line=line,
        )
        finding.readings.add(job.reading)
    page = editor.get(f"/desk/imports/{job.pk}/").content.decode()
    assert page.count("两行对不上。") == 1
    assert "2 处" in page
    assert page.index(document.title) < page.index("两行对不上。")
    assert document.get_absolute_url() not in page, "a draft has no public page to lead to"
    assert "原件第 11 行" in page
    assert "原件第 12 行" in page


def test_no_file_is_told(desk) -> None:
    answer = desk(Role.EDITOR).post(LIST, {})
    assert answer.status_code == 422
    assert "请选择至少一个文件" in answer.content.decode()


def test_one_number_for_several_files_is_refused(desk) -> None:
    answer = desk(Role.EDITOR).post(LIST, {"texts": [text(), text("b.txt", b"b")], "number": "3"})
    assert answer.status_code == 422
    assert not ImportJob.objects.exists()


def test_a_file_above_the_cap_is_not_taken(desk, settings, media) -> None:
    settings.UPLOAD_MAX_BYTES = 200_000
    answer = desk(Role.EDITOR).post(LIST, {"texts": [text("big.txt", b"x" * 300_000)]})
    assert answer.status_code == 413
    assert "超过上传上限" in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_a_request_above_the_cap_is_not_read(desk, settings) -> None:
    settings.UPLOAD_MAX_REQUEST_BYTES = 1000
    answer = desk(Role.EDITOR).post(LIST, {"texts": [text("big.txt", b"x" * 5000)]})
    assert answer.status_code == 413


def test_a_full_disk_is_told(desk, monkeypatch) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    answer = desk(Role.EDITOR).post(LIST, {"texts": [text()]})
    assert answer.status_code == 507
    assert "磁盘空间不足" in answer.content.decode()


def test_the_publisher_publishes_a_draft(desk) -> None:
    job = bring_in_record(read_issue())
    publisher = desk(Role.PUBLISHER)
    refused = publisher.post(reverse("desk:issue_publish", args=[job.issue_id]), follow=True)
    assert "不能办理" in refused.content.decode()
    sign_all(issue=job.issue)
    assert "发布这一期" in publisher.get(f"/desk/imports/{job.pk}/").content.decode()
    answer = publisher.post(reverse("desk:issue_publish", args=[job.issue_id]), follow=True)
    assert "已发布" in answer.content.decode()
    assert GazetteIssue.objects.get().state == "published"
    assert GazetteIssue.objects.get().published_by.groups.get().name == "publisher"
    assert PolicyDocument.objects.get().published_on is not None
    again = publisher.post(reverse("desk:issue_publish", args=[job.issue_id]), follow=True)
    assert "不能办理" in again.content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SYSADMIN])
def test_nobody_else_publishes(desk, role: str) -> None:
    job = bring_in_record(read_issue())
    browser = desk(role)
    assert browser.post(reverse("desk:issue_publish", args=[job.issue_id])).status_code == 403
    assert GazetteIssue.objects.get().state == "draft"


def test_a_comparison_is_shown(desk) -> None:
    bring_in_record(read_issue(), publish=True)
    job = bring_in_record(read_issue(chronicle=()), publish=True)
    shown = desk(Role.EDITOR).get(f"/desk/imports/{job.pk}/").content.decode()
    assert f"/desk/imports/{job.pk}/difference/" in shown


def test_no_room_for_the_upload_itself_is_told(desk, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    answer = desk(Role.EDITOR).post(LIST, {"texts": [text()]})
    assert answer.status_code == 507
    assert "磁盘空间不足" in answer.content.decode()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\lin\\公报.txt", "公报.txt"),
        ("a\x00b\n\u202egpj.txt", "abgpj.txt"),
        ("/dev/null", "null"),
        ("x" * 300 + ".txt", "x" * 251 + ".txt"),
        ("\x07", "无名文件"),
    ],
    ids=["parents", "windows", "control", "device", "long", "nothing"],
)
def test_nothing_of_a_senders_name_reaches_the_file_system(name: str, kept: str) -> None:
    source, _ = store_source(file=ContentFile(name.encode()), name=name, by=None)
    assert source.name == kept
    assert source.file.name.endswith(f"/{source.sha256}.txt")
    assert source.format == "text"


def test_the_form_offers_every_format_that_is_read(desk) -> None:
    page = desk(Role.EDITOR).get(LIST).content.decode()
    assert ".pdf,.docx" in page
    assert ".ofd" in page


def test_documents_stand_in_the_order_of_print(desk) -> None:
    job = bring_in_record(read_issue())
    issue = job.issue
    assert issue is not None
    last = issue.promulgations.count()
    for one in issue.promulgations.order_by("-position"):  # rows lie the other way round than print
        one.position = last + 1 - one.position + 100
        one.save()
    shown = desk(Role.EDITOR).get(f"/desk/imports/{job.pk}/").context["printed"]
    assert [one.position for one in shown] == sorted(one.position for one in shown)

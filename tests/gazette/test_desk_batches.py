"""The desk's batches and its documents outside issues: who may, what an upload comes to, and how many queries a page asks."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gazette.models import ImportBatch, ImportJob, JobKind, JobState
from gazette.services.importing.batches import start_batch
from gazette.services.importing.running import run_import
from policies.models import PolicyDocument, Role, SourceFile
from tests.cast import everybody, queries
from tests.factories import make_document, make_signed, make_user
from tests.gazette.imports import TODAY
from tests.gazette.test_archives import issue_text
from tests.gazette.test_letters import LETTER, bring

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/desk/imports/"


@pytest.fixture
def desk(client: Client):
    def enter(role: str) -> Client:
        client.force_login(make_user(role=role))
        return client

    return enter


def text(name: str, data: str = "安澜") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode(), content_type="text/plain")


def packed(**files: str) -> SimpleUploadedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/") + ".txt", data)
    return SimpleUploadedFile("往期.zip", made.getvalue(), content_type="application/zip")


def make_batch(rows: int = 1) -> ImportBatch:
    sources = [SourceFile(sha256=f"{n:064}", name=f"2019-{n:02}.txt", size=1, file=f"x{n}") for n in range(rows)]
    SourceFile.objects.bulk_create(sources)
    plan = [
        {
            "name": one.name,
            "files": [one.name],
            "year": 2019,
            "number": n,
            "supplement": False,
            "doubt": "",
            "why": "",
            "source": one.pk,
        }
        for n, one in enumerate(sources, 1)
    ]
    batch = ImportBatch.objects.create(
        name="往期", report={"kind": "issue", "gazette": "", "publish": False, "rows": plan}
    )
    start_batch(batch=batch, by=None)
    batch.refresh_from_db()
    return batch


def test_only_editors_start_and_retry() -> None:
    batch = make_batch()
    for deed in ("start", "retry"):
        answers = {name: one.post(f"/desk/batches/{batch.pk}/{deed}/").status_code for name, one in everybody().items()}
        assert answers.pop(Role.EDITOR) == 302
        assert answers.pop("citizen") == 302
        assert set(answers.values()) == {403}


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/report.csv", "{id}/report.json"])
def test_the_editorial_office_sees_batches(path: str) -> None:
    address = "/desk/batches/" + path.format(id=make_batch().pk)
    answers = {name: one.get(address).status_code for name, one in everybody().items()}
    assert {name for name, status in answers.items() if status == 200} == {Role.EDITOR, Role.REVIEWER, Role.PUBLISHER}


def test_only_publishers_publish_and_withdraw() -> None:
    document = make_signed()
    for deed in ("do/publish", "withdraw"):
        answers = {
            name: one.post(f"/desk/documents/{document.pk}/{deed}/").status_code for name, one in everybody().items()
        }
        assert answers.pop(Role.PUBLISHER) in (200, 302)  # taking it back asks for the reason
        assert answers.pop("citizen") == 302
        assert set(answers.values()) == {403}


def test_several_files_make_a_batch_that_begins_at_once(desk) -> None:
    answer = desk(Role.EDITOR).post(LIST, {"texts": [text("2019-01.txt"), text("2019-02.txt", "水渠")]})
    batch = ImportBatch.objects.get()
    assert answer["Location"] == f"/desk/batches/{batch.pk}/"
    assert sorted(ImportJob.objects.values_list("year", "number")) == [(2019, 1), (2019, 2)]
    page = desk(Role.EDITOR).get(answer["Location"]).content.decode()
    assert "2019年第1期" in page
    assert "排队中" in page


def test_a_zip_is_shown_before_anything_begins(desk) -> None:
    client = desk(Role.EDITOR)
    answer = client.post(LIST, {"texts": [packed(**{"2019__01": issue_text(2019, 1, 1), "扫描": "x"})]})
    assert not ImportJob.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert "开始导入" in page
    assert "文件名看不出年份和期号" in page
    batch = ImportBatch.objects.get()
    client.post(f"/desk/batches/{batch.pk}/start/")
    assert ImportJob.objects.count() == 2


def test_a_zip_that_is_none_is_refused_with_a_reason(desk) -> None:
    broken = SimpleUploadedFile("往期.zip", b"PK no zip", content_type="application/zip")
    answer = desk(Role.EDITOR).post(LIST, {"texts": [broken]})
    assert answer.status_code == 422
    assert "不是能打开的压缩包" in answer.content.decode()


def test_files_of_letters_become_documents_outside_issues(desk) -> None:
    client = desk(Role.EDITOR)
    client.post(LIST, {"texts": [text("通知.txt", LETTER)], "kind": "document"})
    job = ImportJob.objects.get()
    assert job.kind == JobKind.DOCUMENT
    run_import(job_id=job.pk, on=TODAY)
    page = client.get("/desk/documents/").content.decode()
    assert "安水发〔2024〕9号" in page
    detail = client.get(f"/desk/documents/{PolicyDocument.objects.get().pk}/").content.decode()
    assert "安澜市水务局办公室" in detail  # of the imprint
    assert "印发机关" in detail


def test_a_letter_is_published_found_and_taken_back(desk) -> None:
    document = bring(LETTER).document
    assert document is not None
    client = desk(Role.PUBLISHER)
    document = make_signed(document=document)
    client.post(f"/desk/documents/{document.pk}/do/publish/")
    assert Client().get(document.get_absolute_url()).status_code == 200
    assert "水渠管理办法" in Client().get("/search", {"q": "水渠管理办法"}).content.decode()
    client.post(f"/desk/documents/{document.pk}/withdraw/", {"reason": ""})
    assert Client().get(document.get_absolute_url()).status_code == 200
    client.post(f"/desk/documents/{document.pk}/withdraw/", {"reason": "内容有误"})
    assert Client().get(document.get_absolute_url()).status_code == 410


def test_the_report_is_given_as_csv_and_json(desk) -> None:
    batch = make_batch()
    ImportJob.objects.update(state=JobState.FAILED, message="=cmd() 打不开")
    client = desk(Role.REVIEWER)
    sheet = client.get(f"/desk/batches/{batch.pk}/report.csv").content.decode()
    assert sheet.startswith("\ufeff类别,位置,内容")
    assert "'=cmd()" in sheet
    report = json.loads(client.get(f"/desk/batches/{batch.pk}/report.json").content)
    assert report["files"][0]["kind"] == "failed"
    assert client.get(f"/desk/batches/{batch.pk}/report.xml").status_code == 404


def test_pages_ask_as_many_queries_for_fifty_as_for_one(desk) -> None:
    client = desk(Role.EDITOR)
    one = make_batch(1)
    SourceFile.objects.update(sha256="f" * 64)
    many = make_batch(50)
    addresses = [f"/desk/batches/{batch.pk}/" for batch in (one, many)]
    client.get(addresses[0])
    assert queries(lambda: client.get(addresses[0])) == queries(lambda: client.get(addresses[1]))
    for address in ("/desk/batches/", "/desk/documents/"):
        few = queries(lambda: client.get(address))  # noqa: B023
        for n in range(49):
            ImportBatch.objects.create(name=str(n), report={"rows": []})
            make_document()
        assert queries(lambda: client.get(address)) == few  # noqa: B023

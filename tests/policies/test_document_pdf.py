"""The address of a document's PDF: the file, its tag and name, and what the reader gets while it is being made."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from gazette.celery import app
from policies.models import PolicyDocument, RenderedFile
from policies.services.rendering import keep_rendering, render_document
from policies.typesetting.press import PrintedPdf
from policies.views import rendered
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    return settings.MEDIA_ROOT


@pytest.fixture
def worker() -> Iterator[None]:
    """Tasks are done where they are sent."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def document() -> PolicyDocument:
    return make_document(slug="azf/2024/7", number="安政发〔2024〕7号")


def test_a_ready_file_is_served_with_its_name_and_tag(client: Client, document: PolicyDocument):
    row = render_document(document_id=document.pk)
    response = client.get("/doc/azf/2024/7.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    data = response.content
    assert data.startswith(b"%PDF-")
    assert len(data) == row.size
    assert 'inline; filename="azf-2024-7.pdf";' in response["Content-Disposition"]
    assert (
        "filename*=UTF-8''%E5%AE%89%E6%94%BF%E5%8F%91%E3%80%942024%E3%80%957%E5%8F%B7.pdf"
        in response["Content-Disposition"]
    )
    again = client.get("/doc/azf/2024/7.pdf", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == response["ETag"]


@pytest.mark.usefixtures("worker")
def test_a_file_that_is_not_there_is_made_on_demand_once(client: Client, document: PolicyDocument):
    for _ in range(2):
        assert client.get("/doc/azf/2024/7.pdf").status_code == 200
    assert RenderedFile.objects.count() == 1


def test_while_it_is_being_made_the_reader_is_asked_back(client: Client, settings, document: PolicyDocument):
    settings.PDF_WAIT_SECONDS = 0.0
    response = client.get("/doc/azf/2024/7.pdf")
    assert response.status_code == 202
    assert response["Retry-After"] == "3"
    assert "正在排版" in response.content.decode()
    assert 'http-equiv="refresh"' in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_after_two_minutes_nobody_is_asked_to_wait_any_longer(
    client: Client, settings, monkeypatch: pytest.MonkeyPatch, document: PolicyDocument
):
    settings.PDF_WAIT_SECONDS = 0.0
    monkeypatch.setattr(rendered, "GIVE_UP", -1)
    response = client.get("/doc/azf/2024/7.pdf")
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_without_a_queue_the_page_says_so(client: Client, settings, document: PolicyDocument):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/1"}
    }
    response = client.get("/doc/azf/2024/7.pdf")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "暂时不能生成 PDF" in response.content.decode()


@pytest.mark.usefixtures("worker")
def test_another_wording_is_another_file(client: Client, document: PolicyDocument):
    first = client.get("/doc/azf/2024/7.pdf")["ETag"]
    document.validity = "repealed"
    document.save()
    assert client.get("/doc/azf/2024/7.pdf")["ETag"] != first
    assert RenderedFile.objects.count() == 2


def test_bytes_that_have_gone_are_made_again(document: PolicyDocument, media: Path):
    first = render_document(document_id=document.pk)
    Path(first.file.path).unlink()
    second = render_document(document_id=document.pk)
    assert Path(second.file.path).read_bytes().startswith(b"%PDF-")
    assert (second.pk, second.sha256) == (first.pk, first.sha256)


def test_a_kept_file_is_not_set_again(document: PolicyDocument):
    def never() -> PrintedPdf:
        raise AssertionError("typeset twice")

    row = render_document(document_id=document.pk)
    assert keep_rendering(key=row.key, typeset=never) == row


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("withdrawn", 410)])
def test_what_is_not_public_has_no_file(client: Client, state: str, status: int):
    document = make_document(slug="azf/2024/8", state=state, withdrawal_reason="内容有误")
    assert client.get("/doc/azf/2024/8.pdf").status_code == status
    assert render_document(document_id=document.pk) is None


def test_an_unknown_document_is_not_found(client: Client):
    assert client.get("/doc/azf/1999/1.pdf").status_code == 404

"""The desk's pages of corrections: errors of a print listed and announced, a corrected wording opened."""

import pytest
from django.test import Client

from policies.models import PolicyDocument, Role
from policies.services.workflow.permission import working_draft
from tests import factories
from tests.cast import queries

pytestmark = pytest.mark.django_db


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(factories.make_user(role=role, password=None))
    return client


def test_an_editor_lists_errors_and_writes_a_notice_of_them() -> None:
    document = factories.make_document()
    editor, page = client_of(Role.EDITOR), f"/desk/documents/{document.pk}/corrections/"
    assert "没有等待公告的错误" in editor.get("/desk/corrections/").content.decode()
    editor.post(page, {"page": "3", "wrong": "供求", "right": "供水"})
    assert "不能相同" in editor.post(page, {"wrong": "供水", "right": "供水"}).content.decode()
    assert "供求" in client_of(Role.REVIEWER).get(page).content.decode()
    correction = document.corrections.get()
    assert "供求" in editor.get("/desk/corrections/").content.decode()
    answer = editor.post("/desk/corrections/", {"correction": [correction.pk]})
    notice = PolicyDocument.objects.get(corrects=correction)
    assert answer["Location"] == f"/desk/documents/{notice.pk}/"
    assert notice.title in editor.get("/desk/corrections/").content.decode()
    again = editor.post("/desk/corrections/", {"correction": [correction.pk]}, follow=True)
    assert "已在别的公告里" in again.content.decode()


def test_a_listed_error_is_taken_off_again() -> None:
    document = factories.make_document()
    editor = client_of(Role.EDITOR)
    editor.post(f"/desk/documents/{document.pk}/corrections/", {"wrong": "供求", "right": "供水"})
    correction = document.corrections.get()
    assert client_of(Role.PUBLISHER).post(f"/desk/corrections/{correction.pk}/drop/").status_code == 403
    editor.post(f"/desk/corrections/{correction.pk}/drop/")
    assert not document.corrections.exists()


def test_a_corrected_wording_is_opened_once_and_with_a_reason() -> None:
    document = factories.make_document()
    editor, address = client_of(Role.EDITOR), f"/desk/documents/{document.pk}/correct/"
    editor.post(address, {"reason": " "})
    assert working_draft(document) is None
    editor.post(address, {"reason": "第三段录入有误"})
    document = PolicyDocument.objects.get()
    draft = working_draft(document)
    assert draft
    assert draft.reason == "第三段录入有误"
    assert editor.post(address, {"reason": "再来"}).status_code == 403
    assert "更正稿正在编辑" in editor.get(f"/desk/documents/{document.pk}/corrections/").content.decode()


def test_queries_do_not_grow_with_what_waits() -> None:
    editor = client_of(Role.EDITOR)

    def wait(n: int) -> None:
        for _ in range(n):
            document = factories.make_document()
            editor.post(f"/desk/documents/{document.pk}/corrections/", {"wrong": "供求", "right": "供水"})

    wait(1)
    editor.get("/desk/corrections/")
    few = queries(lambda: editor.get("/desk/corrections/"))
    wait(49)
    editor.get("/desk/corrections/")
    assert queries(lambda: editor.get("/desk/corrections/")) == few

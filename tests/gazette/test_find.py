"""The desk's search box finds documents and issues in any state, for the editorial roles."""

import pytest
from django.test import Client
from django.urls import reverse

from policies.models import Role
from tests import factories
from tests.cast import everybody, queries
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user(role=Role.EDITOR, password=None))
    return client


def test_the_editorial_roles_find_and_others_do_not() -> None:
    answers = {name: client.get("/desk/find/?q=水").status_code for name, client in everybody().items()}
    assert answers == {
        "citizen": 302,
        "editor": 200,
        "reviewer": 200,
        "publisher": 200,
        "sysadmin": 403,
        "security": 403,
        "auditor": 403,
    }


@pytest.mark.parametrize("typed", ["安政发〔2031〕7号", "安政发(2031)7", "安政发[2031]7号", "关于东渠"])
def test_the_only_document_found_is_opened(editor: Client, typed: str) -> None:
    document = factories.make_document(title="关于东渠整治的通知", number="安政发〔2031〕7号", state="draft")
    factories.make_document(number="安政发〔2031〕8号")
    answer = editor.get("/desk/find/", {"q": typed})
    assert answer["Location"] == reverse("desk:document_detail", args=[document.pk])


@pytest.mark.parametrize("typed", ["2031年第3期", "2031 3", "2031-3"])
def test_an_issue_is_found_by_year_and_number(editor: Client, typed: str) -> None:
    issue = factories.make_issue(year=2031, number=3)
    factories.make_issue(year=2031, number=4)
    assert editor.get("/desk/find/", {"q": typed}).status_code == 302
    assert str(issue) in editor.get("/desk/find/", {"q": "2031年"}).content.decode()


def test_nothing_found_says_what_to_write(editor: Client) -> None:
    assert "可以这样写" in editor.get("/desk/find/", {"q": "无此词语"}).content.decode()


def test_queries_do_not_grow_with_what_is_found(editor: Client) -> None:
    def many(n: int) -> None:
        for _ in range(n):
            factories.make_issue(documents=[factories.make_document(title="关于供水的通知")])

    many(2)  # one alone is opened at once
    editor.get("/desk/find/")  # the first page of a session writes it
    few = queries(lambda: editor.get("/desk/find/", {"q": "供水"}))
    many(48)
    assert queries(lambda: editor.get("/desk/find/", {"q": "供水"})) == few

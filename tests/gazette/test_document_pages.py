"""The desk's page of one document, the list of all, and the way over the desk by its buttons."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gazette.models import ImportJob
from gazette.templatetags.devices import browser
from policies.models import DocumentState, Draft, PolicyDocument, Role, User
from tests.cast import queries
from tests.factories import add_promulgation, make_document, make_draft, make_issue, make_signed, make_user

pytestmark = pytest.mark.django_db


def enter(role: str, **fields: object) -> Client:
    client = Client()
    client.force_login(make_user(role=role, password=None, **fields))
    return client


def do(client: Client, document: PolicyDocument, deed: str, **given: object) -> str:
    address = reverse("desk:document_deed", args=[document.pk, deed])
    return client.post(address, given, follow=True).content.decode()


def page(client: Client, document: PolicyDocument) -> str:
    return client.get(reverse("desk:document_detail", args=[document.pk])).content.decode()


def offered(html: str) -> set[str]:
    """The deeds that the page's bar posts to."""
    return {part.split("/")[0] for part in html.split("/do/")[1:]} - {"receive", "disclose", "secrecy"}


@pytest.mark.parametrize(
    ("role", "fields", "deeds"),
    [
        (Role.EDITOR, {}, {"submit", "give_up"}),
        (Role.EDITOR, {"stage": "proof", "proof": 1}, set()),
        (Role.REVIEWER, {"stage": "proof", "proof": 1}, {"approve", "send_back", "special"}),
        (Role.PUBLISHER, {"stage": "galley"}, {"sign", "send_back", "special", "give_up"}),
        (Role.REVIEWER, {"stage": "signed"}, set()),
    ],
)
def test_the_bar_offers_what_the_role_may_do_here(role: str, fields: dict[str, object], deeds: set[str]) -> None:
    assert offered(page(enter(role), make_draft(**fields).document)) == deeds


def test_what_the_gate_holds_back_is_not_offered_but_named_with_its_place() -> None:
    document = make_signed()
    publisher = enter(Role.PUBLISHER)
    assert {"publish", "schedule", "recall"} <= offered(page(publisher, document))
    Draft.objects.update(secrecy_by="", secrecy_on=None)
    html = page(publisher, document)
    assert "publish" not in offered(html)
    assert '<a href="#secrecy">没有登记保密审查</a>' in html


def test_a_manuscript_goes_the_whole_way_by_its_buttons() -> None:
    editor, reviewer, publisher = enter(Role.EDITOR), enter(Role.REVIEWER), enter(Role.PUBLISHER)
    answer = editor.post(
        reverse("desk:document_new"),
        {
            "title": "安澜市水渠管理办法",
            "number": "安政发〔2024〕31号",
            "issuers": "安澜市人民政府",
            "treatment": "written",
        }
        | {"text": "第一条　为了管好水渠，制定本办法。", "received_from": "安澜市水务局", "paper_agrees": "yes"},
        follow=True,
    )
    document = PolicyDocument.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("desk:document_detail", args=[document.pk])
    assert "一校" in do(editor, document, "submit", lock="0")
    for now in ("二校", "三校", "清样"):
        assert f"文稿现在是：{now}" in do(reviewer, document, "approve")
    do(editor, document, "disclose", disclosure="open")
    assert "保密审查已登记" in do(reviewer, document, "secrecy", examined_by="王保密", examined_on="2024-03-02")
    assert "文稿现在是：付印" in do(publisher, document, "sign")
    assert "已发布" in do(publisher, document, "publish")
    document.refresh_from_db()
    assert document.state == DocumentState.PUBLISHED
    assert Client().get(document.get_absolute_url()).status_code == 200


def test_own_work_is_refused_and_a_special_approval_is_listed() -> None:
    both = make_user()
    both.groups.add(make_user(role=Role.REVIEWER).groups.get())
    client = Client()
    client.force_login(both)
    client.post(reverse("desk:document_new"), {"title": "安澜市防汛预案", "treatment": "written", "text": "一、总则"})
    document = PolicyDocument.objects.get()
    do(client, document, "submit")
    assert "不能审核自己改的内容" in do(client, document, "approve")
    assert "文稿现在是：二校" in do(client, document, "special", reason="只有三个人在岗")
    listed = enter(Role.AUDITOR).get(reverse("desk:special_list")).content.decode()
    assert "只有三个人在岗" in listed
    assert "一校" in listed


def test_a_file_is_registered_with_where_it_came_from(media) -> None:
    letter = SimpleUploadedFile("通知.txt", "安澜市水务局关于清淤的通知\n各区县：\n请抓紧清淤。".encode())
    given = {"treatment": "collated", "received_from": "安澜市水务局", "received_on": "2024-03-01", "file": letter}
    enter(Role.EDITOR).post(reverse("desk:document_new"), given)
    assert ImportJob.objects.get().reception == {
        "received_from": "安澜市水务局",
        "received_on": "2024-03-01",
        "paper_agrees": None,
        "treatment": "collated",
    }


def test_a_manuscript_without_title_or_file_is_not_registered() -> None:
    answer = enter(Role.EDITOR).post(reverse("desk:document_new"), {"treatment": "written", "text": "一、总则"})
    assert answer.status_code == 422
    assert "请填写标题" in answer.content.decode()


def test_a_role_that_never_does_a_deed_is_refused() -> None:
    document = make_draft(stage="galley").document
    address = reverse("desk:document_deed", args=[document.pk, "sign"])
    assert enter(Role.EDITOR).post(address).status_code == 403
    assert Draft.objects.get().stage == "galley"


def test_a_form_leads_back_to_its_page_and_never_elsewhere() -> None:
    document = make_draft().document
    client, address = enter(Role.EDITOR), reverse("desk:document_deed", args=[document.pk, "receive"])
    own = client.post(address, {"treatment": "written", "back": "/desk/documents/"})
    strange = client.post(address, {"treatment": "written", "back": "//evil.example/"})
    assert own["Location"] == "/desk/documents/"
    assert strange["Location"] == reverse("desk:document_detail", args=[document.pk])


def test_an_hour_is_set_shown_and_taken_back() -> None:
    document, publisher = make_signed(), enter(Role.PUBLISHER)
    assert "将于 2099-01-01 08:00 发布" in do(publisher, document, "schedule", at="2099-01-01T08:00")
    assert "已定于 2099-01-01 08:00 发布" in page(publisher, document)
    assert "已取消" in do(publisher, document, "schedule", cancel="1")


def test_the_list_sorts_documents_by_where_they_stand() -> None:
    make_draft(stage="galley")
    make_document()
    make_draft(document=make_document(state="draft"), stage="proof", proof=2, received_from="安澜市水务局")
    make_document(state="draft", title="还没有动过的来稿")
    editor = enter(Role.EDITOR)

    def titles(stage: str) -> int:
        return editor.get(reverse("desk:document_list"), {"stage": stage}).content.decode().count('<th scope="row"')

    counted = {stage: titles(stage) for stage in ("", "received", "proof", "galley", "signed", "published", "nonsense")}
    assert counted == {"": 4, "received": 1, "proof": 1, "galley": 1, "signed": 0, "published": 1, "nonsense": 4}
    html = editor.get(reverse("desk:document_list"), {"stage": "proof"}).content.decode()
    assert "二校" in html
    assert "安澜市水务局" in html


def test_the_lists_ask_a_constant_number_of_queries() -> None:
    def one_more(user: User) -> None:
        document = make_draft(stage="proof", proof=1).document
        Draft.objects.filter(document=document).update(received_on=date(2024, 3, 1))
        add_promulgation(issue=issue, document=document)
        document.drafts.get().approvals.create(stage="proof", proof=1, by=user, special=True, reason="人手不够")

    issue = make_issue(state="draft", published_on=None)
    user = make_user(role=Role.PUBLISHER)
    client = Client()
    client.force_login(user)
    addresses = [
        reverse("desk:document_list"),
        reverse("desk:special_list"),
        reverse("desk:issue_press", args=[issue.pk]),
    ]
    one_more(user)
    for address in addresses:
        client.get(address)
    alone = [queries(lambda address=address: client.get(address)) for address in addresses]
    for _ in range(49):
        one_more(user)
    assert [queries(lambda address=address: client.get(address)) for address in addresses] == alone


def test_an_issue_is_taken_to_the_press_by_its_buttons() -> None:
    documents = [make_draft().document for _ in range(2)]
    issue = make_issue(documents=documents, state="draft", published_on=None)
    editor, reviewer, publisher = enter(Role.EDITOR), enter(Role.REVIEWER), enter(Role.PUBLISHER)

    def do_issue(client: Client, deed: str, **given: object) -> str:
        return client.post(reverse("desk:issue_deed", args=[issue.pk, deed]), given, follow=True).content.decode()

    assert "已办 2 件" in do_issue(editor, "submit_ready")
    for _ in range(3):
        assert "已办 2 件" in do_issue(reviewer, "approve_ready")
    assert "已办 2 件" in do_issue(reviewer, "examine", examined_by="王保密", examined_on="2024-03-02")
    assert "已办 2 件" in do_issue(publisher, "disclose")
    assert "清样" in do_issue(editor, "submit")
    assert "没有付印" in do_issue(publisher, "sign")
    assert "已办 2 件" in do_issue(publisher, "sign_ready")
    assert "这一期现在是：付印" in do_issue(publisher, "sign")
    assert "已发布" in do_issue(publisher, "publish")
    issue.refresh_from_db()
    assert issue.state == "published"


def test_the_list_is_narrowed_by_words_and_numbers_within_a_stage() -> None:
    wanted = make_draft(
        document=make_document(state="draft", title="安澜市供水办法", number="安政发〔2024〕7号")
    ).document
    make_document(state="draft", title="安澜市供水年报")
    make_document(title="安澜市供水价格的通知")
    client = enter(Role.EDITOR)

    def listed(**asked: str) -> list[str]:
        return [document.title for document, _standing, _draft in client.get("/desk/documents/", asked).context["rows"]]

    assert len(listed(q="供水")) == 3
    assert listed(q="供水", stage="published") == ["安澜市供水价格的通知"]
    assert listed(q="安政发[2024]7号") == [wanted.title]
    assert listed(q="\0没有") == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_device_is_named_as_its_user_knows_it(said: str, expected: str) -> None:
    assert browser(said) == expected

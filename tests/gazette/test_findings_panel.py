"""Findings at the desk: shown by kind with their place and fix, decided one by one or all of a kind, by whom it is theirs to."""

from datetime import date

import pytest
from django.test import Client

from policies.models import Draft, Finding, FindingState, Provision
from policies.services.proofreading import proofread
from tests.cast import everybody, queries
from tests.factories import add_table, make_organ, make_user
from tests.policies.test_proofreading import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user(role="editor", first_name="顾云岫"))
    return client


def make(*paragraphs: str, treatment: str = "written") -> Draft:
    draft = make_draft(*paragraphs, treatment=treatment, issued_on=date(2024, 3, 1))
    proofread(draft=draft)
    return draft


def panel(client: Client, draft: Draft, prefix: str = "") -> str:
    return client.get(f"{prefix}/desk/documents/{draft.document_id}/panel/findings/").content.decode()


def deed(client: Client, finding: Finding, name: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/desk/findings/{finding.pk}/{name}/", fields, headers={"X-Panel": "1"})
    return answer.status_code, answer.content.decode()


def test_a_finding_is_shown_with_its_place_the_words_around_it_and_its_fix(editor: Client) -> None:
    draft = make("一、加强领导", "各县区要加强领导,压实责任。")
    text = panel(editor, draft)
    assert "中文中的半角标点" in text
    assert "第2段" in text
    assert "各县区要加强领导<mark>,</mark><ins>，</ins>压实责任。" in text
    assert f'data-key="p{draft.version.provisions.order_by("position")[1].pk}"' in text
    assert "改为“，”" in text
    assert "转原发机关" not in text.split("<header")[1]


def test_of_a_print_an_error_is_referred_and_our_records_fault_is_fixed(editor: Client) -> None:
    draft = make("加强领导,压实责任。", "第七條规定。", treatment="collated")
    text = panel(editor, draft)
    printed, ours = Finding.objects.get(code="half-width"), Finding.objects.get(code="traditional-character")
    assert f"/desk/findings/{printed.pk}/refer/" in text
    assert f"/desk/findings/{printed.pk}/fix/" not in text
    assert f"/desk/findings/{ours.pk}/fix/" in text
    assert f"/desk/findings/{ours.pk}/refer/" not in text
    status, text = deed(editor, printed, "fix")
    assert (status, "转原发机关" in text) == (422, True)
    assert deed(editor, printed, "refer")[0] == 200
    printed.refresh_from_db()
    assert printed.state == FindingState.REFERRED
    deed(editor, printed, "reopen")
    deed(editor, printed, "blame")
    assert deed(editor, printed, "fix")[0] == 200
    assert Provision.objects.get(text="加强领导，压实责任。")


def test_a_fix_says_that_the_text_changed_and_is_taken_back(editor: Client) -> None:
    make("加强领导,压实责任。")
    one = Finding.objects.get()
    answer = editor.post(f"/desk/findings/{one.pk}/fix/", headers={"X-Panel": "1"})
    assert answer["X-Changed"] == "1"
    assert "没有待处理的校对意见" in answer.content.decode()
    assert "撤销改正" in answer.content.decode()
    status, text = deed(editor, one, "undo")
    assert (status, "已撤销改正" in text) == (200, True)
    assert Provision.objects.get().text == "加强领导,压实责任。"


def test_what_is_kept_needs_a_reason_which_is_shown(editor: Client) -> None:
    draft = make("加强领导,压实责任。")
    one = Finding.objects.get()
    status, text = deed(editor, one, "accept", reason="")
    assert (status, "请写明保留的理由" in text) == (422, True)
    status, text = deed(editor, one, "accept", reason="来稿如此")
    assert (status, "理由：来稿如此" in text) == (200, True)
    assert "顾云岫" in panel(editor, draft)


def test_without_the_script_a_form_leads_back_to_its_page(editor: Client) -> None:
    draft = make("加强领导,压实责任。", "由水务局;财政局负责。")
    one, other = Finding.objects.order_by("pk")
    answer = editor.post(f"/desk/findings/{one.pk}/fix/")
    assert answer["Location"] == f"/desk/documents/{draft.document_id}/#findings"
    answer = editor.post(f"/desk/findings/{other.pk}/fix/", {"next": "/desk/imports/"})
    assert answer["Location"] == "/desk/imports/"
    text = editor.get(f"/desk/documents/{draft.document_id}/").content.decode()
    assert "已改正" in text


def test_the_proofreader_runs_on_demand_and_opens_the_draft(editor: Client) -> None:
    draft = make_draft("加强领导,压实责任。")
    document = draft.document
    draft.delete()
    assert "还没有校对过" in editor.get(f"/desk/documents/{document.pk}/").content.decode()
    answer = editor.post(f"/desk/documents/{document.pk}/proofread/", headers={"X-Panel": "1"})
    assert "新增 1 条" in answer.content.decode()
    assert Draft.objects.get(document=document).proofread_lock == 0


def test_all_of_a_kind_are_looked_through_and_then_dealt_with(editor: Client) -> None:
    draft = make("水务局;财政局,审计局。", "加强领导,压实责任。")
    address = f"/desk/documents/{draft.document_id}/findings/half-width/"
    text = editor.get(address).content.decode()
    assert text.count('name="finding"') == 3
    first, *others = Finding.objects.order_by("pk")
    answer = editor.post(address, {"deed": "fix", "finding": [one.pk for one in others]}, follow=True)
    assert "已处理 2 条" in answer.content.decode()
    assert Provision.objects.filter(text__contains="加强领导，").exists()
    editor.post(address, {"deed": "accept", "finding": [first.pk], "reason": "来稿如此"})
    first.refresh_from_db()
    assert (first.state, first.reason) == (FindingState.ACCEPTED, "来稿如此")
    assert "请写明" in editor.post(address, {"deed": "accept", "finding": [others[0].pk]}, follow=True).content.decode()


def test_who_looks_and_who_decides() -> None:
    draft = make("加强领导,压实责任。")
    one = Finding.objects.get()
    answers = {name: deed(client, one, "accept", reason="看过")[0] for name, client in everybody().items()}
    assert {name for name, status in answers.items() if status in (200, 422)} == {"editor", "reviewer"}
    one.refresh_from_db()
    Finding.objects.filter(pk=one.pk).update(state=FindingState.OPEN)
    assert deed(everybody()["reviewer"], one, "fix")[0] == 403  # a reviewer decides, but does not write
    assert "/desk/findings/" not in panel(everybody()["publisher"], draft)


def test_a_department_decides_about_its_own_documents_only() -> None:
    draft = make("加强领导,压实责任。")
    one, stranger = Finding.objects.get(), make_user(role="editor")
    stranger.organs.add(make_organ(name="云溪市水务局"))
    client = Client()
    client.force_login(stranger)
    assert deed(client, one, "fix")[0] == 403
    assert "/desk/findings/" not in panel(client, draft)


def test_the_panel_takes_the_same_queries_however_many_it_shows(editor: Client) -> None:
    short, long = make("加强领导,压实责任。"), make(*["加强领导,压实责任。"] * 50)
    panel(editor, short)
    assert queries(lambda: panel(editor, short)) == queries(lambda: panel(editor, long)) <= 24
    assert "还有 25 条" in panel(editor, long)


def test_in_english(editor: Client) -> None:
    text = panel(editor, make("加强领导,压实责任。"), prefix="/en")
    assert "Change to “，”" in text


def test_what_the_reader_expected_is_fixed_with_one_press_where_the_words_stand(editor: Client) -> None:
    draft = make("见下表。")
    table = add_table(part=draft.version.texts.get(), rows=[("东渠", "300"), ("合计", "20")])
    read = Finding.objects.create(
        code="sum-mismatch", severity="warning", message="合计与各行之和不符。", path="documents/1/tables/1/rows/2",
        expected="300", found="20", document=draft.document, table=table,
    )  # fmt: skip
    proofread(draft=draft)
    assert "表1第2行 第 2 栏" in panel(editor, draft)
    status, text = deed(editor, read, "fix")
    assert status == 200, text
    assert table.rows.order_by("n").last().printed == ["合计", "300"]
    read.refresh_from_db()
    assert read.state == FindingState.FIXED

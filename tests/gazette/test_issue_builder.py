"""The builder's pages: who composes, what a late form gets back, constant queries, and proofs that only the desk sees."""

import pytest
from django.test import Client

from gazette.models import GazetteIssue
from gazette.services.proofing import render_document_proof, render_issue_proof
from policies.models import NumberGap, RenderedFile, Role
from tests import factories
from tests.cast import citizen, everybody, queries
from tests.gazette.test_composing import NOW, printed, titles

pytestmark = pytest.mark.django_db
FRAGMENT = {"HTTP_X_FRAGMENT": "1"}


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(factories.make_user(role=Role.EDITOR, password=None))
    return client


@pytest.fixture
def issue() -> GazetteIssue:
    documents = [factories.make_document(title=f"关于{name}的通知", state="draft") for name in "甲乙丙"]
    return factories.make_issue(documents=documents, state="draft", published_on=None, year=2024, number=5)


def page(issue: GazetteIssue, part: str = "") -> str:
    return f"/desk/issues/{issue.pk}/{part}"


def compose(client: Client, issue: GazetteIssue, deed: str, *, lock: int = 0, **fields):
    return client.post(page(issue, "compose/"), {"deed": deed, "lock": lock, **fields}, follow=True)


def test_buttons_compose_without_a_script(editor, issue) -> None:
    first, second, _third = issue.contents.order_by("position")
    free = factories.make_document(title="关于丁的通知", state="draft")
    steps = [
        (f"down:{first.pk}", {}),
        ("section-add", {"words": "人事任免"}),
        ("move", {"line": [first.pk], "section": 1}),
        ("add", {"document": [free.pk], "section": 1}),
        (f"line-title:{second.pk}", {"words": "关于乙的通知（摘要）", "page": "7"}),
        ("section-rename:1", {"words": "任免"}),
        ("section-up:1", {}),
    ]
    for lock, (deed, fields) in enumerate(steps):
        answer = compose(editor, issue, deed, lock=lock, **fields)
        assert [str(one) for one in answer.context["messages"] if one.level_tag == "error"] == []
    assert titles(issue) == [
        ("任免", "关于甲的通知"),
        ("任免", "关于丁的通知"),
        ("市政府文件", "关于乙的通知（摘要）"),
        ("市政府文件", "关于丙的通知"),
    ]
    editor.post(page(issue, "undo/"), {"lock": len(steps)})
    assert titles(issue)[0] == ("市政府文件", "关于乙的通知（摘要）")


def test_documents_of_one_line_are_parted_and_joined(editor, issue) -> None:
    first, second, third = issue.contents.order_by("position")
    compose(editor, issue, "join", line=[first.pk, second.pk, third.pk])
    keys = list(issue.promulgations.order_by("position").values_list("document", flat=True))
    compose(editor, issue, f"document-up:{keys[1]}", lock=1)
    compose(editor, issue, f"own:{keys[2]}", lock=2)
    assert printed(issue) == ["关于乙的通知", "关于甲的通知", "关于丙的通知"]
    assert [one.promulgations.count() for one in issue.contents.order_by("position")] == [2, 1]
    compose(editor, issue, f"document-remove:{keys[0]}", lock=3)
    assert printed(issue) == ["关于乙的通知", "关于丙的通知"]


def test_a_stale_page_is_told_and_gets_its_words_back(editor, issue) -> None:
    compose(editor, issue, "section-add", words="任免")
    answer = compose(editor, issue, "section-add", words="公告栏")
    told = " ".join(str(one) for one in answer.context["messages"])
    assert "刚才保存了本期" in told
    assert "您写的“公告栏”没有保存" in told
    part = editor.post(page(issue, "compose/"), {"deed": "section-add", "words": "公告栏", "lock": 0}, **FRAGMENT)
    assert part.status_code == 409
    assert "公告栏" in part.content.decode()
    assert 'name="lock" value="1"' in part.content.decode()


def test_a_signed_issue_offers_no_deed_and_takes_none(editor, issue) -> None:
    GazetteIssue.objects.filter(pk=issue.pk).update(stage="signed")
    shown = editor.get(page(issue)).content.decode()
    assert "section-add" not in shown
    assert "本期已付印" in shown
    answer = compose(editor, issue, "section-add", words="任免")
    assert "不能再改编排" in str(next(iter(answer.context["messages"])))


def test_an_account_of_single_organs_composes_nothing(issue) -> None:
    user = factories.make_user(role=Role.EDITOR, password=None)
    user.organs.add(factories.make_organ())
    client = Client()
    client.force_login(user)
    assert compose(client, issue, "section-add", words="任免").status_code == 403
    assert client.get(page(issue)).status_code == 403  # others' work, until it is public
    GazetteIssue.objects.filter(pk=issue.pk).update(state="published", published_on="2024-05-01")
    assert client.get(page(issue)).status_code == 200
    assert compose(client, issue, "section-add", words="任免").status_code == 403
    assert client.get("/desk/issues/new/").status_code == 403


def test_the_masthead_is_saved_and_a_late_form_keeps_both_texts(editor, issue) -> None:
    fields = {"year": 2024, "number": 5, "kind": "regular", "publisher": "安澜市人民政府办公室"}
    rows = {"label": ["主管", ""], "value": ["安澜市人民政府", ""], "role": ["主编"], "names": ["陶昱、林晓"]}
    answer = editor.post(page(issue, "masthead/"), fields | rows | {"lock": 0})
    assert answer.status_code == 302
    issue.refresh_from_db()
    assert issue.board == [{"role": "主编", "names": ["陶昱", "林晓"]}]
    assert issue.masthead == [{"label": "主管", "value": "安澜市人民政府"}]
    late = editor.post(page(issue, "masthead/"), fields | rows | {"lock": 0, "publisher": "安澜市政府办"})
    assert late.status_code == 409
    assert "安澜市政府办" in late.content.decode()
    assert "安澜市人民政府办公室" in late.content.decode()
    taken = factories.make_issue(gazette=issue.gazette, year=2024, number=6)
    clash = editor.post(page(issue, "masthead/"), fields | rows | {"lock": 1, "number": taken.number})
    assert "已有 2024 年第 6 期" in clash.content.decode()


def test_the_chronicle_is_one_form_and_a_late_one_keeps_both_texts(editor, issue) -> None:
    entry = factories.add_chronicle(issue=issue)
    rows = {"key": [entry.pk, 0], "on": ["2024-03-06", "2024-03-01"], "end_on": ["", ""]}
    answer = editor.post(
        page(issue, "chronicle/"),
        rows | {"text": ["3月6日，东渠开工。", "3月1日，植树。"], "title": "三月大事记", "lock": 0, "deed": "up:1"},
    )
    assert answer.status_code == 302
    assert [one.text for one in issue.chronicle.order_by("position")] == ["3月1日，植树。", "3月6日，东渠开工。"]
    late = editor.post(
        page(issue, "chronicle/"), rows | {"text": ["3月6日，东渠开工典礼。", ""], "title": "", "lock": 0}
    )
    assert late.status_code == 409
    assert "3月6日，东渠开工典礼。" in late.content.decode()
    assert "3月6日，东渠开工。" in late.content.decode()
    told = editor.post(
        page(issue, "chronicle/"), {"key": [], "text": [], "on": [], "end_on": [], "lock": 1, "title": "无"}, **FRAGMENT
    )
    assert told.json() == {"lock": 2, "keys": []}


def test_a_new_issue_is_proposed_with_the_next_number(editor, issue) -> None:
    shown = editor.get("/desk/issues/new/").content.decode()
    assert "2024年第5期" in shown
    begun = editor.post(
        "/desk/issues/new/", {"gazette": "anlan", "year": 2024, "number": 6, "kind": "regular", "carry": "on"}
    )
    assert begun.status_code == 302
    assert GazetteIssue.objects.get(number=6).sections == ["市政府文件"]
    again = editor.post("/desk/issues/new/", {"gazette": "anlan", "year": 2024, "number": 6, "kind": "regular"})
    assert again.status_code == 422


@pytest.mark.parametrize("address", ["/desk/issues/", "/desk/numbers/?year=2024", "builder", "ledger"])
def test_fifty_rows_ask_no_more_than_one(editor, issue, address) -> None:
    series = factories.make_document(number="安政发〔2024〕1号").numbers.get().series
    address = {"builder": page(issue), "ledger": f"/desk/numbers/?year=2024&series={series.pk}"}.get(address, address)
    editor.get(address)
    few = queries(lambda: editor.get(address))
    for n in range(50):
        document = factories.make_document(title=f"第{n}号", number=f"安政发〔2024〕{n * 2 + 10}号")
        factories.add_promulgation(issue=issue, document=document)
        factories.make_document(title=f"待刊{n}", state="draft", number=f"安政办〔2024〕{n + 1}号")
        factories.make_issue(state="draft", year=2023, number=n + 1)
    assert queries(lambda: editor.get(address)) <= few + 1  # the second series' gaps, once for all


def test_missing_numbers_are_shown_and_explained(editor, issue) -> None:
    for serial in (31, 33, 33, 35):
        number = f"安府函〔2024〕{serial}号"
        document = factories.make_document(title=f"复函{serial}", number=number, state="draft")
        factories.add_promulgation(issue=issue, document=document)
    series = document.numbers.get().series
    body = {"series": series.pk, "year": 2024}
    address = f"/desk/numbers/?year=2024&series={series.pk}"
    assert "32" in [str(one.serial) for one in editor.get(address).context["entries"] if not one.documents]
    editor.post("/desk/numbers/reason/", body | {"serials": "1-30、32", "reason": "closed", "note": ""})
    line = editor.get(address).context["chosen"]
    assert (line.unexplained, line.gaps.doubled, NumberGap.objects.count()) == ((34,), (33,), 31)
    refused = editor.post("/desk/numbers/reason/", body | {"serial": [34], "reason": "other"}, follow=True)
    assert "请写明原因" in refused.content.decode()
    editor.post("/desk/numbers/reason/", body | {"serial": [32], "forget": "1"})
    assert editor.get(address).context["chosen"].unexplained == (32, 34)
    shown = editor.get(page(issue)).content.decode()
    assert "缺 32、34" in shown
    assert "重 33" in shown


def test_a_proof_shows_drafts_to_the_desk_and_to_nobody_else(editor, issue) -> None:
    document = issue.promulgations.first().document
    shown = editor.get(page(issue, "preview/page/"))
    assert f"/desk/documents/{document.pk}/preview/page/" in shown.content.decode()
    assert "清样" in shown.content.decode()
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "no-store" in shown.headers["Cache-Control"]
    text = editor.get(f"/desk/documents/{document.pk}/preview/page/").content.decode()
    assert "各区县要抓好落实。" in text
    assert f"/doc/{document.slug}" not in text.split("<main")[1]
    render_issue_proof(issue_id=issue.pk, at=NOW)
    render_document_proof(document_id=document.pk)
    for key in RenderedFile.objects.values_list("key", flat=True):
        sheet = f"/desk/proofs/{key}/1.png"
        assert editor.get(sheet).content.startswith(b"\x89PNG")
        assert editor.get(f"/desk/proofs/{key}/999.png").status_code == 404
        assert citizen().get(sheet).status_code == 302
    state = editor.get(page(issue, "preview/state/")).json()
    assert state["ready"]
    pdf = editor.get(page(issue, "preview.pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert "private" in pdf.headers["Cache-Control"]
    assert "public" not in pdf.headers["Cache-Control"]
    assert citizen().get("/gazette/2024/5.pdf").status_code == 404
    counted = editor.get(page(issue)).context["shown"].count
    assert counted.paging.exact
    assert counted.paging.total == state["pages"]


def test_readers_of_the_desk_see_no_deeds(issue) -> None:
    cast = everybody()
    for role in ("reviewer", "publisher"):
        shown = cast[role].get(page(issue)).content.decode()
        assert "关于甲的通知" in shown
        assert 'id="arrange"' not in shown

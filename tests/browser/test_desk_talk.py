"""Working together in a real browser: comments beside the text, tasks, notifications; by keyboard, and without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gazette.models import Assignment, Comment, GazetteIssue, Task
from gazette.services.talk import assigning, commenting
from policies.models import PolicyDocument, Role, User
from policies.services.drafting import open_draft
from tests.browser.faults import faults_of
from tests.browser.test_desk import enter
from tests.browser.test_editor import within
from tests.factories import make_document, make_issue, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What the editor does with a panel: it fetches the fragment and puts it into its own page.
PUT = """async (url) => {
  const frame = document.createElement("div");
  frame.innerHTML = await (await fetch(url)).text();
  document.querySelector("main").prepend(frame);
  window.went = [];
  document.addEventListener("desk:go", (event) => window.went.push(event.detail.key));
}"""
CLAUSE = "(key) => document.dispatchEvent(new CustomEvent('desk:clause', { detail: { key } }))"


@pytest.fixture
def reviewer(transactional_db: None) -> User:
    return make_user(role=Role.REVIEWER, username="shenning", first_name="沈宁", password=None)


@pytest.fixture
def document(reviewer: User) -> PolicyDocument:
    text = ["各区县要抓好落实。", "东渠先行整治，汛期以前完工。"]
    document = make_document(state="draft", title="安澜市城市供水管理办法", paragraphs=text)
    make_user(role=Role.EDITOR, username="linxiao", first_name="林晓", password=None)
    open_draft(document=document, by=reviewer)
    return document


@pytest.fixture
def issue(document: PolicyDocument) -> GazetteIssue:
    return make_issue(state="draft", documents=[document])


@pytest.fixture
def panel(page: Page, live_server, document: PolicyDocument) -> Page:
    at = f"{live_server.url}/desk/documents/{document.pk}/"
    enter(page, at, Role.EDITOR)
    page.evaluate(PUT, f"{at}panel/comments/")
    return page


def test_a_comment_is_pinned_to_the_cursors_clause(panel: Page, document: PolicyDocument) -> None:
    clause = document.versions.get().provisions.last()
    panel.evaluate(CLAUSE, f"p{clause.pk}")
    beside = panel.locator("[data-comments]")
    expect(beside.get_by_text("批注光标所在的条款")).to_be_visible()
    field = beside.get_by_label("写批注（用 @用户名 通知同事）")
    field.focus()
    panel.keyboard.type("请@she")
    expect(beside.get_by_role("option", name="沈宁")).to_be_visible()
    panel.keyboard.press("Enter")
    expect(field).to_have_value("请@shenning ")
    panel.keyboard.type("核对工期")
    beside.get_by_role("button", name="发表批注").click()
    thread = beside.locator(f'.thread[data-key="p{clause.pk}"]')
    expect(thread.locator(".comment-text")).to_have_text("请@shenning 核对工期")
    expect(thread.locator("blockquote")).to_contain_text("东渠先行整治")
    thread.get_by_role("button", name="东渠先行整治").click()
    assert panel.evaluate("window.went") == [f"p{clause.pk}"]
    thread.get_by_role("button", name="标为已解决").click()
    expect(beside.locator(".thread")).to_be_hidden()
    beside.get_by_label("显示已解决的").check()
    expect(thread).to_be_visible()


def test_words_are_kept_while_the_server_is_away(panel: Page) -> None:
    beside = panel.locator("[data-comments]")
    panel.route("**/comments/", lambda route: route.abort())
    beside.get_by_label("写批注（用 @用户名 通知同事）").fill("这句话不能丢")
    beside.get_by_role("button", name="发表批注").click()
    expect(beside.get_by_text("没有保存：服务器没有应答")).to_be_visible()
    expect(beside.locator("[data-new] textarea")).to_have_value("这句话不能丢")
    panel.unroute("**/comments/")
    beside.get_by_role("button", name="发表批注").click()
    expect(beside.locator(".comment-text")).to_have_text("这句话不能丢")
    assert Comment.objects.count() == 1


@pytest.fixture
def editor(page: Page, live_server, document: PolicyDocument) -> Page:
    enter(page, f"{live_server.url}/desk/documents/{document.pk}/edit/", Role.EDITOR)
    expect(page.get_by_role("textbox", name="公文正文")).to_be_visible()
    page.get_by_role("tab", name="批注").click()
    expect(page.locator("[data-comments]")).to_be_visible()
    return page


def test_beside_the_editor_comments_follow_the_cursor_and_lead_to_their_place(
    editor: Page, document: PolicyDocument, live_server
) -> None:
    within(editor, "东渠先行整治，汛期以前完工。")
    editor.locator(".text p.is-here").dblclick()
    beside = editor.locator("[data-comments]")
    expect(beside.get_by_text("批注光标所在的条款")).to_be_visible()
    expect(beside.locator("[data-quote]")).not_to_be_empty()
    quote = beside.locator("[data-quote]").text_content() or ""
    assert quote in "东渠先行整治，汛期以前完工。"
    beside.locator("[data-new] textarea").fill("工期待定")
    beside.get_by_role("button", name="发表批注").click()
    clause = document.versions.get().provisions.last()
    expect(beside.locator(f'.thread[data-key="p{clause.pk}"] .comment-text')).to_have_text("工期待定")
    made = Comment.objects.get()
    assert (made.provision, made.quote, clause.text[made.start : made.end]) == (clause, quote, quote)
    editor.goto(f"{live_server.url}/desk/documents/{document.pk}/")
    editor.locator(".thread-place a").click()
    editor.wait_for_url(f"**/edit/#p{clause.pk}")
    expect(editor.locator(f'.thread.at[data-key="p{clause.pk}"]')).to_be_visible()


def test_a_save_and_a_look_elsewhere_take_nothing_from_who_is_writing(
    editor: Page, document: PolicyDocument, reviewer: User
) -> None:
    editor.locator("[data-new] textarea").fill("还没写完")
    commenting.comment_on_document(document=document, by=reviewer, text="另一条")
    within(editor, "各区县要抓好落实。")
    editor.keyboard.type("请")
    expect(editor.locator("[data-part=state]")).to_contain_text("已保存", timeout=15000)
    expect(editor.locator("[data-new] textarea")).to_have_value("还没写完")
    editor.get_by_role("tab", name="原件").click()
    editor.get_by_role("tab", name="批注").click()
    expect(editor.locator(".comment-text")).to_have_text("另一条")
    expect(editor.locator("[data-new] textarea")).to_have_value("还没写完")
    editor.get_by_role("button", name="发表批注").click()
    expect(editor.locator(".comment-text")).to_have_text(["另一条", "还没写完"])
    assert Comment.objects.get(text="还没写完").pin == ""


def test_without_scripts_comments_are_made_answered_and_deleted(
    browser: Browser, live_server, document: PolicyDocument
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    enter(page, f"{live_server.url}/desk/documents/{document.pk}/", Role.EDITOR)
    page.get_by_text("写批注", exact=True).click()
    page.get_by_label("位置").select_option(label="东渠先行整治，汛期以前完工。")
    page.get_by_label("内容（用 @用户名 通知同事）").fill("工期要核对。")
    page.get_by_role("button", name="发表批注").click()
    thread = page.locator(".thread")
    expect(thread.locator("blockquote")).to_contain_text("东渠先行整治")
    thread.get_by_text("回复", exact=True).click()
    thread.get_by_label("回复内容").fill("已核对。")
    thread.get_by_role("button", name="发送回复").click()
    expect(page.locator(".comment-text")).to_have_text(["工期要核对。", "已核对。"])
    first = page.locator(".comment").first
    first.get_by_text("删除", exact=True).click()
    first.get_by_role("button", name="确认删除").click()
    expect(page.locator(".comment").first).to_contain_text("删除这条批注")
    page.get_by_role("button", name="标为已解决").click()
    expect(page.get_by_text("没有待解决的批注。")).to_be_visible()
    page.context.close()


def test_a_task_is_given_and_done_by_the_keyboard_alone(page: Page, live_server, document: PolicyDocument) -> None:
    enter(page, f"{live_server.url}/desk/documents/{document.pk}/", Role.EDITOR)

    def reach(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(selector)

    reach("section[aria-labelledby=assignments] .talk-new > summary")
    page.keyboard.press("Enter")
    reach("#assign-task")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    reach("#assign-note")
    page.keyboard.type("与纸质件核对")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-messages")).to_contain_text("办理：核对原件")
    page.wait_for_load_state()
    reach(".task-deeds button")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-messages")).to_contain_text("分工已更新")
    assert not Assignment.objects.open().exists()


def fill(document: PolicyDocument, issue: GazetteIssue, reviewer: User, editor: User) -> None:
    today = timezone.localdate()
    for task, days in ((Task.DRAFT, -1), (Task.COLLATE, 0), (Task.ORIGINAL, 4)):
        due = today + timedelta(days=days)
        assigning.assign(document=document, task=task, to=editor, by=reviewer, due_on=due, note="请按纸质件办理")
    assigning.assign(issue=issue, task=Task.OTHER, to=editor, by=reviewer)
    clause = document.versions.get().provisions.last()
    first = commenting.comment_on_document(
        document=document,
        by=reviewer,
        text=f"@{editor.username} 工期与附件不一致，请核对。",
        key=f"p{clause.pk}",
        quote="汛期以前",
    )
    commenting.reply(comment=first, by=editor, text="已与水务局核对，以正文为准。")
    gone = commenting.comment_on_document(document=document, by=editor, text="这一条已不需要。", key="/title")
    commenting.resolve_comment(comment=gone, by=reviewer, at=timezone.now())
    commenting.comment_on_issue(issue=issue, by=reviewer, text="目录次序请再看一遍。")


def test_every_page_is_accessible_and_keeps_its_width(
    browser: Browser, live_server, document: PolicyDocument, issue: GazetteIssue, reviewer: User
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    fill(document, issue, reviewer, User.objects.get(username="the-editor"))
    addresses = [
        "/desk/",
        "/desk/tasks/",
        f"/desk/documents/{document.pk}/",
        f"/desk/issues/{issue.pk}/",
        "/desk/notifications/",
        "/desk/notifications/settings/",
    ]
    troubles: dict[str, object] = {}
    for address in addresses:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('main details:not(.help)').forEach((one) => { one.open = true; })")
        if faults := faults_of(page):
            troubles[address] = faults
    page.context.close()
    assert troubles == {}

"""The office's whole way with the keyboard alone: log in, upload, collate, write, compile, prove, sign, publish, correct, withdraw.

But for two things: the system's own dialog chooses the file, and the table's cell is clicked (`test_editor.py` goes there by keys).
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gazette.models import GazetteIssue
from policies.models import Finding, FindingState, PolicyDocument, Role
from tests.browser.staff import Member, member
from tests.browser.test_desk import run_waiting
from tests.makers import chromium, layouts, texts
from tests.makers.prints import Block, Kind, Print

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DECISION = "安澜市人民政府关于废止部分行政规范性文件的决定"
PLAN = "安澜市人民政府办公室关于印发安澜市城镇污水处理提质增效行动方案（2024—2025年）的通知"
# What the print gets wrong in the decision: a doubled comma, a half-width one, and brackets of the wrong kind.
MISPRINTS = ("，，", ",", "[2019]")
RULES = "安澜市公共雨棚管护办法"
ARTICLES = """第一条　为了规范公共雨棚的管护，制定本办法。
第二条　雨棚由所在街道负责日常管护。
第三条　本办法自2024年5月1日起施行。"""


@pytest.fixture(autouse=True)
def office(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.MFA_REQUIRED = True


@pytest.fixture
def printed(browser: Browser, tmp_path: Path) -> Path:
    """The sample issue as a PDF."""
    path = tmp_path / "安澜公报2024年第3期.pdf"
    chromium.print_pdf(browser, misprinted(texts.named("anlan-2024-3")), layouts.ONE, path)
    return path


@pytest.fixture
def editor(browser: Browser, live_server) -> Iterator[Member]:
    """Who is a reviewer too: nobody but the rule of the second pair of eyes keeps them from their own work."""
    with member(browser, live_server.url, "cuilan", Role.EDITOR, Role.REVIEWER) as one:
        yield one


@pytest.fixture
def reviewer(browser: Browser, live_server) -> Iterator[Member]:
    with member(browser, live_server.url, "taoyu", Role.REVIEWER) as one:
        yield one


@pytest.fixture
def publisher(browser: Browser, live_server) -> Iterator[Member]:
    with member(browser, live_server.url, "fangruoheng", Role.PUBLISHER) as one:
        yield one


def is_title(block: Block) -> bool:
    return block.kind is Kind.TITLE and block.text.replace("\n", "") == DECISION


def misprinted(printed: Print) -> Print:
    """The same print with the three errors in the decision's last paragraphs."""
    part = next(part for part in printed.parts if any(is_title(one) for one in part.blocks))
    found = [n for n, one in enumerate(part.blocks) if one.kind in (Kind.PARAGRAPH, Kind.HEADING) and "，" in one.text]
    first, last = part.blocks[found[0]], part.blocks[found[-1]]
    part.blocks[found[-1]] = replace(last, text=last.text.replace("，", ",", 1) + "此前安政发[2019]8号同时废止。")
    part.blocks[found[0]] = replace(first, text=first.text.replace("，", "，，", 1))
    return printed


def test_an_issue_from_its_file_to_its_readers(
    editor: Member, reviewer: Member, publisher: Member, page: Page, printed: Path
) -> None:
    upload(editor, printed)
    collate(editor)
    write(editor)
    mend_cell(editor)
    compile_issue(editor)
    prove(editor, reviewer)
    issue = publish(editor, publisher)
    page.goto(publisher.site + issue.get_absolute_url())
    expect(page.locator("main")).to_contain_text(RULES)
    correct(editor, reviewer, publisher, page)
    withdraw(publisher, page)


def upload(editor: Member, printed: Path) -> None:
    editor.goto("/desk/imports/")
    editor.page.get_by_label("选择公报文件，或拖到这里").set_input_files(printed)
    editor.press("提交")
    expect(editor.page.locator(".job-state")).to_have_text("排队中")
    run_waiting()
    expect(editor.page.locator(".job-state")).to_have_text("已完成")


def collate(editor: Member) -> None:
    """Three findings with the page beside them: one is ours and is mended, one is the print's, one may stay."""
    page, document = editor.page, PolicyDocument.objects.get(title=DECISION)
    editor.goto(f"/desk/documents/{document.pk}/edit/")
    expect(page.get_by_role("group", name="原件第")).to_be_visible()
    editor.reach(page.get_by_role("tab", name="原件"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    found = page.locator(".proof-finding")
    expect(found).to_have_count(3)
    editor.enter(found.filter(has_text="重复").get_by_role("button", name="记录有误"))
    editor.enter(found.filter(has_text="重复").get_by_role("button", name="改为"))
    expect(page.locator(".text")).not_to_contain_text("，，")
    editor.enter(found.filter(has_text="六角括号").get_by_role("button", name="转原发机关"))
    expect(found.filter(has_text="六角括号")).to_contain_text("已转原发机关")
    kept = found.filter(has_text="应为全角")
    editor.enter(kept.locator("summary"))
    editor.write(kept.get_by_label("理由"), "不影响理解。")
    editor.enter(kept.get_by_role("button", name="予以保留"))
    expect(page.locator(".editor-panel")).to_contain_text("不影响理解。")
    states = Finding.objects.filter(document=document).order_by("state").values_list("state", flat=True)
    assert list(states) == [FindingState.ACCEPTED, FindingState.FIXED, FindingState.REFERRED]


def write(editor: Member) -> None:
    """A text of the office's own: an article is edited, another one put in, and the numbers follow."""
    page = editor.page
    editor.goto("/desk/documents/new/")
    editor.write(page.get_by_label("标题"), RULES)
    editor.write(page.get_by_label("来稿单位"), "安澜市城市管理局")
    editor.write(page.get_by_label("正文"), ARTICLES)
    editor.press("登记")
    editor.follow("编辑正文")
    at_article(editor, 2)
    page.keyboard.type("街道应当每季度巡查一次。")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("雨棚损坏的，应当在三日内修复。")
    expect(page.locator(".text p").last).to_have_attribute("data-marker", "第四条")
    editor.has_saved()
    assert said(RULES) == ["第一条", "第二条", "第三条", "第四条"]


def at_article(editor: Member, n: int) -> None:
    """The end of the nth article, each of one line."""
    expect(editor.page.locator("[data-editor][data-ready]")).to_be_attached()
    editor.reach(editor.page.get_by_role("textbox", name="公文正文"))
    editor.page.wait_for_timeout(100)  # the text sets its own cursor once it has the focus
    for key in ("Control+Home", *["ArrowDown"] * (n - 1), "End"):
        editor.page.keyboard.press(key)


def said(title: str) -> list[str]:
    rows = PolicyDocument.objects.get(title=title).versions.get().provisions.order_by("position")
    return [one.marker for one in rows]


def mend_cell(editor: Member) -> None:
    """A cell is made to say more than the print was read to say: somebody has to say why."""
    page, document = editor.page, PolicyDocument.objects.get(title=PLAN)
    table = document.versions.get().tables.order_by("n")[0]
    row = table.rows.order_by("n")[0]
    editor.goto(f"/desk/documents/{document.pk}/edit/")
    page.locator(".text table").first.locator("tbody tr").first.locator("td").last.click()
    page.keyboard.press("End")
    page.keyboard.type("（核）")
    page.keyboard.press("Tab")
    editor.has_saved()
    row.refresh_from_db()
    assert row.cells[-1].endswith("（核）")
    editor.goto(f"/desk/documents/{document.pk}/edit/")
    expect(page.locator("[data-editor][data-ready]")).to_be_attached()
    for _pane in ("结构", "正文", "对照"):
        page.keyboard.press("F6")
    expect(page.get_by_role("tab", name="校对")).to_be_focused()  # where one was before
    departs = page.locator(".proof-finding", has_text="原件的识读没有“（核）”")
    editor.enter(departs.locator("summary"))
    editor.write(departs.get_by_label("理由"), "印件上盖有更正章。")
    editor.enter(departs.get_by_role("button", name="予以保留"))
    expect(page.locator(".editor-panel")).to_contain_text("印件上盖有更正章。")


def compile_issue(editor: Member) -> None:
    """The new text joins the issue and moves up in its contents, by a button and by the keyboard."""
    page, issue = editor.page, GazetteIssue.objects.get()
    editor.goto(f"/desk/issues/{issue.pk}/")
    editor.reach(page.locator(".pool label", has_text=RULES).get_by_role("checkbox"))
    page.keyboard.press("Space")
    editor.choose(page.get_by_label("加入栏目"), "市政府文件")
    editor.enter(page.get_by_role("button", name="加入", exact=True))
    titles = page.locator(".builder-title")
    expect(titles.nth(4)).to_have_text(RULES)
    editor.enter(page.get_by_role("button", name=f"上移：{RULES}"))
    expect(titles.nth(3)).to_have_text(RULES)
    editor.reach(page.get_by_role("button", name=f"拖动：{RULES}"))
    page.keyboard.press("Alt+ArrowUp")
    expect(titles.nth(2)).to_have_text(RULES)


def prove(editor: Member, reviewer: Member) -> None:
    """Who wrote a text is not let approve it, though a reviewer by office; somebody else is, three times."""
    issue, own = GazetteIssue.objects.get(), PolicyDocument.objects.get(title=RULES)
    editor.goto(f"/desk/issues/{issue.pk}/press/")
    editor.confirm("来稿全部送校")
    editor.goto(f"/desk/documents/{own.pk}/")
    editor.press("审核通过")
    editor.is_told("不能审核自己改的内容")
    for step in ("二校", "三校", "清样"):
        reviewer.goto(f"/desk/issues/{issue.pk}/press/")
        reviewer.confirm("校次全部通过")
        reviewer.goto(f"/desk/documents/{own.pk}/")
        expect(reviewer.page.locator("[aria-current=step]")).to_contain_text(step)


def publish(editor: Member, publisher: Member) -> GazetteIssue:
    issue = GazetteIssue.objects.get()
    publisher.goto(f"/desk/issues/{issue.pk}/press/")
    publisher.confirm("全期定为主动公开")
    publisher.enter(publisher.page.locator("details.deed > summary", has_text="登记全期保密审查"))
    publisher.write(publisher.page.get_by_label("审查人"), "方若衡")
    publisher.press("确认登记全期保密审查")
    publisher.confirm("清样全部付印")
    editor.goto(f"/desk/issues/{issue.pk}/press/")
    editor.press("编排完成，出清样")
    publisher.goto(f"/desk/issues/{issue.pk}/press/")
    publisher.confirm("本期付印")
    publisher.confirm("发布这一期")
    publisher.is_told("已发布")
    return issue


def correct(editor: Member, reviewer: Member, publisher: Member, reader: Page) -> None:
    """A corrected wording goes the same way; until it is public, readers see the old one."""
    document = PolicyDocument.objects.get(title=RULES)
    desk, public = f"/desk/documents/{document.pk}/", publisher.site + document.get_absolute_url()
    editor.goto(desk)
    editor.follow("更正")
    editor.write(editor.page.get_by_label("更正的原因"), "漏录一句。")
    editor.press("建立更正稿")
    editor.is_told("更正稿已建立")
    at_article(editor, 3)
    editor.page.keyboard.type("费用由街道承担。")
    editor.has_saved()
    editor.goto(desk)
    editor.press("送校")
    for _ in range(3):
        reviewer.goto(desk)
        reviewer.press("审核通过")
    reader.goto(public)
    expect(reader.locator("main")).not_to_contain_text("费用由街道承担。")
    publisher.goto(desk)
    publisher.enter(publisher.page.locator("details.deed > summary", has_text="登记保密审查"))
    publisher.write(publisher.page.get_by_label("审查人"), "方若衡")
    publisher.press("保存保密审查")
    publisher.confirm("付印")
    publisher.confirm("发布")
    reader.goto(public)
    expect(reader.locator("main")).to_contain_text("费用由街道承担。")


def withdraw(publisher: Member, reader: Page) -> None:
    """The address stays, and says why and what is in its place."""
    document, successor = PolicyDocument.objects.get(title=RULES), PolicyDocument.objects.get(title=DECISION)
    publisher.goto(f"/desk/documents/{document.pk}/")
    publisher.follow("撤下")
    publisher.write(publisher.page.get_by_label("原因"), "尚需征求意见。")
    publisher.write(publisher.page.get_by_label("替代"), "安政发〔2024〕6号")
    publisher.press("撤下")
    publisher.is_told("已撤下")
    answer = reader.goto(publisher.site + document.get_absolute_url())
    assert answer
    assert answer.status == 410
    expect(reader.locator("main")).to_contain_text("尚需征求意见。")
    expect(reader.get_by_role("link", name=successor.title)).to_be_visible()

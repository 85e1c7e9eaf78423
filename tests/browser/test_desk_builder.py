"""The issue builder in a real browser: by pointer, by touch, by keys, by two at once; proofs; and nobody kept out."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from gazette.models import GazetteIssue
from gazette.services.proofing import render_issue_proof
from policies.models import Role
from tests import factories
from tests.browser.faults import faults_of
from tests.browser.test_desk import enter
from tests.gazette.test_composing import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def issue() -> GazetteIssue:
    documents = [factories.make_document(title=f"关于{name}的通知", state="draft") for name in "甲乙丙丁"]
    issue = factories.make_issue(documents=documents, state="draft", published_on=None, year=2024, number=5)
    issue.contents.filter(position=4).update(section="部门文件")
    factories.add_chronicle(issue=issue, on=date(2024, 3, 5))
    factories.make_document(title="关于戊的通知", state="draft")
    return issue


def expect_order(page: Page, *names: str) -> None:
    expect(page.locator(".builder-title")).to_have_text([f"关于{name}的通知" for name in names])


def drag(page: Page, handle: str, target: str, *, low: bool = False) -> None:
    grip = page.get_by_role("button", name=handle).bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    box = page.locator(target).bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] * (0.8 if low else 0.2), steps=6)
    page.mouse.up()


def test_lines_and_waiting_documents_are_dragged_and_the_last_step_undone(page: Page, live_server, issue) -> None:
    page.set_viewport_size({"width": 1280, "height": 1800})  # both ends of a drag in sight
    enter(page, f"{live_server.url}/desk/issues/{issue.pk}/", Role.EDITOR)
    first = issue.contents.order_by("position").first()
    drag(page, "拖动：关于丙的通知", f"#e{first.pk}")
    expect_order(page, "丙", "甲", "乙", "丁")
    drag(page, "拖入目录：关于戊的通知", f"#e{first.pk}")
    expect_order(page, "丙", "戊", "甲", "乙", "丁")
    expect(page.locator("#pool-form")).not_to_contain_text("关于戊的通知")
    page.get_by_role("button", name="撤销上一步").click()
    expect_order(page, "丙", "甲", "乙", "丁")
    expect(page.locator(".printed-line").first).to_contain_text("关于丙的通知")


def test_all_of_it_is_done_with_the_keyboard(page: Page, live_server, issue) -> None:
    enter(page, f"{live_server.url}/desk/issues/{issue.pk}/", Role.EDITOR)
    page.get_by_role("button", name="拖动：关于乙的通知").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect_order(page, "乙", "甲", "丙", "丁")
    expect(page.get_by_role("button", name="拖动：关于乙的通知")).to_be_focused()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect_order(page, "甲", "丙", "丁", "乙")
    for name in "甲丙":
        page.get_by_role("checkbox", name=f"选择：关于{name}的通知").press("Space")
    page.get_by_role("checkbox", name="选择：关于丙的通知").press("Alt+Shift+ArrowDown")
    expect_order(page, "丁", "乙", "甲", "丙")
    page.keyboard.press("Control+z")
    expect_order(page, "甲", "丙", "丁", "乙")
    page.get_by_role("checkbox", name="关于戊的通知").press("Space")
    page.get_by_role("button", name="加入", exact=True).press("Enter")
    expect_order(page, "甲", "丙", "戊", "丁", "乙")
    page.get_by_label("新栏目").fill("人事任免")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="人事任免")).to_be_visible()
    page.get_by_role("button", name="删除栏目：人事任免").press("Enter")
    expect(page.get_by_role("heading", name="人事任免")).to_have_count(0)


def test_a_line_is_dragged_by_touch(browser: Browser, live_server, issue) -> None:
    context = browser.new_context(viewport={"width": 820, "height": 1180}, has_touch=True)
    page = context.new_page()
    enter(page, f"{live_server.url}/desk/issues/{issue.pk}/", Role.EDITOR)
    grip = page.get_by_role("button", name="拖动：关于丙的通知").bounding_box()
    target = page.locator(f"#e{issue.contents.order_by('position').first().pk}").bounding_box()
    touch = context.new_cdp_session(page)
    places = [(grip["x"] + 5, grip["y"] + 5), (target["x"] + 60, target["y"] + 30), (target["x"] + 60, target["y"] + 6)]
    for n, (x, y) in enumerate(places):
        kind = "touchMove" if n else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect_order(page, "丙", "甲", "乙", "丁")
    context.close()


def test_who_comes_late_is_told_and_sees_what_stands(browser: Browser, page: Page, live_server, issue) -> None:
    address = f"{live_server.url}/desk/issues/{issue.pk}/"
    enter(page, address, Role.EDITOR)
    other = page.context.new_page()
    other.goto(address)
    page.get_by_role("button", name="下移：关于甲的通知").click()
    expect_order(page, "乙", "甲", "丙", "丁")
    other.get_by_label("新栏目").fill("公告栏")
    other.get_by_role("button", name="新增栏目").click()
    expect(other.get_by_role("alert")).to_contain_text("刚才保存了本期")
    expect(other.get_by_role("alert")).to_contain_text("您写的“公告栏”没有保存")
    expect_order(other, "乙", "甲", "丙", "丁")
    other.get_by_label("新栏目").fill("公告栏")
    other.get_by_role("button", name="新增栏目").click()
    expect(other.get_by_role("heading", name="公告栏")).to_be_visible()


def test_without_a_script_buttons_do_it(browser: Browser, live_server, issue) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, f"{live_server.url}/desk/issues/{issue.pk}/", Role.EDITOR)
    page.get_by_role("button", name="上移：关于丙的通知").click()
    expect_order(page, "甲", "丙", "乙", "丁")
    page.get_by_role("checkbox", name="选择：关于甲的通知").check()
    page.get_by_label("移到").select_option("部门文件")
    page.get_by_role("button", name="移动", exact=True).click()
    expect_order(page, "丙", "乙", "丁", "甲")
    context.close()


def test_the_chronicle_saves_itself(page: Page, live_server, issue) -> None:
    enter(page, f"{live_server.url}/desk/issues/{issue.pk}/chronicle/", Role.EDITOR)
    page.get_by_role("textbox", name="第 1 条文字").fill("3月5日，东渠通水。")
    expect(page.locator("[data-saved]")).to_have_text("已自动保存")
    page.get_by_role("button", name="在末尾新增一条").click()
    page.get_by_role("textbox", name="第 2 条文字").fill("3月9日，植树。")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator(".desk-messages")).to_contain_text("已保存大事记")
    assert [one.text for one in issue.chronicle.order_by("position")] == ["3月5日，东渠通水。", "3月9日，植树。"]
    connection.close()


def test_page_and_pdf_stand_beside_each_other(page: Page, live_server, issue) -> None:
    made = render_issue_proof(issue_id=issue.pk, at=NOW)
    enter(page, f"{live_server.url}/desk/issues/{issue.pk}/preview/", Role.EDITOR)
    frame = page.frame_locator(".preview-page")
    expect(frame.locator(".proof-banner")).to_contain_text("未发布")
    expect(page.locator("[data-pages]")).to_have_text(f"{made.pages} 页")
    expect(page.get_by_role("img", name="第 1 页")).to_be_visible()
    sheet = page.get_by_role("img", name="第 1 页")
    assert sheet.evaluate("one => one.decode().then(() => one.naturalWidth)") > 500
    frame.get_by_role("link", name="关于甲的通知").click()
    expect(frame.locator("h1")).to_contain_text("关于甲的通知")


def test_nobody_is_kept_out(browser: Browser, live_server, issue) -> None:
    render_issue_proof(issue_id=issue.pk, at=NOW)
    series = issue.promulgations.first().document.numbers.get().series
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    troubles: dict[str, object] = {}
    enter(page, f"{live_server.url}/desk/issues/", Role.EDITOR)
    own = f"/desk/issues/{issue.pk}"
    for address in (
        "/desk/issues/",
        "/desk/issues/new/",
        f"{own}/",
        f"{own}/masthead/",
        f"{own}/chronicle/",
        f"{own}/preview/",
        f"{own}/preview/page/",
        f"/desk/numbers/?year=2024&series={series.pk}",
    ):
        page.goto(live_server.url + address)
        for details in page.locator("#builder details").all():
            details.evaluate("one => { one.open = true }")
        if faults := faults_of(page):
            troubles[address] = faults
    context.close()
    connection.close()
    assert troubles == {}

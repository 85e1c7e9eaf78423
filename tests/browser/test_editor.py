"""The text editor in a real browser: what is typed stands in the rows, and what could not be saved is not lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from playwright.sync_api import Browser, Page, Route, expect

from policies.models import PolicyDocument, Revision, Role, TableRow, Version
from tests import factories
from tests.browser.faults import faults_of
from tests.browser.test_desk import PASSWORD, enter, let_in
from tests.gazette.imports import bring_in_record
from tests.gazette.test_evidence import printed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  document.querySelector(".text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
AT_ONCE = """([words, key, keyCode]) => {
  const clause = [...document.querySelectorAll(".text p")].find((one) => one.textContent.includes(words));
  const texts = document.createTreeWalker(clause, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) if (text.data.includes(words)) document.getSelection().collapse(text, 0);
  document.querySelector(".text").dispatchEvent(new KeyboardEvent("keydown", { key, keyCode, bubbles: true, cancelable: true }));
}"""
DROP = """([words, name]) => {
  const data = new DataTransfer();
  if (words) data.setData("text/plain", words);
  else data.items.add(new File(["x"], name));
  const place = document.querySelector(".text p").getBoundingClientRect();
  const at = { clientX: place.right - 2, clientY: place.bottom - 4 };
  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, ...at });
  document.querySelector(".text p").dispatchEvent(drop);
  return drop.defaultPrevented;
}"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>　　</span>四、加强水源
保护<o:p></o:p></p>
<p class=MsoNormal><b>（一）划定保护区。</b>年底前划定<span lang=EN-US>12</span>处水源保护区。</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table><tr><td>区县</td><td>处数</td></tr><tr><td rowspan=2>澜城区</td><td>5</td></tr><tr><td>7</td></tr></table>
<!--EndFragment--></body></html>"""


def draft(treatment: str = "written", articles: tuple[str, ...] = ("首先。", "其次。", "最后。")) -> PolicyDocument:
    document = factories.make_document(title="安澜市供水办法", state="draft", treatment=treatment, paragraphs=())
    part = document.versions.get().texts.get()
    for n, text in enumerate(articles, 1):
        marker = f"第{'一二三四五六'[n - 1]}条"
        factories.add_provision(part=part, kind="article", marker=marker, text=text, eid=f"main__art_{n}")
    return document


def with_table() -> PolicyDocument:
    """A table whose second and third row share their merged first cell."""
    document = draft(articles=("见表。",))
    rows = [["澜城区", "东渠"], ["临江区", "西渠"], ["临江区", "南渠"]]
    part = document.versions.get().texts.get()
    table = factories.add_table(part=part, columns=["区县", "工程"], rows=rows)
    TableRow.objects.filter(table=table, n=3).update(printed=["", "南渠"])
    return document


def said(document: PolicyDocument) -> list[str]:
    rows = Version.objects.get(document=document).provisions.order_by("position")
    return [one.marker + one.heading + one.text for one in rows]


def eventually(page: Page, read: Callable[[], Any], wanted: object) -> None:
    for _ in range(150):
        if read() == wanted:
            return
        page.wait_for_timeout(100)
    assert read() == wanted


def address(live_server: Any, document: PolicyDocument) -> str:
    return f"{live_server.url}/desk/documents/{document.pk}/edit/"


def opened(page: Page, live_server: Any, document: PolicyDocument, role: str = Role.EDITOR) -> None:
    enter(page, address(live_server, document), role)
    ready(page)


def ready(page: Page) -> None:
    expect(page.locator("[data-editor][data-ready]")).to_be_attached(timeout=20_000)


def second(page: Page, live_server: Any, document: PolicyDocument) -> None:
    let_in(page, address(live_server, document), factories.make_user(role="editor", username="zhouning"))
    ready(page)


def within(page: Page, words: str) -> None:
    """Clicks and waits as a hand does: 20 ms after it got the focus, the editor sets the cursor where it last knew it."""
    page.locator(".text p", has_text=words).click()
    expect(page.locator(".text p.is-here")).to_contain_text(words)
    page.wait_for_timeout(60)


def at_end_of(page: Page, words: str) -> None:
    within(page, words)
    page.keyboard.press("End")


def is_saved(page: Page) -> None:
    expect(page.locator("[data-part=state]")).to_have_attribute("data-state", "saved", timeout=20_000)


def test_what_is_typed_is_saved_by_itself(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    at_end_of(page, "其次。")
    page.keyboard.type("另有规定的除外。")
    expect(page.locator("[data-part=state]")).to_have_text("未保存")
    is_saved(page)
    assert said(document) == ["第一条首先。", "第二条其次。另有规定的除外。", "第三条最后。"]


def test_a_new_article_moves_the_numbers_behind_it(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    at_end_of(page, "首先。")
    page.keyboard.press("Enter")
    page.keyboard.type("新的一条。")
    expect(page.locator(".text p").nth(3)).to_have_attribute("data-marker", "第四条")
    wanted = ["第一条首先。", "第二条新的一条。", "第三条其次。", "第四条最后。"]
    eventually(page, lambda: said(document), wanted)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(".text p")).to_have_count(3)
    eventually(page, lambda: said(document), ["第一条首先。", "第二条其次。", "第三条最后。"])


def test_of_a_collated_text_no_number_moves(page: Page, live_server) -> None:
    document = draft("collated")
    opened(page, live_server, document)
    expect(page.locator(".stamp-treatment")).to_have_text("校勘")
    at_end_of(page, "首先。")
    page.keyboard.press("Enter")
    page.keyboard.type("漏录的一段。")
    page.keyboard.press("Alt+m")
    page.keyboard.type("第一条之一")
    page.keyboard.press("Enter")
    wanted = ["第一条首先。", "第一条之一漏录的一段。", "第二条其次。", "第三条最后。"]
    eventually(page, lambda: said(document), wanted)


def test_backspace_takes_the_number_first_and_then_joins(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    within(page, "其次。")
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    expect(page.locator(".text p").nth(2)).to_have_attribute("data-marker", "第二条")
    page.keyboard.press("Backspace")
    eventually(page, lambda: said(document), ["第一条首先。其次。", "第二条最后。"])


def test_a_key_behind_a_moved_cursor_acts_where_the_cursor_is(page: Page, live_server) -> None:
    opened(page, live_server, draft())
    within(page, "其次。")
    page.evaluate(AT_ONCE, ["其次。", "Backspace", 8])  # the browser has not told of the move yet
    assert [one.get_attribute("data-marker") for one in page.locator(".text p").all()] == ["第一条", "", "第二条"]


def test_what_word_puts_on_the_clipboard_becomes_clauses(page: Page, live_server) -> None:
    document = draft(articles=("首先。",))
    opened(page, live_server, document)
    at_end_of(page, "首先。")
    page.evaluate(PASTE, [WORD, ""])
    expect(page.locator(".text p").nth(1)).to_have_text("加强水源保护")
    is_saved(page)
    rows = list(Version.objects.get(document=document).provisions.order_by("position"))
    assert [one.kind for one in rows] == ["article", "heading", "item", "table"]
    assert (rows[2].heading, rows[2].text) == ("划定保护区。", "年底前划定12处水源保护区。")
    cells = TableRow.objects.filter(table=rows[3].table).order_by("n")
    assert [(one.cells, one.printed) for one in cells] == [
        (["澜城区", "5"], ["澜城区", "5"]),
        (["澜城区", "7"], ["", "7"]),
    ]
    assert page.evaluate(DROP, ["", "print.pdf"])  # the browser would leave the page for it
    assert page.evaluate(DROP, ["　　第二条　其次。\n\n最后。", ""])
    eventually(page, lambda: said(document)[:3], ["第一条首先。", "第二条其次。", "最后。"])


def test_a_merged_cell_is_changed_in_all_its_rows(page: Page, live_server) -> None:
    document = with_table()
    opened(page, live_server, document)
    cell = page.locator(".grid td", has_text="临江区").first
    cell.click()
    expect(page.locator(".grid-merged")).to_contain_text("合并单元格")
    page.keyboard.press("Control+a")
    page.keyboard.type("沿江区")
    page.keyboard.press("Tab")
    page.keyboard.type("西支渠")
    page.keyboard.press("Escape")
    is_saved(page)
    rows = list(TableRow.objects.filter(table__version__document=document).order_by("n"))
    assert [one.cells for one in rows] == [["澜城区", "东渠"], ["沿江区", "西支渠"], ["沿江区", "南渠"]]
    assert rows[2].printed == ["", "南渠"]


def test_a_dead_network_is_told_and_nothing_is_lost(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    page.context.set_offline(True)
    at_end_of(page, "首先。")
    page.keyboard.type("断网时写的。")
    expect(page.locator("[data-part=state]")).to_have_attribute("data-state", "offline", timeout=15_000)
    page.keyboard.type("接着写。")
    page.context.set_offline(False)
    eventually(page, lambda: said(document)[0], "第一条首先。断网时写的。接着写。")
    is_saved(page)


def test_a_closed_tab_leaves_its_text_to_the_next(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    page.route("**/draft/save/", lambda route: route.abort())
    at_end_of(page, "最后。")
    page.keyboard.type("没存上的话。")
    page.wait_for_timeout(900)
    context = page.context
    page.close()
    assert said(document)[2] == "第三条最后。"
    again = context.new_page()
    again.goto(address(live_server, document))
    dialog = again.get_by_role("dialog", name="有没保存的文字")
    dialog.get_by_text("比较", exact=True).click()
    expect(dialog).to_contain_text("没存上的话。")
    dialog.get_by_role("button", name="恢复").click()
    eventually(again, lambda: said(document)[2], "第三条最后。没存上的话。")
    is_saved(again)
    again.reload()
    ready(again)
    expect(again.get_by_role("dialog")).to_have_count(0)


def test_an_ended_session_is_told_and_writing_goes_on_after_the_login(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    Session.objects.all().delete()
    at_end_of(page, "首先。")
    page.keyboard.type("写到一半。")
    expect(page.locator("[data-part=state]")).to_have_attribute("data-state", "out", timeout=15_000)
    with page.context.expect_page() as made:
        page.get_by_role("link", name="在新标签页登录").click()
    login = made.value
    login.locator("#id_login").fill("the-editor")
    login.locator("#id_password").fill(PASSWORD)
    login.locator(".door-form button").click()
    login.wait_for_url("**/desk/")
    login.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    eventually(page, lambda: said(document)[0], "第一条首先。写到一半。")


def test_two_changes_of_one_clause_are_both_shown(browser: Browser, page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    context = browser.new_context()
    other = context.new_page()
    second(other, live_server, document)
    at_end_of(other, "其次。")
    other.keyboard.type("对方的话。")
    at_end_of(other, "最后。")
    other.keyboard.type("不相干的话。")
    is_saved(other)
    at_end_of(page, "其次。")
    page.keyboard.type("我的话。")
    dialog = page.get_by_role("dialog", name="同一处有两种改动")
    expect(dialog).to_contain_text("其次。对方的话。", timeout=15_000)
    expect(dialog).to_contain_text("其次。我的话。")
    dialog.get_by_label("自己改写").first.check()
    dialog.get_by_role("textbox").fill("其次。对方的话。我的话。")
    dialog.get_by_role("button", name="按所选保存").click()
    wanted = ["第一条首先。", "第二条其次。对方的话。我的话。", "第三条最后。不相干的话。"]
    eventually(page, lambda: said(document), wanted)
    is_saved(page)
    context.close()


def test_changes_of_two_clauses_come_together(browser: Browser, page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    context = browser.new_context()
    other = context.new_page()
    second(other, live_server, document)
    expect(other.locator("[data-part=others]")).to_contain_text("the-editor")
    at_end_of(other, "首先。")
    other.keyboard.type("一人写的。")
    is_saved(other)
    at_end_of(page, "最后。")
    page.keyboard.type("另一人写的。")
    is_saved(page)
    expect(page.locator(".text p").first).to_have_text("首先。一人写的。")
    page.keyboard.type("接着写。")
    eventually(page, lambda: said(document)[2], "第三条最后。另一人写的。接着写。")
    context.close()


def test_what_is_typed_while_a_save_is_under_way_is_merged_too(browser: Browser, page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document)
    context = browser.new_context()
    other = context.new_page()
    second(other, live_server, document)
    at_end_of(other, "首先。")
    other.keyboard.type("对方的话。")
    is_saved(other)
    held: list[Route] = []
    page.route("**/draft/save/", lambda route: route.continue_() if held else held.append(route))
    at_end_of(page, "最后。")
    page.keyboard.type("先写的。")
    eventually(page, lambda: len(held), 1)
    at_end_of(page, "其次。")
    page.keyboard.type("后写的。")
    at_end_of(page, "首先。")
    page.keyboard.type("我的话。")
    held[0].continue_()
    dialog = page.get_by_role("dialog", name="同一处有两种改动")
    expect(dialog).to_contain_text("首先。对方的话。", timeout=15_000)
    dialog.get_by_label("用对方的").check()
    dialog.get_by_role("button", name="按所选保存").click()
    wanted = ["第一条首先。对方的话。", "第二条其次。后写的。", "第三条最后。先写的。"]
    eventually(page, lambda: said(document), wanted)
    context.close()


def test_all_of_it_with_the_keyboard_alone(page: Page, live_server) -> None:
    document = with_table()
    opened(page, live_server, document)
    page.keyboard.press("F6")
    page.keyboard.press("F6")
    expect(page.locator(".text")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("补充规定")
    page.keyboard.press("Alt+1")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".text p").first).to_have_text("补充规定")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    expect(page.locator(".grid td").first).to_be_focused()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("新区")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.get_by_label("这一版的说明").fill("补一行")
    page.keyboard.press("Enter")
    is_saved(page)
    assert Revision.objects.filter(draft__document=document, note="补一行").exists()
    assert said(document)[:2] == ["一、补充规定", "第一条见表。"]
    assert [one.cells[0] for one in TableRow.objects.filter(table__version__document=document).order_by("n")][
        1
    ] == "新区"


def test_nobody_is_kept_out(browser: Browser, live_server) -> None:
    document = with_table()
    waiting = factories.add_table(
        part=document.versions.get().texts.get(), columns=["区县", "处数"], rows=[["澜城区", "3"]]
    )
    waiting.provision.delete()  # shown at the end, without a place
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    enter(page, f"{live_server.url}/desk/documents/{document.pk}/edit/", Role.EDITOR)
    ready(page)
    page.locator(".grid td").first.click()
    faults = faults_of(page)
    context.close()
    connection.close()
    assert faults == []


def test_the_editor_asks_for_nothing_that_its_policy_refuses(page: Page, live_server) -> None:
    said_aloud: list[str] = []
    page.on("console", lambda message: said_aloud.append(message.text))
    opened(page, live_server, with_table())
    at_end_of(page, "见表。")
    page.keyboard.type("完。")
    is_saved(page)
    assert [text for text in said_aloud if "Content Security Policy" in text] == []


def test_a_reviewer_reads_and_does_not_write(page: Page, live_server) -> None:
    document = draft()
    opened(page, live_server, document, Role.REVIEWER)
    expect(page.locator("[data-part=state]")).to_have_text("只读")
    expect(page.locator("[data-part=notice]")).to_contain_text("编辑")
    expect(page.locator(".text")).to_have_attribute("contenteditable", "false")


def test_the_source_follows_the_cursor_and_leads_back(page: Page, live_server, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    job = bring_in_record(printed())
    document = PolicyDocument.objects.get(promulgations__issue=job.issue)
    clause = Version.objects.get(document=document).provisions.get(kind="paragraph")
    opened(page, live_server, document)
    page.locator(".text p").first.click()
    mark = page.locator(f'.panel-source .mark[data-key="p{clause.pk}"]')
    expect(mark).to_have_class("mark chosen")
    page.get_by_text("文件要素").click()
    page.get_by_label("成文日期").focus()
    expect(page.locator('.panel-source .mark[data-key="/issued_on"]')).to_have_class("mark chosen")
    expect(page.locator(".panel-source")).to_have_attribute("data-page", "2")
    mark.click()
    expect(page.locator(".text p.is-here")).to_contain_text("水渠整治")

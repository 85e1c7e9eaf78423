"""What can befall somebody who writes: the server killed at any moment, the tab gone with it, two who write in one clause."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from policies.models import Draft, PolicyDocument, Revision, Role
from tests.browser.test_desk import enter
from tests.browser.test_editor import at_end_of, draft, is_saved, opened, ready, said, second
from tests.browser.web_server import WebServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

SAVES = "**/draft/save/"
PATIENCE = 120_000  # milliseconds; a server starts slowly on a busy machine, and the page asks again every 30 s at last


@pytest.fixture
def server(surroundings: dict[str, str], tmp_path: Path) -> Iterator[WebServer]:
    web = WebServer(surroundings, tmp_path / "web.log")
    web.start()
    yield web
    web.kill()


def address(server: WebServer, document: PolicyDocument) -> str:
    return f"{server.url}/desk/documents/{document.pk}/edit/"


def state_is(page: Page, *states: str) -> None:
    wanted = ", ".join(f"[data-part=state][data-state={one}]" for one in states)
    expect(page.locator(wanted)).to_be_attached(timeout=PATIENCE)


def until(page: Page, condition: Callable[[], object]) -> None:
    for _ in range(PATIENCE // 100):
        if condition():
            return
        page.wait_for_timeout(100)


def become(page: Page, document: PolicyDocument, wanted: list[str]) -> None:
    until(page, lambda: said(document) == wanted)
    assert said(document) == wanted


def hold_saves(page: Page) -> list[Route]:
    """Saves stop on their way from here on, until each is let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SAVES, hold)
    return held


def comes(page: Page, held: list[Route]) -> Route:
    until(page, lambda: held)
    assert held, "the page has sent no save"
    return held[0]


def shelved(page: Page) -> str:
    """All that lies in this browser's shelf, as one text."""
    return str(
        page.evaluate("""() => new Promise((done) => {
          const asked = indexedDB.open("gazette-desk", 1);
          asked.onsuccess = () => {
            const all = asked.result.transaction("texts").objectStore("texts").getAll();
            all.onsuccess = () => done(JSON.stringify(all.result.map((one) => one.tree)));
          };
        })""")
    )


def left_behind(page: Page) -> Locator:
    dialog = page.get_by_role("dialog", name="有没保存的文字")
    expect(dialog).to_be_visible(timeout=PATIENCE)
    return dialog


def test_a_server_killed_between_keystroke_and_save_costs_nothing(page: Page, server: WebServer) -> None:
    document = draft()
    enter(page, address(server, document), Role.EDITOR)
    ready(page)
    held = hold_saves(page)
    at_end_of(page, "首先。")
    page.keyboard.type("服务停止以前写的。")
    save = comes(page, held)
    server.kill()
    save.continue_()
    page.unroute(SAVES)
    state_is(page, "offline")
    assert said(document)[0] == "第一条首先。"
    page.keyboard.type("停止以后写的。")
    page.wait_for_timeout(1000)
    assert "首先。服务停止以前写的。停止以后写的。" in shelved(page)
    server.start()
    become(page, document, ["第一条首先。服务停止以前写的。停止以后写的。", "第二条其次。", "第三条最后。"])
    is_saved(page)
    assert shelved(page) == "[]"


def test_a_tab_that_dies_with_the_server_loses_nothing_older_than_a_second(page: Page, server: WebServer) -> None:
    document = draft()
    enter(page, address(server, document), Role.EDITOR)
    ready(page)
    hold_saves(page)
    at_end_of(page, "首先。")
    page.keyboard.type("一秒以前写的。")
    page.wait_for_timeout(1000)
    page.keyboard.type("最后一刻写的。")
    server.kill()
    context = page.context
    with page.expect_event("crash", timeout=PATIENCE), suppress(Error):
        page.goto("chrome://crash")  # no handler of the page runs any more
    page.close()
    server.start()
    again = context.new_page()
    again.goto(address(server, document))
    dialog = left_behind(again)
    dialog.get_by_text("比较", exact=True).click()
    expect(dialog).to_contain_text("一秒以前写的。")
    assert said(document)[0] == "第一条首先。"
    dialog.get_by_role("button", name="恢复").click()
    until(again, lambda: "一秒以前写的。" in said(document)[0])
    is_saved(again)
    assert said(document)[0].removeprefix("第一条首先。一秒以前写的。") in beginnings("最后一刻写的。")
    assert said(document)[1:] == ["第二条其次。", "第三条最后。"]
    assert shelved(again) == "[]"


def beginnings(words: str) -> list[str]:
    return [words[:n] for n in range(len(words) + 1)]


def test_a_server_killed_in_the_middle_of_a_save_leaves_the_text_there_once(page: Page, server: WebServer) -> None:
    document = draft()
    enter(page, address(server, document), Role.EDITOR)
    ready(page)
    with transaction.atomic():
        Draft.objects.select_for_update().get(document=document)
        at_end_of(page, "首先。")
        page.keyboard.press("Enter")
        page.keyboard.type("新的一条。")
        expect(page.locator(".text p").nth(1)).to_have_text("新的一条。")
        until(page, waiting)
        assert waiting()
        server.kill()
    state_is(page, "offline")
    server.start()
    become(page, document, ["第一条首先。", "第二条新的一条。", "第三条其次。", "第四条最后。"])
    is_saved(page)
    assert Revision.objects.filter(draft__document=document, by__username="the-editor").count() == 1


def waiting() -> bool:
    """Whether somebody waits for a row that this connection has locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])


def test_a_save_whose_answer_died_with_the_server_is_not_doubled(page: Page, server: WebServer) -> None:
    document = draft()
    enter(page, address(server, document), Role.EDITOR)
    ready(page)
    held = hold_saves(page)
    at_end_of(page, "首先。")
    page.keyboard.press("Enter")
    page.keyboard.type("新的一条。")
    expect(page.locator(".text p").nth(1)).to_have_text("新的一条。")
    save = comes(page, held)
    assert save.fetch(timeout=PATIENCE).status == 200
    server.kill()
    save.abort()
    page.unroute(SAVES)
    wanted = ["第一条首先。", "第二条新的一条。", "第三条其次。", "第四条最后。"]
    assert said(document) == wanted
    state_is(page, "offline")
    page.keyboard.type("接着写。")
    server.start()
    wanted[1] += "接着写。"
    become(page, document, wanted)
    is_saved(page)
    expect(page.get_by_role("dialog")).to_have_count(0)


def in_conflict(browser: Browser, page: Page, live_server: Any, document: PolicyDocument) -> Locator:
    """Two have written in the second clause, the other saved first; what this page is asked then."""
    opened(page, live_server, document)
    context = browser.new_context()
    other = context.new_page()
    second(other, live_server, document)
    at_end_of(other, "其次。")
    other.keyboard.type("对方的话。")
    at_end_of(page, "其次。")
    page.keyboard.type("我的话。")
    is_saved(other)
    context.close()
    return asked(page)


def asked(page: Page) -> Locator:
    dialog = page.get_by_role("dialog", name="同一处有两种改动")
    expect(dialog).to_contain_text("其次。对方的话。", timeout=PATIENCE)
    expect(dialog).to_contain_text("其次。我的话。")
    return dialog


@pytest.mark.parametrize(("choice", "text"), [("用我的", "其次。我的话。"), ("用对方的", "其次。对方的话。")])
def test_of_two_texts_the_chosen_one_stands_and_the_other_is_kept(
    browser: Browser, page: Page, live_server: Any, choice: str, text: str
) -> None:
    document = draft()
    dialog = in_conflict(browser, page, live_server, document)
    dialog.get_by_label(choice).check()
    dialog.get_by_role("button", name="按所选保存").click()
    become(page, document, ["第一条首先。", f"第二条{text}", "第三条最后。"])
    is_saved(page)
    trees = [str(one) for one in Revision.objects.filter(draft__document=document).values_list("tree", flat=True)]
    assert any("其次。对方的话。" in tree for tree in trees)
    page.locator(".text").focus()
    page.keyboard.press("Control+z")
    expect(page.locator(".text p").nth(1)).to_have_text("其次。我的话。")


def test_two_texts_left_undecided_are_offered_again_after_the_tab_was_closed(
    browser: Browser, page: Page, live_server: Any
) -> None:
    document = draft()
    dialog = in_conflict(browser, page, live_server, document)
    dialog.get_by_role("button", name="以后再说").click()
    context, at = page.context, page.url
    page.close()
    again = context.new_page()
    again.goto(at)
    left_behind(again).get_by_role("button", name="恢复").click()
    asked(again).get_by_label("用我的").check()
    again.get_by_role("button", name="按所选保存").click()
    become(again, document, ["第一条首先。", "第二条其次。我的话。", "第三条最后。"])
    is_saved(again)

"""Keyboard shortcuts of the desk: listed by `?`, silent in fields and while an input method composes, and can be turned off."""

import pytest
from playwright.sync_api import Page, expect

from policies.models import Role
from tests.browser.test_desk import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_keys_lead_about_the_desk_and_are_listed(page: Page, live_server) -> None:
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/desk/documents/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="键盘快捷键")
    expect(dialog).to_contain_text("查找公文与期刊")
    expect(dialog).to_contain_text("导入")
    page.keyboard.press("g")  # a dialog keeps the keys
    page.keyboard.press("i")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.url.endswith("/desk/documents/")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="查找公文与期刊")
    expect(box).to_be_focused()
    page.keyboard.type("gd?/")
    expect(box).to_have_value("gd?/")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()


def test_an_input_method_and_the_browser_keep_their_keys(page: Page, live_server) -> None:
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    for more in ("isComposing: true", "ctrlKey: true", "metaKey: true", "altKey: true"):
        page.evaluate(
            f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: '?', bubbles: true, {more} }}))"
        )
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_single_keys_can_be_turned_off(page: Page, live_server) -> None:
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    page.get_by_role("button", name="快捷键").click()
    page.get_by_label("使用单键快捷键").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.get_by_role("button", name="快捷键").click()
    expect(page.locator("#shortcuts")).to_be_visible()

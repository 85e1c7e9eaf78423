"""Many documents at once, by mouse and by the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from policies.models import PolicyDocument, Role
from tests import factories
from tests.browser.test_desk import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_run_of_rows_is_ticked_with_shift_and_sent_to_proof(page: Page, live_server) -> None:
    for n in range(5):
        factories.make_document(title=f"第{n}件", state="draft")
    enter(page, f"{live_server.url}/desk/documents/", Role.EDITOR)
    boxes = page.locator("input[name=document]")
    preview = page.get_by_role("button", name="预览")
    expect(preview).to_be_disabled()
    boxes.nth(1).check()
    boxes.nth(3).click(modifiers=["Shift"])
    expect(page.locator("input[name=document]:checked")).to_have_count(3)
    page.get_by_label("办理", exact=True).select_option("submit")
    preview.click()
    page.get_by_role("button", name="办理 3 件").click()
    expect(page.get_by_role("heading", name="已办 3")).to_be_visible()
    assert PolicyDocument.objects.filter(drafts__stage="proof").count() == 3


def test_all_of_it_by_the_keyboard(page: Page, live_server) -> None:
    for n in range(3):
        factories.make_document(title=f"第{n}件", state="draft")
    enter(page, f"{live_server.url}/desk/documents/", Role.EDITOR)
    for key in ("j", "x", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.locator("input[name=document]:checked")).to_have_count(2)
    page.keyboard.press("b")
    expect(page.get_by_label("办理", exact=True)).to_be_focused()
    page.keyboard.type("送")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bulk/preview/")
    expect(page.get_by_role("heading", name="将要办理 2")).to_be_visible()

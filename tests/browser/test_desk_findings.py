"""Findings in a real browser, by the keyboard: fixed, kept with a reason, referred to the organ, taken back."""

import os
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from policies.models import Draft, Finding, FindingState, Provision, Role
from policies.services.proofreading import proofread
from tests.browser.faults import faults_of
from tests.browser.test_desk import enter
from tests.gazette.imports import bring_in_record
from tests.gazette.test_evidence import printed
from tests.policies.test_proofreading import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS")


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def make(*paragraphs: str, treatment: str = "written") -> Draft:
    return make_draft(
        *paragraphs, treatment=treatment, issued_on=date(2024, 3, 1), title="安澜市人民政府关于整治水渠的通知"
    )


def test_a_new_text_is_read_by_itself_and_mended_by_the_keyboard(page: Page, live_server) -> None:
    draft = make("各县区要加强领导,压实责任。", "由水务局;财政局负责。", "依据《水渠办法的规定执行。")
    enter(page, f"{live_server.url}/desk/documents/{draft.document_id}/", Role.EDITOR)
    waiting = page.locator("[data-group]:not([data-group=decided]) [data-finding]")
    expect(waiting).to_have_count(3)
    page.get_by_role("button", name="重新校对").focus()
    for _step in range(12):  # past the group's name and its link
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-finding]')"):
            break
    expect(waiting.first).to_be_focused()
    shoot(page, "findings-open")
    page.keyboard.press("f")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_be_focused()
    assert Provision.objects.filter(text="各县区要加强领导，压实责任。").exists()
    page.keyboard.press("ArrowDown")
    expect(waiting.nth(1)).to_be_focused()
    page.keyboard.press("b")
    page.keyboard.type("来稿如此")
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(1)
    assert Finding.objects.get(code="unpaired").reason == "来稿如此"
    page.locator(".findings-decided summary").focus()
    page.keyboard.press("Enter")
    fixed = page.locator(".findings-decided [data-finding]", has_text="已改正")
    fixed.focus()
    shoot(page, "findings-decided")
    page.keyboard.press("u")
    expect(waiting).to_have_count(2)
    assert Provision.objects.filter(text="各县区要加强领导,压实责任。").exists()


def test_an_error_of_the_print_is_referred_and_our_own_is_fixed(page: Page, live_server) -> None:
    draft = make("各县区要加强领导,压实责任。", treatment="collated")
    proofread(draft=draft)
    enter(page, f"{live_server.url}/desk/documents/{draft.document_id}/", Role.EDITOR)
    one = page.locator("[data-finding]").first
    expect(one.get_by_role("button", name="转原发机关")).to_be_visible()
    one.focus()
    page.keyboard.press("f")  # nothing to fix: the print has it so
    page.keyboard.press("r")
    expect(page.locator("[data-said]")).to_contain_text("已转原发机关")
    assert Finding.objects.get().state == FindingState.REFERRED
    page.locator(".findings-decided summary").click()
    page.locator("[data-finding]").first.focus()
    page.keyboard.press("u")
    expect(page.locator("[data-said]")).to_contain_text("重新打开")
    one.get_by_role("button", name="记录有误").click()
    expect(one.get_by_role("button", name="改为")).to_be_visible()
    one.focus()
    page.keyboard.press("f")
    expect(page.locator("[data-said]")).to_contain_text("已改正")
    assert Provision.objects.get().text == "各县区要加强领导，压实责任。"


def test_beside_the_source_page_a_key_decides(page: Page, live_server) -> None:
    job = bring_in_record(printed())
    reader = Finding.objects.filter(readings=job.reading, page__isnull=False).order_by("pk").first()
    assert reader is not None
    enter(page, f"{live_server.url}/desk/imports/{job.pk}/review/?page={reader.page}", Role.EDITOR)
    finding = page.locator(f'[data-review-finding="{reader.pk}"]')
    finding.locator("a.record").focus()
    page.keyboard.press("b")
    page.keyboard.type("原件如此")
    page.keyboard.press("Enter")
    expect(finding).to_contain_text("予以保留")
    reader.refresh_from_db()
    assert (reader.state, reader.reason) == (FindingState.ACCEPTED, "原件如此")


def test_nobody_is_kept_out(browser: Browser, live_server) -> None:
    job = bring_in_record(printed())
    draft = make(*["各县区要加强领导,压实责任。"] * 3, "第七條规定。", treatment="collated")
    proofread(draft=draft)
    context = browser.new_context(viewport={"width": 1280, "height": 850}, bypass_csp=True)
    page = context.new_page()
    troubles: dict[str, object] = {}
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    for name, address in (
        ("document", f"/desk/documents/{draft.document_id}/"),
        ("alike", f"/desk/documents/{draft.document_id}/findings/half-width/"),
        ("issue", f"/desk/issues/{job.issue_id}/findings/"),
        ("review", f"/desk/imports/{job.pk}/review/"),
        ("terms", "/desk/terms/"),
    ):
        page.goto(live_server.url + address)
        if faults := faults_of(page):
            troubles[address] = faults
        shoot(page, name)
    context.close()
    assert troubles == {}

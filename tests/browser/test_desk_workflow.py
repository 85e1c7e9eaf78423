"""A manuscript goes over the desk by the keyboard alone; no page of it has a serious fault or overflows."""

import pytest
from playwright.sync_api import Browser, Page, expect

from policies.models import Draft, PolicyDocument, Role
from tests.browser.faults import faults_of
from tests.browser.test_desk import enter
from tests.factories import add_promulgation, make_draft, make_issue, make_signed, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def press(page: Page, name: str, role: str = "button") -> None:
    """Reaches a control with the keyboard's focus and presses Enter."""
    control = page.get_by_role(role, name=name, exact=True)
    control.focus()
    expect(control).to_be_focused()
    page.keyboard.press("Enter")


def test_a_publisher_signs_and_publishes_with_the_keyboard(page: Page, live_server) -> None:
    draft = make_draft(stage="galley", secrecy_by="保密办", secrecy_on="2024-03-02")
    PolicyDocument.objects.update(disclosure="open")
    enter(page, f"{live_server.url}/desk/documents/{draft.document_id}/", Role.PUBLISHER)
    expect(page.locator(".track [aria-current=step]")).to_have_text("清样")
    signing = page.locator("details.deed", has=page.locator("summary", has_text="付印")).first
    signing.locator("summary").focus()
    page.keyboard.press("Enter")
    press(page, "确认付印")
    expect(page.locator(".desk-messages")).to_contain_text("付印")
    expect(page.locator(".gate-open")).to_be_visible()
    page.locator("details.deed > summary", has_text="发布").first.focus()
    page.keyboard.press("Enter")
    press(page, "确认发布")
    expect(page.locator(".desk-messages")).to_contain_text("已发布")
    assert PolicyDocument.objects.get().state == "published"


def test_a_reviewer_must_say_why_a_text_goes_back(page: Page, live_server) -> None:
    draft = make_draft(stage="proof", proof=2)
    enter(page, f"{live_server.url}/desk/documents/{draft.document_id}/", Role.REVIEWER)
    page.locator("details.deed > summary", has_text="退回").click()
    page.get_by_role("button", name="确认退回").click()
    assert Draft.objects.get().stage == "proof"  # the browser asks for the reason first
    page.get_by_label("原因").first.fill("第三条与附件不一致")
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator(".desk-messages")).to_contain_text("来稿")
    expect(page.locator(".passage").last).to_contain_text("第三条与附件不一致")


def test_the_pages_are_accessible_and_keep_their_width(browser: Browser, live_server) -> None:
    proof, galley = make_draft(stage="proof", proof=1), make_draft(stage="galley")
    issue = make_issue(state="draft", published_on=None)
    for document in (proof.document, galley.document, make_signed()):
        add_promulgation(issue=issue, document=document)
    somebody = make_user(role="reviewer")
    proof.approvals.create(stage="proof", proof=1, by=somebody, special=True, reason="节日值班，只有三人在岗")
    page = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
    enter(page, f"{live_server.url}/desk/", Role.PUBLISHER)
    addresses = [
        "/desk/documents/",
        *(f"/desk/documents/{one.pk}/" for one in PolicyDocument.objects.order_by("pk")),
        f"/desk/issues/{issue.pk}/press/",
        "/desk/special-approvals/",
        f"/en/desk/documents/{proof.document_id}/",
    ]
    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        for summary in page.locator(".workflow details.deed > summary").all():
            summary.click()
        found[address] = faults_of(page)
    page.context.close()
    assert {address: faults for address, faults in found.items() if faults} == {}

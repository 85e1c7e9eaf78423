"""The desk in a real browser: files dropped or chosen, jobs watched as they move, all of it without JavaScript too."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from gazette.models import ImportJob
from gazette.services.importing.running import run_import
from policies.models import Role, User
from tests.browser.faults import faults_of
from tests.factories import make_user, sign_all
from tests.gazette.imports import TODAY, bring_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "安澜-only-for-tests-2"
SAMPLE = Path(django_settings.BASE_DIR) / "gazette" / "samples" / "anlan-2024-3.txt"
DROP = """([zone, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def enter(page: Page, address: str, role: str) -> None:
    """Opens this address logged in, and waits until the page and its scripts are there."""
    let_in(page, address, make_user(role=role, username=f"the-{role}", password=PASSWORD))


def let_in(page: Page, address: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    page.goto(address)  # until its load event: a key pressed before the scripts run would be lost


def run_waiting() -> None:
    for job in ImportJob.objects.filter(state="queued"):
        run_import(job_id=job.pk, on=TODAY)


def test_a_dropped_file_is_watched_to_its_end(page: Page, live_server) -> None:
    enter(page, f"{live_server.url}/desk/imports/", Role.EDITOR)
    page.evaluate(DROP, [page.locator(".dropzone").element_handle(), ""])
    expect(page.locator(".chosen")).to_have_text("dropped.txt")
    page.locator(".upload > button").click()
    row = page.locator(".job")
    expect(row.locator(".job-state")).to_have_text("排队中")
    expect(row.locator(".job-progress")).to_be_visible()
    run_waiting()
    expect(row.locator(".job-state")).to_have_text("未成功")
    expect(row.locator(".job-message")).to_contain_text("文件是空的")
    expect(row.locator(".job-progress")).to_be_hidden()


def test_without_javascript_files_are_taken_too(browser: Browser, live_server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, f"{live_server.url}/desk/imports/", Role.EDITOR)
    page.locator("#id_texts").set_input_files(SAMPLE)
    page.locator(".upload > button").click()
    expect(page.locator(".job-state")).to_have_text("排队中")
    run_waiting()
    page.reload()
    expect(page.locator(".job-state")).to_have_text("已完成")
    page.locator(".job a").click()
    expect(page.locator(".finding").first).to_contain_text("合计")
    context.close()


def test_the_publisher_makes_an_issue_public(page: Page, live_server) -> None:
    job = bring_in(SAMPLE.read_bytes())
    sign_all(issue=job.issue)
    enter(page, f"{live_server.url}/desk/imports/{job.pk}/", Role.PUBLISHER)
    page.get_by_role("button", name="发布这一期").click()
    expect(page.locator(".desk-messages")).to_contain_text("已发布")
    page.get_by_role("link", name="安澜市人民政府公报 2024年第3期").click()
    expect(page.locator("h1")).to_contain_text("2024年第3期")


def test_the_desk_is_accessible_and_keeps_its_width(browser: Browser, live_server) -> None:
    bring_in(b"")
    job = bring_in(SAMPLE.read_bytes())
    page = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
    page.goto(f"{live_server.url}/desk/login/")
    troubles = {"login": faults_of(page)}
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    for address in ("/desk/", "/desk/imports/", f"/desk/imports/{job.pk}/", "/en/desk/imports/"):
        page.goto(live_server.url + address)
        troubles[address] = faults_of(page)
    page.context.close()
    assert not any(troubles.values()), troubles

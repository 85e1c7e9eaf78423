"""The review page and the page of differences in a real browser: either side finds the other, by pointer and by keys."""

from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from gazette.models import ImportJob
from policies.models import Role
from tests.browser.faults import faults_of
from tests.browser.test_desk import enter
from tests.gazette.imports import bring_in, bring_in_record
from tests.gazette.test_evidence import printed
from tests.gazette.test_reading_again import BETTER, FIRST, edit
from tests.readings import read_issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def job() -> ImportJob:
    """An issue with boxes on two pages; its file is no PDF, so that the pages stay white."""
    return bring_in_record(printed())


def test_a_frame_finds_its_record_and_a_record_its_frame(page: Page, live_server, job: ImportJob) -> None:
    enter(page, f"{live_server.url}/desk/imports/{job.pk}/review/?page=2", Role.EDITOR)
    record = page.locator('.review-records a.record[data-at="documents/1/issued_on"]')
    frame = page.locator('.sheet a[data-at~="documents/1/issued_on"]')
    frame.click()
    expect(record).to_have_class("record record-field chosen")
    expect(page).to_have_url(f"{live_server.url}/desk/imports/{job.pk}/review/?page=2&at=documents%2F1%2Fissued_on")
    cell = page.locator('.record-rows td[data-at="documents/1/tables/1/rows/2/cells/2"]')
    cell.click()
    expect(page.locator('.sheet .mark-cell.chosen[data-at="documents/1/tables/1/rows/2/cells/2"]')).to_have_count(1)
    expect(record).not_to_have_class("record record-field chosen")


def test_keys_go_along_the_records_and_turn_the_pages(page: Page, live_server, job: ImportJob) -> None:
    enter(page, f"{live_server.url}/desk/imports/{job.pk}/review/", Role.EDITOR)
    records = page.locator(".review-records a.record")
    records.first.focus()
    page.keyboard.press("ArrowDown")
    expect(records.nth(1)).to_be_focused()
    expect(records.nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("+")
    expect(page.locator("[data-stage]")).to_have_class("sheet-stage zoom-150")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#page-number")).to_have_value("2")
    expect(page.locator("[data-stage]")).to_have_class("sheet-stage zoom-150")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#page-number")).to_have_value("1")


def test_an_address_lights_both_sides_without_javascript(browser: Browser, live_server, job: ImportJob) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, f"{live_server.url}/desk/imports/{job.pk}/review/?at=documents/1/issued_on", Role.EDITOR)
    expect(page.locator("a.record.chosen")).to_contain_text("成文日期")
    expect(page.locator(".sheet .chosen")).to_have_count(1)
    page.locator('.sheet a[data-at~="documents/1/main__p_1"]').click(force=True)
    expect(page.locator("a.record.chosen")).to_contain_text("水渠整治")
    context.close()


def test_lines_of_a_text_find_their_records(page: Page, live_server) -> None:
    sample = (Path(__file__).parents[2] / "gazette" / "samples" / "anlan-2024-3.txt").read_bytes()
    job = bring_in(sample)
    enter(page, f"{live_server.url}/desk/imports/{job.pk}/review/?at=documents/1/issued_on", Role.EDITOR)
    line = page.locator(".source-lines li.chosen")
    expect(line).to_contain_text("2024年3月4日")
    page.locator(".source-lines li[data-at]", has_text="市长").first.click()
    expect(page.locator("a.record.chosen")).to_contain_text("落款")


def test_nobody_is_kept_out(browser: Browser, live_server, job: ImportJob) -> None:
    bring_in_record(read_issue(FIRST, number=4))
    edit()
    waiting = bring_in_record(read_issue(BETTER, number=4))
    context = browser.new_context(viewport={"width": 1280, "height": 850}, bypass_csp=True)
    page = context.new_page()
    troubles: dict[str, object] = {}
    enter(page, f"{live_server.url}/desk/", Role.EDITOR)
    for address in (
        f"/desk/imports/{job.pk}/review/?page=2&at=documents/1/tables/1/rows/1",
        f"/desk/imports/{waiting.pk}/review/",
        f"/desk/imports/{waiting.pk}/difference/",
        f"/desk/imports/{waiting.pk}/",
    ):
        page.goto(live_server.url + address)
        if faults := faults_of(page):
            troubles[address] = faults
    context.close()
    connection.close()
    assert troubles == {}

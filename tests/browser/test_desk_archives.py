"""The desk's batches and documents outside issues in a real browser, wide and narrow."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gazette.models import ImportJob
from gazette.services.importing.batches import plan_batch, start_batch
from gazette.services.importing.letters import publish_letter
from gazette.services.importing.running import run_import
from gazette.services.importing.unpacking import files_in
from policies.models import PolicyDocument, Role
from tests.browser.faults import faults_of
from tests.browser.test_desk import enter
from tests.gazette.imports import TODAY
from tests.gazette.test_archives import issue_text
from tests.gazette.test_letters import LETTER, bring

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def addresses(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("archive")
    for number, serial in ((1, 1), (3, 9)):
        (folder / f"2019年第{number}期.txt").write_text(issue_text(2019, number, serial))
    (folder / "2019-03.txt").write_text(issue_text(2019, 3, 9) + "\n")
    (folder / "安澜市人民政府公报二〇二一年合订本目录和说明（扫描件，未整理）.xlsx").write_text("x")
    (folder / "2021-02.txt").write_bytes(b"\x00\x01" * 50)
    batch = plan_batch(name="往期公报", files=files_in(folder), by=None, gazette_code="anlan")
    start_batch(batch=batch, by=None)
    for job in ImportJob.objects.order_by("pk"):
        run_import(job_id=job.pk, on=TODAY)
    bring(LETTER.replace("9号", "10号").replace("水渠", "河道"))
    published = PolicyDocument.objects.get(title__contains="河道")
    publish_letter(document=published, on=TODAY, by=None, archive=True)
    draft = bring("000012\n特急\n" + LETTER).document
    assert draft is not None
    batches, documents = "/desk/batches/", "/desk/documents/"
    single = [f"{documents}{one}/" for one in (published.pk, draft.pk)]
    job = ImportJob.objects.get(document=draft)
    return ["/desk/imports/", batches, f"{batches}{batch.pk}/", documents, *single, f"/desk/imports/{job.pk}/"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
def test_pages_of_batches_and_letters(page: Page, live_server, addresses: list[str], role: str) -> None:
    enter(page, f"{live_server.url}/desk/imports/", role)
    for n, address in enumerate(addresses):
        page.goto(f"{live_server.url}{address}")
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{role}-{n}.png", full_page=True)
        assert faults_of(page) == [], address

"""The registers in a real browser: no serious fault of access, and no page wider than its screen."""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from gazette.models import Recipient
from policies.models import Role
from policies.services.leaders import TenureLine, keep_tenure
from tests.browser.test_accessibility import RULES
from tests.browser.test_desk import enter
from tests.factories import add_appointment, make_document, make_issue, make_organ, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("width", [1280, 390])
def test_registers_are_accessible_and_keep_their_width(browser: Browser, live_server, width: int) -> None:
    organ = make_organ(name="安澜市发改委")
    make_organ(name="安澜市发展和改革委员会")
    document = make_document(topics=[make_topic()], issued_on=date(2024, 3, 1), issuers=[organ])
    add_appointment(version=document.versions.get())
    issue = make_issue(year=2024, number=1, documents=[document])
    held = keep_tenure(line=TenureLine(organ, "主任", "林晓", date(2020, 1, 1)))
    Recipient.objects.create(gazette=issue.gazette, name="安澜市图书馆", kind="library")
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    enter(page, f"{live_server.url}/desk/registers/", Role.EDITOR)
    addresses = (
        "/desk/registers/", f"/desk/organs/{organ.pk}/",
        "/desk/organs/alike/", "/desk/leaders/", "/desk/leaders/proposals/", f"/desk/leaders/posts/{held.post_id}/",
        f"/desk/leaders/tenures/{held.pk}/", "/desk/leaders/import/", "/desk/recipients/anlan/",
        f"/desk/distributions/{issue.pk}/", "/desk/topics/", "/desk/gazettes/anlan/settings/",
        "/gazette/2024/contents/", "/en/desk/registers/",
    )  # fmt: skip
    faults = {}
    for address in addresses:
        page.goto(live_server.url + address)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        if found:
            faults[address] = [one["id"] for one in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.context.close()
    assert not faults

"""Reading a long document: the rail follows, the drawer folds, clauses and tables can be reached by keyboard."""

import pytest
from playwright.sync_api import Browser, Page, expect

from policies.models import PolicyDocument
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan() -> PolicyDocument:
    """A plan of twelve chapters of ten paragraphs each, and a table wider than a phone."""
    document = factories.make_document(slug="azbf/2024/7", paragraphs=())
    part = document.versions.get().texts.get()
    for n in range(1, 13):
        factories.add_provision(
            part=part, kind="heading", level=1, eid=f"main__sec_{n}", marker=f"{n}、", heading="一项工作"
        )
        for _ in range(10):
            factories.add_provision(part=part, text="各区县要抓好落实，按时报送进展情况，加强督促检查。" * 4)
    factories.add_table(part=part, columns=[f"第{n}列的名称" for n in range(12)], rows=[["内容文字" * 3] * 12] * 40)
    return document


def test_the_rail_follows_the_reader(page: Page, live_server, plan: PolicyDocument) -> None:
    page.goto(live_server.url + plan.get_absolute_url())
    current = page.locator(".rail a[aria-current]")
    expect(current).to_have_attribute("href", "#title")
    page.evaluate("document.getElementById('main__sec_9').scrollIntoView({behavior: 'instant'})")
    expect(current).to_have_attribute("href", "#main__sec_9")
    expect(current).to_be_in_viewport()
    expect(current).to_have_count(1)


def test_on_a_phone_the_rail_is_a_drawer_that_closes_when_used(phone: Page, live_server, plan: PolicyDocument) -> None:
    phone.goto(live_server.url + plan.get_absolute_url())
    link = phone.locator('.rail a[href="#main__sec_9"]')
    expect(link).to_be_hidden()
    phone.locator(".rail summary").click()
    link.click()
    expect(link).to_be_hidden()
    expect(phone.locator("#main__sec_9")).to_be_in_viewport()


def test_without_javascript_text_rail_and_search_are_there(browser: Browser, live_server, plan: PolicyDocument) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(live_server.url + plan.get_absolute_url())
    expect(page.locator('.rail a[href="#main__sec_9"]')).to_be_visible()
    page.locator("#masthead-q").fill("抓好落实")
    page.locator("#masthead-q").press("Enter")
    expect(page).to_have_title("抓好落实 · 查找文件 · 政府公报")
    context.close()


def test_a_clause_has_an_address_the_keyboard_reaches(page: Page, live_server, plan: PolicyDocument) -> None:
    page.goto(live_server.url + plan.get_absolute_url())
    link = page.locator("#main__sec_9 .permalink")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/doc/azbf/2024/7/at/main__sec_9/")


def test_the_first_tab_leads_past_the_masthead(page: Page, live_server, plan: PolicyDocument) -> None:
    page.goto(live_server.url + plan.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_wide_table_scrolls_by_itself_and_keeps_its_head(phone: Page, live_server, plan: PolicyDocument) -> None:
    phone.goto(live_server.url + plan.get_absolute_url())
    frame = phone.locator(".table-frame")
    frame.evaluate("one => { one.scrollIntoView({behavior: 'instant'}); one.scrollTo(300, 600) }")
    assert frame.evaluate("one => one.scrollLeft > 0 && one.scrollTop > 0")
    head = frame.locator("thead").bounding_box()
    box = frame.bounding_box()
    assert head
    assert box
    assert abs(head["y"] - box["y"]) < 4
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_the_text_stands_alone(page: Page, live_server, plan: PolicyDocument) -> None:
    page.goto(live_server.url + plan.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.locator(".document-title")).to_be_visible()
    for part in (".rail", ".site-nav", ".masthead-search", ".permalink >> nth=0"):
        expect(page.locator(part)).to_be_hidden()

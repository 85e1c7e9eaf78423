"""References to articles that renumbering moved: told apart by their form, offered, and written only when chosen."""

import pytest
from playwright.sync_api import Page, expect

from policies.models import PolicyDocument
from tests.browser.test_editor import at_end_of, draft, eventually, is_saved, opened, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READ = """async (texts) => {
  const { referencesIn, renumbered } = await import("/static/js/editor/citing.js");
  return texts.map((text) => referencesIn(text).map((one) => renumbered(one, one.numbers.map(({ n }) => n + 3))));
}"""
# What each says, and its references with three added to every number.
FORMS = {
    "依照第七条的规定": ["第十条"],
    "本办法第七条第二款": ["第十条"],
    "依照第七条至第九条的规定": ["第十条", "第十二条"],
    "第七、八条": ["第十、十一条"],
    "第十八至二十条": ["第二十一至二十三条"],
    "《甲法》第七条、第八条和本办法第九条": ["第十二条"],
    "《甲法》（以下简称甲法）的第七条第一款、第十二条": [],
    "《甲法》第三条第（二）项、第五条，第六条": [],
    "该条例第七条，民法典第十条，省供水条例第三章": [],
    "本市供水办法第七条": ["第十条"],
    "违反第7条、第十一条第一款": ["第10条", "第十四条"],
    "第七条之一": [],
    "第三章规定的": ["第六章"],
    "沿第九条线": [],
    "依照《甲法》第八条处罚；依照第九条第九十七款": ["第十二条"],
}
ARTICLES = (
    "首先。",
    "违反第三条的，依照本办法第四条处理。",
    "依照《甲法》第四条办理。",
    "第三条至第四条另行公布，见第二条。",
)


def offered(page: Page, count: int) -> None:
    expect(page.locator("[data-part=references]")).to_be_visible(visible=count > 0)
    if count:
        expect(page.get_by_role("button", name=f"更新 {count} 处引用")).to_be_visible()


def with_new_article(page: Page, live_server) -> PolicyDocument:
    """Of the rule and the editor: a new second article moves those behind it."""
    document = draft(articles=ARTICLES)
    opened(page, live_server, document)
    at_end_of(page, "首先。")
    page.keyboard.press("Enter")
    page.keyboard.type("新条，见第五条。")
    return document


def test_what_is_a_reference_is_told_by_form(page: Page, live_server) -> None:
    document = with_new_article(page, live_server)
    assert dict(zip(FORMS, page.evaluate(READ, list(FORMS)), strict=True)) == FORMS
    offered(page, 5)
    is_saved(page)
    assert said(document)[2] == "第三条违反第三条的，依照本办法第四条处理。"  # nothing by itself
    page.get_by_role("button", name="更新 5 处引用").click()
    dialog = page.get_by_role("dialog", name="更新引用的条号")
    expect(dialog.get_by_role("listitem")).to_have_count(5)
    dialog.get_by_role("listitem").nth(4).get_by_role("checkbox").uncheck()
    dialog.get_by_role("button", name="更新所选").click()
    offered(page, 1)
    wanted = [
        "第一条首先。",
        "第二条新条，见第五条。",
        "第三条违反第四条的，依照本办法第五条处理。",
        "第四条依照《甲法》第四条办理。",
        "第五条第四条至第五条另行公布，见第二条。",
    ]
    eventually(page, lambda: said(document), wanted)
    page.keyboard.press("Control+z")
    offered(page, 5)
    page.keyboard.press("Control+y")
    offered(page, 1)
    page.get_by_role("button", name="不更新").click()
    offered(page, 0)


def test_references_are_followed_through_splits_moves_and_deletions(page: Page, live_server) -> None:
    document = draft(articles=ARTICLES)
    opened(page, live_server, document)
    page.locator(".text p", has_text="首先。").click()
    page.keyboard.press("Home")
    page.keyboard.press("Alt+ArrowDown")
    offered(page, 1)
    page.keyboard.press("Alt+ArrowUp")
    offered(page, 0)
    page.locator(".text p", has_text="违反").click()
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    offered(page, 4)
    page.keyboard.press("Control+z")
    offered(page, 0)
    at_end_of(page, "甲法")
    page.keyboard.press("Control+Shift+Backspace")
    offered(page, 4)
    page.get_by_role("button", name="更新 4 处引用").click()
    dialog = page.get_by_role("dialog", name="更新引用的条号")
    expect(dialog.get_by_text("所指的条已删去")).to_have_count(2)
    expect(dialog.get_by_role("checkbox")).to_have_count(2)

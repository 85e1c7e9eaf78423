"""Tables of the text editor: rows, columns, heads and merged cells, by the bar and by keys, undone step by step."""

import pytest
from playwright.sync_api import Locator, Page, expect

from policies.models import PolicyDocument, Table, TableRow
from tests.browser.test_editor import at_end_of, draft, eventually, is_saved, opened, with_table

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def cells(document: PolicyDocument) -> list[list[str]]:
    return [one.cells for one in TableRow.objects.filter(table__version__document=document).order_by("table", "n")]


def printed(document: PolicyDocument) -> list[list[str]]:
    return [one.printed for one in TableRow.objects.filter(table__version__document=document).order_by("table", "n")]


def heads(document: PolicyDocument) -> list[str]:
    return [column["name"] for column in Table.objects.get(version__document=document).columns]


def cell(page: Page, words: str) -> Locator:
    return page.locator(".grid td", has_text=words).first


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_columns_come_go_move_and_are_renamed_and_each_step_is_undone(page: Page, live_server) -> None:
    document = with_table()
    opened(page, live_server, document)
    cell(page, "东渠").click()
    page.get_by_role("button", name="在左侧插入一栏").click()
    expect(page.locator(".grid th").nth(1)).to_be_focused()
    page.keyboard.type("投资（万元）")
    press(page, "ArrowDown")
    page.keyboard.type("100")
    press(page, "Alt+ArrowRight")
    expect(page.locator(".grid th")).to_have_text(["区县", "工程", "投资（万元）"])
    eventually(page, lambda: heads(document), ["区县", "工程", "投资（万元）"])
    eventually(
        page, lambda: cells(document), [["澜城区", "东渠", "100"], ["临江区", "西渠", ""], ["临江区", "南渠", ""]]
    )
    assert Table.objects.get().columns[2]["unit"] == "万元"
    cell(page, "澜城区").click()
    press(page, "Alt+Shift+Backspace")
    expect(page.locator(".grid th")).to_have_text(["工程", "投资（万元）"])
    is_saved(page)
    assert cells(document) == [["东渠", "100"], ["西渠", ""], ["南渠", ""]]
    press(page, "Control+z")
    expect(page.locator(".grid th")).to_have_text(["区县", "工程", "投资（万元）"])
    press(page, "Control+z")
    expect(page.locator(".grid th")).to_have_text(["区县", "投资（万元）", "工程"])
    press(page, "Control+y", "Control+y")
    expect(page.locator(".grid th")).to_have_text(["工程", "投资（万元）"])
    is_saved(page)
    assert heads(document) == ["工程", "投资（万元）"]


def test_cells_are_merged_and_split_and_rows_moved(page: Page, live_server) -> None:
    document = with_table()
    opened(page, live_server, document)
    cell(page, "西渠").click()
    press(page, "Alt+m")
    expect(page.locator(".grid-merged")).to_contain_text("第 1 至 2 行")
    eventually(page, lambda: [row[1] for row in printed(document)], ["东渠西渠", "", "南渠"])
    press(page, "Control+a", "Delete")
    eventually(page, lambda: [row[1] for row in cells(document)], ["", "", "南渠"])
    page.keyboard.type("总渠")  # it is still one cell
    eventually(page, lambda: [row[1] for row in printed(document)], ["总渠", "", "南渠"])
    press(page, "Alt+Shift+m")
    eventually(page, lambda: [row[1] for row in printed(document)], ["总渠", "总渠", "南渠"])
    cell(page, "南渠").click()
    press(page, "Alt+ArrowUp", "Alt+ArrowUp")
    eventually(page, lambda: cells(document), [["临江区", "南渠"], ["澜城区", "总渠"], ["临江区", "总渠"]])
    assert printed(document) == cells(document)
    page.evaluate(PASTE, "北渠\t急\n东渠\t缓")
    eventually(page, lambda: cells(document)[:2], [["临江区", "北渠", "急"], ["澜城区", "东渠", "缓"]])


def test_a_table_is_put_in_by_a_key_and_written_in_at_once(page: Page, live_server) -> None:
    document = draft(articles=("首先。", "其次。"))
    opened(page, live_server, document)
    at_end_of(page, "首先。")
    press(page, "Alt+t")
    page.get_by_label("栏数").fill("2")
    page.get_by_label("行数").fill("1")
    press(page, "Enter")
    expect(page.locator(".grid th").first).to_be_focused()
    page.keyboard.type("事项")
    press(page, "Tab")
    page.keyboard.type("期限")
    press(page, "Tab")
    page.keyboard.type("清淤")
    eventually(page, lambda: cells(document), [["清淤", ""]])
    table = Table.objects.get(version__document=document)
    assert ([one["name"] for one in table.columns], cells(document)) == (["事项", "期限"], [["清淤", ""]])
    assert [one.kind for one in table.version.provisions.order_by("position")] == ["article", "table", "article"]
    page.reload()
    expect(page.locator(".grid td").first).to_have_text("清淤")


def test_what_an_input_method_composes_in_a_cell_is_saved_without_leaving_it(page: Page, live_server) -> None:
    document = with_table()
    opened(page, live_server, document)
    cell(page, "东渠").click()
    press(page, "End")
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "zhi", "selectionStart": 3, "selectionEnd": 3})
    expect(page.locator(".grid-place")).to_have_attribute("data-composing", "")
    keys.send("Input.insertText", {"text": "支"})
    eventually(page, lambda: cells(document)[0][1], "东渠支")


def test_columns_of_one_and_cells_of_another_come_together(page: Page, browser, live_server) -> None:
    """The cursor stays in its cell while another's column comes in, and undoing takes back only what is one's own."""
    from tests.browser.test_editor import second

    document = with_table()
    opened(page, live_server, document)
    context = browser.new_context()
    other = context.new_page()
    second(other, live_server, document)
    cell(other, "东渠").click()
    press(other, "Alt+Shift+ArrowLeft")
    other.keyboard.type("类别")
    is_saved(other)
    cell(page, "西渠").click()
    press(page, "End")
    page.keyboard.type("改")
    expect(page.locator(".grid th")).to_have_text(["区县", "类别", "工程"], timeout=15_000)
    page.keyboard.type("造")
    eventually(page, lambda: cells(document)[1], ["临江区", "", "西渠改造"])
    context.close()


def test_a_table_without_a_place_waits_at_the_end_until_it_is_put(page: Page, live_server) -> None:
    document = with_table()
    Table.objects.get().provision.delete()
    opened(page, live_server, document)
    expect(page.locator(".loose-table")).to_contain_text("还没有放入正文")
    cell(page, "东渠").click()
    press(page, "End")
    page.keyboard.type("一期")
    eventually(page, lambda: cells(document)[0], ["澜城区", "东渠一期"])
    press(page, "Escape", "Delete", "Control+Shift+Backspace")
    expect(page.locator(".loose-table td").first).to_have_text("澜城区")
    at_end_of(page, "见表。")
    page.get_by_role("button", name="放到光标所在处之后").click()
    expect(page.locator(".loose-table")).to_have_count(0)
    provisions = Table.objects.get().version.provisions
    eventually(page, lambda: list(provisions.order_by("position").values_list("kind", flat=True)), ["article", "table"])
    press(page, "Control+z")
    expect(page.locator(".loose-table")).to_have_count(1)
    at_end_of(page, "见表。")
    page.keyboard.type("完。")
    eventually(page, lambda: provisions.order_by("position").first().text, "见表。完。")
    assert cells(document)[0] == ["澜城区", "东渠一期"]
    page.reload()
    expect(page.locator(".grid td").first).to_have_text("澜城区")

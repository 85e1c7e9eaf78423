"""A maker: sets HTML with Chromium and prints it as PDF."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.makers.layouts import Layout
from tests.makers.pages import page
from tests.makers.prints import Print

PROGRAM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# Cuts a wide table into turned sheets: rows are measured at the width of a lying page, the head stands on each sheet.
_TURN = """
(room) => {
  for (const box of document.querySelectorAll(".rotated")) {
    const table = box.querySelector("table");
    const above = [...box.querySelectorAll(":scope > p")];
    box.style.width = room.long + "px";
    const heads = table.tHead.offsetHeight;
    const captions = above.reduce((sum, p) => sum + p.offsetHeight + 14, 0);
    const rows = [...table.tBodies[0].rows].map(row => [row, row.offsetHeight]);
    const sheets = [];
    let used = Infinity, open = 0;
    for (const [row, height] of rows) {
      const spanned = Math.max(...[...row.cells].map(cell => cell.rowSpan));
      if (used + height > room.short && open <= 0) {
        used = heads + (sheets.length ? 0 : captions);
        sheets.push([]);
      }
      sheets[sheets.length - 1].push(row);
      used += height;
      open = Math.max(open, spanned) - 1;
    }
    sheets.forEach((rows, n) => {
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      sheet.style.width = room.short + "px";
      sheet.style.height = room.long + "px";
      const turned = document.createElement("div");
      turned.style.width = room.long + "px";
      turned.style.transform = `translate(0, ${room.long}px) rotate(-90deg)`;
      const copy = table.cloneNode(false);
      copy.append(table.querySelector("colgroup").cloneNode(true), table.tHead.cloneNode(true));
      const body = document.createElement("tbody");
      body.append(...rows);
      copy.append(body);
      if (n === 0) turned.append(...above);
      turned.append(copy);
      sheet.append(turned);
      box.before(sheet);
    });
    box.remove();
  }
}
"""
_MILLIMETRE = 96 / 25.4


def print_pdf(browser: Browser, printed: Print, layout: Layout, path: Path) -> None:
    """Writes `path`: the print set in `layout` on A4."""
    top, right, bottom, left = (float(side.removesuffix("mm")) for side in layout.margins.split())
    room = {"short": (210 - left - right) * _MILLIMETRE - 2, "long": (297 - top - bottom) * _MILLIMETRE - 2}
    tab = browser.new_page()
    try:
        tab.set_content(page(printed, layout))
        tab.evaluate(_TURN, room)
        tab.pdf(path=path, prefer_css_page_size=True, print_background=True)
    finally:
        tab.close()

"""Prints an invented issue as a maker's text would come out, and labels it in the form of the shared scorer.

Four makers: `plain` (a paragraph a line), `marked` (blank lines, # marks that mean nothing), `wrapped` (every line
wrapped), `columns` (every line wrapped, blank lines between all). Pages break in the middle of paragraphs.
"""

import textwrap
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.reading.press.shapes import Block, Document, Grid, Issue, numeral

LAYOUTS = ("plain", "marked", "wrapped", "columns")


@dataclass
class Printed:
    """`text` and its labels; line numbers count from 1."""

    text: str
    gold: dict[str, Any]


@dataclass
class Press:
    """Holds what has been printed so far; `noise` and `joins` collect for the document under print."""

    layout: str
    chance: Random
    head: str
    width: int
    lines: list[str] = field(default_factory=list)
    noise: list[int] = field(default_factory=list)
    joins: list[list[int]] = field(default_factory=list)
    page: int = 2
    room: int = 900
    number_first: bool = False
    han_dates: bool = False

    @property
    def wraps(self) -> bool:
        return self.layout in ("wrapped", "columns")

    def put(self, text: str, noise: bool = False) -> int:
        self.lines.append(text)
        number = len(self.lines)
        if noise:
            self.noise.append(number)
        if self.layout in ("columns", "marked"):
            self.lines.append("")
        return number

    def mark(self) -> str:
        return f"{'#' * self.chance.randint(1, 4)} " if self.layout == "marked" and self.chance.random() < 0.7 else ""

    def turn(self) -> None:
        """A page ends: its number, and the next page's running head."""
        self.put(
            self.chance.choice(["— {} —", "· {} ·", "{}", "- {} -"][:1] if self.page % 2 else ["— {} —"]).format(
                self.page
            ),
            noise=True,
        )
        self.put(self.head, noise=True)
        self.page += 1
        self.room = 900

    def run(self, text: str) -> None:
        """A paragraph; it may be broken by the page, and is wrapped where the maker wraps."""
        if self.room < len(text) and len(text) > 80:
            cut = self.chance.randint(30, len(text) - 30)
            cut = self._clean(text, cut)
            before = self._flow(text[:cut], first=True)
            self.turn()
            after = self._flow(text[cut:], first=False)
            self.joins.append([before[-1], after[0]])
        else:
            self._flow(text, first=True)
        self.room -= len(text)

    @staticmethod
    def _clean(text: str, cut: int) -> int:
        """Print never breaks before a closing mark, nor does this one right after a full stop."""
        while cut < len(text) - 2 and (
            text[cut] in "，。；：、”）》！？%"
            or text[cut - 1] in "。；：（《“"
            or (text[cut].isdigit() and text[cut - 1].isdigit())
        ):
            cut += 1
        return cut

    def _flow(self, text: str, first: bool) -> list[int]:
        if not self.wraps:
            return [self.put(text)]
        indent = "　　" if first and self.layout == "wrapped" else ""
        return [self.put(line) for line in _wrapped(indent + text, self.width)]

    def title(self, text: str) -> None:
        """A title over one or two lines."""
        if len(text) > 18 and (self.wraps or self.chance.random() < 0.6):
            middle = len(text) // 2
            if self.layout == "marked":
                self.put(f"{self.mark()}{text[:middle]} {text[middle:]}")
            else:
                self.put(text[:middle])
                self.put(text[middle:])
        else:
            self.put(f"{self.mark()}{text}")


def _wrapped(text: str, width: int) -> list[str]:
    lines = textwrap.wrap(text, width, break_long_words=True, drop_whitespace=False, replace_whitespace=False) or [text]
    out: list[str] = []
    for whole in lines:
        line = whole
        while line and out and line[0] in "，。；：、”）》！？%":
            out[-1], line = out[-1] + line[0], line[1:]
        if line:
            out.append(line)
    return out


def print_issue(issue: Issue, layout: str, seed: int = 0) -> Printed:
    chance = Random(f"{layout}{seed}")
    press = Press(
        layout,
        chance,
        chance.choice(
            [f"{issue.gazette}　{issue.year}年第{issue.number}期", f"{issue.year}年第{issue.number}期　{issue.gazette}"]
        ),
        chance.choice([20, 24, 30]),
    )
    press.number_first = chance.random() < 0.25
    press.han_dates = chance.random() < 0.25
    _masthead(press, issue)
    toc = _contents(press, issue)
    documents = [_document(press, document, order) for order, document in enumerate(issue.documents, 1)]
    _chronicle(press, issue)
    masthead = {"title": issue.gazette, "year": issue.year, "number": issue.number, **issue.fields}
    gold = {
        "issue": {**masthead, "board": [{"role": role, "names": names} for role, names in issue.board]},
        "toc": toc,
        "documents": documents,
        "chronology": {"n_entries": len(issue.chronicle), "per_day": {str(day): 1 for day, _ in issue.chronicle}},
        "personnel": [{"doc_number": d.number, "entries": d.people} for d in issue.documents if d.people],
        "projects": [],
        "queries": [],
    }
    return Printed("\n".join(press.lines), gold)


def _masthead(press: Press, issue: Issue) -> None:
    press.put(f"{press.mark()}{issue.gazette}")
    press.put(f"（{issue.fields['frequency']}）")
    press.put(press.chance.choice([f"{issue.year}年第{issue.number}期", f"{issue.year}年 第{issue.number}期"]))
    press.put("编辑委员会")
    for role, names in issue.board:
        press.put(f"{role}：{'　'.join(names)}" if press.chance.random() < 0.5 else f"{role}　{' '.join(names)}")
    labels = {
        "permit_number": "准印证号",
        "publisher": "编辑出版",
        "address": "地址",
        "postcode": "邮政编码",
        "phone": "电话",
        "printer": "印刷",
    }
    for key, label in labels.items():
        press.put(f"{label}：{issue.fields[key]}")


def _contents(press: Press, issue: Issue) -> list[dict[str, Any]]:
    press.put(f"{press.mark()}{press.chance.choice(['目录', '目　录'])}")
    style = press.chance.choice(["……{}", "……………（{}）", " .....\t{}", "…………（{}）"])
    section, toc, page = None, [], 3
    for title, its_section in [*((d.title, d.section) for d in issue.documents), ("大事记", "大事记")]:
        if its_section != section:
            press.put(f"{press.mark()}{its_section}")
            section = its_section
        if title != "大事记":
            press.put(f"{title}{style.format(page)}")
        else:
            press.put(f"大事记{style.format(page)}")
        toc.append({"section": its_section, "title": title, "page": page})
        page += press.chance.randint(1, 6)
    return toc


def _document(press: Press, document: Document, order: int) -> dict[str, Any]:
    press.turn()
    press.noise, press.joins = [], []
    start = len(press.lines) + 1
    number = _printed_number(press.chance, document.number.removeprefix(document.title))
    if press.number_first:
        press.put(number)
        press.title(document.title)
    else:
        press.title(document.title)
        press.put(number)
    if document.addressee_line:
        press.run(document.addressee_line)
    count = _blocks(press, document.body)
    listed = [(n, title) for n, (title, _, _) in enumerate(document.appendices, 1)]
    for n, title in listed:
        press.run(f"附件：{title}" if len(listed) == 1 else f"{'附件：' if n == 1 else ''}{n}.{title}")
    for line in document.signature:
        press.put(line)
    press.put(_printed_date(press, document.date))
    if document.publicity:
        press.put(f"（{document.publicity}）")
    for title, blocks in document.enclosed:
        press.title(title)
        count += _blocks(press, blocks)
    for n, (title, omitted, grid) in enumerate(document.appendices, 1):
        if omitted:
            press.put(f"（附件{n}略）")
            continue
        press.put("附件" if len(listed) == 1 else f"附件{n}")
        press.title(title)
        if grid:
            _grid(press, grid)
    return _label(document, order, count, start, len(press.lines), press)


def _printed_number(chance: Random, number: str) -> str:
    """As offices print it: now and then with spaces inside, or in other brackets."""
    if chance.random() < 0.3:
        number = number.replace("〔", "〔 ").replace("〕", " 〕 ").replace("号", " 号")
    elif chance.random() < 0.2:
        number = number.replace("〔", "[").replace("〕", "]")
    return number


def _printed_date(press: Press, day: tuple[int, int, int]) -> str:
    year, month, date = day
    if not press.han_dates:
        return f"{year} 年 {month} 月 {date} 日" if press.layout == "columns" else f"{year}年{month}月{date}日"
    digits = "".join("〇一二三四五六七八九"[int(d)] for d in str(year))
    return f"{digits}年{numeral(month)}月{numeral(date)}日"


def _blocks(press: Press, blocks: list[Block]) -> int:
    count = 0
    for block in blocks:
        if block.kind in ("heading", "chapter"):
            press.put(f"{press.mark()}{block.printed}")
        else:
            press.run(block.printed)
            count += 1
    return count


def _grid(press: Press, grid: Grid) -> None:
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    middle = press.chance.randint(2, len(rows)) if len(rows) > 6 else 0
    press.lines.append("\t".join(grid.columns))
    for n, row in enumerate(rows):
        if middle and n == middle and row[0]:
            press.lines.append("")
            press.turn()
            press.lines.append("\t".join(grid.columns))
        press.lines.append("\t".join(row))
    press.lines.append("")


def _label(document: Document, order: int, count: int, start: int, end: int, press: Press) -> dict[str, Any]:
    blocks = [*document.body, *(block for _, its in document.enclosed for block in its)]
    regulation = any(block.kind == "article" for block in blocks)
    headings = [
        {"level": block.level, "marker": block.marker, "text": block.heading}
        for block in blocks
        if block.heading and block.level < 9
    ]
    return {
        "order": order,
        "section": document.section,
        "doc_number": document.number,
        "title": document.title,
        "genre": document.genre,
        "issuer": document.issuer,
        "date": "{}-{:02}-{:02}".format(*document.date),
        "publicity": document.publicity or None,
        "addressees": document.addressees,
        "enclosed_titles": [title for title, _ in document.enclosed],
        "headings": headings,
        "articles": sum(block.kind == "article" for block in blocks) if regulation else 0,
        "n_paragraphs": count,
        "attachments": [_attachment(one) for one in document.appendices],
        "tables_in_body": [],
        "cites": document.cites,
        "cites_titles": [],
        "repeals": document.repeals,
        "amends": [],
        "joins": press.joins,
        "noise_lines": press.noise,
        "start_line": start,
        "end_line": end,
    }


def _attachment(appendix: tuple[str, bool, Grid | None]) -> dict[str, Any]:
    title, omitted, grid = appendix
    tables = []
    if grid:
        filled = _filled(grid.rows)
        tables = [
            {
                "title": title,
                "columns": grid.columns,
                "n_cols": len(grid.columns),
                "n_rows": len(grid.rows),
                "first_row": filled[0],
                "last_row": filled[-1],
                "total_row": grid.total,
            }
        ]
    return {"title": title, "omitted": omitted, "tables": tables}


def _filled(rows: list[list[str]]) -> list[list[str]]:
    out: list[list[str]] = []
    for row in rows:
        out.append([cell or (out[-1][i] if out else "") for i, cell in enumerate(row)])
    return out


def _chronicle(press: Press, issue: Issue) -> None:
    press.turn()
    press.put(f"{press.mark()}大事记")
    press.put(f"（{issue.year}年{issue.month}月）")
    for day, text in issue.chronicle:
        press.run(f"{issue.month}月{day}日，{text}" if press.number_first else f"{day}日，{text}")

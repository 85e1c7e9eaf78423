"""A print as one HTML page with its style, for a maker that sets HTML on paper."""

from collections.abc import Iterator
from html import escape

from tests.makers.layouts import Layout, Wide
from tests.makers.prints import Block, Kind, Part, Print, PrintedCell, PrintedTable

_TAGS = {
    Kind.TITLE: "title",
    Kind.NUMBER: "number",
    Kind.ADDRESSEE: "addressee",
    Kind.PARAGRAPH: "paragraph",
    Kind.LISTED: "listed",
    Kind.SIGNATURE: "signature",
    Kind.DATE: "date",
    Kind.PUBLICITY: "publicity",
    Kind.ENCLOSED: "enclosed",
    Kind.LABEL: "label",
    Kind.CAPTION: "caption",
    Kind.UNIT: "unit",
    Kind.CHRONICLE: "enclosed",
    Kind.NOTE: "note",
}
_SPANNING = (Kind.TITLE, Kind.NUMBER)
_DRAWING = (
    '<svg viewBox="0 0 200 90" width="70%"><rect x="8" y="8" width="80" height="60" fill="#8aa"/>'
    '<circle cx="140" cy="40" r="30" fill="#caa"/></svg>'
)


def page(printed: Print, layout: Layout) -> str:
    """The whole document. Tables that are to be turned stand in `.turned` boxes, which the printer cuts into pages."""
    parts = "".join(_part(part, n, layout) for n, part in enumerate(_runs(printed, layout)))
    return f"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>{_style(printed, layout)}</style>{parts}</html>"


def _runs(printed: Print, layout: Layout) -> list[Part]:
    """The parts that get pages of their own; where titles stand in the columns, documents of a section run on."""
    runs: list[Part] = []
    for part in printed.parts:
        front = bool(part.blocks) and part.blocks[0].kind is Kind.FRONT
        if runs and not layout.titles_span and not front and part.section == runs[-1].section and len(runs) > 1:
            runs[-1] = Part(part.section, [*runs[-1].blocks, *part.blocks])
        else:
            runs.append(part)
    return runs


def _part(part: Part, n: int, layout: Layout) -> str:
    front = any(block.kind is Kind.FRONT for block in part.blocks)
    body = "".join(_front(part.blocks)) if front else "".join(_flow(part.blocks, layout))
    new_page = " fresh" if front or layout.titles_span or n == 1 else ""
    return f'<section class="part{new_page}" style="page:s{n}">{body}</section>'


def _front(blocks: list[Block]) -> Iterator[str]:
    yield '<div class="cover">'
    for n, block in enumerate(block for block in blocks if block.kind is Kind.FRONT):
        names = n > 3 and all(len(word) <= 3 for word in block.text.split()) and len(block.text) <= 9
        yield f'<p class="{"masthead" if n == 0 else "names" if names else "imprint"}">{escape(block.text)}</p>'
    yield "</div>"
    for block in blocks:
        if block.kind is Kind.CONTENTS_HEAD:
            yield f'<p class="contents-head">{escape(block.text)}</p>'
        elif block.kind is Kind.CONTENTS_SECTION:
            yield f'<p class="contents-section">{escape(block.text)}</p>'
        elif block.kind is Kind.CONTENTS_LINE:
            yield f'<p class="contents-line"><span>{escape(block.text)}</span><i></i><b>（{block.page}）</b></p>'


def _flow(blocks: list[Block], layout: Layout) -> Iterator[str]:
    """Runs of blocks in columns; what spans them stands between."""
    held: list[str] = []
    above = ""
    for n, block in enumerate(blocks):
        wide = _is_wide(blocks, n, layout)
        spans = _spans(blocks, n, layout)
        apart = wide and layout.wide is not Wide.SQUEEZED
        if spans or apart:
            if held:
                yield f'<div class="columns">{"".join(held)}</div>'
                held = []
            if not apart:
                yield _block(block, layout)
            elif block.table is None:
                above += _block(block, layout)
            else:
                yield f'<div class="wide {layout.wide.value}">{above}{_block(block, layout)}</div>'
                above = ""
        else:
            held.append(_block(block, layout))
    if held:
        yield f'<div class="columns">{"".join(held)}</div>'


def _table_below(blocks: list[Block], n: int) -> PrintedTable | None:
    """The table at `n`, or the one whose label, caption or unit stands at `n`."""
    for block in blocks[n:]:
        if block.table is not None:
            return block.table
        if block.kind not in (Kind.LABEL, Kind.CAPTION, Kind.UNIT):
            return None
    return None


def _is_wide(blocks: list[Block], n: int, layout: Layout) -> bool:
    table = _table_below(blocks, n)
    return table is not None and table.width >= layout.wide_from


def _spans(blocks: list[Block], n: int, layout: Layout) -> bool:
    table = _table_below(blocks, n)
    title = layout.titles_span and blocks[n].kind in _SPANNING
    return layout.columns > 1 and (title or (table is not None and table.width > (3 if layout.columns == 2 else 2)))


def _block(block: Block, layout: Layout) -> str:
    if block.table:
        return _table(block.table)
    narrow = layout.columns > 1 and not (layout.titles_span and block.kind is Kind.TITLE)
    text = ("" if narrow else "<br>").join(escape(line) for line in block.text.split("\n"))
    if block.kind is Kind.HEADING:
        return f'<p class="heading level{block.level}">{text}</p>'
    if block.lead:
        text = f"<b>{escape(block.text[: block.lead])}</b>{escape(block.text[block.lead :])}"
    if block.kind is Kind.FIGURE:
        return f"<figure>{_DRAWING}<figcaption>{text}</figcaption></figure>"
    return f'<p class="{_TAGS[block.kind]}">{text}</p>'


def _table(table: PrintedTable) -> str:
    heads = "".join(_row(row, "th") for row in table.rows[: table.heads])
    body = "".join(_row(row, "td") for row in table.rows[table.heads :])
    shares = _shares(table)
    columns = "".join(f'<col style="width:{share:.1f}%">' for share in shares)
    return f"<table><colgroup>{columns}</colgroup><thead>{heads}</thead><tbody>{body}</tbody></table>"


def _row(row: tuple[PrintedCell, ...], tag: str) -> str:
    cells = ""
    for cell in row:
        spans = (f" colspan={cell.columns}" if cell.columns > 1 else "") + (
            f" rowspan={cell.rows}" if cell.rows > 1 else ""
        )
        short = ' class="short"' if len(cell.text) <= 8 and tag == "td" else ""
        cells += f"<{tag}{spans}{short}>{escape(cell.text)}</{tag}>"
    return f"<tr>{cells}</tr>"


def _shares(table: PrintedTable) -> list[float]:
    """Widths of the columns in per cent, by the root of what they hold."""
    held = [4.0] * table.width
    for row in table.rows:
        for cell in row:
            if cell.columns == 1:
                held[cell.column] = max(held[cell.column], min(len(cell.text), 60))
    roots = [n**0.65 for n in held]
    return [100 * root / sum(roots) for root in roots]


def _style(printed: Print, layout: Layout) -> str:
    justify = "justify" if layout.justify else "left"
    line = {"all": "0.5pt solid #000", "horizontal": "none", "none": "none"}[layout.rules]
    across = "border-top:.5pt solid #000;border-bottom:.5pt solid #000;" if layout.rules == "horizontal" else ""
    return f"""
@page {{ size: A4; margin: {layout.margins}; }}
{_page_boxes(printed, layout)}
html {{ font: {layout.size}pt/{layout.leading} "{layout.font}"; -webkit-print-color-adjust: exact; }}
body {{ margin: 0; }}
p {{ margin: 0 0 {layout.spaced}em 0; text-align: {justify}; overflow-wrap: anywhere; orphans: 1; widows: 1; }}
.fresh {{ break-before: page; }} section:first-of-type {{ break-before: auto; }}
.columns {{ columns: {layout.columns}; column-gap: {layout.gap}; column-rule: {".5pt solid #666" if layout.column_rule else "none"}; }}
.paragraph {{ text-indent: {"2em" if layout.indent else "0"}; }}
.listed {{ text-indent: {"2em" if layout.indent else "0"}; }}
.heading {{ text-indent: {"2em" if layout.indent else "0"}; break-after: avoid; }}
.level1 {{ font-family: "Noto Sans CJK SC"; font-size: {layout.size + 0.5}pt; }} .level2 {{ font-weight: bold; }}
.title, .enclosed, .caption {{ text-wrap: balance; }}
.title {{ font: bold {layout.size * (1.9 if layout.titles_span else 1.45)}pt/1.4 "{layout.title_font}"; text-align: center; margin: 1em 0 .6em; text-indent: 0; break-after: avoid; }}
.enclosed {{ font: bold {layout.size * 1.4}pt/1.4 "{layout.title_font}"; text-align: center; margin: 1.2em 0 .8em; text-indent: 0; break-after: avoid; }}
.caption {{ font-weight: bold; text-align: center; margin: .6em 0; break-after: avoid; }}
.number, .publicity {{ text-align: {"center" if layout.titles_span else "left"}; text-indent: 0; margin-bottom: .6em; }}
.publicity {{ text-align: left; text-indent: 2em; }}
.signature, .date {{ text-align: right; padding-right: 2em; }} .date {{ padding-right: 1em; margin-bottom: .6em; }}
.unit {{ text-align: right; }} .label {{ font-family: "Noto Sans CJK SC"; break-after: avoid; }}
.note {{ font-size: {layout.size - 2}pt; border-top: .5pt solid #000; margin-top: 1em; }}
.cover {{ break-after: page; margin: 30mm 25mm 0; }} .cover p {{ text-align: left; white-space: pre-wrap; }}
.cover .masthead {{ font: bold 30pt "{layout.title_font}"; color: #b00; text-align: center; margin-bottom: 12mm; }}
.cover .names {{ padding-left: 5em; }}
.contents-head {{ font: bold 16pt "{layout.title_font}"; text-align: center; margin: 4mm 0 8mm; }}
.contents-section {{ font-family: "Noto Sans CJK SC"; margin: 3mm 0 1mm; }}
.contents-line {{ display: flex; align-items: last baseline; text-align: left; }}
.contents-line span {{ max-width: 82%; }} .contents-line b {{ font-weight: normal; }}
.contents-line i {{ flex: 1; overflow: hidden; white-space: nowrap; font-style: normal; }}
.contents-line i::before {{ content: "{"…" * 60}"; }}
table {{ border-collapse: collapse; width: 100%; margin: .4em 0 .8em; font-size: {max(7.0, layout.size - 2)}pt; line-height: 1.35; table-layout: fixed; {across} }}
th, td {{ border: {line}; padding: 1.2mm 1mm; text-align: left; vertical-align: middle; overflow-wrap: anywhere; font-weight: normal; {across} }}
th {{ font-family: "Noto Sans CJK SC"; text-align: center; }} .short {{ text-align: center; }}
.columns th, .columns td {{ padding: .6mm; }}
thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }}
.landscape {{ page: lying; }} .turned {{ page: turned; }}
.sheet {{ break-before: page; break-after: page; position: relative; overflow: hidden; }}
.sheet > div {{ position: absolute; transform-origin: 0 0; }} .sheet table {{ margin: 0; }}
figure {{ margin: .6em 0; text-align: center; break-inside: avoid; }} figcaption {{ font-size: {layout.size - 1}pt; }}
"""


def _page_boxes(printed: Print, layout: Layout) -> str:
    """Running head and page number of each part, on right and left pages; a cover has neither."""
    rules = []
    for n, part in enumerate(_runs(printed, layout)):
        if any(block.kind is Kind.FRONT for block in part.blocks):
            continue
        rules.append(_boxes(f"s{n}", f"{printed.gazette}　{printed.issue}", part.section, layout))
    rules.append(_boxes("lying", f"{printed.gazette}　{printed.issue}", "", layout, "size: A4 landscape;"))
    rules.append(
        _boxes(
            "turned",
            f"{printed.gazette}　{printed.issue}",
            "",
            layout,
            "size: A4 landscape; page-orientation: rotate-left;",
        )
    )
    return "\n".join(rules)


def _boxes(name: str, words: str, section: str, layout: Layout, size: str = "") -> str:
    before, after = layout.number_form.split("{}")
    number = f'content: "{before}" counter(page) "{after}"; font: {layout.size - 1}pt "{layout.font}";'
    line = "border-bottom: .5pt solid #000;" if layout.head_line else ""
    head = f'font: {layout.size - 1.5}pt "{layout.font}"; vertical-align: bottom; padding-bottom: 1mm; margin-bottom: 3mm; {line}'
    out = [f"@page {name} {{ {size} }}"]
    for side, outer, inner in (("right", "right", "left"), ("left", "left", "right")):
        boxes = ""
        if layout.head == "outer":
            boxes += f'@top-{outer} {{ content: "{words}"; {head} text-align: {outer}; }}'
            boxes += f'@top-{inner} {{ content: "{section or " "}"; {head} text-align: {inner}; }}'
            boxes += f'@top-center {{ content: " "; {head} }}'
        elif layout.head == "centre":
            boxes += f'@top-center {{ content: "{words}"; {head} }}'
        place = {"outer": f"bottom-{outer}", "centre": "bottom-center", "top": f"top-{outer}"}[layout.foot]
        boxes += f"@{place} {{ {number} }}"
        out.append(f"@page {name}:{side} {{ {boxes} }}")
    return "\n".join(out)

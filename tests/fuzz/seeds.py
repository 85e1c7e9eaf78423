"""Sound files of each format to break: small, so that a change of one byte counts, and full of what the format can do."""

import io
import tempfile
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from weasyprint import HTML

from tests.hostile import packages, pdfs
from tests.makers.ofd import ofd_of_pdf
from tests.reading import wordml

FORMATS = ("pdf", "docx", "html", "text", "ofd", "image")
_SAMPLE = Path(__file__).parents[2] / "gazette/samples/anlan-2024-3.txt"
_TABLE = (
    ("序号", "项目名称", "投资额（万元）"),
    ("1", "滨河步道", "120.50"),
    ("2", "水厂扩建", "3400"),
    ("合计", "", "3520.50"),
)
_STYLE = (
    "body { font: 10pt sans-serif; columns: 2 } td { border: 1px solid } h2 { text-align: center; column-span: all }"
)
_PICTURES = (("PNG", "L"), ("JPEG", "L"), ("TIFF", "1"), ("BMP", "L"), ("GIF", "P"), ("WEBP", "RGB"))


@cache
def seeds(form: str) -> tuple[bytes, ...]:
    return {
        "pdf": _pdfs,
        "docx": _words,
        "html": _pages,
        "text": _texts,
        "ofd": _ofds,
        "image": _images,
    }[form]()


def _lines() -> list[str]:
    """A cover, an order with its regulation, and the opening of a notice."""
    lines = _SAMPLE.read_text().splitlines()
    return [*lines[:24], *lines[59:96]]


def _html(extra: str = "") -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _TABLE)
    body = "".join(f"<p>{line}</p>" for line in _lines())
    head = f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>公报</title><style>{_STYLE}</style></head>"
    return f"{head}<body><h2>安澜市人民政府公报</h2>{body}<table>{rows}</table>{extra}</body></html>"


@cache
def _set_page(*, packed: bool) -> bytes:
    return bytes(HTML(string=_html()).write_pdf(uncompressed_pdf=not packed))


def _pdfs() -> tuple[bytes, ...]:
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    return (
        _set_page(packed=True),
        _set_page(packed=False),
        pdfs.pages(["One\nTwo", "Three"], catalogue=script),
        pdfs.huge_picture(side=400),
        pdfs.forms_in_forms(depth=3, each=3),
    )


def _words() -> tuple[bytes, ...]:
    picture = _drawn().resize((64, 48))
    held = io.BytesIO()
    picture.save(held, "PNG")
    grid = wordml.table(
        wordml.row(wordml.cell("序号"), wordml.cell("项目", '<w:gridSpan w:val="2"/>')),
        wordml.row(wordml.cell("1", '<w:vMerge w:val="restart"/>'), wordml.cell("滨河"), wordml.cell("12")),
        wordml.row(wordml.cell("", "<w:vMerge/>"), wordml.cell("水厂"), wordml.cell("34")),
    )
    listed = "".join(wordml.listed(f"内容{n}。", 1, n % 2) for n in range(4))
    body = "".join(wordml.p(line) for line in _lines())
    notes = '<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
    rich = wordml.docx(
        wordml.p(inside=wordml.text_box(wordml.p("安澜市人民政府文件")))
        + body
        + listed
        + grid
        + wordml.p(inside=wordml.picture("rPic"))
        + wordml.p("有注", inside='<w:r><w:footnoteReference w:id="1"/></w:r><w:ins><w:r><w:t>增</w:t></w:r></w:ins>'),
        media={"rPic": held.getvalue()},
        numbering=wordml.numbering(wordml.levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"))),
        footnotes=notes,
        header1=wordml.p("安澜市人民政府公报"),
    )
    return rich, packages.word(*_lines()), packages.with_odd_names()


def _pages() -> tuple[bytes, ...]:
    odd = "<ul><li>甲<li>乙</ul><pre>一\n二</pre><a href='javascript:x()'>链接</a><script>x()</script><table><tr><td rowspan=2>a"
    return (
        _html().encode(),
        _html(odd).encode("gb18030").replace(b"charset=utf-8", b"charset=gb2312"),
        ("<html><body>" + "<br>".join(_lines()) + "</body></html>").encode(),
    )


def _texts() -> tuple[bytes, ...]:
    whole = "\n".join(_lines())
    table = "\n".join("|".join(row) for row in _TABLE) + "\n" + "\n".join("\t".join(row) for row in _TABLE)
    marked = "# " + whole.replace("\n\n", "\n\n## ") + "\n\n" + table + "\f\n**完**"
    return whole.encode(), marked.encode(), whole.encode("gb18030"), ("\ufeff" + whole).encode("utf-16-le")


def _ofds() -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.pdf", Path(folder) / "a.ofd"
        source.write_bytes(_set_page(packed=True))
        ofd_of_pdf(source, target)
        return (target.read_bytes(),)


@cache
def _drawn() -> Image.Image:
    """The first printed page, small."""
    with pdfium.PdfDocument(_set_page(packed=True)) as document:
        return document[0].render(scale=0.6).to_pil().convert("RGB")


def _images() -> tuple[bytes, ...]:
    made = []
    for form, mode in _PICTURES:
        held = io.BytesIO()
        page = _drawn().convert(mode)
        more = {"save_all": True, "append_images": [page]} if form == "TIFF" else {}
        page.save(held, form, **more)
        made.append(held.getvalue())
    return tuple(made)

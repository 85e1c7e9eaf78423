"""A maker: turns printed pages into OFD (GB/T 33190), the characters of a PDF set again where they stood."""

import ctypes
import io
import math
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Placed:
    """One character: the origin on its baseline in millimetres from the upper left corner, its turn clockwise in degrees."""

    text: str
    x: float
    y: float
    size: float  # millimetres
    turn: float = 0.0
    bold: bool = False


@dataclass(frozen=True)
class Bar:
    """A thin filled or stroked straight piece, in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Leaf:
    width: float
    height: float
    characters: tuple[Placed, ...]
    bars: tuple[Bar, ...] = ()


def ofd_of_pdf(source: Path, target: Path, pages: Iterable[int] | None = None) -> int:
    """Writes the pages (from 0; all where not told) of a PDF as an OFD, and says how many they are."""
    document = pypdfium2.PdfDocument(source)
    leaves = [_leaf(document[n]) for n in (range(len(document)) if pages is None else pages)]
    document.close()
    target.write_bytes(ofd_file(leaves))
    return len(leaves)


def ofd_file(leaves: list[Leaf], *, parts: dict[str, str] | None = None) -> bytes:
    """The bytes of an OFD; `parts` replaces or adds parts by name."""
    files = {"OFD.xml": _root(), "Doc_0/Document.xml": _document(leaves), "Doc_0/PublicRes.xml": _resources()}
    files |= {f"Doc_0/Pages/Page_{n}/Content.xml": _content(leaf) for n, leaf in enumerate(leaves)}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (files | (parts or {})).items():
            archive.writestr(name, text)
    return held.getvalue()


def _leaf(page: pypdfium2.PdfPage) -> Leaf:
    width, height = page.get_size()
    return Leaf(width * MM, height * MM, tuple(_characters(page)), tuple(_bars(page)))


def _characters(page: pypdfium2.PdfPage) -> Iterator[Placed]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    for n in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, n)
        if raw.FPDFText_IsGenerated(text, n) or code in (0, 0xFFFE, 0x02) or chr(code).isspace():
            continue
        raw.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetMatrix(text, n, ctypes.byref(matrix))
        raw.FPDFText_GetFontInfo(text, n, name, 256, ctypes.byref(flags))
        turn = -math.degrees(math.atan2(matrix.b, matrix.a)) + page.get_rotation()
        size = raw.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        left, top = _seen(page, x.value, y.value)
        bold = b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(text, n) >= 600
        yield Placed(chr(code), left * MM, top * MM, size * MM, round(turn) % 360, bold)


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point as a reader sees it, in points from the upper left corner."""
    left, bottom, right, top = page.get_mediabox()
    return {
        0: (x - left, top - y),
        90: (y - bottom, x - left),
        180: (right - x, y - bottom),
        270: (top - y, right - x),
    }[page.get_rotation()]


def _bars(page: pypdfium2.PdfPage) -> Iterator[Bar]:
    for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=6):
        left, bottom, right, top = item.get_bounds()
        (x0, y0), (x1, y1) = _seen(page, left, bottom), _seen(page, right, top)
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if min(wide, high) <= 3 and max(wide, high) >= 4:
            yield Bar(min(x0, x1) * MM, min(y0, y1) * MM, wide * MM, high * MM)


def _root() -> str:
    return (
        f'{_HEAD}<ofd:OFD {_NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(leaves: list[Leaf]) -> str:
    first = leaves[0]
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n, _ in enumerate(leaves))
    return (
        f"{_HEAD}<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 {first.width:.3f} {first.height:.3f}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _resources() -> str:
    return (
        f'{_HEAD}<ofd:Res {_NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/>'
        '<ofd:Font ID="2" FontName="宋体" FamilyName="宋体" Bold="true"/></ofd:Fonts></ofd:Res>'
    )


def _content(leaf: Leaf) -> str:
    texts = "".join(_text_object(n, list(line)) for n, (_, line) in enumerate(groupby(leaf.characters, key=_Lines())))
    paths = "".join(_path_object(n, bar) for n, bar in enumerate(leaf.bars))
    return (
        f"{_HEAD}<ofd:Page {_NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 {leaf.width:.3f} {leaf.height:.3f}"
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1" Type="Body">{paths}{texts}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


class _Lines:
    """Tells characters of one line by a number: one baseline, one font, one size, going forward."""

    def __init__(self) -> None:
        self.last: Placed | None = None
        self.number = 0

    def __call__(self, one: Placed) -> int:
        last, self.last = self.last, one
        if last is None or (one.turn, one.bold, round(one.size, 2)) != (last.turn, last.bold, round(last.size, 2)):
            self.number += 1
            return self.number
        along, aside = _turned(one.x - last.x, one.y - last.y, -one.turn)
        if abs(aside) > 0.05 or not 0 < along < 4 * one.size:
            self.number += 1
        return self.number


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cosine - y * sine, x * sine + y * cosine


def _text_object(n: int, line: list[Placed]) -> str:
    first = line[0]
    steps = [_turned(b.x - a.x, b.y - a.y, -first.turn)[0] for a, b in pairwise(line)]
    cosine, sine = math.cos(math.radians(first.turn)), math.sin(math.radians(first.turn))
    matrix = "" if not first.turn else f' CTM="{cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f} 0 0"'
    text = escape("".join(one.text for one in line))
    delta = f" DeltaX={quoteattr(_steps(steps))}" if steps else ""
    return (
        f'<ofd:TextObject ID="{1000 + n}" Boundary="{first.x:.4f} {first.y:.4f} {sum(steps) + first.size:.4f} '
        f'{first.size:.4f}" Font="{2 if first.bold else 1}" Size="{first.size:.4f}"{matrix}>'
        f'<ofd:TextCode X="0" Y="0"{delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def _steps(steps: list[float]) -> str:
    """Equal steps in a row are written once, as the standard allows."""
    parts = []
    for step, same in groupby(f"{step:.4f}" for step in steps):
        count = len(list(same))
        parts.append(f"g {count} {step}" if count > 2 else " ".join([step] * count))
    return " ".join(parts)


def _path_object(n: int, bar: Bar) -> str:
    """A thin bar as a stroked line through its middle."""
    lies = bar.width >= bar.height
    data = (
        f"M 0 {bar.height / 2:.4f} L {bar.width:.4f} {bar.height / 2:.4f}"
        if lies
        else f"M {bar.width / 2:.4f} 0 L {bar.width / 2:.4f} {bar.height:.4f}"
    )
    return (
        f'<ofd:PathObject ID="{50000 + n}" Boundary="{bar.x:.4f} {bar.y:.4f} {bar.width:.4f} {bar.height:.4f}" '
        f'LineWidth="{max(0.1, min(bar.width, bar.height)):.4f}"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )

"""Writes PDF pages operator by operator, in a Chinese font that need not be embedded, as any maker might set them."""

from collections.abc import Sequence

from tests.hostile.pdfs import pdf, stream

_WIDTHS = b"/DW 1000 /W [1 95 500]"
_INFO = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
_FLAGS = b"/Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80"
TALL = "0 0 595 842"


def text(words: str, x: float, y: float, size: float = 10, *, turn: str = "1 0 0 1", more: str = "") -> str:
    """Operators that set words in one go; `y` counts from the foot, `more` goes before (a render mode, spacing)."""
    return f"BT {more} /F1 {size} Tf {turn} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def singly(words: str, x: float, y: float, size: float = 10, *, step: float = 0) -> str:
    """The same with one operator for each character, `step` apart (a size, where it is 0)."""
    return "".join(text(one, x + n * (step or size), y, size) for n, one in enumerate(words))


def page_file(
    *contents: str, box: str = TALL, page: bytes = b"", forms: Sequence[str] = (), font: str = "STSong-Light"
) -> bytes:
    """A PDF of a page for each content. `forms` are form objects /X0, /X1 … that contents may draw."""
    first = 6 + len(forms)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    names = " ".join(f"/X{n} {6 + n} 0 R" for n in range(len(forms)))
    resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << %s >> >>" % names.encode()
    body = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{font} ".encode()
        + _INFO
        + _WIDTHS
        + b"/FontDescriptor 5 0 R >>",
        f"<< /Type /FontDescriptor /FontName /{font} ".encode() + _FLAGS + b">>",
    ]
    shown = b"/Type /XObject /Subtype /Form /BBox [0 0 1000 1000] /Resources << /Font << /F1 3 0 R >> >>"
    body += [stream(form.encode("latin-1"), shown) for form in forms]
    for n, content in enumerate(contents):
        body.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] %s %s /Contents %d 0 R >>"
            % (
                box.encode(),
                resources,
                page,
                first + 2 * n + 1,
            )
        )
        body.append(stream(content.encode("latin-1")))
    return pdf(body)

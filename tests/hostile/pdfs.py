"""Makes PDF files by hand, so that they can hold what no program would write."""

import zlib
from collections.abc import Sequence

A4 = "0 0 595 842"
LINE = "BT /F1 14 Tf 72 {y} Td ({text}) Tj ET"


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"", version: str = "1.7") -> bytes:
    """A file of numbered objects, the first being the catalogue, with a cross-reference table that is right."""
    out = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, more: bytes = b"", *, packed: bool = True) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    way = b"/Filter /FlateDecode" if packed else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(body), way, more, body)


def pages(
    texts: Sequence[str],
    *,
    box: str = A4,
    catalogue: bytes = b"",
    page: bytes = b"",
    objects: bytes = b"",
    drawn: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """One page for each text, its lines set below each other in Latin letters, after what is `drawn`. `more` are the
    file's objects from number 4 on, `objects` names those of them that pages draw."""
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(texts)))
    body = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    for n, text in enumerate(texts):
        lines = [LINE.format(y=780 - 20 * m, text=line) for m, line in enumerate(text.splitlines())]
        head = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << /Font << /F1 3 0 R >>"
        body.append(b"%s %s >> /Contents %d 0 R %s >>" % (head.encode(), objects, first + 2 * n + 1, page))
        body.append(stream(drawn + "\n".join(lines).encode("latin-1")))
    return pdf(body, trailer=trailer)


def bomb() -> bytes:
    """Half a megabyte that unfolds to 500 on its only page."""
    packer = zlib.compressobj(9)
    blank = b" " * 1_000_000
    body = b"".join([*(packer.compress(blank) for _ in range(500)), packer.flush()])
    head = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body)
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", head, content])


def forms_in_forms(*, depth: int = 12, each: int = 12) -> bytes:
    """A drawing that draws a drawing twelve times, which draws another twelve times, and so on."""
    forms = []
    for level in range(depth):
        inner = b"/Resources << /XObject << /X %d 0 R >> >>" % (5 + level) if level < depth - 1 else b""
        body = b"/X Do " * each if inner else b"0 0 1 1 re f"
        forms.append(stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inner))
    return pages([""], more=forms, objects=b"/XObject << /X 4 0 R >>", drawn=b"/X Do")


def with_password() -> bytes:
    """Locked by a password that nobody knows: its proofs are noise."""
    key = b"<" + b"5a" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O %s /U %s >>" % (key, key)
    return pages(["secret"], trailer=b"/Encrypt %s /ID [<00> <00>]" % lock)


def page_tree_loop() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"])


def nested_arrays(depth: int = 200_000) -> bytes:
    return pages(["deep"], catalogue=b"/Deep " + b"[" * depth + b"]" * depth)


def huge_picture(side: int = 60_000) -> bytes:
    """A page that one picture covers, 3.6 gigapixels of one bit, in a few kilobytes."""
    packer = zlib.compressobj(9)
    row = bytes(side // 8)
    body = b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])
    look = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray" % (
        side,
        side,
    )
    image = b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(body), look, body)
    return pages([""], more=[image], objects=b"/XObject << /X 4 0 R >>", drawn=b"595 0 0 842 0 0 cm /X Do")

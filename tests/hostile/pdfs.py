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
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """One page for each text, its lines set below each other in Latin letters. `more` are objects from number 4 on."""
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(texts)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    for n, text in enumerate(texts):
        lines = [LINE.format(y=780 - 20 * m, text=line) for m, line in enumerate(text.splitlines())]
        head = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"{head} /Contents {first + 2 * n + 1} 0 R ".encode() + page + b">>")
        objects.append(stream("\n".join(lines).encode("latin-1")))
    return pdf(objects, trailer=trailer)

"""Makes pictures that are far larger than their files, and broken ones."""

import io
import struct
import zlib

from PIL import Image


def png_bomb(side: int = 50_000) -> bytes:
    """Two and a half gigapixels of one bit."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = bytes(side // 8 + 1)
    body = b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def blank(form: str = "PNG", size: tuple[int, int] = (600, 800), frames: int = 1) -> bytes:
    out = io.BytesIO()
    sheets = [Image.new("L", size, 255) for _ in range(frames)]
    sheets[0].save(out, form, **({"save_all": True, "append_images": sheets[1:]} if frames > 1 else {}))
    return out.getvalue()


def tiff_loop() -> bytes:
    """A TIFF whose first page says that the next page is the first."""
    data = bytearray(blank("TIFF", (80, 80)))
    start = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, start)[0]
    struct.pack_into("<I", data, start + 2 + 12 * entries, start)
    return bytes(data)

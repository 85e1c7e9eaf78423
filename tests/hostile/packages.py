"""Makes zips, and Word and OFD files in them, that unfold too far, lie about themselves, or hide what they hold."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def packed(parts: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(*paragraphs: str, document: str = "", head: str = "", more: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word file of plain paragraphs; `document` is its whole XML instead, `head` stands before it, `more` are parts."""
    body = "".join(PARAGRAPH.format(one) for one in paragraphs)
    xml = document or f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": xml} | dict(more or {}))


def word_bomb(megabytes: int = 300) -> bytes:
    """A document of one paragraph that hardly ends: 0.3 MB that unfold to 300."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>'.encode())
            for _ in range(megabytes):
                part.write(b"a" * 1_000_000)
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return out.getvalue()


def lying_sizes() -> bytes:
    """The directory says that the document has 100 bytes; it has fifty million."""
    data = bytearray(word("安" * 20_000_000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def overlapping(copies: int = 1_500) -> bytes:
    """Every entry of the directory is the same bytes, so that little becomes much."""
    inner = packed({"a": bytes(4_000_000)})
    local_end = inner.rfind(b"PK\x01\x02")
    entry = inner[local_end : inner.rfind(b"PK\x05\x06")]
    head, rest = entry[:28], entry[30:46]
    directory = b"".join(
        head + struct.pack("<H", len(name)) + rest + name for name in (b"word/%d.xml" % n for n in range(copies))
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), local_end, 0)
    return inner[:local_end] + directory + end


def many_entries(count: int = 30_000) -> bytes:
    return packed(
        {"word/document.xml": "<a/>"} | {f"word/media/{n}": b"" for n in range(count)}, method=zipfile.ZIP_STORED
    )


def with_odd_names() -> bytes:
    """A sound Word file, beside entries whose names want to lead elsewhere."""
    odd = ("../../../../etc/passwd", "/etc/shadow", "C:\\Windows\\win.ini", "word\\..\\..\\x", "CON", "NUL.xml")
    odd += ("word/a\x01b\n\x1b[31m.xml", "word/" + "长" * 3_000, "\u202egnp.exe", ".", "..", "~/.ssh/id_rsa")
    data = io.BytesIO(word("安澜市人民政府文件"))
    with zipfile.ZipFile(data, "a") as archive:
        for name in odd:
            archive.writestr(name, "harm")
        link = zipfile.ZipInfo("word/media/link.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return data.getvalue()


def locked_zip() -> bytes:
    """A Word file whose parts are marked as encrypted, as zips with a password are."""
    data = bytearray(word("安澜市"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def locked_office() -> bytes:
    """The compound file that office programs put an encrypted document into."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)


def laughs(body: str = "&l9;") -> str:
    """Entities of entities: a billion of them at the end."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "安澜市人民政府">{entities}]>{body}'


def outside(address: str = "file:///etc/passwd") -> str:
    """A document type that asks for a file of the machine."""
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{address}">]>'


def ofd(page: str = "", *, document: str = "", pages: int = 1, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """An OFD whose pages hold this XML; `document` is the whole XML of its Document.xml instead."""
    spaces = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_0/Content.xml"/>' for n in range(pages))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    plain = (
        f"<ofd:Document {spaces}><ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    root = f"<ofd:OFD {spaces}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    content = f'<ofd:Page {spaces}><ofd:Content><ofd:Layer ID="2">{page}</ofd:Layer></ofd:Content></ofd:Page>'
    parts = {"OFD.xml": root, "Doc_0/Document.xml": document or plain, "Doc_0/Pages/Page_0/Content.xml": content}
    return packed(parts | dict(more or {}))


def ofd_text(text: str, *, place: str = "20 20 100 6", deltas: str = "4 4 4") -> str:
    """A text object, such as `ofd` takes."""
    code = f'<ofd:TextCode X="0" Y="5" DeltaX="{deltas}">{text}</ofd:TextCode>'
    return f'<ofd:TextObject ID="9" Boundary="{place}" Font="1" Size="5">{code}</ofd:TextObject>'

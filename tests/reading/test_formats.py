"""What a file seems to be by its first bytes, and the suffix its stored copy gets: the sender's name decides little."""

import pytest

from policies.reading.sources.formats import seeming_format


@pytest.mark.parametrize(
    ("head", "name", "found", "suffix"),
    [
        (b"%PDF-1.7\n", "decree.docx", "pdf", "pdf"),
        (b"\r\n\r\n%PDF-1.4", "a", "pdf", "pdf"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", "a.pdf", "docx", "docx"),
        (b"PK\x03\x04....word/document.xml", "a.docm", "docx", "docm"),
        (b"PK\x03\x04....OFD.xml", "a.docx", "ofd", "ofd"),
        (b"PK\x03\x04....[Content_Types].xml", "a.docx", "docx", "docx"),
        (b"PK\x03\x04....readme", "a.exe", "", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps", "doc", "wps"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.txt", "doc", "doc"),
        (b"\x89PNG\r\n", "a.jpg", "image", "png"),
        (b"II*\x00", "a", "image", "tif"),
        (b"RIFF....WEBPVP8 ", "a", "image", "webp"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "a", "html", "html"),
        ("公报".encode(), "a.htm", "html", "html"),
        ("公报".encode(), "a.md", "text", "md"),
        ("公报".encode(), "a.pdf", "text", "txt"),
        ("公报".encode(), "a.php/../../x.sh", "text", "txt"),
        (b"", "", "text", "txt"),
    ],
)
def test_the_bytes_decide(head: bytes, name: str, found: str, suffix: str) -> None:
    seeming = seeming_format(head, name=name)
    assert (seeming.name, seeming.suffix) == (found, suffix)

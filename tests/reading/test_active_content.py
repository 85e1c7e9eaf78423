"""Files that would act if they were opened are read like others, and a finding says what was left alone."""

import pytest

from policies.reading.sources.opening import open_source
from tests.hostile import packages, pdfs

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\('x'\\)) >>"
EMBEDDED = b"/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >>"
FILE = [pdfs.stream(b"MZ", b"/Type /EmbeddedFile"), b"<< /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>"]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (pdfs.pages(["Text"], catalogue=b"/OpenAction " + SCRIPT), "脚本"),
        (pdfs.pages(["Text"], catalogue=b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", more=[SCRIPT]), "脚本"),
        (pdfs.pages(["Text"], page=b"/AA << /O << /S /Launch /F (cmd.exe) >> >>"), "启动程序"),
        (pdfs.pages(["Text"], catalogue=EMBEDDED, more=FILE), "内嵌文件"),
        (packages.word("Text", more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "宏"),
    ],
    ids=["open-action", "named-script", "launch", "embedded-file", "macros"],
)
def test_it_is_read_and_told(data: bytes, named: str) -> None:
    source = open_source(data)
    assert [line.text.strip() for line in source.lines if line.text.strip()] == ["Text"]
    (found,) = source.findings
    assert found.code == "active-content-ignored"
    assert named in found.message


def test_a_plain_file_says_nothing() -> None:
    assert open_source(pdfs.pages(["Text"])).findings == ()
    assert open_source(packages.word("Text")).findings == ()

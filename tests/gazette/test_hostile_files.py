"""Hostile and odd files through the worker's own way: each ends its job with a message, its bytes are kept, nothing is published."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from gazette.models import GazetteIssue, ImportJob, JobState
from tests.gazette.imports import bring_in
from tests.hostile import packages, pdfs, pictures

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LETTER = "Dear friend\nThe weather is fine today\n"


@dataclass(frozen=True)
class Hostile:
    """`said`: one of these stands in the message; none: any message will do."""

    label: str
    make: Callable[[], bytes]
    said: tuple[str, ...] = ()
    name: str = "公报.bin"


NO_DOCUMENT = "没有从文件中认出任何公文"
LIMITS = ("内存", "处理器时间", "仍未完成", "意外中止")
TOO_LARGE = ("展开后过大", *LIMITS)
DAMAGED = ("损坏", NO_DOCUMENT)
ANY_TEXT = ("空的", NO_DOCUMENT, *LIMITS)


def ofd_far(deltas: str) -> str:
    return packages.ofd_text("安" * 9_000, deltas=deltas)


def leading_out() -> str:
    """A root whose document is said to lie outside of the package."""
    return "<OFD><DocBody><DocRoot>../../../../etc/passwd</DocRoot></DocBody></OFD>"


FILES = (
    # nothing to read
    Hostile("empty", lambda: b"", ("空的",)),
    Hostile("blanks", lambda: b" \r\n\t\xe3\x80\x80" * 900, ("空的",)),
    Hostile("zeros", lambda: bytes(100_000), ("空的",)),
    Hostile("noise", lambda: bytes(range(256)) * 400),
    Hostile("program", lambda: b"\x7fELF\x02\x01\x01" + bytes(5_000), ("程序文件",)),
    Hostile("control-characters", lambda: b"\x1b[2J\x07\x08" * 9_000),
    # text
    Hostile("one-endless-line", ("安澜市人民政府" * 250_000).encode, (NO_DOCUMENT, *LIMITS)),
    Hostile("blank-lines", lambda: b"a" + b"\n" * 300_000, (NO_DOCUMENT, *LIMITS)),
    Hostile("tabs", lambda: b"a\tb" * 250_000, (NO_DOCUMENT, *LIMITS)),
    Hostile("brackets", lambda: "《（〔".encode() * 200_000, (NO_DOCUMENT, *LIMITS)),
    Hostile("bold-marks", lambda: b"**a " * 100_000, (NO_DOCUMENT, *LIMITS)),
    # PDF
    Hostile("pdf-bomb", pdfs.bomb, (*TOO_LARGE, NO_DOCUMENT, "没有")),
    Hostile("pdf-forms-in-forms", pdfs.forms_in_forms, (*TOO_LARGE, "没有", "空的")),
    Hostile("pdf-huge-picture", pdfs.huge_picture, (*TOO_LARGE, "没有", "空的")),
    Hostile("pdf-huge-page", lambda: pdfs.pages([LETTER], box="0 0 14400000 14400000"), (NO_DOCUMENT, *LIMITS)),
    Hostile(
        "pdf-turned-inside-out", lambda: pdfs.pages([LETTER], box="900 900 -900 -900"), (NO_DOCUMENT, "没有", "空的")
    ),
    Hostile("pdf-password", pdfs.with_password, ("密码",)),
    Hostile("pdf-cut", lambda: pdfs.pages([LETTER] * 9)[:1500], (*DAMAGED, "没有")),
    Hostile("pdf-head-alone", lambda: b"%PDF-1.7\n%\xe2\xe3", ("PDF",)),
    Hostile("pdf-no-pages", lambda: pdfs.pages([]), ("没有", "损坏")),
    Hostile("pdf-page-tree-loop", pdfs.page_tree_loop, ("损坏", "没有", "空的")),
    Hostile("pdf-nested-arrays", pdfs.nested_arrays, ("损坏", "没有", "意外中止")),
    Hostile("pdf-3000-pages", lambda: pdfs.pages(["x"] * 3_000), ("3000 页",)),
    # Word
    Hostile("docx-bomb", packages.word_bomb, TOO_LARGE),
    Hostile("docx-lying-sizes", packages.lying_sizes, ("损坏", *TOO_LARGE)),
    Hostile("docx-overlapping", packages.overlapping, ("损坏", *TOO_LARGE)),
    Hostile("docx-many-entries", packages.many_entries, ("损坏", *TOO_LARGE)),
    Hostile("docx-laughs", lambda: packages.word(document=packages.laughs("<a>&l9;</a>")), DAMAGED),
    Hostile("docx-outside", lambda: packages.word("&x;", head=packages.outside()), DAMAGED),
    Hostile("docx-cut", lambda: packages.word("安澜市" * 9_000)[:400], ("损坏", "压缩包")),
    Hostile("docx-locked", packages.locked_zip, ("密码",)),
    Hostile("office-locked", packages.locked_office, ("密码",)),
    Hostile("docx-deep", lambda: packages.word(document=deep_word()), (*DAMAGED, *LIMITS)),
    Hostile("docx-no-document", lambda: packages.packed({"word/styles.xml": "<a/>"}), ("损坏",)),
    Hostile("docx-odd-names", packages.with_odd_names, (NO_DOCUMENT,)),
    Hostile("zip-in-zip", lambda: packages.packed({"a.zip": packages.packed({"b.zip": bytes(10**7)})}), ("压缩包",)),
    Hostile("zip-empty", lambda: packages.packed({}), ("二进制", "压缩包", "空的")),
    # OFD
    Hostile("ofd-outside", lambda: packages.ofd(document=packages.outside() + "<a>&x;</a>"), ("损坏",)),
    Hostile("ofd-laughs", lambda: packages.ofd(document=packages.laughs("<a>&l9;</a>")), ("损坏",)),
    Hostile("ofd-page-loop", lambda: packages.ofd(pages=3_000), ("3000 页",)),
    Hostile("ofd-endless-steps", lambda: packages.ofd(ofd_far("g 2147483647 1")), (NO_DOCUMENT, "空的", *LIMITS)),
    Hostile("ofd-no-numbers", lambda: packages.ofd(packages.ofd_text("安澜", place="nan inf -1e308 1e308")), ANY_TEXT),
    Hostile("ofd-leads-out", lambda: packages.ofd(more={"OFD.xml": leading_out()}), ("损坏", "空的")),
    Hostile("ofd-without-pages", lambda: packages.ofd(pages=0), ("空的", "损坏", NO_DOCUMENT)),
    # web pages
    Hostile("html-deep", lambda: b"<html><body>" + b"<div><table><tr><td>" * 20_000, ("损坏", *ANY_TEXT)),
    Hostile("html-laughs", lambda: packages.laughs("<html><body>&l9;</body></html>").encode(), ANY_TEXT),
    Hostile("html-outside", (packages.outside() + "<html><body>&x;</body></html>").encode, ANY_TEXT),
    Hostile("html-wide-table", lambda: b"<html><table>" + b"<tr><td colspan=99999 rowspan=99999>a" * 3_000, ANY_TEXT),
    Hostile("html-script-alone", lambda: b"<html><script>x()</script></html>", ANY_TEXT),
    Hostile("svg", f"{packages.laughs('<svg>')}<text>&l9;</text></svg>".encode, ANY_TEXT, "a.svg"),
    # pictures
    Hostile("png-bomb", pictures.png_bomb, TOO_LARGE),
    Hostile("png-cut", lambda: pictures.blank()[:200], ("损坏",)),
    Hostile("png-head-alone", lambda: pictures.blank()[:8], ("损坏",)),
    Hostile("one-point", lambda: pictures.blank(size=(1, 1)), ("损坏",)),
    Hostile("empty-scan", pictures.blank, ("空的", "文字识别组件")),
    Hostile("tiff-of-3000-pages", lambda: pictures.blank("TIFF", (64, 64), 3_000), ("3000 页",)),
    Hostile("tiff-loop", pictures.tiff_loop, ("损坏", "空的", "文字识别组件", *LIMITS)),
    # mislabelled: the bytes decide
    Hostile("pdf-as-docx", lambda: pdfs.pages([LETTER]), (NO_DOCUMENT,), "公报.docx"),
    Hostile("docx-as-txt", lambda: packages.word("安澜市的一封信"), (NO_DOCUMENT,), "公报.txt"),
    Hostile("text-as-pdf", "安澜市的一封信".encode, (NO_DOCUMENT,), "公报.pdf"),
    Hostile("odd-name", lambda: b"", ("空的",), "--kind\n../../\x00;rm -rf ~;.pdf"),
)


def deep_word() -> str:
    """Tables in tables, five thousand deep."""
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return f'<w:document xmlns:w="{packages.W}"><w:body>{start * 5_000}{end * 5_000}</w:body></w:document>'


@pytest.fixture(autouse=True)
def short_limits(settings) -> None:
    """What a hostile file wants to use up, it uses up sooner."""
    settings.READ_MEMORY_MB, settings.READ_CPU_SECONDS, settings.READ_WALL_SECONDS = 1000, 20, 90


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.label)
def test_it_ends_with_a_message_and_is_kept(hostile: Hostile, media: Path) -> None:
    job = bring_in(hostile.make(), name=hostile.name, year=2024, number=3, publish=True)
    assert job.state == JobState.FAILED, job.message
    assert not hostile.said or any(one in job.message for one in hostile.said), job.message
    assert "程序出错" not in job.message, job.message
    assert "\n" not in job.message
    assert default_storage.exists(job.source.file.name)
    assert job.attempts == 1
    assert not GazetteIssue.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_symlink()]


def test_a_worker_goes_on_after_them(sample: bytes, media: Path) -> None:
    for make in (pdfs.bomb, packages.word_bomb, pictures.png_bomb):
        assert bring_in(make()).state == JobState.FAILED
    assert bring_in(sample, name="公报.txt").state == JobState.DONE
    assert not ImportJob.objects.filter(state=JobState.RUNNING).exists()

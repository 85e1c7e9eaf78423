"""Tells what in a PDF would act if it were opened: scripts, programs to start, files inside. Nothing of it is ever run."""

import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from policies.grammar.said import joined, said
from policies.reading.findings import finding
from policies.reading.records import FindingRecord

_SCRIPT = re.compile(rb"/S\s*/JavaScript\b|/JS\s*[(<\d]")
_LAUNCH = re.compile(rb"/S\s*/(?:Launch|ImportData|SubmitForm)\b")
_FORM = re.compile(rb"/XFA\b")
_RICH = re.compile(rb"/Subtype\s*/(?:RichMedia|Screen|Movie|3D)\b")


def active_content(document: pdfium.PdfDocument, data: bytes) -> tuple[FindingRecord, ...]:
    """One finding that names all kinds of it, or none."""
    kinds = joined(_kinds(document, data), "、")
    message = said("文件含有{kinds}，没有打开，也没有识读。", kinds=kinds)
    return (finding("active-content-ignored", message),) if kinds else ()


def _kinds(document: pdfium.PdfDocument, data: bytes) -> Iterator[str]:
    if pdfium_c.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or _SCRIPT.search(data):
        yield said("脚本")
    if _LAUNCH.search(data):
        yield said("启动程序或提交数据的动作")
    if pdfium_c.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        yield said("内嵌文件")
    if pdfium_c.FPDF_GetFormType(document.raw) in (2, 3) or _FORM.search(data):
        yield said("动态表单")
    if _RICH.search(data):
        yield said("多媒体")

"""The hand-made labels of a text, as far as a print shop needs them: what is a title, a heading, a table's caption, noise."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any


def bare(text: str) -> str:
    """NFKC without white space: how a label and a printed line are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", re.sub(r"^#+\s*|^- ", "", text.strip())))


@dataclass
class DocumentLabels:
    start: int
    end: int
    title: str
    number: str
    addressees: list[str]
    enclosed: set[str]
    captions: set[str]
    headings: dict[str, int] = field(default_factory=dict)
    leads: dict[str, int] = field(default_factory=dict)
    signed: str = ""
    section: str = ""


@dataclass
class Labels:
    gazette: str
    issue: str
    contents: list[tuple[str, str, int]]  # section, title, page
    documents: list[DocumentLabels]
    joins: dict[int, int]
    noise: set[int]
    chronicle: bool


def labels_of(gold: dict[str, Any]) -> Labels:
    its = gold["issue"]
    joins = {a: b for document in gold["documents"] for a, b in document.get("joins") or []}
    for remark in gold.get("defects") or []:
        joins |= {int(a): int(b) for a, b in re.findall(r"(\d+)->(\d+)", remark)}
    return Labels(
        its["title"],
        f"{its['year']}年第{its['number']}期",
        [(line.get("section") or "", line["title"], line["page"]) for line in gold.get("toc") or []],
        [_document(document) for document in gold["documents"]],
        joins,
        {n for document in gold["documents"] for n in document.get("noise_lines") or []},
        bool(gold.get("chronology")),
    )


def _document(gold: dict[str, Any]) -> DocumentLabels:
    attachments = gold.get("attachments") or []
    tables = [table for one in attachments for table in one.get("tables") or []]
    tables += gold.get("tables_in_body") or []
    captions = {bare(one["title"]) for one in [*attachments, *tables] if one.get("title")}
    captions |= {bare(box) for box in gold.get("boxes") or []}
    leads = gold.get("headings") or []
    headings = [h for h in leads if not h.get("run_in")]
    return DocumentLabels(
        gold["start_line"],
        gold["end_line"],
        bare(gold["title"]),
        bare(gold.get("doc_number") or ""),
        [bare(name) for name in gold.get("addressees") or []],
        {bare(title) for title in gold.get("enclosed_titles") or []},
        captions,
        {bare(h["marker"] + h["text"]): h.get("level") or 2 for h in headings},
        {bare(h["marker"] + h["text"]): h.get("level") or 2 for h in leads},
        bare(gold.get("issuer") or ""),
        gold.get("section") or "",
    )

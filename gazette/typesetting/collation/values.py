"""Turns evidence paths into what the records say there: a label and a text, the same number of queries for any page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gazette.models import ChronicleEntry, ContentsEntry, GazetteIssue, ImportJob, IssueEvidence
from gazette.typesetting.collation.addresses import Window
from policies.models import (
    Appendix,
    DocumentIssuer,
    DocumentNumber,
    Evidence,
    PolicyDocument,
    Provision,
    Table,
    TableRow,
    Text,
    Version,
)
from policies.reading.records import ProvisionKind, TextRole

FIELDS = {
    "title": gettext_lazy("标题"),
    "issuers": gettext_lazy("发文机关"),
    "addressees": gettext_lazy("主送机关"),
    "signed_by": gettext_lazy("落款"),
    "issued_on": gettext_lazy("成文日期"),
    "publicity": gettext_lazy("公开说明"),
    "effective_on": gettext_lazy("施行日期"),
    "expires_on": gettext_lazy("失效日期"),
}
MASTHEAD = {
    "title": gettext_lazy("报头"),
    "number": gettext_lazy("期号"),
    "frequency": gettext_lazy("刊期"),
    "permit_number": gettext_lazy("准印证号"),
    "slogan": gettext_lazy("宗旨"),
    "publisher": gettext_lazy("编辑出版"),
    "phone": gettext_lazy("电话"),
    "postcode": gettext_lazy("邮政编码"),
    "address": gettext_lazy("地址"),
    "printer": gettext_lazy("印刷"),
    "published_on": gettext_lazy("出版日期"),
}
_ROW = re.compile(r"^tables/(\d+)/rows/(\d+)$")
_NUMBERED = re.compile(r"^(numbers|appendices|tables)/(\d+)$")
Value = tuple[str, str, str, tuple[str, ...]]  # sort, label, text, cells
NOTHING: Value = ("", "", "", ())  # the records no longer hold it
Entry = TypeVar("Entry", ContentsEntry, ChronicleEntry)


class DocumentValues:
    """What the versions whose evidence is given say at its paths."""

    def __init__(self, found: Mapping[int, Sequence[Evidence]]) -> None:
        versions = Version.objects.filter(pk__in=found).select_related("document")
        self.documents = {one.pk: one.document for one in versions}
        self.texts = {(one.version_id, one.eid): one for one in Text.objects.filter(version__in=found)}
        self.provisions = self._provisions(found)
        self.tables = {(one.version_id, one.n): one for one in Table.objects.filter(version__in=found)}
        self.rows = self._rows(found)
        self.appendices = {(one.version_id, one.position): one for one in Appendix.objects.filter(version__in=found)}
        keys = [one.pk for one in self.documents.values()]
        self.numbers = {
            (one.document_id, one.position): one for one in DocumentNumber.objects.filter(document__in=keys)
        }
        self.issuers: dict[int, list[str]] = {}
        for link in DocumentIssuer.objects.filter(document__in=keys).select_related("organ").order_by("position"):
            self.issuers.setdefault(link.document_id, []).append(link.organ.name)

    def _provisions(self, found: Mapping[int, Sequence[Evidence]]) -> dict[tuple[int, str], Provision]:
        eids = {row.path for rows in found.values() for row in rows if "/" not in row.path}
        rows = Provision.objects.filter(version__in=found, eid__in=eids)
        return {(one.version_id, one.eid): one for one in rows}

    def _rows(self, found: Mapping[int, Sequence[Evidence]]) -> dict[tuple[int, int, int], TableRow]:
        wanted = [(one, match) for rows in found.values() for one in rows if (match := _ROW.match(one.path))]
        numbers = {int(match[2]) for _row, match in wanted}
        keys = {(one.version_id, int(match[1])) for one, match in wanted}
        tables = [self.tables[key] for key in keys if key in self.tables]
        rows = TableRow.objects.filter(table__in=tables, n__in=numbers)
        place = {table.pk: (table.version_id, table.n) for table in tables}
        return {(*place[one.table_id], one.n): one for one in rows}

    def shows(self, row: Evidence) -> bool:
        """A text is told by its provisions; where a table stands, its rows tell it."""
        provision = self.provisions.get((row.version_id, row.path))
        return not (provision and provision.kind == ProvisionKind.TABLE.value) and bool(self.of(row)[0])

    def of(self, row: Evidence) -> Value:
        """Its sort, label, text and cells."""
        version, path = row.version_id, row.path
        provision = self.provisions.get((version, path))
        if provision:
            sort = "provision" if provision.text else "head"
            return sort, provision.marker, f"{provision.heading}　{provision.text}".strip("　"), ()
        line, numbered = _ROW.match(path), _NUMBERED.match(path)
        if line:
            return self._row(version, int(line[1]), int(line[2]))
        if numbered:
            return self._numbered(version, numbered[1], int(numbered[2]))
        text = self.texts.get((version, path))
        if text:
            label = _("附件") if text.role == TextRole.APPENDIX.value else _("印发的文本")
            return ("text", label, text.title, ()) if text.title else NOTHING
        return self._field(self.documents[version], path)

    def _row(self, version: int, n: int, row: int) -> Value:
        found = self.rows.get((version, n, row))
        return ("row", str(row), "", tuple(found.cells)) if found else NOTHING

    def _numbered(self, version: int, name: str, n: int) -> Value:
        if name == "numbers":
            number = self.numbers.get((self.documents[version].pk, n))
            return ("field", _("文号"), number.normalised, ()) if number else NOTHING
        if name == "appendices":
            appendix = self.appendices.get((version, n))
            return ("field", appendix.label or _("附件"), appendix.title, ()) if appendix else NOTHING
        table = self.tables.get((version, n))
        label = "" if table and table.title.startswith("表") else _("表 %d") % n
        return ("table", label, table.title, ()) if table else NOTHING

    def _field(self, document: PolicyDocument, path: str) -> Value:
        if path not in FIELDS:
            return NOTHING
        value = self.issuers.get(document.pk, []) if path == "issuers" else getattr(document, path)
        return "field", str(FIELDS[path]), _said(value), ()


def _said(value: str | date | Iterable[str] | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return value.isoformat() if isinstance(value, date) else "、".join(value)


def issue_values(*, job: ImportJob, window: Window) -> Iterator[tuple[IssueEvidence, str, str]]:
    """What the issue's masthead, contents and chronicle say at the evidence on this page."""
    rows = list(
        IssueEvidence.objects.filter(window.rows, source=job.source_id, issue=job.issue_id).order_by(
            "first_line", "-last_line", "pk"
        )
    )
    issue = GazetteIssue.objects.get(pk=job.issue_id or 0)
    contents = _by_position(ContentsEntry.objects.filter(_positions(rows, "contents"), issue=issue))
    chronicle = _by_position(ChronicleEntry.objects.filter(_positions(rows, "chronicle"), issue=issue))
    for row in rows:
        part, _slash, rest = row.path.partition("/")
        if part == "contents" and rest in contents:
            entry = contents[rest]
            yield row, _("目录 %s") % rest, f"{entry.title}{f'　{entry.page}' if entry.page else ''}"
        elif part == "chronicle" and rest in chronicle:
            yield row, _("大事记 %s") % rest, chronicle[rest].text
        elif part == "masthead" and (said := _masthead(issue, rest)):
            yield row, *said


def _positions(rows: Sequence[IssueEvidence], part: str) -> Q:
    steps = [row.path.split("/") for row in rows if row.path.startswith(f"{part}/")]
    return Q(position__in=[int(step[1]) for step in steps if step[1].isdecimal()])


def _by_position(rows: "QuerySet[Entry]") -> dict[str, "Entry"]:
    return {str(one.position): one for one in rows}


def _masthead(issue: GazetteIssue, path: str) -> tuple[str, str] | None:
    name, _slash, n = path.partition("/")
    if name == "fields":
        found = issue.masthead[int(n) - 1] if 0 < int(n) <= len(issue.masthead) else {}
        # Fields of the office's own labels; those with a name are shown under it.
        return (
            (found["label"] or _("报头文字"), found["value"]) if found and not _named(issue, found["value"]) else None
        )
    if name == "board":
        row = issue.board[int(n) - 1] if 0 < int(n) <= len(issue.board) else None
        return (row["role"], "、".join(row["names"])) if row else None
    if name not in MASTHEAD:
        return None
    if name == "number":
        total = _("（总第 %d 期）") % issue.total_number if issue.total_number else ""
        return str(MASTHEAD[name]), _("%(year)d年第%(number)d期") % {"year": issue.year, "number": issue.number} + total
    return str(MASTHEAD[name]), _said(getattr(issue, name))


def _named(issue: GazetteIssue, value: str) -> bool:
    return value in [getattr(issue, name) for name in MASTHEAD if name not in ("number", "published_on")]

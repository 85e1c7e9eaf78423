"""更正公告: gathers the errors of prints, which are never repaired in the text, and writes the notice that announces them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Q

from policies.grammar.said import said
from policies.models import (
    Correction,
    CorrectionKind,
    DocumentState,
    Finding,
    FindingState,
    PolicyDocument,
    Provision,
    Treatment,
    User,
)
from policies.reading.records import (
    ColumnRecord,
    DocumentRecord,
    IssuerRecord,
    ProvisionKind,
    ProvisionRecord,
    RowKind,
    TableRecord,
    TableRowRecord,
    TextRecord,
    TextRole,
)
from policies.services import locks
from policies.services.publishing import DocumentStateError
from policies.services.recording import record_document
from policies.services.workflow.registering import Reception, receive

GENRE = "更正"
_COLUMNS = ("页", "行", "误", "正")


class CorrectionError(Exception):
    """The deed can't be done; the message is for the person who asked."""


@dataclass(frozen=True, slots=True)
class PrintError:
    """What is wrong in a print and what it should be; `eid` of the clause, '' for what is no clause."""

    wrong: str
    right: str
    page: int | None = None
    line: int | None = None
    eid: str = ""
    reason: str = ""


def referred_findings(document: PolicyDocument) -> list[tuple[Finding, PrintError]]:
    """What was referred to the issuing organ and stands in no correction yet, each with what a notice would say of it.

    What a corrected wording has carried over is one error with what it was carried from: it counts once that is public.
    """
    referred = document.findings.filter(state=FindingState.REFERRED, corrections=None)
    ahead = Q(version__was_current=False) | Q(carried_from__corrections__isnull=False)
    standing = referred.exclude(Q(carried_from__isnull=False) & ahead).exclude(carried__version__current=True)
    found = list(standing.order_by("page", "first_line", "id"))
    keys = {int(one.key[1:]) for one in found if one.key[:1] == "p" and one.key[1:].isdecimal()}
    eids = dict(Provision.objects.filter(pk__in=keys).values_list("pk", "eid"))
    return [(one, _suggested(one, eids)) for one in found]


def _suggested(finding: Finding, eids: dict[int, str]) -> PrintError:
    key = int(finding.key[1:]) if finding.key[1:].isdecimal() else 0
    return PrintError(
        finding.found,
        finding.expected if finding.suggestion is None else finding.suggestion,
        page=finding.page,
        eid=eids.get(key, ""),
        reason=finding.reason,
    )


@transaction.atomic
def list_print_error(
    *, document: PolicyDocument, error: PrintError, on: date, by: User, finding: Finding | None = None
) -> Correction:
    """Keeps an error of a public document's print for the next notice. Raises `DocumentStateError`, `CorrectionError`."""
    if document.state != DocumentState.PUBLISHED:
        raise DocumentStateError(document.slug)
    if error.wrong.strip() == error.right.strip():
        raise CorrectionError(said("请写明误作什么、应作什么，两者不能相同。"))
    try:
        with transaction.atomic():
            return Correction.objects.create(
                document=document,
                kind=CorrectionKind.PRINT_ERROR,
                eid=error.eid,
                page=error.page,
                line=error.line,
                wrong=error.wrong.strip(),
                right=error.right.strip(),
                reason=error.reason,
                on=on,
                by=by,
                finding=finding and (finding.carried_from or finding),
            )
    except IntegrityError as failed:
        raise CorrectionError(said("这条校对意见已经列入更正。")) from failed


@transaction.atomic
def drop_print_error(*, correction: Correction) -> None:
    """Takes an error off the list again, as long as no notice holds it. Raises `CorrectionError`."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.kind != CorrectionKind.PRINT_ERROR or correction.notice_id:
        raise CorrectionError(said("已经写进更正公告的，请在公告里改。"))
    correction.delete()


@transaction.atomic
def write_notice(*, corrections: Sequence[Correction], on: date, by: User) -> PolicyDocument:
    """A written draft with a table 页/行/误/正 for each corrected document, on its way through the proofs like any other.

    Raises `CorrectionError` where one is in a notice already, or there are none.
    """
    keys = [one.pk for one in corrections]
    waiting = Correction.objects.select_for_update(of=("self",)).filter(pk__in=keys, kind=CorrectionKind.PRINT_ERROR)
    found = list(waiting.filter(notice=None).select_related("document").order_by("document_id", "page", "line", "id"))
    if not found or len(found) != len(keys):
        raise CorrectionError(said("没有可以写进公告的更正，或其中有的已在别的公告里；请重新选择。"))
    locks.naming()
    notice = record_document(record=_record(found), source=None)
    notice.treatment, notice.updated_by = Treatment.WRITTEN, by
    notice.save(update_fields=["treatment", "updated_by"])
    draft = receive(document=notice, by=by, reception=Reception(received_on=on))
    draft.revisions.update(by=by)  # who gathered the errors wrote the notice: another approves it
    Correction.objects.filter(pk__in=[one.pk for one in found]).update(notice=notice)
    return notice


def _record(corrections: list[Correction]) -> DocumentRecord:
    groups = [(document, list(rows)) for document, rows in groupby(corrections, key=lambda one: one.document)]
    provisions: list[ProvisionRecord] = []
    tables: list[TableRecord] = []
    for n, (document, rows) in enumerate(groups, 1):
        words = f"{_name(document)}的印件有下列错误，现予更正："
        provisions.append(ProvisionRecord(f"main__p_{n}", ProvisionKind.PARAGRAPH, 1, text=words))
        provisions.append(ProvisionRecord(f"main__tbl_{n}", ProvisionKind.TABLE, 1, table=n))
        tables.append(_table(n, rows))
    title = f"关于更正《{groups[0][0].title}》的公告" if len(groups) == 1 else "更正公告"
    return DocumentRecord(
        title=title,
        genre=GENRE,
        issuers=_issuers([document for document, _ in groups]),
        texts=(TextRecord(TextRole.NOTICE, "", "main", tuple(provisions)),),
        tables=tuple(tables),
    )


def _name(document: PolicyDocument) -> str:
    number = document.doc_number
    return f"《{document.title}》" + (f"（{number}）" if number else "")


def _table(n: int, rows: list[Correction]) -> TableRecord:
    cells = [(str(one.page or ""), str(one.line or ""), one.wrong, one.right) for one in rows]
    return TableRecord(
        n,
        "",
        tuple(ColumnRecord((name,)) for name in _COLUMNS),
        tuple(TableRowRecord(RowKind.DATA, row, row) for row in cells),
    )


def _issuers(documents: list[PolicyDocument]) -> tuple[IssuerRecord, ...]:
    """Those of the corrected documents, where all have the same; else an editor says who announces it."""
    found = {tuple(link.organ.name for link in one.issuer_links.select_related("organ")) for one in documents}
    return tuple(IssuerRecord(name, n == 0) for n, name in enumerate(found.pop())) if len(found) == 1 else ()

"""发布关口: what still stands between a text and the public, each with where it is mended."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from policies.drafting.tree import Fields
from policies.models import Disclosure, DocumentState, Draft, Finding, FindingState, PolicyDocument, Stage, Version
from policies.reading.records import Severity
from policies.services.drafting.loading import document_fields, fields_of
from policies.services.workflow.errors import GateError
from policies.services.workflow.permission import working_draft
from policies.services.workflow.screening import undecided

SECRECY_MARKED = "secrecy-marked"
_SETTLED = (FindingState.ACCEPTED, FindingState.FIXED)


class ObstacleKind(StrEnum):
    UNSIGNED = "unsigned"
    EMPTY = "empty"
    UNDECIDED = "undecided"  # 公开属性
    NOT_OPEN = "not-open"  # 依申请公开, 不予公开
    UNEXAMINED = "unexamined"  # 保密审查
    MARKED = "secrecy-marked"
    PERSONAL = "personal"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`key` names the node of the draft's tree where it is mended, '' where it is no place in the text."""

    kind: ObstacleKind
    message: str
    key: str = ""


def obstacles(*, document: PolicyDocument) -> list[Obstacle]:
    """Everything that keeps the document's unpublished wording from the public; none: it may be published now."""
    draft = working_draft(document)
    found = [] if draft and draft.stage == Stage.SIGNED else [Obstacle(ObstacleKind.UNSIGNED, _("清样还没有付印"))]
    fields, version = _wording(document, draft)
    found += [*_disclosure(document, fields), *_secrecy(draft)]
    return [*found, *_in_text(document, version, fields)]


def obstacles_in_text(*, draft: Draft) -> list[Obstacle]:
    """Those that are mended in the text or by deciding about findings: none may be left when the galley is signed."""
    return _in_text(draft.document, draft.version, fields_of(draft=draft))


def _wording(document: PolicyDocument, draft: Draft | None) -> tuple[Fields, Version]:
    if draft:
        return fields_of(draft=draft), draft.version
    return document_fields(document=document), document.versions.get(current=True)


def _in_text(document: PolicyDocument, version: Version, fields: Fields) -> list[Obstacle]:
    found = []
    if not version.provisions.exists():
        found.append(Obstacle(ObstacleKind.EMPTY, _("正文是空的")))
    if _marked_secret(document):
        found.append(Obstacle(ObstacleKind.MARKED, _("文件标有密级")))
    hits = undecided(document=document, version=version, fields=fields)
    if hits:
        message = _("有 %s 处疑似个人信息没有处理") % len(hits)
        found.append(Obstacle(ObstacleKind.PERSONAL, message, hits[0].key))
    errors = list(open_errors(document=document, version=version).values_list("key", flat=True))
    if errors:
        found.append(Obstacle(ObstacleKind.ERRORS, _("有 %s 条差错没有处理") % len(errors), errors[0]))
    return found


def require_open_gate(*, document: PolicyDocument) -> None:
    """Raises `GateError` with the obstacles, when there are any."""
    found = obstacles(document=document)
    if found:
        raise GateError(document.title, found)


def open_errors(*, document: PolicyDocument, version: Version) -> QuerySet[Finding]:
    """Where our record differs from the print and nobody has decided: of this wording, or of the document as a whole."""
    errors = Finding.objects.filter(document=document, severity=Severity.ERROR.value, state=FindingState.OPEN)
    return errors.filter(Q(version=version) | Q(version=None))


def disclosure_of(document: PolicyDocument, remark: str = "") -> Disclosure | None:
    """公开属性: what the print itself says (`remark`, else the document's own) stands above what the office decides,
    where it closes a document; None: nobody has said."""
    printed = _printed(remark or document.publicity)
    if printed in (Disclosure.ON_REQUEST, Disclosure.WITHHELD):
        return printed
    return Disclosure(document.disclosure) if document.disclosure else printed


def _printed(remark: str) -> Disclosure | None:
    if "依申请" in remark:
        return Disclosure.ON_REQUEST
    if any(word in remark for word in ("不予公开", "不公开", "不宜公开", "免予公开")):
        return Disclosure.WITHHELD
    return Disclosure.OPEN if "公开" in remark else None


def _disclosure(document: PolicyDocument, fields: Fields) -> list[Obstacle]:
    decided = disclosure_of(document, fields.publicity)
    if decided is None:
        return [Obstacle(ObstacleKind.UNDECIDED, _("公开属性还没有确定"))]
    if decided == Disclosure.OPEN:
        return []
    return [Obstacle(ObstacleKind.NOT_OPEN, _("公开属性为“%s”") % decided.label)]


def _secrecy(draft: Draft | None) -> list[Obstacle]:
    if draft and draft.secrecy_by and draft.secrecy_on:
        return []
    return [Obstacle(ObstacleKind.UNEXAMINED, _("没有登记保密审查"))]


def _marked_secret(document: PolicyDocument) -> bool:
    if document.state != DocumentState.DRAFT:
        return False
    return Finding.objects.filter(document=document, code=SECRECY_MARKED).exclude(state__in=_SETTLED).exists()

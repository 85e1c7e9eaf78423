"""发布关口: what still stands between a text and the public, each with where it is mended."""

from collections.abc import Sequence

from django.db.models import Q

from policies.grammar.said import said
from policies.models import Disclosure, DocumentState, Draft, Finding, FindingState, PolicyDocument, Stage
from policies.reading.records import Severity
from policies.services.workflow.errors import GateError, Obstacle, ObstacleKind
from policies.services.workflow.permission import working_draft
from policies.services.workflow.screening import undecided
from policies.services.workflow.wordings import Wording, public_wording, wordings_of
from policies.speaking import named

SECRECY_MARKED = "secrecy-marked"
_SETTLED = (FindingState.ACCEPTED, FindingState.FIXED)


def obstacles(*, document: PolicyDocument) -> list[Obstacle]:
    """Everything that keeps the document's unpublished wording from the public; none: it may be published now."""
    draft = working_draft(document)
    found = [] if draft and draft.stage == Stage.SIGNED else [Obstacle(ObstacleKind.UNSIGNED, said("清样还没有付印"))]
    wording = _wording(document, draft)
    found += [*_disclosure(document, wording.publicity), *_secrecy(draft)]
    return [*found, *_in_texts([document], [wording])[document.pk]]


def obstacles_in_text(*, draft: Draft) -> list[Obstacle]:
    """Those that are mended in the text or by deciding about findings: none may be left when the galley is signed."""
    return obstacles_in_texts(drafts=[draft])[draft.document_id]


def obstacles_in_texts(*, drafts: Sequence[Draft]) -> dict[int, list[Obstacle]]:
    """The same for many, by document: nine queries for all of them. Uses `draft.document`."""
    return _in_texts([one.document for one in drafts], wordings_of(drafts=drafts))


def _wording(document: PolicyDocument, draft: Draft | None) -> Wording:
    if draft:
        return wordings_of(drafts=[draft])[0]
    return public_wording(document=document, version=document.versions.get(current=True))


def _in_texts(documents: Sequence[PolicyDocument], wordings: Sequence[Wording]) -> dict[int, list[Obstacle]]:
    marked, hits, errors = _marked_secret(documents), undecided(wordings=wordings), _open_errors(wordings)
    found: dict[int, list[Obstacle]] = {one.document_id: [] for one in wordings}
    for one in wordings:
        key = one.document_id
        if not one.has_text:
            found[key].append(Obstacle(ObstacleKind.EMPTY, said("正文是空的")))
        if key in marked:
            found[key].append(Obstacle(ObstacleKind.MARKED, said("文件标有密级")))
        if hits[key]:
            message = said("有 {count} 处疑似个人信息没有处理", count=len(hits[key]))
            found[key].append(Obstacle(ObstacleKind.PERSONAL, message, hits[key][0].key))
        if errors[key]:
            message = said("有 {count} 条差错没有处理", count=len(errors[key]))
            found[key].append(Obstacle(ObstacleKind.ERRORS, message, errors[key][0]))
    return found


def require_open_gate(*, document: PolicyDocument) -> None:
    """Raises `GateError` with the obstacles, when there are any."""
    found = obstacles(document=document)
    if found:
        raise GateError(document.title, found)


def _open_errors(wordings: Sequence[Wording]) -> dict[int, list[str]]:
    """Where our record differs from the print and nobody has decided: of this wording, or of the document as a whole.

    The places' keys, by document.
    """
    ours = Q(version__in=[one.version_id for one in wordings]) | Q(version=None)
    errors = Finding.objects.filter(ours, document__in=[one.document_id for one in wordings])
    found: dict[int, list[str]] = {one.document_id: [] for one in wordings}
    waiting = errors.filter(severity=Severity.ERROR.value, state=FindingState.OPEN).order_by("pk")
    for document, key in waiting.values_list("document_id", "key"):
        found[document or 0].append(key)
    return found


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


def _disclosure(document: PolicyDocument, publicity: str) -> list[Obstacle]:
    decided = disclosure_of(document, publicity)
    if decided is None:
        return [Obstacle(ObstacleKind.UNDECIDED, said("公开属性还没有确定"))]
    if decided == Disclosure.OPEN:
        return []
    return [Obstacle(ObstacleKind.NOT_OPEN, said("公开属性为“{label}”", label=named(decided.label)))]


def _secrecy(draft: Draft | None) -> list[Obstacle]:
    if draft and draft.secrecy_by and draft.secrecy_on:
        return []
    return [Obstacle(ObstacleKind.UNEXAMINED, said("没有登记保密审查"))]


def _marked_secret(documents: Sequence[PolicyDocument]) -> set[int | None]:
    unpublished = [one.pk for one in documents if one.state == DocumentState.DRAFT]
    marks = Finding.objects.filter(document__in=unpublished, code=SECRECY_MARKED).exclude(state__in=_SETTLED)
    return set(marks.values_list("document_id", flat=True))

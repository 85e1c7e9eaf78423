"""有效性认定: decides whether a text holds where no document says so. One person proposes with a source, another confirms."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from policies.grammar.said import said
from policies.models import (
    DecisionState,
    DocumentEvent,
    DocumentEventKind,
    DocumentState,
    PolicyDocument,
    User,
    Validity,
    ValidityDecision,
)
from policies.services.publishing import DocumentStateError
from policies.services.validity import EDITORS_DECISION, derive_validity
from policies.signals import document_validity_changed

_EVENTS = {
    Validity.IN_FORCE: DocumentEventKind.COMMENCED,
    Validity.EXPIRED: DocumentEventKind.EXPIRED,
    Validity.REPEALED: DocumentEventKind.REPEALED,
    Validity.AMENDED: DocumentEventKind.AMENDED,
}


class DecisionError(Exception):
    """The decision can't be made; the message is for the person who asked."""


@transaction.atomic
def propose_validity(
    *, document: PolicyDocument, validity: Validity | None, since: date | None, source: str, reason: str, by: User
) -> ValidityDecision:
    """`validity` None: take the standing decision back. Raises `DocumentStateError`, `DecisionError`."""
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.PUBLISHED:
        raise DocumentStateError(document.slug)
    if not source.strip() or not reason.strip():
        raise DecisionError(said("请写明依据和理由。"))
    if validity is None and not document.validity_source.startswith(EDITORS_DECISION):
        raise DecisionError(said("现在的有效性不是编辑认定的，没有可以撤回的认定。"))
    try:
        with transaction.atomic():
            return ValidityDecision.objects.create(
                document=document, validity=validity, since=since, source=source, reason=reason, proposed_by=by
            )
    except IntegrityError as error:
        raise DecisionError(said("已有一项认定等待确认，请先处理。")) from error


@transaction.atomic
def confirm_validity(*, decision: ValidityDecision, on: date, by: User, at: datetime) -> None:
    """Makes the proposal hold and logs it publicly. Raises `DecisionError`, as for who proposed it."""
    decision = _locked(decision)
    if decision.proposed_by_id == by.pk:
        raise DecisionError(said("认定要由另一个人确认。"))
    document = PolicyDocument.objects.select_for_update().get(pk=decision.document_id)
    if document.state != DocumentState.PUBLISHED:
        raise DecisionError(said("文件已不公开，不能确认。"))
    _settle(decision, DecisionState.CONFIRMED, by, at)
    before = (document.validity, document.validity_since)
    _write(document, decision, on, by)
    changes = _changes(before, document)
    kind = _EVENTS.get(Validity(document.validity)) if document.validity != before[0] else None
    DocumentEvent.objects.create(
        document=document,
        kind=kind or DocumentEventKind.METADATA,
        on=(document.validity_since if kind else None) or on,
        by=by,
        note=f"{decision.reason}（依据：{decision.source}）",
        changes=changes,
    )
    document_validity_changed.send(sender=PolicyDocument, document=document, before=before[0])


@transaction.atomic
def refuse_validity(*, decision: ValidityDecision, by: User, at: datetime, answer: str) -> None:
    """Ends a proposal without effect; whoever made it may take it back so. Raises `DecisionError`."""
    decision = _locked(decision)
    if not answer.strip():
        raise DecisionError(said("请写明不采纳的原因。"))
    decision.answer = answer.strip()
    _settle(decision, DecisionState.REFUSED, by, at)


def _locked(decision: ValidityDecision) -> ValidityDecision:
    decision = ValidityDecision.objects.select_for_update().get(pk=decision.pk)
    if decision.state != DecisionState.PROPOSED:
        raise DecisionError(said("这项认定已经处理过。"))
    return decision


def _settle(decision: ValidityDecision, state: DecisionState, by: User, at: datetime) -> None:
    decision.state, decision.decided_by, decision.decided_at = state, by, at
    decision.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def _write(document: PolicyDocument, decision: ValidityDecision, on: date, by: User) -> None:
    if decision.validity is None:
        said = derive_validity(document=document, on=on)
        document.validity, document.validity_since, source = said.validity, said.since, said.source
        document.repealed_on = said.repealed_on
    else:
        document.validity, document.validity_since = decision.validity, decision.since
        source = f"{EDITORS_DECISION}{decision.source}"
        document.repealed_on = decision.since if decision.validity == Validity.REPEALED else None
    document.validity_source, document.updated_by = source[:200], by
    document.save()


def _changes(before: tuple[str, date | None], document: PolicyDocument) -> list[dict[str, str]]:
    """Validity by its value, which pages show in their own language."""
    pairs = (
        ("validity", before[0], str(document.validity)),
        ("validity_since", _day(before[1]), _day(document.validity_since)),
    )
    return [{"field": name, "before": old, "after": new} for name, old, new in pairs if old != new]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

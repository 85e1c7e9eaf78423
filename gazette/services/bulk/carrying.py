"""Carries a confirmed deed out over its documents: each in its own transaction, so that one that fails keeps no other."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from gazette.models import BulkDeed, BulkItem, BulkOutcome
from gazette.services.bulk.kinds import KINDS, Given
from gazette.services.bulk.planning import NEEDED, Planned, planned
from gazette.signals import bulk_asked
from policies.grammar.said import phrasing_of, said
from policies.models import Organ, PolicyDocument, Topic, User
from policies.services.auditing import acting
from policies.services.drafting import DraftError
from policies.services.mending import NothingChangedError
from policies.services.publishing import DocumentStateError
from policies.services.workflow.errors import WorkflowError
from policies.services.workflow.permission import staff_of

MOST = 1000
QUIET = timedelta(seconds=60)  # without a document done: whoever carries it out is taken for dead

log = structlog.get_logger(__name__)


@transaction.atomic
def start_bulk(*, name: str, given: Given, plan: Sequence[Planned], by: User) -> BulkDeed:
    """Keeps what was confirmed; what the plan left out is kept with its reason."""
    bulk = BulkDeed.objects.create(deed=name, given=_plain(given), requested_by=by)
    BulkItem.objects.bulk_create(
        BulkItem(
            bulk=bulk,
            position=position,
            document=one.document,
            outcome=BulkOutcome.LEFT if one.why_not else BulkOutcome.WAITING,
            message=one.why_not,
            phrasing=phrasing_of(one.why_not),
        )
        for position, one in enumerate(plan, 1)
    )
    bulk_asked.send(sender=BulkDeed, bulk=bulk)
    return bulk


def carry_out(*, bulk: BulkDeed, on: date, at: datetime) -> None:
    """Does what still waits; harmless to repeat, by two workers too: each takes what the other has not in hand."""
    given = _given(bulk.given)
    with acting(user=bulk.requested_by):
        for key in list(bulk.items.filter(outcome=BulkOutcome.WAITING).values_list("pk", flat=True)):
            _carry_out(key, bulk, given, on)
    over = BulkDeed.objects.filter(pk=bulk.pk, finished_at=None).exclude(items__outcome=BulkOutcome.WAITING)
    over.update(finished_at=at)


def due_bulks(*, now: datetime) -> list[int]:
    """Keys of those that nobody carries on: the message was lost, or its worker has died. Asked again, they rest a while."""
    silent = Q(worked_at__lt=now - QUIET) | Q(worked_at=None, created_at__lt=now - QUIET)
    found = list(BulkDeed.objects.filter(silent, finished_at=None).order_by("pk").values_list("pk", flat=True)[:100])
    BulkDeed.objects.filter(pk__in=found).update(worked_at=now)
    return found


@transaction.atomic
def _carry_out(key: int, bulk: BulkDeed, given: Given, on: date) -> None:
    waiting = BulkItem.objects.select_for_update(skip_locked=True).filter(pk=key, outcome=BulkOutcome.WAITING)
    item = waiting.first()
    if item is None:
        return
    item.outcome, item.message = _done(item, bulk, given, on)
    item.phrasing = phrasing_of(item.message)
    item.save(update_fields=["outcome", "message", "phrasing"])
    BulkDeed.objects.filter(pk=bulk.pk).update(worked_at=Now())


def _done(item: BulkItem, bulk: BulkDeed, given: Given, on: date) -> tuple[BulkOutcome, str]:
    """What came of one document, and in words. A fault of the program keeps no other document waiting."""
    document = PolicyDocument.objects.prefetch_related(*NEEDED).get(pk=item.document_id)
    kind, by = KINDS[bulk.deed], bulk.requested_by
    told = planned(kind=kind, document=document, given=given, staff=staff_of(by))
    if told.why_not:
        return BulkOutcome.LEFT, told.why_not
    try:
        with transaction.atomic():
            kind.do(document, given, on, by)
    except (WorkflowError, DraftError) as error:
        return BulkOutcome.LEFT, error.args[0]
    except (DocumentStateError, NothingChangedError):
        return BulkOutcome.LEFT, said("没有可改的，或现在的状态不能这样办。")
    except (OperationalError, InterfaceError):  # the database is away, not the document at fault
        raise
    except Exception:
        log.exception("bulk_item_failed", bulk=bulk.pk, document=document.pk)
        return BulkOutcome.LEFT, said("程序出错，这一件没有办；请告诉系统管理员。")
    return BulkOutcome.DONE, told.will


def _plain(given: Given) -> dict[str, Any]:
    return {
        "topics": [one.pk for one in given.topics],
        "departments": [one.pk for one in given.departments],
        "treatment": given.treatment,
        "disclosure": given.disclosure,
        "reason": given.reason,
    }


def _given(plain: dict[str, Any]) -> Given:
    return Given(
        topics=tuple(Topic.objects.filter(pk__in=plain["topics"])),
        departments=tuple(Organ.objects.filter(pk__in=plain["departments"])),
        treatment=plain["treatment"],
        disclosure=plain["disclosure"],
        reason=plain["reason"],
    )

"""What waits for one person of the desk today: tasks by their day, work for the roles they hold, their drafts, who named them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import Count, DateTimeField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gazette.models import Assignment, GazetteIssue, IssueStage, IssueState, Notification, NotificationKind
from policies.models import (
    Approval,
    DocumentState,
    Draft,
    FindingState,
    PolicyDocument,
    Revision,
    Role,
    Stage,
    User,
)
from policies.querysets import PolicyDocumentQuerySet
from policies.services.workflow.permission import Staff, staff_of

SHOWN = 8
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_CALLS = (NotificationKind.MENTION, NotificationKind.REPLY)


@dataclass(slots=True)
class Agenda:
    """Each list holds a few rows, the most urgent first; a role that has no such work has none."""

    tasks: Collection[Assignment] = ()
    proofs: Collection[Draft] = ()  # to be approved: one has not written in them since the last approval
    galleys: Collection[Draft] = ()  # to be signed
    issue_galleys: Collection[GazetteIssue] = ()
    signed: Collection[Draft] = ()  # to be published
    received: Collection[Draft] = ()
    doubtful: Collection[PolicyDocument] = ()  # unpublished, with `open_findings`
    drafts: Collection[Draft] = ()  # one's own, with `saved_at`
    calls: Collection[Notification] = ()
    issues: Collection[GazetteIssue] = field(default_factory=tuple)


def agenda_of(*, user: User, roles: Collection[str]) -> Agenda:
    """A constant number of queries, for all roles together."""
    staff = staff_of(user)
    found = Agenda(
        tasks=Assignment.objects.open().filter(to=user).with_names().due_first()[:SHOWN],
        calls=Notification.objects.of(user).unread().filter(kind__in=_CALLS).with_names().order_by("-pk")[:SHOWN],
        drafts=_own_drafts(user, staff),
    )
    waiting = _waiting(staff)
    if Role.REVIEWER in roles:
        found.proofs = waiting.filter(stage=Stage.PROOF).exclude(_written_by(user))[:SHOWN]
    if Role.PUBLISHER in roles and not staff.limited:
        found.galleys = waiting.filter(stage=Stage.GALLEY)[:SHOWN]
        found.signed = waiting.filter(stage=Stage.SIGNED)[:SHOWN]
        found.issue_galleys = _issues().filter(stage=IssueStage.GALLEY)[:SHOWN]
    if Role.EDITOR in roles:
        found.received = waiting.filter(stage=Stage.RECEIVED)[:SHOWN]
    if {Role.EDITOR, Role.REVIEWER} & set(roles):
        found.doubtful = _doubtful(staff)
    found.issues = () if staff.limited else _issues()[:SHOWN]
    return found


def _waiting(staff: Staff) -> QuerySet[Draft]:
    drafts = Draft.objects.filter(closed_at=None).select_related("document").order_by("opened_at", "pk")
    return drafts.filter(document__in=_own(staff)) if staff.limited else drafts


def _own(staff: Staff) -> PolicyDocumentQuerySet:
    """Of single organs' accounts: documents of these organs, or received from them."""
    return PolicyDocument.objects.belonging_to(organs=staff.organs, names=staff.names)


def _written_by(user: User) -> Exists:
    """Drafts that the person has written in since their last approval: the database lets them approve none of these."""
    approved = Approval.objects.filter(draft=OuterRef("draft")).order_by().values("draft").annotate(last=Max("at"))
    since = Coalesce(Subquery(approved.values("last")), Value(_EVER, DateTimeField()))
    return Exists(Revision.objects.filter(draft=OuterRef("pk"), by=user, saved_at__gt=since))


def _own_drafts(user: User, staff: Staff) -> QuerySet[Draft]:
    mine = Exists(Revision.objects.filter(draft=OuterRef("pk"), by=user))
    saved = Subquery(Revision.objects.filter(draft=OuterRef("pk")).order_by("-n").values("saved_at")[:1])
    open_ones = Draft.objects.filter(closed_at=None).filter(Q(mine) | Q(opened_by=user))
    open_ones = open_ones.filter(document__in=_own(staff)) if staff.limited else open_ones
    return open_ones.select_related("document").annotate(saved_at=saved).order_by("-saved_at", "-pk")[:SHOWN]


def _doubtful(staff: Staff) -> QuerySet[PolicyDocument]:
    found = PolicyDocument.objects.filter(state=DocumentState.DRAFT)
    found = found.filter(pk__in=_own(staff)) if staff.limited else found
    open_ones = Count("findings", filter=Q(findings__state=FindingState.OPEN))
    return found.annotate(open_findings=open_ones).filter(open_findings__gt=0).order_by("-open_findings", "pk")[:SHOWN]


def _issues() -> QuerySet[GazetteIssue]:
    return GazetteIssue.objects.filter(state=IssueState.DRAFT).select_related("gazette").newest_first()

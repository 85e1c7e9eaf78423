"""What of the desk lies within reach of an account that works for single organs: what is public, its organs' own, and
what it brought in itself. The work of the others is closed to it until it is public."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gazette.models import (
    Assignment,
    BulkDeed,
    Comment,
    GazetteIssue,
    ImportBatch,
    ImportJob,
)
from gazette.querysets import AssignmentQuerySet, GazetteIssueQuerySet
from policies.models import (
    Correction,
    Evidence,
    Figure,
    Finding,
    PolicyDocument,
    SourceFile,
    User,
    ValidityDecision,
)
from policies.querysets import PolicyDocumentQuerySet
from policies.services.workflow.permission import Staff, readable, staff_of

# Pages that show the work of the whole office, or change what it keeps in common.
OFFICE_PAGES = frozenset(
    {
        "special_list",
        "number_list",
        "number_reason",
        "annual_preview",
        "issue_new",
        "correction_list",
        "correction_drop",
        "organ_new",
        "organ_merge",
        "organ_apart",
        "leader_import",
        "tenure_new",
        "tenure_detail",
        "tenure_drop",
        "proposal_decide",
        "register_topic",
        "register_topic_new",
        "register_topic_assign",
        "register_topic_merge",
        "recipient_new",
        "recipient_detail",
        "recipient_import",
        "gazette_settings",
        "term_new",
        "term_import",
        "term_detail",
        "term_switch",
    }
)
# Pages that everybody at the desk reads, and the office alone writes to.
OFFICE_DEEDS = frozenset({"import_list", "organ_detail", "leader_list", "leader_detail", "post_detail"})

# The rows, by the name of their key in an address, that are closed to an account.
CLOSED: dict[str, Callable[[User, PolicyDocumentQuerySet], QuerySet[Any]]] = {
    "document_id": lambda user, open_ones: PolicyDocument.objects.exclude(pk__in=open_ones),
    "issue_id": lambda user, open_ones: GazetteIssue.objects.exclude(pk__in=GazetteIssue.objects.visible()),
    "finding_id": lambda user, open_ones: Finding.objects.exclude(document__in=open_ones),
    "figure_id": lambda user, open_ones: Figure.objects.exclude(version__document__in=open_ones),
    "correction_id": lambda user, open_ones: Correction.objects.exclude(document__in=open_ones),
    "decision_id": lambda user, open_ones: ValidityDecision.objects.exclude(document__in=open_ones),
    "comment_id": lambda user, open_ones: Comment.objects.exclude(_about(open_ones)),
    "assignment_id": lambda user, open_ones: Assignment.objects.exclude(_about(open_ones) | Q(to=user) | Q(by=user)),
    "job_id": lambda user, open_ones: ImportJob.objects.exclude(_own_job(user)),
    "batch_id": lambda user, open_ones: ImportBatch.objects.exclude(requested_by=user),
    "bulk_id": lambda user, open_ones: BulkDeed.objects.exclude(requested_by=user),
    "source_id": lambda user, open_ones: SourceFile.objects.filter(_closed_source(user, open_ones)),
}


def within_reach(*, user: User, page: str, named: Mapping[str, Any], writing: bool) -> bool:
    """Whether the account may open this page of the desk about these keys; one that no record has is the page's to refuse."""
    if page in OFFICE_PAGES or (writing and page in OFFICE_DEEDS):
        return False
    guarded = {name: key for name, key in named.items() if name in CLOSED}
    if not guarded:
        return True
    open_ones = readable(staff=staff_of(user))
    return not any(CLOSED[name](user, open_ones).filter(pk=key).exists() for name, key in guarded.items())


def issues_within_reach(*, staff: Staff) -> GazetteIssueQuerySet:
    """An issue is its editors' until it is public."""
    return GazetteIssue.objects.visible() if staff.limited else GazetteIssue.objects.all()


def tasks_within_reach(*, user: User) -> AssignmentQuerySet:
    staff = staff_of(user)
    if not staff.limited:
        return Assignment.objects.all()
    return Assignment.objects.filter(_about(readable(staff=staff)) | Q(to=user) | Q(by=user))


def _about(open_ones: PolicyDocumentQuerySet) -> Q:
    return Q(document__in=open_ones) | Q(issue__in=GazetteIssue.objects.visible())


def _own_job(user: User) -> Q:
    """A file handed in by the account; not the issue that was made of it, while others work on that too."""
    return Q(requested_by=user) & (Q(issue=None) | Q(issue__in=GazetteIssue.objects.visible()))


def _closed_source(user: User, open_ones: PolicyDocumentQuerySet) -> Q:
    """But those that the account handed in, and those that nothing but readable documents was read from."""
    of_others = Evidence.objects.filter(source=OuterRef("pk")).exclude(version__document__in=open_ones)
    own = ImportJob.objects.filter(source=OuterRef("pk"), requested_by=user)
    read = Evidence.objects.filter(source=OuterRef("pk"))
    return ~Q(Exists(own)) & (Q(Exists(of_others)) | ~Q(Exists(read)))

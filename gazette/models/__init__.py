"""The top floor's records: gazettes, their issues, what is printed in them, and the work of importing them."""

from gazette.models.assignment import ROLES_FOR, Assignment, Task
from gazette.models.bulk import BulkDeed, BulkItem, BulkOutcome
from gazette.models.chronicle import ChronicleEntry
from gazette.models.comment import Comment, Pin
from gazette.models.composition import IssueApproval, IssueMove, IssueProof, IssueRevision, IssueStage
from gazette.models.contents import ContentsEntry, Promulgation
from gazette.models.decision import DecisionDeed, ReadingDecision
from gazette.models.distribution import Distribution, DistributionLine, Recipient, RecipientKind
from gazette.models.evidence import IssueEvidence
from gazette.models.gazette import Gazette
from gazette.models.issue import GazetteIssue, IssueKind, IssueState
from gazette.models.job import ImportBatch, ImportJob, JobKind, JobStage, JobState
from gazette.models.notification import Mail, Notification, NotificationKind
from gazette.models.reading import Reading
from gazette.models.schedule import ScheduledPublication, ScheduleState

__all__ = [
    "ROLES_FOR",
    "Assignment",
    "BulkDeed",
    "BulkItem",
    "BulkOutcome",
    "ChronicleEntry",
    "Comment",
    "ContentsEntry",
    "DecisionDeed",
    "Distribution",
    "DistributionLine",
    "Gazette",
    "GazetteIssue",
    "ImportBatch",
    "ImportJob",
    "IssueApproval",
    "IssueEvidence",
    "IssueKind",
    "IssueMove",
    "IssueProof",
    "IssueRevision",
    "IssueStage",
    "IssueState",
    "JobKind",
    "JobStage",
    "JobState",
    "Mail",
    "Notification",
    "NotificationKind",
    "Pin",
    "Promulgation",
    "Reading",
    "ReadingDecision",
    "Recipient",
    "RecipientKind",
    "ScheduleState",
    "ScheduledPublication",
    "Task",
]

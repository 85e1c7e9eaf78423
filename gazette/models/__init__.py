"""The top floor's records: gazettes, their issues, what is printed in them, and the work of importing them."""

from gazette.models.bulk import BulkDeed, BulkItem, BulkOutcome
from gazette.models.chronicle import ChronicleEntry
from gazette.models.composition import IssueApproval, IssueMove, IssueProof, IssueRevision, IssueStage
from gazette.models.contents import ContentsEntry, Promulgation
from gazette.models.decision import DecisionDeed, ReadingDecision
from gazette.models.evidence import IssueEvidence
from gazette.models.gazette import Gazette
from gazette.models.issue import GazetteIssue, IssueKind, IssueState
from gazette.models.job import ImportBatch, ImportJob, JobKind, JobStage, JobState
from gazette.models.reading import Reading
from gazette.models.schedule import ScheduledPublication, ScheduleState

__all__ = [
    "BulkDeed",
    "BulkItem",
    "BulkOutcome",
    "ChronicleEntry",
    "ContentsEntry",
    "DecisionDeed",
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
    "Promulgation",
    "Reading",
    "ReadingDecision",
    "ScheduleState",
    "ScheduledPublication",
]

"""What the top floor announces. Receivers queue tasks when the transaction commits; they never write own rows."""

from django.dispatch import Signal

# A file was handed in and its job waits. Arguments: job (ImportJob).
job_submitted = Signal()

# An import wrote an issue's records. Arguments: issue (GazetteIssue), job (ImportJob).
issue_imported = Signal()

# An issue and its documents are public now. Arguments: issue (GazetteIssue), by (User or None).
issue_published = Signal()

# An issue was taken back. Arguments: issue (GazetteIssue), by (User or None).
issue_withdrawn = Signal()

# An issue moved on, back, or left the desk. Arguments: move (IssueMove).
issue_moved = Signal()

# A scheduled publication came to nothing; `schedule.outcome` says why. Arguments: schedule (ScheduledPublication).
schedule_failed = Signal()

# People were told something: a mail may be due. No arguments.
people_notified = Signal()

# A deed over many documents was confirmed and waits. Arguments: bulk (BulkDeed).
bulk_asked = Signal()

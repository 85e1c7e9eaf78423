"""The places of what belongs to an issue as a whole: its masthead, contents and chronicle."""

from django.db import models

from policies.models import SourcePlace


class IssueEvidence(SourcePlace):
    """`path` is masthead/title, masthead/board/1, contents/3 or chronicle/12."""

    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="evidence")

    class Meta:
        verbose_name_plural = "issue evidence"
        indexes = [
            models.Index(fields=["source", "page", "last_page"], name="issue_evidence_by_page"),
            models.Index(fields=["source", "first_line", "last_line"], name="issue_evidence_by_line"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issue", "path"], name="issue_evidence_path_once"),
            models.CheckConstraint(
                condition=models.Q(last_line__gte=models.F("first_line")), name="issue_evidence_lines_in_order"
            ),
        ]

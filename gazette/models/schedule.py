"""定时发布: what is to be published at an hour, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.grammar.said import Said, said_again


class ScheduleState(models.TextChoices):
    WAITING = "waiting", _("等待发布")
    DONE = "done", _("已发布")
    FAILED = "failed", _("未能发布")
    CANCELLED = "cancelled", _("已取消")


class ScheduledPublication(models.Model):
    """Of one document or one issue. The row is the truth; beat looks for those whose hour has come."""

    document = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    issue = models.ForeignKey(
        "gazette.GazetteIssue", null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ScheduleState.choices, default=ScheduleState.WAITING, db_index=True)
    outcome = models.TextField(blank=True)  # for people: why it could not be published
    phrasing = models.JSONField(default=dict, blank=True)  # of `outcome`, see policies.grammar.said
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=False, issue__isnull=True)
                | models.Q(document__isnull=True, issue__isnull=False),
                name="schedule_of_one",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state="waiting"), name="schedule_document_once"
            ),
            models.UniqueConstraint(fields=["issue"], condition=models.Q(state="waiting"), name="schedule_issue_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id or self.issue_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def said(self) -> Said:
        return said_again(self.outcome, self.phrasing)

"""What people decided about a newer reading, document by document: who, when and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionDeed(models.TextChoices):
    TAKEN = "taken", _("改用新识读")
    KEPT = "kept", _("保留现有记录")


class ReadingDecision(models.Model):
    """`key` is '' for the whole reading, `issue` for masthead, contents and chronicle, `new/3` for its third document,
    `gone/17` for a document that it lacks. `replaced` holds what editors had made, by document, where it was given up."""

    reading = models.ForeignKey("gazette.Reading", on_delete=models.CASCADE, related_name="decisions")
    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=40, blank=True)
    name = models.TextField(blank=True)  # of the document, for people
    deed = models.CharField(max_length=10, choices=DecisionDeed.choices)
    reason = models.TextField(blank=True)
    replaced = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["reading", "key"], name="decision_once"),
            models.CheckConstraint(
                condition=~models.Q(deed="kept") | ~models.Q(reason=""), name="decision_kept_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.deed}"

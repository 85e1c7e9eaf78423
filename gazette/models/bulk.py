"""批量办理: one deed over many documents, previewed, then done one by one, each in a transaction of its own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.grammar.said import Said, said_again


class BulkOutcome(models.TextChoices):
    WAITING = "waiting", _("待办")
    DONE = "done", _("已办")
    LEFT = "left", _("未办")


class BulkDeed(models.Model):
    """`deed` names one of `gazette.services.bulk.kinds`, `given` holds what it was given, in plain values."""

    deed = models.CharField(max_length=20)
    given = models.JSONField(default=dict, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    worked_at = models.DateTimeField(null=True, blank=True)  # when the last document was done, or the queue told again
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.deed} {self.pk}"


class BulkItem(models.Model):
    """`message` says what was done, or why it was left."""

    bulk = models.ForeignKey(BulkDeed, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=BulkOutcome.choices, default=BulkOutcome.WAITING)
    message = models.TextField(blank=True)
    phrasing = models.JSONField(default=dict, blank=True)  # of `message`, see policies.grammar.said

    class Meta:
        ordering = ("bulk", "position")
        constraints = [models.UniqueConstraint(fields=["bulk", "document"], name="bulk_item_once")]

    def __str__(self) -> str:
        return f"{self.bulk_id}/{self.position} {self.outcome}"

    @property
    def said(self) -> Said:
        return said_again(self.message, self.phrasing)

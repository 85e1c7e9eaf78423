"""流转: every deed that moved a draft over the desk, with who, when and why."""

from django.conf import settings
from django.db import models


class DraftMove(models.Model):
    """`after` is '' when the draft left the desk: published or given up."""

    draft = models.ForeignKey("policies.Draft", on_delete=models.CASCADE, related_name="moves")
    deed = models.CharField(max_length=12)  # policies.drafting.deeds.Deed
    before = models.CharField(max_length=10, blank=True)
    before_proof = models.PositiveSmallIntegerField(default=0)
    after = models.CharField(max_length=10, blank=True)
    after_proof = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(deed__in=("send_back", "recall", "give_up")) | ~models.Q(reason=""),
                name="move_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.deed}"

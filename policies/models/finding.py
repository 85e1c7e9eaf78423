"""校对意见: what a check found, anchored to the source and to the record."""

from django.conf import settings
from django.db import models

from policies.reading.records import Severity


class FindingState(models.TextChoices):
    OPEN = "open", "待处理"
    FIXED = "fixed", "已改正"
    ACCEPTED = "accepted", "予以保留"


class Finding(models.Model):
    """A warning doubts the print; an error says that our record differs from it."""

    code = models.SlugField(max_length=60, db_index=True)
    severity = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Severity])
    message = models.TextField()
    path = models.CharField(max_length=200, blank=True)
    expected = models.TextField(blank=True)
    found = models.TextField(blank=True)
    source = models.ForeignKey(
        "policies.SourceFile", null=True, blank=True, on_delete=models.CASCADE, related_name="findings"
    )
    document = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.CASCADE, related_name="findings"
    )
    table = models.ForeignKey(
        "policies.Table", null=True, blank=True, on_delete=models.SET_NULL, related_name="findings"
    )
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    boxes = models.JSONField(default=list, blank=True)  # as in Evidence
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | ~models.Q(reason=""), name="finding_accepted_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.message

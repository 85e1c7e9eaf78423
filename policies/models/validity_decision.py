"""有效性认定: an editor's decision whether a text holds, where no document says so; proposed by one, confirmed by another."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.models.document import Validity


class DecisionState(models.TextChoices):
    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("未采纳")


class ValidityDecision(models.Model):
    """`validity` None takes an earlier decision back: the documents themselves tell again. `source` is what it rests on."""

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="validity_decisions")
    validity = models.CharField(max_length=10, choices=Validity.choices, null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=180)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=DecisionState.choices, default=DecisionState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)  # why it was refused

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state="proposed"), name="validity_one_proposal"
            ),
            models.CheckConstraint(
                condition=models.Q(state="proposed") | models.Q(decided_by__isnull=False),
                name="validity_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | ~models.Q(decided_by=models.F("proposed_by")),
                name="validity_second_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.validity} {self.state}"

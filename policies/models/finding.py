"""校对意见: what a check found, anchored to the source and to the record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.grammar.said import Said, said_again
from policies.querysets import FindingQuerySet
from policies.reading.records import Severity


class FindingState(models.TextChoices):
    OPEN = "open", _("待处理")
    FIXED = "fixed", _("已改正")
    ACCEPTED = "accepted", _("予以保留")
    REFERRED = "referred", _("已转原发机关")  # an error of the print, on its way to a correction notice


class FindingMaker(models.TextChoices):
    READER = "reader", _("识读")  # found while the source was read
    PROOFREADER = "proofreader", _("校对")  # found in the text as it stands


class Finding(models.Model):
    """A warning doubts the print; an error says that our record differs from it.

    `key` and `field` name a node of the draft's tree (`p12` and `text`, `r99` and `cells/3`, '' and `numbers/1` for the
    document's own fields); `start` and `end` are offsets in that field, where `found` stood when it was found.
    `suggestion` takes its place with one press; None where no fix is known, '' where the words should go.
    """

    code = models.SlugField(max_length=60, db_index=True)
    severity = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Severity])
    message = models.TextField()
    phrasing = models.JSONField(default=dict, blank=True)  # of `message`, see policies.grammar.said
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
    version = models.ForeignKey(
        "policies.Version", null=True, blank=True, on_delete=models.CASCADE, related_name="findings"
    )
    maker = models.CharField(max_length=12, choices=FindingMaker.choices, default=FindingMaker.READER)
    key = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    suggestion = models.TextField(null=True, blank=True)
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
    revision = models.ForeignKey(  # the save that fixed it
        "policies.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="fixed"
    )
    # Of a corrected wording: what stood decided, or was read, in the public one
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | ~models.Q(reason=""), name="finding_accepted_with_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="finding_place_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(suggestion__isnull=True) | (models.Q(start__isnull=False) & ~models.Q(field="")),
                name="finding_fix_has_place",
            ),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def said(self) -> Said:
        return said_again(self.message, self.phrasing)

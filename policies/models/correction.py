"""更正: what was wrong in a public text, and where it was put right."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.querysets import CorrectionQuerySet


class CorrectionKind(models.TextChoices):
    """Whose error it was. An error of the print is announced and never repaired in the text; our own is repaired."""

    PRINT_ERROR = "print_error", _("原文有误")
    RECORD_ERROR = "record_error", _("转录有误")


class Correction(models.Model):
    """One wrong place of one document. `wrong` and `right` as a 更正 prints them; '' where words were missing or too many.

    An error of our record is put right by `version`, the corrected wording; an error of the print by `notice`, the
    document that announces it, which is None until there is one. `page` and `line` are those of the print.
    """

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=12, choices=CorrectionKind.choices)
    eid = models.CharField(max_length=200, blank=True)  # of the clause; '' for a field such as the title
    page = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    wrong = models.TextField(blank=True)
    right = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "policies.Version", null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    notice = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="corrects"
    )
    finding = models.ForeignKey(
        "policies.Finding", null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("document", "id")
        constraints = [
            models.CheckConstraint(condition=~models.Q(wrong=models.F("right")), name="correction_changes_something"),
            models.CheckConstraint(
                condition=models.Q(kind="record_error", notice__isnull=True, version__isnull=False)
                | models.Q(kind="print_error", version__isnull=True),
                name="correction_put_right_once",
            ),
            models.CheckConstraint(
                condition=models.Q(notice__isnull=True) | ~models.Q(notice=models.F("document")),
                name="correction_not_of_itself",
            ),
            models.UniqueConstraint(fields=["finding"], name="correction_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"

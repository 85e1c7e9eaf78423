"""代字 and 文号: number series and the numbers documents bear."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """One 代字 (曲政办发), order or announcement series. Its slug is set once: it stands in addresses."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    organ = models.ForeignKey("policies.Organ", null=True, blank=True, on_delete=models.PROTECT, related_name="series")

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return self.name


class DocumentNumber(models.Model):
    """A number on a document. Offices do give the same number twice: that is a finding, not an error."""

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="numbers")
    position = models.PositiveSmallIntegerField(default=1)
    series = models.ForeignKey(NumberSeries, null=True, blank=True, on_delete=models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    printed = models.CharField(max_length=120)
    normalised = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ("document", "position")
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="number_position_once")]

    def __str__(self) -> str:
        return self.normalised


class GapReason(models.TextChoices):
    """Why a number of a series stands on no document here."""

    CLOSED = "closed", _("不公开")
    VOID = "void", _("作废")
    UNPRINTED = "unprinted", _("未印")
    ELSEWHERE = "elsewhere", _("刊于别处")
    OTHER = "other", _("其他")


class NumberGap(models.Model):
    """An editor's word on a number that no document bears."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="gaps")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=GapReason.choices)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("series", "year", "serial")
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "serial"], name="number_gap_once"),
            models.CheckConstraint(
                condition=~models.Q(reason="other") | ~models.Q(note=""), name="number_gap_other_with_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}〔{self.year}〕{self.serial}"

"""代字 and 文号: number series and the numbers documents bear."""

from django.db import models


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

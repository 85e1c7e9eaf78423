"""表: the printed grid, as printed and filled down."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from policies.reading.records import RowKind


class Table(models.Model):
    """`columns` is a list of {"name", "levels", "unit"}; rows have one cell per column."""

    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="tables")
    n = models.PositiveSmallIntegerField()
    part = models.ForeignKey("policies.Text", on_delete=models.CASCADE, related_name="tables")
    appendix = models.ForeignKey(
        "policies.Appendix", null=True, blank=True, on_delete=models.SET_NULL, related_name="tables"
    )
    title = models.TextField(blank=True)
    unit = models.CharField(max_length=40, blank=True)
    columns = models.JSONField(default=list)
    notes = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        ordering = ("version", "n")
        constraints = [models.UniqueConstraint(fields=["version", "n"], name="table_n_once")]

    def __str__(self) -> str:
        return self.title or f"表{self.n}"

    def get_absolute_url(self) -> str:
        return reverse("policies:table_detail", args=[self.version.document.slug, self.n])


class TableRow(models.Model):
    """`cells`: merged cells filled down and across. `printed`: what stood there."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="rows")
    n = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in RowKind], default=RowKind.DATA.value
    )
    cells = ArrayField(models.TextField(blank=True))
    printed = ArrayField(models.TextField(blank=True))

    class Meta:
        ordering = ("table", "n")
        constraints = [
            models.UniqueConstraint(fields=["table", "n"], name="row_n_once", deferrable=models.Deferrable.DEFERRED)
        ]

    def __str__(self) -> str:
        return f"{self.table_id}/{self.n}"

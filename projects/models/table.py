"""项目表, 任务分解表: a table typed as data, one to one on the printed table."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ProjectTable(models.Model):
    """`columns` is a list of {"meaning", "type", "unit"}, one for each column of the printed table."""

    table = models.OneToOneField("policies.Table", on_delete=models.CASCADE, related_name="project_table")
    columns = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.table_id)


class ProjectRow(models.Model):
    """One project or task; amounts in the unit beside them, positions in degrees (CGCS2000)."""

    project_table = models.ForeignKey(ProjectTable, on_delete=models.CASCADE, related_name="rows")
    row = models.OneToOneField("policies.TableRow", on_delete=models.CASCADE, related_name="project")
    name = models.TextField(blank=True)
    county = models.CharField(max_length=60, blank=True, db_index=True)
    organs = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    amount_unit = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=80, blank=True)
    longitude = models.DecimalField(max_digits=12, decimal_places=8, null=True, blank=True)
    latitude = models.DecimalField(max_digits=11, decimal_places=8, null=True, blank=True)

    class Meta:
        ordering = ("project_table", "row__n")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="project_position_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

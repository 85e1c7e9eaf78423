"""任免: one person's posts gained and lost by one document."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Appointment(models.Model):
    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="appointments")
    provision = models.ForeignKey(
        "policies.Provision", null=True, on_delete=models.SET_NULL, related_name="appointments"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60, db_index=True)
    appointed = ArrayField(models.TextField(), default=list, blank=True)
    removed = ArrayField(models.TextField(), default=list, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="appointment_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.name

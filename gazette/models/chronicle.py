"""大事记: the dated events an issue prints."""

from django.db import models


class ChronicleEntry(models.Model):
    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="chronicle")
    position = models.PositiveSmallIntegerField()
    on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ("issue", "position")
        verbose_name_plural = "chronicle entries"
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "position"], name="chronicle_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(end_on__isnull=True) | models.Q(end_on__gte=models.F("on")),
                name="chronicle_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

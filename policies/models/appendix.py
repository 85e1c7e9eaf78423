"""附件: what a document's list of appendices promises, and where its text stands."""

from django.db import models


class Appendix(models.Model):
    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="appendices")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    label = models.CharField(max_length=40, blank=True)
    title = models.TextField(blank=True)
    listed = models.TextField(blank=True)  # the title as the list prints it, where the appendix prints another
    omitted = models.BooleanField(default=False)
    part = models.OneToOneField(
        "policies.Text", null=True, blank=True, on_delete=models.SET_NULL, related_name="appendix"
    )

    class Meta:
        ordering = ("version", "position")
        verbose_name_plural = "appendices"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="appendix_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title

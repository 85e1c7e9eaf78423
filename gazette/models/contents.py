"""目录 and 刊登: the printed contents, and the documents an issue prints."""

from django.db import models


class ContentsEntry(models.Model):
    """A line of the contents as printed; it may stand for no document, one, or seven."""

    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="contents")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    title = models.TextField()
    page = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("issue", "position")
        verbose_name_plural = "contents entries"
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "position"], name="contents_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title


class Promulgation(models.Model):
    """A document printed in an issue."""

    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="promulgations")
    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.PROTECT, related_name="promulgations")
    entry = models.ForeignKey(
        ContentsEntry, null=True, blank=True, on_delete=models.SET_NULL, related_name="promulgations"
    )
    position = models.PositiveSmallIntegerField()
    printed_page = models.PositiveSmallIntegerField(null=True, blank=True)
    typeset_page = models.PositiveSmallIntegerField(null=True, blank=True)
    reading = models.ForeignKey(  # whose document at `read_position` became these records
        "gazette.Reading", null=True, blank=True, on_delete=models.SET_NULL, related_name="promulgations"
    )
    read_position = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("issue", "position")
        constraints = [
            models.UniqueConstraint(fields=["issue", "document"], name="promulgated_once"),
            models.UniqueConstraint(
                fields=["issue", "position"], name="promulgation_position_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}/{self.position}"

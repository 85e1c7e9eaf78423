"""Reading: one immutable pass of one reader version over one file."""

from django.db import models

from gazette.models.job import JobKind


class Reading(models.Model):
    """`data` is the IssueRecord as JSON; two readings of one issue are compared, never merged silently."""

    source = models.ForeignKey("policies.SourceFile", on_delete=models.PROTECT, related_name="readings")
    kind = models.CharField(max_length=10, choices=JobKind.choices, default=JobKind.ISSUE)
    reader_version = models.CharField(max_length=40)
    issue = models.ForeignKey(
        "gazette.GazetteIssue", null=True, blank=True, on_delete=models.SET_NULL, related_name="readings"
    )
    document = models.ForeignKey(  # of a file that holds a single document
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="readings"
    )
    data = models.JSONField()
    kept_share = models.FloatField(default=0.0)
    difference = models.JSONField(default=dict, blank=True)  # against the applied reading of the same issue
    applied = models.BooleanField(default=False)  # its records are the issue's records
    findings = models.ManyToManyField("policies.Finding", blank=True, related_name="readings")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["source", "reader_version", "kind"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.source_id} by reader {self.reader_version}"

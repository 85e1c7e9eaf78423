"""章 节 条 款 项: one addressable piece of a text, one row per printed paragraph."""

from django.db import models

from policies.reading.records import ProvisionKind


class Provision(models.Model):
    """`part` is the text it stands in; `position` orders a whole version, so that one query reads it through."""

    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="provisions")
    part = models.ForeignKey("policies.Text", on_delete=models.CASCADE, related_name="provisions")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveIntegerField()
    eid = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ProvisionKind])
    level = models.PositiveSmallIntegerField(default=1)
    marker = models.CharField(max_length=40, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    table = models.OneToOneField(
        "policies.Table", null=True, blank=True, on_delete=models.SET_NULL, related_name="provision"
    )
    figure = models.OneToOneField(
        "policies.Figure", null=True, blank=True, on_delete=models.SET_NULL, related_name="provision"
    )
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_by")

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "eid"], name="provision_eid_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["version", "position"], name="provision_position_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.eid

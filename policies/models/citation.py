"""依据, 引用, 修改, 废止: a reference from a provision to another document, with its verb."""

from django.db import models

from policies.reading.records import CitationKind


class Citation(models.Model):
    """Unresolved citations are kept (`target` null) and resolve when the cited document arrives."""

    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="citations")
    provision = models.ForeignKey("policies.Provision", null=True, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in CitationKind])
    number = models.CharField(max_length=120, blank=True, db_index=True)
    title = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    target = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="cited_by"
    )

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(number="") | ~models.Q(title=""), name="citation_names_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

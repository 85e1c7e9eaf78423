"""原件: stored bytes, and where in them a record stood."""

from django.conf import settings
from django.db import models


class SourceFile(models.Model):
    """One file by its SHA-256; the same bytes twice are one row."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to="sources/%Y/", max_length=255)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """The place of one field: lines of the decoded text; `path` is an eid, or field name, of the version."""

    source = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="evidence")
    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="evidence")
    path = models.CharField(max_length=200)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "path"], name="evidence_path_once"),
            models.CheckConstraint(
                condition=models.Q(last_line__gte=models.F("first_line")), name="evidence_lines_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.first_line}-{self.last_line}"

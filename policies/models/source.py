"""原件: stored bytes, and where in them a record stood."""

from django.conf import settings
from django.db import models


class SourceFile(models.Model):
    """One file by its SHA-256; the same bytes twice are one row."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    format = models.CharField(max_length=10, blank=True)  # by its bytes: text, pdf, docx, html, ofd, image
    file = models.FileField(upload_to="sources/%Y/", max_length=255)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class SourcePage(models.Model):
    """One page of a source as a reader sees it: its size in points, and its picture once it was made."""

    source = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    recognised = models.BooleanField(default=False)  # its text came from a picture
    image = models.FileField(upload_to="pages/%Y/", max_length=255, blank=True)

    class Meta:
        ordering = ("source", "number")
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="source_page_once")]

    def __str__(self) -> str:
        return f"{self.source_id} p. {self.number}"


class SourcePlace(models.Model):
    """Where something stood in a source: its lines, and its boxes on the pages from `page` to `last_page`.

    `boxes` are [page, left, top, right, bottom] in points, one for each column or page that the field runs over; `cells`, of
    a table's row, has for each column such a box, with the recogniser's confidence behind it where there is one, or null.
    `confidence` is that of the least sure line, 0 to 1; null where nothing was recognised.
    """

    source = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="%(class)s_set")
    path = models.CharField(max_length=200)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)
    boxes = models.JSONField(default=list, blank=True)
    cells = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.path} {self.first_line}-{self.last_line}"


class Evidence(SourcePlace):
    """The place of one field; `path` is an eid of the version, `title`, `numbers/1`, `tables/1/rows/15`, or '' for the whole."""

    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="evidence")

    class Meta:
        indexes = [
            models.Index(fields=["source", "page", "last_page"], name="evidence_by_page"),
            models.Index(fields=["source", "first_line", "last_line"], name="evidence_by_line"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "path"], name="evidence_path_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(last_line__gte=models.F("first_line")), name="evidence_lines_in_order"
            ),
        ]

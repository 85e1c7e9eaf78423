"""图: a printed picture, cut out of its source."""

from django.db import models
from django.urls import reverse


class Figure(models.Model):
    """`caption` as printed; `alt` says for those who can't see it what it shows, and is an editor's, never guessed."""

    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="figures")
    n = models.PositiveSmallIntegerField()
    part = models.ForeignKey("policies.Text", on_delete=models.CASCADE, related_name="figures")
    file = models.FileField(upload_to="figures/%Y/", max_length=255)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    caption = models.TextField(blank=True)
    alt = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "n")
        constraints = [models.UniqueConstraint(fields=["version", "n"], name="figure_n_once")]

    def __str__(self) -> str:
        return self.caption or f"图{self.n}"

    @property
    def suffix(self) -> str:
        """What the file's name ends in: png, jpg."""
        return str(self.file.name).rpartition(".")[2]

    def address(self, slug: str) -> str:
        """Where the public gets the picture of the document `slug`; `version` must be loaded."""
        return reverse("policies:figure_file", args=[slug, self.version.n, self.n, self.suffix])

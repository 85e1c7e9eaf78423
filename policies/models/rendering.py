"""A rendered file, found by the hash of everything that went into it."""

from django.db import models


class RenderedFile(models.Model):
    """`key` hashes content, templates, fonts and the renderer's version: another input is another row."""

    key = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="rendered/", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    rendered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key

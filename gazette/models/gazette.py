"""公报: the publication."""

from django.db import models
from django.urls import reverse


class Gazette(models.Model):
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=1)  # the first is the site's default gazette
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gazette:gazette_detail", args=[self.code])

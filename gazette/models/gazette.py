"""公报: the publication."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from gazette.querysets import GazetteQuerySet


class Gazette(models.Model):
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=1)  # the first is the site's default gazette
    sections = ArrayField(models.CharField(max_length=80), default=list, blank=True)  # of a new issue, in their order
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GazetteQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gazette:gazette_detail", args=self.address)

    @property
    def is_default(self) -> bool:
        """Whether its issues stand at /gazette/ without a code."""
        return self.code == settings.DEFAULT_GAZETTE if settings.DEFAULT_GAZETTE else self.position == 1

    @property
    def address(self) -> list[str]:
        """What its addresses carry to tell it from the others: its code, or nothing."""
        return [] if self.is_default else [self.code]

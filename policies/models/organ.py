"""发文机关 and 责任单位: authorities and departments, with the names they have had."""

from django.db import models
from django.urls import reverse


class Organ(models.Model):
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    sort_key = models.CharField(max_length=400, blank=True)  # pinyin, since the server's collation knows none
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        ordering = ("sort_key", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("policies:organ_detail", args=[self.code])


class OrganName(models.Model):
    """A former or short name: 市发改委 for 市发展和改革委员会."""

    class Kind(models.TextChoices):
        SHORT = "short", "简称"
        FORMER = "former", "曾用名"

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="organ_name_once")]

    def __str__(self) -> str:
        return self.name

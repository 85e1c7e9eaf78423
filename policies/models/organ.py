"""发文机关 and 责任单位: authorities and departments, with the names they have had."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Organ(models.Model):
    code = models.SlugField(max_length=80, unique=True)  # set once: it stands in addresses
    name = models.CharField(max_length=120, unique=True)
    name_from_on = models.DateField(null=True, blank=True)  # since when it bears this name, if that is known
    sort_key = models.CharField(max_length=400, blank=True)  # pinyin, since the server's collation knows none
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("sort_key", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="organ_succeeds_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("policies:organ_detail", args=[self.code])


class OrganName(models.Model):
    """A full, short or former name (市发改委 for 市发展和改革委员会), and from and until when it was borne, if that is known."""

    class Kind(models.TextChoices):
        FULL = "full", _("全称")
        SHORT = "short", _("简称")
        FORMER = "former", _("曾用名")
        VARIANT = "variant", _("异写")  # how print or a reading has spelt it

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        ordering = ("organ", "kind", F("from_on").asc(nulls_first=True), "id")
        constraints = [
            models.UniqueConstraint(fields=["organ", "name"], name="organ_name_once"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="organ_name_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganAlias(models.Model):
    """A code that an organ had before it was merged into another; its address leads on to that one."""

    code = models.SlugField(max_length=80, unique=True)
    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "organ aliases"

    def __str__(self) -> str:
        return self.code


class OrgansApart(models.Model):
    """An editor has said that two organs whose names look alike are two; they are not suggested for merging again."""

    first = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "organs apart"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="organs_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="organs_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"

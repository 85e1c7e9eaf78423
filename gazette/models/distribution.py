"""发行: who receives printed copies, and the list of each issue as it was sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gazette.querysets import RecipientQuerySet


class RecipientKind(models.TextChoices):
    ORGAN = "organ", _("机关")
    TOWNSHIP = "township", _("乡镇（街道）")
    VILLAGE = "village", _("村居")
    LIBRARY = "library", _("图书馆")
    ARCHIVES = "archives", _("档案馆")
    PERSON = "person", _("个人")


class Recipient(models.Model):
    """Receives copies of a gazette from `from_on` to `until_on`, its last day; a missing day leaves that side open."""

    gazette = models.ForeignKey("gazette.Gazette", on_delete=models.PROTECT, related_name="recipients")
    kind = models.CharField(max_length=10, choices=RecipientKind.choices, default=RecipientKind.ORGAN)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    copies = models.PositiveIntegerField(default=1)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["gazette", "name", "contact", "from_on"], nulls_distinct=False, name="recipient_once"
            ),
            models.CheckConstraint(condition=Q(copies__gte=1), name="recipient_gets_copies"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="recipient_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Distribution(models.Model):
    """The list of one issue, frozen when it was sent, against the number of copies printed (印数)."""

    issue = models.OneToOneField("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="distribution")
    print_run = models.PositiveIntegerField()
    on = models.DateField()
    frozen_at = models.DateTimeField(auto_now_add=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.print_run}"


class DistributionLine(models.Model):
    """A recipient as it stood on the day the list was frozen."""

    distribution = models.ForeignKey(Distribution, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    recipient = models.ForeignKey(Recipient, null=True, on_delete=models.SET_NULL, related_name="lines")
    kind = models.CharField(max_length=10, choices=RecipientKind.choices)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    copies = models.PositiveIntegerField()

    class Meta:
        ordering = ("distribution", "position")
        constraints = [models.UniqueConstraint(fields=["distribution", "position"], name="distribution_position_once")]

    def __str__(self) -> str:
        return self.name

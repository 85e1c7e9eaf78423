"""期: one printed number of a gazette."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gazette.models.composition import IssueStage
from gazette.querysets import GazetteIssueQuerySet


class IssueKind(models.TextChoices):
    REGULAR = "regular", _("正刊")
    COMBINED = "combined", _("合刊")
    SUPPLEMENT = "supplement", _("增刊")


class IssueState(models.TextChoices):
    DRAFT = "draft", _("编辑中")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤下")


class GazetteIssue(models.Model):
    """`masthead` is a list of {"label", "value"}, `board` of {"role", "names"}, both as printed."""

    gazette = models.ForeignKey("gazette.Gazette", on_delete=models.PROTECT, related_name="issues")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=IssueKind.choices, default=IssueKind.REGULAR)
    title = models.CharField(max_length=120, blank=True)
    total_number = models.PositiveIntegerField(null=True, blank=True)
    frequency = models.CharField(max_length=40, blank=True)
    permit_number = models.CharField(max_length=120, blank=True)
    slogan = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    printer = models.CharField(max_length=120, blank=True)
    masthead = models.JSONField(default=list, blank=True)
    board = models.JSONField(default=list, blank=True)
    sections = models.JSONField(default=list, blank=True)  # names in order, for those that hold no line yet
    chronicle_title = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=IssueState.choices, default=IssueState.DRAFT, db_index=True)
    stage = models.CharField(max_length=10, choices=IssueStage.choices, default=IssueStage.COMPILING, db_index=True)
    lock = models.PositiveIntegerField(default=0)  # raised by every save of the composition
    withdrawal_reason = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GazetteIssueQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-number", "kind")
        constraints = [
            models.UniqueConstraint(fields=["gazette", "year", "number", "kind"], name="issue_once"),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | ~models.Q(withdrawal_reason=""),
                name="issue_withdrawn_with_reason",
            ),
            models.CheckConstraint(condition=models.Q(year__range=(1900, 2200)), name="issue_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.gazette.title} {self.year}年第{self.number}期"

    def get_absolute_url(self) -> str:
        return reverse("gazette:issue_detail", args=[*self.gazette.address, self.year, self.key])

    def get_chronicle_url(self) -> str:
        return reverse("gazette:issue_chronicle", args=[*self.gazette.address, self.year, self.key])

    def get_pdf_url(self) -> str:
        return reverse("gazette:issue_pdf", args=[*self.gazette.address, self.year, self.key])

    @property
    def key(self) -> str:
        """What tells it from the other issues of its year in an address: 4, or s1 for a supplement."""
        return f"s{self.number}" if self.kind == IssueKind.SUPPLEMENT else str(self.number)

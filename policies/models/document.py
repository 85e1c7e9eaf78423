"""文件: the work, whatever its wording over time."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policies.models.draft import Disclosure, Treatment
from policies.querysets import PolicyDocumentQuerySet, dated


class DocumentState(models.TextChoices):
    """Where the office's work stands; whether the text holds is `Validity`."""

    DRAFT = "draft", _("编辑中")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤下")


class Validity(models.TextChoices):
    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    NOT_YET = "not_yet", _("尚未施行")
    EXPIRED = "expired", _("已失效")
    REPEALED = "repealed", _("已废止")
    UNMARKED = "unmarked", _("未标注")


class PolicyDocument(models.Model):
    """One document. Fields that print or an editor has not given are empty, never guessed."""

    slug = models.CharField(max_length=120, unique=True)  # set once, never changes: it stands in addresses
    title = models.TextField()
    genre = models.CharField(max_length=40, blank=True, db_index=True)
    addressees = ArrayField(models.TextField(), default=list, blank=True)
    signed_by = ArrayField(models.TextField(), default=list, blank=True)
    publicity = models.CharField(max_length=80, blank=True)
    index_number = models.CharField(max_length=80, null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True, db_index=True)
    printed_on = models.DateField(null=True, blank=True)  # 印发日期 of the letter's imprint
    published_on = models.DateField(null=True, blank=True, db_index=True)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    repealed_on = models.DateField(null=True, blank=True)
    effective_clause = models.CharField(max_length=200, blank=True)  # eid of the clause that gives the day
    expiry_clause = models.CharField(max_length=200, blank=True)
    validity = models.CharField(max_length=10, choices=Validity.choices, default=Validity.UNMARKED, db_index=True)
    validity_since = models.DateField(null=True, blank=True)
    validity_source = models.CharField(
        max_length=200, blank=True
    )  # an eid, another document's slug, or an editor's note
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT, db_index=True)
    treatment = models.CharField(max_length=10, choices=Treatment.choices, default=Treatment.COLLATED)
    disclosure = models.CharField(max_length=10, choices=Disclosure.choices, blank=True)  # '': not yet decided
    withdrawal_reason = models.TextField(blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    issuers = models.ManyToManyField("policies.Organ", through="policies.DocumentIssuer", related_name="documents")
    departments = models.ManyToManyField("policies.Organ", blank=True, related_name="duties")
    topics = models.ManyToManyField("policies.Topic", blank=True, related_name="documents")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PolicyDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "slug")
        indexes = [models.Index("state", dated("issued_on").desc(), models.F("id").desc(), name="document_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True)
                | models.Q(effective_on__isnull=True)
                | models.Q(expires_on__gte=models.F("effective_on")),
                name="document_expires_after_effect",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | ~models.Q(withdrawal_reason=""),
                name="document_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("policies:document_detail", args=[self.slug])

    @property
    def doc_number(self) -> str:
        """The first number as normalised, or an empty string. Uses prefetched numbers."""
        return next((number.normalised for number in self.numbers.all()), "")


class DocumentIssuer(models.Model):
    """One of a document's issuing organs; the first of a joint document leads."""

    document = models.ForeignKey(PolicyDocument, on_delete=models.CASCADE, related_name="issuer_links")
    organ = models.ForeignKey("policies.Organ", on_delete=models.PROTECT, related_name="issuer_links")
    lead = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("document", "position")
        constraints = [models.UniqueConstraint(fields=["document", "organ"], name="issuer_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.organ_id}"


class SlugAlias(models.Model):
    """An address a document once had; it answers with a lasting redirect."""

    slug = models.CharField(max_length=120, unique=True)
    document = models.ForeignKey(PolicyDocument, on_delete=models.CASCADE, related_name="aliases")

    def __str__(self) -> str:
        return self.slug

"""文本: the wordings of a document, and the texts each is made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.querysets import VersionQuerySet
from policies.reading.records import TextRole


class VersionBasis(models.TextChoices):
    ISSUED = "issued", _("印发")
    AMENDED = "amended", _("修改")
    CORRECTED = "corrected", _("更正")


class Version(models.Model):
    """One legal wording. Versions count from 1; exactly one of a document is current.

    The public sees what is or was current; a wording at the desk becomes current by its publication, or goes.
    """

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="versions")
    n = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=10, choices=VersionBasis.choices, default=VersionBasis.ISSUED)
    current = models.BooleanField(default=True)
    was_current = models.BooleanField(default=True)  # False: a corrected wording that waits, and is nowhere shown
    valid_from = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=12, default="zh-Hans")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("document", "n")
        constraints = [
            models.UniqueConstraint(fields=["document", "n"], name="version_n_once"),
            models.UniqueConstraint(fields=["document"], condition=models.Q(current=True), name="version_one_current"),
            models.CheckConstraint(
                condition=models.Q(current=False) | models.Q(was_current=True), name="version_current_is_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.n}"


class Text(models.Model):
    """A part of a version with own title and numbering: the notice, an enclosed text, an appendix."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="texts")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TextRole])
    eid = models.CharField(max_length=40)  # prefix of its provisions: main, enc_2, app_1
    title = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # of an appendix

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "eid"], name="text_eid_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["version", "position"], name="text_position_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.eid

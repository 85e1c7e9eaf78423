"""What happened to a document, in order and for ever: the public log of changes is read from here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.querysets import DocumentEventQuerySet


class DocumentEventKind(models.TextChoices):
    PUBLISHED = "published", _("发布")
    AMENDED = "amended", _("修改")
    CORRECTED = "corrected", _("更正")
    WITHDRAWN = "withdrawn", _("撤下")
    REPEALED = "repealed", _("废止")
    COMMENCED = "commenced", _("施行")
    EXPIRED = "expired", _("失效")
    METADATA = "metadata", _("修订")
    RESTORED = "restored", _("恢复发布")


class DocumentEvent(models.Model):
    """`changes` of a document's metadata: [{"field", "before", "after"}], each side in words as the page shows it."""

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="events")
    version = models.ForeignKey(
        "policies.Version", null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    kind = models.CharField(max_length=10, choices=DocumentEventKind.choices)
    on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list, blank=True)

    objects = DocumentEventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind} {self.on}"

    @property
    def public_note(self) -> str:
        """What the public is told; what the desk noted when it published is its own."""
        return "" if self.kind == DocumentEventKind.PUBLISHED else self.note

"""批注: what the people of the desk say to each other about a document or an issue, pinned to a place of the text or to none."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gazette.querysets import CommentQuerySet


class Pin(models.TextChoices):
    """What a comment hangs on."""

    WHOLE = "", _("全文")
    CLAUSE = "clause", _("条款")
    TITLE = "title", _("标题")
    ROW = "row", _("表行")
    FIELD = "field", _("字段")


class Comment(models.Model):
    """One remark or reply. What it hung on may go: `eid` and `quote` keep what stood there when it was made.

    `start` and `end` are a range of characters in the clause's text, when a part of it was chosen. Only the first comment
    of a thread is pinned and resolved; a deleted one keeps its row and loses its words.
    """

    document = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.CASCADE, related_name="comments"
    )
    issue = models.ForeignKey(
        "gazette.GazetteIssue", null=True, blank=True, on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    pin = models.CharField(max_length=10, choices=Pin.choices, blank=True, default=Pin.WHOLE)
    provision = models.ForeignKey("policies.Provision", null=True, blank=True, on_delete=models.SET_NULL)
    part = models.ForeignKey("policies.Text", null=True, blank=True, on_delete=models.SET_NULL)
    row = models.ForeignKey("policies.TableRow", null=True, blank=True, on_delete=models.SET_NULL)
    field = models.CharField(max_length=40, blank=True)  # a name of `policies.drafting.tree.Fields`
    eid = models.CharField(max_length=200, blank=True)
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(issue__isnull=True), name="comment_about_one"
            ),
            models.CheckConstraint(
                condition=models.Q(pin="") | models.Q(document__isnull=False), name="comment_pinned_in_document"
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(start__lt=models.F("end")),
                name="comment_range_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(deleted_at__isnull=False), name="comment_has_words"
            ),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False, parent__isnull=True),
                name="comment_thread_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.text[:40]}"

    def get_absolute_url(self) -> str:
        if self.issue_id:
            return f"{reverse('desk:issue_detail', args=[self.issue_id])}#comment-{self.pk}"
        return f"{reverse('desk:document_detail', args=[self.document_id])}#comment-{self.pk}"

    @property
    def gone(self) -> bool:
        """What it was pinned to is no longer there."""
        hung = (self.provision_id, self.part_id, self.row_id)
        return self.pin in (Pin.CLAUSE, Pin.TITLE, Pin.ROW) and not any(hung)

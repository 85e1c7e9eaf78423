"""编排: what was saved of an issue's composition, and who signed it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.grammar.said import Said, said_again


class IssueStage(models.TextChoices):
    """Where an unpublished issue stands on its way to the press."""

    COMPILING = "compiling", _("编排")
    GALLEY = "galley", _("清样")
    SIGNED = "signed", _("付印")


class IssueRevision(models.Model):
    """An issue's composition after a save: masthead, board, contents and order, a `drafting.composition` as JSON.

    `restores`: the revision whose composition this one brought back, so that undoing again goes on from there.
    """

    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="revisions")
    n = models.PositiveIntegerField()
    composition = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    phrasing = models.JSONField(default=dict, blank=True)  # of `note`, see policies.grammar.said
    saved_at = models.DateTimeField()
    restores = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("issue", "n")
        constraints = [models.UniqueConstraint(fields=["issue", "n"], name="issue_revision_n_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} r{self.n}"

    @property
    def said(self) -> Said:
        return said_again(self.note, self.phrasing)


class IssueApproval(models.Model):
    """A second pair of eyes has seen an issue's galley. The database sets `writers` as for a document's `Approval`."""

    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="approvals")
    stage = models.CharField(max_length=10, choices=IssueStage.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    special = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    writers = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(special=False) | ~models.Q(reason=""), name="issue_approval_special_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.stage} {self.by_id}"


class IssueMove(models.Model):
    """A deed that moved an issue from one stage to another; '' for `after` when it left the desk."""

    issue = models.ForeignKey("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="moves")
    deed = models.CharField(max_length=12)  # gazette.drafting.deeds.IssueDeed
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.deed}"


class IssueProof(models.Model):
    """The newest typesetting of an unpublished issue: what its pages are numbered by until the next one.

    `places`: from where to where each document and the `chronicle` reach, in pages from the first as 0, by the document's
    key. `stamps`: the state of each document's text then. `lock`: the composition that was set.
    """

    issue = models.OneToOneField("gazette.GazetteIssue", on_delete=models.CASCADE, related_name="proof")
    key = models.CharField(max_length=64)
    lock = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    places = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.issue_id} {self.pages}"

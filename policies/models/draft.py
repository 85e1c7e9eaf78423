"""编辑稿 and 修订: what editors work on between a manuscript's receipt and its publication, and every save of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.grammar.said import Said, said_again


class Treatment(models.TextChoices):
    """How a text may be worked on: a signed document is made to agree with its print, a draft is written freely."""

    COLLATED = "collated", _("校勘")
    WRITTEN = "written", _("起草")


class Disclosure(models.TextChoices):
    """公开属性, decided by the office; only what is open to everybody is published."""

    OPEN = "open", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    WITHHELD = "withheld", _("不予公开")


class Stage(models.TextChoices):
    """Where an unpublished text stands on its way to the press."""

    RECEIVED = "received", _("来稿")
    PROOF = "proof", _("校对")
    GALLEY = "galley", _("清样")
    SIGNED = "signed", _("付印")


class Draft(models.Model):
    """The work on one version until it is public: of a new document, or of the corrected wording of a public one.

    The rows of `version` are the text itself; every save raises `lock` and adds or extends a `Revision`. A document has
    one open draft at most; publishing or giving up closes it. `proof` counts the proofs from 1 and is 0 in other stages.
    """

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="drafts")
    version = models.OneToOneField("policies.Version", on_delete=models.CASCADE, related_name="draft")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.RECEIVED, db_index=True)
    proof = models.PositiveSmallIntegerField(default=0)
    lock = models.PositiveIntegerField(default=0)
    fields = models.JSONField(null=True, blank=True)  # of a correction: the document's fields as they are to be
    proofread_lock = models.PositiveIntegerField(null=True, blank=True)  # of the text the proofreader has seen last
    reason = models.TextField(blank=True)  # of a correction: why, as the public history will tell
    received_from = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    paper_agrees = models.BooleanField(null=True, blank=True)  # paper and file were compared; None: not yet
    secrecy_by = models.CharField(max_length=80, blank=True)  # 保密审查: who examined this text, and when
    secrecy_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(closed_at__isnull=True), name="draft_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(stage="proof", proof__gte=1) | (~models.Q(stage="proof") & models.Q(proof=0)),
                name="draft_proofs_counted",
            ),
            models.CheckConstraint(
                condition=models.Q(secrecy_by="", secrecy_on__isnull=True)
                | (~models.Q(secrecy_by="") & models.Q(secrecy_on__isnull=False)),
                name="draft_secrecy_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.stage} {self.proof or ''}".strip()


class Revision(models.Model):
    """The whole text and its fields after a save, as `policies.drafting.tree` writes them.

    `by` None: the reader of files. Saves that follow each other within minutes, by one person and without a note, are one
    revision whose `saved_at` moves.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="revisions")
    n = models.PositiveIntegerField()
    lock = models.PositiveIntegerField(default=0)  # of the draft, once this was saved
    tree = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    phrasing = models.JSONField(default=dict, blank=True)  # of `note`, see policies.grammar.said
    is_read = models.BooleanField(default=False)  # the words are those that a reader of files read of the print
    automatic = models.BooleanField(default=False)  # saved by the browser by itself: the next one may extend it
    changed = models.JSONField(default=list, blank=True)  # keys of what differs from the revision before
    # What its saves were answered, for a page that never got the answer: client, base, lock, keys, foreign
    answered = models.JSONField(default=list, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("draft", "n")
        constraints = [models.UniqueConstraint(fields=["draft", "n"], name="revision_n_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} r{self.n}"

    @property
    def said(self) -> Said:
        return said_again(self.note, self.phrasing)


class Approval(models.Model):
    """A second pair of eyes has seen a stage of a draft. The database itself sets `writers`: the accounts that saved
    since the approval before; it refuses an approver among them, unless it is a special approval 特批 with its reason.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="approvals")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    proof = models.PositiveSmallIntegerField(default=0)
    revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    special = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    writers = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(special=False) | ~models.Q(reason=""), name="approval_special_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.stage} {self.by_id}"

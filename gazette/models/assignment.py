"""分工: who is to do what with a document or an issue, and until when."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gazette.querysets import AssignmentQuerySet
from policies.models import Role


class Task(models.TextChoices):
    DRAFT = "draft", _("起草")
    COLLATE = "collate", _("校勘")
    PROOF = "proof", _("校对")
    GALLEY = "galley", _("清样")
    ORIGINAL = "original", _("核对原件")
    OTHER = "other", _("其他")


# Whoever is asked to do it holds one of these roles.
ROLES_FOR: dict[str, frozenset[Role]] = {
    Task.DRAFT: frozenset({Role.EDITOR}),
    Task.COLLATE: frozenset({Role.EDITOR}),
    Task.PROOF: frozenset({Role.REVIEWER}),
    Task.GALLEY: frozenset({Role.PUBLISHER}),
    Task.ORIGINAL: frozenset({Role.EDITOR, Role.REVIEWER}),
    Task.OTHER: frozenset({Role.EDITOR, Role.REVIEWER, Role.PUBLISHER}),
}


OPEN = models.Q(done_at__isnull=True, withdrawn_at__isnull=True)


class Assignment(models.Model):
    """One task of one person. `proof` counts the proofs from 1 and is 0 for other tasks; it ends done or withdrawn."""

    document = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.CASCADE, related_name="assignments"
    )
    issue = models.ForeignKey(
        "gazette.GazetteIssue", null=True, blank=True, on_delete=models.CASCADE, related_name="assignments"
    )
    task = models.CharField(max_length=10, choices=Task.choices)
    proof = models.PositiveSmallIntegerField(default=0)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(issue__isnull=True), name="assignment_about_one"
            ),
            models.CheckConstraint(
                condition=models.Q(task="proof", proof__gte=1) | (~models.Q(task="proof") & models.Q(proof=0)),
                name="assignment_proofs_counted",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by__isnull=True)
                | models.Q(done_at__isnull=False, done_by__isnull=False, withdrawn_at__isnull=True),
                name="assignment_done_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["document", "task", "proof", "to"], condition=OPEN, name="assignment_open_once_in_document"
            ),
            models.UniqueConstraint(
                fields=["issue", "task", "proof", "to"], condition=OPEN, name="assignment_open_once_in_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_name} {self.to_id}"

    def get_absolute_url(self) -> str:
        if self.issue_id:
            return reverse("desk:issue_detail", args=[self.issue_id])
        return reverse("desk:document_detail", args=[self.document_id])

    @property
    def about(self) -> models.Model:
        """The document or the issue."""
        return self.document or self.issue  # type: ignore[return-value]  # one of the two is there

    @property
    def task_name(self) -> str:
        """二校 for the second proof, else the task as it is called."""
        steps = settings.PROOF_STEPS
        return gettext(steps[self.proof - 1]) if 0 < self.proof <= len(steps) else str(self.get_task_display())

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.withdrawn_at is None

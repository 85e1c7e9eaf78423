"""ImportJob: the truth about one file on its way to records; the queue only reminds a worker of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.grammar.said import Said, said_again


class JobState(models.TextChoices):
    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("处理中")
    DONE = "done", _("已完成")
    NEEDS_REVIEW = "needs_review", _("待核对")
    FAILED = "failed", _("未成功")
    QUARANTINED = "quarantined", _("已隔离")


class JobStage(models.TextChoices):
    READING = "reading", _("识读原文")
    RECORDING = "recording", _("写入记录")
    COMPARING = "comparing", _("与现有记录比对")
    PUBLISHING = "publishing", _("发布")


class JobKind(models.TextChoices):
    ISSUE = "issue", _("一期公报")
    DOCUMENT = "document", _("单份公文")


class ImportBatch(models.Model):
    """Files handed in together: a folder of an archive, or many documents. `report` is made when all its jobs have ended."""

    name = models.CharField(max_length=255)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return self.name


class ImportJob(models.Model):
    """`lease_until` is a worker's promise to be alive; a run-out lease is taken up again by the sweeper."""

    kind = models.CharField(max_length=10, choices=JobKind.choices, default=JobKind.ISSUE)
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs")
    source = models.ForeignKey("policies.SourceFile", on_delete=models.PROTECT, related_name="jobs")
    gazette = models.ForeignKey("gazette.Gazette", null=True, blank=True, on_delete=models.PROTECT, related_name="jobs")
    gazette_code = models.SlugField(max_length=40, blank=True)  # asked for by name, made when it is not known
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    publish = models.BooleanField(default=False)
    reception = models.JSONField(default=dict, blank=True)  # of a manuscript: from whom, when; {} where nobody said
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.QUEUED, db_index=True)
    stage = models.CharField(max_length=12, choices=JobStage.choices, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # when the queue was last told; the sweeper tells it again
    reader_version = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)  # for people: what happened and what to do
    phrasing = models.JSONField(default=dict, blank=True)  # of `message`, see policies.grammar.said
    reading = models.ForeignKey(
        "gazette.Reading", null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    issue = models.ForeignKey(
        "gazette.GazetteIssue", null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    document = models.ForeignKey(  # of a job for a single document
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    open_findings = models.ManyToManyField(
        "policies.Finding", blank=True, related_name="+"
    )  # stood open when it published
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="job_progress_per_cent"),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False), name="job_running_on_lease"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.state}"

    @property
    def said(self) -> Said:
        return said_again(self.message, self.phrasing)

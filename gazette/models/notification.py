"""通知: what a person of the desk is told, on the page and by mail."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gazette.querysets import MailQuerySet, NotificationQuerySet
from policies.grammar.said import Said, said, said_again
from policies.speaking import shown_with, spoken


class NotificationKind(models.TextChoices):
    ASSIGNED = "assigned", _("分派")
    RELEASED = "released", _("撤回分派")
    FINISHED = "finished", _("任务完成")
    DUE_SOON = "due_soon", _("即将到期")
    OVERDUE = "overdue", _("逾期")
    MENTION = "mention", _("提到您")
    REPLY = "reply", _("回复")
    PROOF = "proof", _("送校")
    RETURNED = "returned", _("退回")
    APPROVED = "approved", _("校核通过")
    SIGNED = "signed", _("付印")
    PUBLISHED = "published", _("发布")
    NOT_PUBLISHED = "not_published", _("定时发布未成功")
    IMPORTED = "imported", _("导入完成")


SENTENCES = {
    NotificationKind.ASSIGNED: _("%(who)s请您办理%(about)s：%(task)s"),
    NotificationKind.RELEASED: _("%(about)s的%(task)s不再由您办理"),
    NotificationKind.FINISHED: _("%(who)s已完成%(about)s的%(task)s"),
    NotificationKind.DUE_SOON: _("%(about)s的%(task)s将在%(day)s到期"),
    NotificationKind.OVERDUE: _("%(about)s的%(task)s已逾期，应在%(day)s前完成"),
    NotificationKind.MENTION: _("%(who)s在%(about)s中提到您"),
    NotificationKind.REPLY: _("%(who)s回复了%(about)s的批注"),
    NotificationKind.PROOF: _("%(about)s已送到%(task)s，请您审核"),
    NotificationKind.RETURNED: _("%(who)s退回了%(about)s"),
    NotificationKind.APPROVED: _("%(who)s已通过%(about)s的校核"),
    NotificationKind.SIGNED: _("%(who)s已将%(about)s付印"),
    NotificationKind.PUBLISHED: _("%(about)s已发布"),
    NotificationKind.NOT_PUBLISHED: _("%(about)s没有按时发布"),
    NotificationKind.IMPORTED: _("%(about)s的导入已结束"),
}


class Mail(models.Model):
    """One mail on its way. The row is the truth: it stays until a server has taken or refused it.

    `message_id` goes with the mail: should a worker die between the server's yes and its own note of it, the second
    copy bears the same name and is known as one.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=400, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(refused_at__isnull=True), name="mail_ends_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.subject}"


class Notification(models.Model):
    """One thing one person is told. `by` None: the program itself. `note`: words of a person, or a message.

    `day` is the due day that a reminder is about: each is given once. `by_mail`: it is to be sent, as the person had
    chosen when it was written; `mail` is what carries it.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=14, choices=NotificationKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("policies.PolicyDocument", null=True, blank=True, on_delete=models.CASCADE)
    issue = models.ForeignKey("gazette.GazetteIssue", null=True, blank=True, on_delete=models.CASCADE)
    job = models.ForeignKey("gazette.ImportJob", null=True, blank=True, on_delete=models.CASCADE)
    comment = models.ForeignKey("gazette.Comment", null=True, blank=True, on_delete=models.CASCADE)
    assignment = models.ForeignKey("gazette.Assignment", null=True, blank=True, on_delete=models.CASCADE)
    note = models.CharField(max_length=400, blank=True)
    phrasing = models.JSONField(default=dict, blank=True)  # of `note`, see policies.grammar.said
    day = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    by_mail = models.BooleanField(default=False)
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notifications")

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["to", "-id"], name="notification_of_person"),
            models.Index(fields=["to"], condition=models.Q(read_at__isnull=True), name="notification_unread"),
            models.Index(
                fields=["to"], condition=models.Q(by_mail=True, mail__isnull=True), name="notification_to_mail"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "assignment", "kind", "day"],
                condition=models.Q(day__isnull=False),
                name="notification_reminded_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.to_id} {self.kind}"

    def get_absolute_url(self) -> str:
        """Where the person goes on."""
        if self.comment:
            return self.comment.get_absolute_url()
        if self.job:
            batch = self.job.batch_id
            return (
                reverse("desk:batch_detail", args=[batch])
                if batch
                else reverse("desk:import_detail", args=[self.job.pk])
            )
        if self.issue_id:
            return reverse("desk:issue_detail", args=[self.issue_id])
        return (
            reverse("desk:document_detail", args=[self.document_id]) if self.document_id else reverse("desk:work_list")
        )

    @property
    def about(self) -> str:
        """The name of what it is about, as it is printed in a sentence."""
        if self.job:
            return str(self.job.batch or self.job.source.name)
        return said("《{title}》", title=self.document or self.issue) if self.document or self.issue else ""

    @property
    def sentence(self) -> str:
        """What happened, in the reader's language; `note` is not in it. Uses `with_names`."""
        names = {name: spoken(one) for name, one in self._names(self.about).items()}
        return str(SENTENCES[NotificationKind(self.kind)]) % names

    @property
    def shown_sentence(self) -> SafeString:
        """The same as HTML, in which names of people and documents are marked as Chinese."""
        return self.sentence_on(self.about)

    def sentence_on(self, about: str) -> SafeString:
        """The same said of what `about` names."""
        return shown_with(SENTENCES[NotificationKind(self.kind)], self._names(about))

    def _names(self, about: str) -> dict[str, str]:
        return {
            "who": self.by.shown_name if self.by else "",
            "about": about,
            "task": self.assignment.task_name if self.assignment else "",
            "day": str(self.day or ""),
        }

    @property
    def said(self) -> Said:
        return said_again(self.note, self.phrasing)

"""通知: what a person of the desk is told, on the page and by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gazette.querysets import MailQuerySet, NotificationQuerySet


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

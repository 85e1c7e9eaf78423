"""审计日志: who changed which record, written by the database itself, so that bulk changes and plain SQL count too."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditDeed(models.TextChoices):
    INSERT = "insert", _("新增")
    UPDATE = "update", _("更改")
    DELETE = "delete", _("删除")
    LOGIN = "login", _("登录")
    LOGOUT = "logout", _("退出")
    LOGIN_FAILED = "login_failed", _("登录失败")


class AuditEntry(models.Model):
    """One changed row, or one statement that changed many (then `row` is empty and `after` counts them).

    Rows are added by triggers and never changed again: the database refuses it. `hash` is SHA-256 over the entry and the
    hash before it, set when the transaction commits; `actor` is an account's key, kept when the account goes.
    """

    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=64, blank=True)
    deed = models.CharField(max_length=12, choices=AuditDeed.choices)
    record = models.CharField(max_length=63)  # the table's name
    row = models.CharField(max_length=40, blank=True)  # its key
    before = models.JSONField(null=True, blank=True)  # the columns that changed, as they were
    after = models.JSONField(null=True, blank=True)
    place = models.BigIntegerField(null=True, unique=True)  # in the chain, by the order of commits
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["record", "row"], name="audit_by_record"),
            models.Index(fields=["actor", "-id"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor_name} {self.deed} {self.record} {self.row}"

"""The office's staff: accounts and their roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles are groups of the same name."""

    EDITOR = "editor", _("编辑")
    REVIEWER = "reviewer", _("审核")
    PUBLISHER = "publisher", _("签发")
    SYSADMIN = "sysadmin", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("审计管理员")


# Separation of duties (三权分立): who holds one of these holds no other role. A trigger of the database holds it too.
APART = (Role.SYSADMIN, Role.SECURITY, Role.AUDITOR)


class MailChoice(models.TextChoices):
    """When a person wants to be told by mail what the desk tells on its page."""

    AT_ONCE = "at_once", _("立即")
    DAILY = "daily", _("每天汇总一封")
    NEVER = "never", _("不发邮件")


class User(AbstractUser):
    """An account of one person; its organs say whose drafts it may edit, none means all of the office's."""

    organs = models.ManyToManyField("policies.Organ", blank=True, related_name="staff")
    mail_choice = models.CharField(max_length=10, choices=MailChoice.choices, default=MailChoice.AT_ONCE)

    @property
    def shown_name(self) -> str:
        return self.first_name or self.username

    @property
    def shown_roles(self) -> list[str]:
        held = {group.name for group in self.groups.all()}
        return [str(role.label) for role in Role if role.value in held]

"""The office's staff: accounts and their roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """Roles are groups of the same name. The last three are for the separation of duties (三权分立) and open no editing page."""

    EDITOR = "editor", "编辑"
    REVIEWER = "reviewer", "审核"
    PUBLISHER = "publisher", "签发"
    SYSADMIN = "sysadmin", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDITOR = "auditor", "审计管理员"


class User(AbstractUser):
    """An account of one person; its organs say whose drafts it may edit."""

    organs = models.ManyToManyField("policies.Organ", blank=True, related_name="staff")

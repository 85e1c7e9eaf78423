"""主题分类: a tree of topics, set by editors, never invented."""

from django.db import models
from django.urls import reverse


class Topic(models.Model):
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("policies:topic_detail", args=[self.code])


class TopicAlias(models.Model):
    """A code that a topic had before it was merged into another; its address leads on to that one."""

    code = models.SlugField(max_length=80, unique=True)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "topic aliases"

    def __str__(self) -> str:
        return self.code

"""字词表: words that are often written wrongly, with what to write instead; the office extends it."""

from django.conf import settings
from django.db import models


class Term(models.Model):
    """`wrong` is doubted wherever it stands, save inside one of `exceptions`, in which it is right: 末来, but 周末来."""

    wrong = models.CharField(max_length=60, unique=True)
    right = models.CharField(max_length=60, blank=True)  # empty: no single word is right everywhere
    reason = models.CharField(max_length=300, blank=True)
    exceptions = models.TextField(blank=True)  # separated by spaces or line breaks
    active = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("wrong",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(wrong=""), name="term_names_a_word"),
            models.CheckConstraint(condition=~models.Q(wrong=models.F("right")), name="term_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}" if self.right else self.wrong

"""职务 and 任期: the posts of an organ, and who has held each from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from policies.querysets import TenureQuerySet


class Post(models.Model):
    """A post of an organ by its name without the organ's: 副局长. `position` orders the posts of one organ."""

    organ = models.ForeignKey("policies.Organ", on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("organ__sort_key", "organ__name", "position", "name")
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="post_once")]

    def __str__(self) -> str:
        return f"{self.organ.name}{self.name}"


class Tenure(models.Model):
    """One person in one post. An unknown beginning is open, and so is an unknown or future end; `until_on` is the last day."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    person = models.CharField(max_length=60, db_index=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_by = models.ForeignKey(
        "policies.PolicyDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = (F("from_on").asc(nulls_first=True), "id")
        constraints = [
            models.UniqueConstraint(fields=["post", "person", "from_on"], nulls_distinct=False, name="tenure_once"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="tenure_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post_id}"


class TenureDecision(models.Model):
    """What an editor did with one line of a personnel notice: took it into the register, or dropped it.

    It is known by its words, since the rows of a notice are made anew when its text is corrected.
    """

    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="tenure_decisions")
    person = models.CharField(max_length=60)
    printed = models.TextField()  # the post as the notice names it, the organ's name included
    gained = models.BooleanField()  # else lost
    tenure = models.ForeignKey(  # none: dropped
        Tenure, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    taken = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "person", "printed", "gained"], name="tenure_decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.printed}"

"""Sets of issues and of the desk's work on them, named as the field names them."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from gazette.models import Assignment, Comment, Gazette, GazetteIssue, Mail, Notification, Recipient  # noqa: F401, for the strings below
    from policies.models import User


class GazetteQuerySet(models.QuerySet["Gazette"]):
    def default(self) -> "Gazette | None":
        """The gazette whose addresses carry no code: the one the settings name, else the first."""
        if settings.DEFAULT_GAZETTE:
            return self.filter(code=settings.DEFAULT_GAZETTE).first()
        return self.order_by("position", "id").first()


class GazetteIssueQuerySet(models.QuerySet["GazetteIssue"]):
    def published(self) -> "GazetteIssueQuerySet":
        return self.filter(state="published")

    def visible(self) -> "GazetteIssueQuerySet":
        """What has an address for the public: published, and withdrawn as a page that says so."""
        return self.filter(state__in=("published", "withdrawn"))

    def keyed(self, key: str) -> "GazetteIssueQuerySet":
        """The issue an address means within its year: 4, or s1 for a supplement."""
        if key.startswith("s"):
            return self.filter(kind="supplement", number=int(key[1:]))
        return self.exclude(kind="supplement").filter(number=int(key))

    def before(self, issue: "GazetteIssue") -> "GazetteIssueQuerySet":
        """Those printed before it, by year, number and kind."""
        same_year = models.Q(year=issue.year)
        same_number = same_year & models.Q(number=issue.number)
        earlier = models.Q(year__lt=issue.year) | (same_year & models.Q(number__lt=issue.number))
        return self.filter(earlier | (same_number & models.Q(kind__lt=issue.kind)))

    def after(self, issue: "GazetteIssue") -> "GazetteIssueQuerySet":
        """Those printed after it."""
        same_year = models.Q(year=issue.year)
        same_number = same_year & models.Q(number=issue.number)
        later = models.Q(year__gt=issue.year) | (same_year & models.Q(number__gt=issue.number))
        return self.filter(later | (same_number & models.Q(kind__gt=issue.kind)))

    def newest_first(self) -> "GazetteIssueQuerySet":
        return self.order_by("-year", "-number", "-id")


class CommentQuerySet(models.QuerySet["Comment"]):
    def threads(self) -> "CommentQuerySet":
        return self.filter(parent=None)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> "AssignmentQuerySet":
        return self.filter(done_at=None, withdrawn_at=None)

    def late(self, on: date) -> "AssignmentQuerySet":
        return self.open().filter(due_on__lt=on)

    def due_first(self) -> "AssignmentQuerySet":
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def with_names(self) -> "AssignmentQuerySet":
        """Ready to be listed without further queries."""
        return self.select_related("document", "issue__gazette", "to", "by", "done_by")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def of(self, user: "User") -> "NotificationQuerySet":
        return self.filter(to=user)

    def to_mail(self) -> "NotificationQuerySet":
        """Those that a mail has still to carry."""
        return self.filter(by_mail=True, mail=None)

    def with_names(self) -> "NotificationQuerySet":
        return self.select_related(
            "by", "document", "issue__gazette", "job__source", "job__batch", "comment", "assignment"
        )


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> "MailQuerySet":
        return self.filter(sent_at=None, refused_at=None)

    def due(self, at: datetime) -> "MailQuerySet":
        return self.waiting().filter(next_at__lte=at)


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def on(self, day: date) -> "RecipientQuerySet":
        """Those who receive copies on `day`."""
        begun = models.Q(from_on__isnull=True) | models.Q(from_on__lte=day)
        lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(begun & lasting)

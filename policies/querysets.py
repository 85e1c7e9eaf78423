"""Sets of documents, named as the field names them."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from policies.reading.records import CitationKind, NumberRecord

if TYPE_CHECKING:
    from policies.models import Correction, DocumentEvent, Finding, PolicyDocument, Tenure, Version  # noqa: F401, for the strings below

# Of documents that have an address for the public: a withdrawn one answers with the reason.
PUBLIC_STATES = ("published", "withdrawn")


def dated(field: str) -> Coalesce:
    """A day to order by, the unknown before all others: one expression for lists, cursors and their index."""
    return Coalesce(field, models.Value(date(1, 1, 1), models.DateField()))


class PolicyDocumentQuerySet(models.QuerySet["PolicyDocument"]):
    def published(self) -> "PolicyDocumentQuerySet":
        return self.filter(state="published")

    def belonging_to(self, *, organs: Collection[int], names: Collection[str]) -> "PolicyDocumentQuerySet":
        """Issued by one of these organs, or received from one of these names."""
        links = self.model._meta.get_field("issuer_links").related_model._default_manager
        issued = links.filter(document=OuterRef("pk"), organ__in=organs)
        sent = self._drafts().filter(received_from__in=names)
        return self.filter(models.Q(Exists(issued)) | models.Q(Exists(sent)))

    def at_rest(self) -> "PolicyDocumentQuerySet":
        """Public, and not under correction at the desk."""
        return self.visible().exclude(Exists(self._drafts().filter(closed_at=None)))

    def _drafts(self) -> "models.QuerySet[Any]":
        return self.model._meta.get_field("drafts").related_model._default_manager.filter(document=OuterRef("pk"))

    def visible(self) -> "PolicyDocumentQuerySet":
        """What has an address for the public: published, and withdrawn as a page that says so."""
        return self.filter(state__in=PUBLIC_STATES)

    def standing_at(self, place: str) -> "PolicyDocumentQuerySet":
        """Those whose work stands at this place of `policies.drafting.deeds`."""
        return self.alias(place=self._place()).filter(models.Q(place=place))

    def counted_by_place(self) -> dict[str, int]:
        """How many stand at each place."""
        counted = self.order_by().annotate(place=self._place()).values("place").annotate(count=models.Count("pk"))
        return {row["place"]: row["count"] for row in counted}

    def _place(self) -> Case:
        """The stage of the open draft; given up, received, published or withdrawn without one."""
        drafts = self._drafts()
        stage = Subquery(drafts.filter(closed_at=None).values("stage")[:1])
        rested = Case(When(Exists(drafts), then=Value("given_up")), default=Value("received"))
        unpublished = Coalesce(stage, rested, output_field=models.CharField())
        return Case(When(state="draft", then=unpublished), default=models.F("state"), output_field=models.CharField())

    def under_correction(self) -> "PolicyDocumentQuerySet":
        """Public documents whose corrected wording is at the desk."""
        return self.exclude(state="draft").filter(drafts__closed_at__isnull=True, drafts__isnull=False)

    def issued_between(self, start: date | None, end: date | None) -> "PolicyDocumentQuerySet":
        """Issued on or after `start` and on or before `end`; None leaves a side open."""
        found = self
        if start:
            found = found.filter(issued_on__gte=start)
        if end:
            found = found.filter(issued_on__lte=end)
        return found

    def dated(self) -> "PolicyDocumentQuerySet":
        """Those whose standing a new day may change: with a day of their own, or amended or repealed by another."""
        own = models.Q(effective_on__isnull=False) | models.Q(expires_on__isnull=False)
        verbs = (CitationKind.AMENDS.value, CitationKind.REPEALS.value)
        said = self.model.objects.filter(cited_by__kind__in=verbs).values("pk")
        return self.filter(own | models.Q(pk__in=said))

    def bearing(self, number: NumberRecord) -> "PolicyDocumentQuerySet":
        """Documents with this number, each once; what was not written of it (the series of 〔2024〕7号) may be anything."""
        parts: dict[str, object] = {"numbers__serial": number.serial}
        if number.series:
            parts["numbers__series__name"] = number.series
        if number.year:
            parts["numbers__year"] = number.year
        return self.filter(**parts).distinct()

    def worked_on(self) -> "PolicyDocumentQuerySet":
        """What editors have written in, moved on or mended: no later reading may take it back by itself."""
        moved = models.Q(drafts__moves__isnull=False) | models.Q(drafts__revisions__by__isnull=False)
        return self.filter(models.Q(updated_by__isnull=False) | moved).distinct()

    def newest_first(self) -> "PolicyDocumentQuerySet":
        return self.order_by(dated("issued_on").desc(), "-id")


class VersionQuerySet(models.QuerySet["Version"]):
    def shown(self) -> "VersionQuerySet":
        """What is or was current: a corrected wording that waits at the desk is nobody's to see."""
        return self.filter(was_current=True)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def shown(self) -> "CorrectionQuerySet":
        """What the public sees: our own errors once they are put right, those of a print once their notice is out."""
        return self.filter(models.Q(version__was_current=True) | models.Q(notice__state="published"))

    def waiting(self) -> "CorrectionQuerySet":
        """Errors of prints that no notice holds yet."""
        return self.filter(kind="print_error", notice=None, document__state="published")


class DocumentEventQuerySet(models.QuerySet["DocumentEvent"]):
    def public(self) -> "DocumentEventQuerySet":
        """What happened to documents that have an address for the public."""
        return self.filter(document__state__in=PUBLIC_STATES)


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, day: date) -> "TenureQuerySet":
        """Tenures that held on `day`; an unknown beginning or end counts as open."""
        begun = models.Q(from_on__isnull=True) | models.Q(from_on__lte=day)
        lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(begun & lasting)


class FindingQuerySet(models.QuerySet["Finding"]):
    def with_documents(self) -> "FindingQuerySet":
        """With all that tells who may do what about each."""
        rows = self.select_related("document", "decided_by")
        return rows.prefetch_related("document__drafts", "document__issuer_links", "document__numbers")

"""What search engines may list: published documents, issues and chronicles, and the lists that lead to them."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from gazette.models import Gazette, GazetteIssue
from policies.models import PolicyDocument


class DocumentSitemap(Sitemap):  # type: ignore[type-arg]  # no generic at run time
    limit = 10000

    def items(self) -> QuerySet[PolicyDocument]:
        return PolicyDocument.objects.published().order_by("id")

    def lastmod(self, item: PolicyDocument) -> datetime:
        return item.updated_at


class IssueSitemap(Sitemap):  # type: ignore[type-arg]  # no generic at run time
    limit = 10000

    def items(self) -> QuerySet[GazetteIssue]:
        return GazetteIssue.objects.published().select_related("gazette").order_by("id")

    def lastmod(self, item: GazetteIssue) -> datetime:
        return item.updated_at


class ChronicleSitemap(IssueSitemap):
    def items(self) -> QuerySet[GazetteIssue]:
        return super().items().filter(chronicle__isnull=False).distinct()

    def location(self, item: GazetteIssue) -> str:
        return item.get_chronicle_url()


class AnnualSitemap(Sitemap):  # type: ignore[type-arg]  # no generic at run time
    """The general contents of each year of each gazette."""

    def items(self) -> list[tuple[Gazette, int, datetime]]:
        years = GazetteIssue.objects.published().values_list("gazette", "year").annotate(changed=Max("updated_at"))
        gazettes = Gazette.objects.in_bulk()
        return [(gazettes[key], year, changed) for key, year, changed in years.order_by("gazette", "year")]

    def location(self, item: tuple[Gazette, int, datetime]) -> str:
        gazette, year, _ = item
        return reverse("gazette:annual_contents", args=[*gazette.address, year])

    def lastmod(self, item: tuple[Gazette, int, datetime]) -> datetime:
        return item[2]


class ListSitemap(Sitemap):  # type: ignore[type-arg]  # no generic at run time
    def items(self) -> list[str]:
        return ["gazette:home", "gazette:gazette_detail", "policies:organ_list", "policies:appointment_list"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "documents": DocumentSitemap,
    "issues": IssueSitemap,
    "chronicles": ChronicleSitemap,
    "annual": AnnualSitemap,
    "lists": ListSitemap,
}

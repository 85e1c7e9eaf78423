"""The log of changes as an Atom feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from policies.models import DocumentEvent
from policies.services.mending import LABELS

LENGTH = 60


class ChangesFeed(Feed):  # type: ignore[type-arg]  # no generic at run time
    """What was published, amended, corrected, mended, withdrawn, restored, repealed, commenced or expired, newest first."""

    feed_type = Atom1Feed
    language = "zh-Hans"
    title = _("文件变动")
    subtitle = _("文件的发布、修改、更正、修订、撤下、恢复、废止、施行与失效")
    link = reverse_lazy("gazette:home")
    feed_url = reverse_lazy("policies:changes")

    def items(self) -> QuerySet[DocumentEvent]:
        public = DocumentEvent.objects.public()
        return public.select_related("document").prefetch_related("document__numbers").order_by("-id")[:LENGTH]

    def item_title(self, item: DocumentEvent) -> str:
        return f"{item.get_kind_display()}：{item.document.title}"

    def item_description(self, item: DocumentEvent) -> str:
        changed = (
            f"{LABELS.get(one['field'], '')}：{one['before'] or '—'} → {one['after'] or '—'}" for one in item.changes
        )
        return "\n".join(filter(None, (item.document.doc_number, item.public_note, *changed)))

    def item_link(self, item: DocumentEvent) -> str:
        return item.document.get_absolute_url()

    def item_guid(self, item: DocumentEvent) -> str:
        return f"urn:gazette:event:{item.pk}"

    def item_updateddate(self, item: DocumentEvent) -> datetime:
        return item.recorded_at

    def item_pubdate(self, item: DocumentEvent) -> datetime:
        return item.recorded_at

"""The tree of topics, and the documents an editor has put under each."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from policies.models import DocumentState, PolicyDocument, Topic
from policies.views.caching import public_page
from policies.views.paging import page_of

FILED = Count("documents", filter=Q(documents__state=DocumentState.PUBLISHED), distinct=True)


@public_page
def topic_list(request: HttpRequest) -> HttpResponse:
    """Topics by their parents; the tree has two levels."""
    topics = list(Topic.objects.annotate(filed=FILED))
    tree = [(topic, [one for one in topics if one.parent_id == topic.pk]) for topic in topics if not topic.parent_id]
    return render(request, "policies/topic_list.html", {"tree": tree})


@public_page
def topic_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Documents of a topic and of those below it."""
    topic = Topic.objects.select_related("parent").prefetch_related("children").filter(code=code).first()
    if topic is None:  # merged into another, which its old code leads to
        return redirect(get_object_or_404(Topic, aliases__code=code), permanent=True)
    below = [topic.pk, *(child.pk for child in topic.children.all())]
    filed = PolicyDocument.objects.published().newest_first().filter(topics__in=below).distinct()
    page = page_of(request, filed.prefetch_related("numbers", "issuer_links__organ"))
    return render(request, "policies/topic_detail.html", {"topic": topic, "page": page})

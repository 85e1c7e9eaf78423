"""Topics: renamed, moved, merged, and documents put under them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gazette.forms.registers import TopicForm, TopicMergeForm
from gazette.views.desk.access import EDITORIAL, for_roles, holds
from gazette.views.desk.doing import attempt, filled
from policies.models import PolicyDocument, Role, Topic
from policies.services.topic_register import TopicError, assign_topic, drop_topic, keep_topic, merge_topics
from policies.speaking import shown

_PER_PAGE = 50


@never_cache
@require_http_methods(["GET"])
@for_roles(*EDITORIAL)
def register_topics(request: HttpRequest) -> HttpResponse:
    """The tree, with how many documents stand under each."""
    topics = list(Topic.objects.annotate(filed=Count("documents")).order_by("code"))
    tree = [(topic, [one for one in topics if one.parent_id == topic.pk]) for topic in topics if not topic.parent_id]
    may_edit = holds(request, Role.EDITOR)
    return render(request, "gazette/desk/register_topics.html", {"tree": tree, "may_edit": may_edit})


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def register_topic_new(request: HttpRequest) -> HttpResponse:
    return _topic_form(request, None)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def register_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Its name and place; ?q= lists documents that may be put under it, without it those that are."""
    return _topic_form(request, get_object_or_404(Topic, pk=topic_id))


def _topic_form(request: HttpRequest, topic: Topic | None) -> HttpResponse:
    initial = {"name": topic.name, "parent": topic.parent_id} if topic else {}
    form = filled(request, TopicForm, initial=initial, topic=topic)
    kept = attempt(form, partial(keep_topic, topic=topic), TopicError, field="name")
    if kept:
        messages.success(request, _("“%s”已保存。") % kept.result.name)
        return redirect("desk:register_topic", topic_id=kept.result.pk)
    asked = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"topic": topic, "form": form, "asked": asked}
    if topic:
        found = PolicyDocument.objects.exclude(state="withdrawn").newest_first().prefetch_related("numbers")
        named = Q(title__icontains=asked) | Q(numbers__normalised__icontains=asked)
        found = found.filter(named).exclude(topics=topic).distinct() if asked else found.filter(topics=topic)
        context["page"] = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
        context["merge"] = TopicMergeForm(topic=topic)
    return render(request, "gazette/desk/register_topic.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.EDITOR)
def register_topic_assign(request: HttpRequest, topic_id: int) -> HttpResponse:
    """`document` many times; with `away` they are taken from under the topic."""
    topic = get_object_or_404(Topic, pk=topic_id)
    chosen = [int(one) for one in request.POST.getlist("document") if one.isdecimal()][:500]
    documents = list(PolicyDocument.objects.filter(pk__in=chosen).values_list("pk", flat=True))
    if documents:
        assign_topic(topic=topic, documents=documents, take_away="away" in request.POST)
        messages.success(request, _("已更改 %s 份文件的主题。") % len(documents))
    return redirect("desk:register_topic", topic_id=topic.pk)


@require_POST
@for_roles(Role.EDITOR)
def register_topic_merge(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Into another topic; with `drop`, an empty one is taken away."""
    topic = get_object_or_404(Topic, pk=topic_id)
    name, form = topic.name, TopicMergeForm(request.POST, topic=topic)
    try:
        if "drop" in request.POST:
            drop_topic(topic=topic)
            messages.success(request, _("“%s”已删去。") % name)
        elif form.is_valid():
            into = form.cleaned_data["into"]
            count = merge_topics(topic=topic, into=into)
            messages.success(request, _("%(count)s 份文件已归入“%(into)s”。") % {"count": count, "into": into.name})
        else:
            raise TopicError(_("请选择并入哪个主题。"))
    except TopicError as error:
        messages.error(request, shown(error))
        return redirect("desk:register_topic", topic_id=topic_id)
    return redirect("desk:register_topics")

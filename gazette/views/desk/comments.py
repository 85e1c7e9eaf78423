"""批注 at the desk: the panel beside the text, and the deeds on comments; each deed works as a plain form too."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.models import Comment, GazetteIssue
from gazette.services.talk import commenting
from gazette.services.talk.commenting import CommentError
from gazette.services.talk.participating import colleagues, may_take_part
from gazette.services.talk.threads import threads_of
from gazette.views.desk.access import EDITORIAL, for_roles, member
from policies.drafting.deeds import Deed
from policies.models import PolicyDocument
from policies.speaking import shown

PANEL = "X-Panel"  # sent by the panel's own script, which wants the panel back instead of a page


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def comment_panel(request: HttpRequest, document_id: int) -> HttpResponse:
    """What stands beside the text in the editor: threads by their place, and the form for a new one."""
    return _panel(request, get_object_or_404(PolicyDocument, pk=document_id))


@require_POST
@for_roles(*EDITORIAL)
def document_comment(request: HttpRequest, document_id: int) -> HttpResponse:
    document = get_object_or_404(PolicyDocument, pk=document_id)
    given = request.POST
    return _done(
        request,
        document,
        lambda: commenting.comment_on_document(
            document=document,
            by=member(request),
            text=given.get("text", ""),
            key=given.get("key", "")[:60],
            quote=given.get("quote", ""),
        ),
    )


@require_POST
@for_roles(*EDITORIAL)
def issue_comment(request: HttpRequest, issue_id: int) -> HttpResponse:
    issue = get_object_or_404(GazetteIssue, pk=issue_id)
    text = request.POST.get("text", "")
    return _done(request, issue, lambda: commenting.comment_on_issue(issue=issue, by=member(request), text=text))


@require_POST
@for_roles(*EDITORIAL)
def comment_reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, text = _comment(comment_id), request.POST.get("text", "")
    return _done(request, comment, lambda: commenting.reply(comment=comment, by=member(request), text=text))


@require_POST
@for_roles(*EDITORIAL)
def comment_edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, text, now = _comment(comment_id), request.POST.get("text", ""), timezone.now()
    return _done(
        request,
        comment,
        lambda: commenting.edit_comment(comment=comment, by=member(request), text=text, at=now),
    )


@require_POST
@for_roles(*EDITORIAL)
def comment_delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, now = _comment(comment_id), timezone.now()
    return _done(request, comment, lambda: commenting.delete_comment(comment=comment, by=member(request), at=now))


@require_POST
@for_roles(*EDITORIAL)
def comment_resolve(request: HttpRequest, comment_id: int) -> HttpResponse:
    """`open`=1 opens a settled thread again."""
    comment = _comment(comment_id)
    at = None if request.POST.get("open") else timezone.now()
    return _done(request, comment, lambda: commenting.resolve_comment(comment=comment, by=member(request), at=at))


def _comment(comment_id: int) -> Comment:
    return get_object_or_404(Comment.objects.select_related("document", "issue"), pk=comment_id)


def _done(
    request: HttpRequest, at: PolicyDocument | GazetteIssue | Comment, deed: Callable[[], Comment]
) -> HttpResponse:
    """Does the deed, and gives the panel back, or leads to the comment on its page."""
    document = at if isinstance(at, PolicyDocument) else at.document if isinstance(at, Comment) else None
    try:
        made = deed()
    except CommentError as error:
        if PANEL in request.headers and document:
            return _panel(request, document, refused=shown(error))
        messages.error(request, shown(error))
        return _page_of(at)
    if PANEL in request.headers and document:
        return _panel(request, document)
    return HttpResponseRedirect(made.get_absolute_url())


def _page_of(at: PolicyDocument | GazetteIssue | Comment) -> HttpResponse:
    if isinstance(at, Comment):
        return HttpResponseRedirect(at.get_absolute_url())
    if isinstance(at, GazetteIssue):
        return redirect("desk:issue_detail", issue_id=at.pk)
    return redirect("desk:document_detail", document_id=at.pk)


def _panel(request: HttpRequest, document: PolicyDocument, refused: str = "") -> HttpResponse:
    context = {
        "document": document,
        "threads": threads_of(document=document),
        "refused": refused,
        "may_comment": may_take_part(user=member(request), deed=Deed.COMMENT, document=document),
        "colleagues": colleagues(),
    }
    return render(request, "gazette/desk/panel/comments.html", context, status=422 if refused else 200)

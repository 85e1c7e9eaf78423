"""Threads of comments as the desk shows them: each with its replies, its key in the text, and the name of its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gazette.models import Comment, GazetteIssue, Pin
from gazette.services.talk.pinning import FIELD, keys_of
from policies.models import PolicyDocument, Provision
from policies.services.drafting.loading import load_rows
from policies.services.workflow.permission import working_draft

FIELD_NAMES = {
    "title": gettext_lazy("标题"),
    "numbers": gettext_lazy("文号"),
    "genre": gettext_lazy("文种"),
    "issuers": gettext_lazy("发文机关"),
    "addressees": gettext_lazy("主送机关"),
    "signed_by": gettext_lazy("署名"),
    "issued_on": gettext_lazy("成文日期"),
    "printed_on": gettext_lazy("印发日期"),
    "effective_on": gettext_lazy("施行日期"),
    "expires_on": gettext_lazy("失效日期"),
    "publicity": gettext_lazy("公开说明"),
    "index_number": gettext_lazy("索引号"),
}
_ROWS_OFFERED = 200
_SHORT = 24


@dataclass(frozen=True, slots=True)
class Thread:
    """`key` as in the editors' tree, '' for the whole or for what is gone; `place` names it for people."""

    first: Comment
    replies: tuple[Comment, ...]
    key: str
    place: str


def threads_of(
    *, document: PolicyDocument | None = None, issue: GazetteIssue | None = None, resolved: bool | None = None
) -> list[Thread]:
    """In the text's order, remarks on the whole first; `resolved` None: all. A constant number of queries.

    A thread whose words were all deleted is not shown while nobody answered it.
    """
    replies = Prefetch("replies", Comment.objects.select_related("by").order_by("pk"))
    found = Comment.objects.threads().filter(document=document, issue=issue)
    if resolved is not None:
        found = found.filter(resolved_at__isnull=not resolved)
    hung = ("provision", "part", "row__table__provision")
    comments = list(found.select_related("by", "resolved_by", *hung).prefetch_related(replies).order_by("pk"))
    keys = keys_of(document=document, comments=comments) if document else {}
    comments.sort(key=lambda one: (_position(one), one.pk))
    return [Thread(one, tuple(one.replies.all()), keys.get(one.pk, ""), _place(one)) for one in comments]


def _position(one: Comment) -> int:
    if one.row:
        clause = getattr(one.row.table, "provision", None)
        return clause.position if clause else 0
    return one.provision.position if one.provision else 0


def _place(one: Comment) -> str:
    if one.gone:
        return _("原处已不在文中")
    if one.provision:
        return _clause_name(one.provision)
    if one.row:
        return _("表行 %s") % one.row.n
    if one.part:
        return _short(one.part.title) or _("标题")
    if one.field:
        return str(FIELD_NAMES.get(one.field, one.field))
    return str(Pin.WHOLE.label) if one.document_id else _("本期")


def _clause_name(one: Provision) -> str:
    return one.marker or _short(one.heading or one.text) or one.eid


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else words[:_SHORT] + "…"


def places_of(*, document: PolicyDocument) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (key, name) that a comment can be pinned to, for pages without the editor; some rows of each table."""
    draft = working_draft(document)
    rows = load_rows(version=draft.version if draft else document.versions.get(current=True))
    groups = [(_("字段"), [(f"{FIELD}{name}", str(label)) for name, label in FIELD_NAMES.items()])]
    clauses = [(key, _short(f"{one.marker}{one.heading}{one.text}")) for key, one in rows.provisions.items()]
    groups.append((_("条款"), [(key, name) for key, name in clauses if name]))
    lines = [(key, _short("｜".join(one.cells))) for key, one in rows.rows.items()]
    groups.append((_("表行"), lines[:_ROWS_OFFERED]))
    return [(name, options) for name, options in groups if options]


def unresolved_count(threads: Iterable[Thread]) -> int:
    return sum(one.first.resolved_at is None for one in threads)

"""Tells what a draft's revisions changed, and how two of them differ."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, QuerySet

from policies.drafting.records import document_record
from policies.drafting.stored import stored_tree
from policies.models import Draft, PolicyDocument, Revision
from policies.typesetting.differences.document import DocumentDifference, document_difference

_SORTS = {"p": "paragraphs", "t": "texts", "g": "tables", "f": "figures"}


@dataclass(frozen=True, slots=True)
class Changed:
    """What one revision changed: how many parts of each kind, names of fields, and the first clause to go to."""

    paragraphs: int = 0
    texts: int = 0
    tables: int = 0
    figures: int = 0
    fields: tuple[str, ...] = ()
    first: str = ""


def latest_draft(*, document: PolicyDocument) -> Draft | None:
    """The open draft, or the last that was."""
    return document.drafts.select_related("document").order_by(F("closed_at").desc(nulls_first=True)).first()


def revisions_of(*, draft: Draft) -> QuerySet[Revision]:
    """The newest first, without their texts."""
    return draft.revisions.defer("tree", "answered").select_related("by").order_by("-n")


def changed_by(revision: Revision) -> Changed:
    counted = Counter(_SORTS[key[0]] for key in revision.changed if key[0] in _SORTS)
    fields = tuple(key.removeprefix("/") for key in revision.changed if key.startswith("/"))
    first = next((key for key in revision.changed if key[0] in "pg"), "")
    return Changed(**counted, fields=fields, first=first)


def difference(*, before: Revision, after: Revision) -> DocumentDifference:
    """Fields, clauses and rows side by side, the characters that differ marked; `ours` is before, `new` after."""
    first, second = (document_record(stored_tree(one.tree)) for one in (before, after))
    return document_difference(first=first, ours=None, new=second)

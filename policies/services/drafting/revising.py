"""Keeps the revisions of a draft: one for each save, or for the saves that a browser made by itself within minutes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from policies.drafting.codec import tree_to_json
from policies.drafting.sequences import moved
from policies.drafting.stored import stored_tree
from policies.drafting.tree import Tree
from policies.grammar.said import phrasing_of
from policies.models import Draft, Revision, User
from policies.services.drafting.following import changed_keys
from policies.services.drafting.loading import tree_of
from policies.signals import draft_saved

_TOGETHER = timedelta(minutes=5)  # between two saves by themselves that are one revision
_LONGEST = timedelta(minutes=30)  # of such a revision from first to last save
_KEPT = 86_400  # seconds for which a text that a revision has outgrown may still be merged with


@transaction.atomic
def record_revision(*, draft: Draft, by: User | None, note: str, is_read: bool = False) -> Revision:
    """The text as a deed that wrote rows by itself has left it; the lock rises, so that open editors notice.

    `is_read`: the deed has put a reading of the print in the text's place.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("version", "document").get(pk=draft.pk)
    last = draft.revisions.order_by("-n").first()
    before = stored_tree(last.tree) if last else None
    tree = tree_of(draft=draft)
    draft.lock += 1
    draft.save(update_fields=["lock"])
    changed = differing(before, tree) if before else []
    revision = add_revision(draft=draft, tree=tree, changed=changed, by=by, note=note, automatic=False)
    if is_read:
        revision.is_read = True
        revision.save(update_fields=["is_read"])
    draft_saved.send(sender=Draft, draft=draft, tables=[])
    return revision


def add_revision(
    *,
    draft: Draft,
    tree: Tree,
    changed: Iterable[str],
    by: User | None,
    note: str,
    automatic: bool,
    answered: dict[str, Any] | None = None,
) -> Revision:
    """A revision at the draft's lock, which the caller has raised; or the last one grown, where that is allowed."""
    now = timezone.now()
    last = draft.revisions.order_by("-n").first()
    if last and _grows(last, by, note, automatic, now):
        cache.set(_cached(draft.pk, last.lock), last.tree, _KEPT)
        last.lock, last.tree, last.saved_at, last.automatic = draft.lock, tree_to_json(tree), now, automatic
        last.changed = list(dict.fromkeys((*last.changed, *changed)))
        last.note, last.phrasing = note, phrasing_of(note)
        last.answered = [*last.answered, answered][-20:] if answered else last.answered
        last.save()
        return last
    n = (draft.revisions.aggregate(last=Max("n"))["last"] or 0) + 1
    return Revision.objects.create(
        draft=draft,
        n=n,
        lock=draft.lock,
        tree=tree_to_json(tree),
        changed=list(changed),
        by=by,
        note=note[:400],
        phrasing=phrasing_of(note),
        automatic=automatic,
        saved_at=now,
        answered=[answered] if answered else [],
    )


def _grows(last: Revision, by: User | None, note: str, automatic: bool, now: datetime) -> bool:
    """One person's saves by themselves that follow each other; a save by hand ends them. What somebody approved stays."""
    return (
        last.automatic
        and by is not None
        and last.by_id == by.pk
        and now - last.saved_at <= _TOGETHER
        and now - last.begun_at <= _LONGEST
        and not last.approvals.exists()
    )


def tree_at(*, draft: Draft, lock: int) -> Tree | None:
    """The text as it was at an earlier lock; None when only its successors are known."""
    found = draft.revisions.filter(lock=lock).order_by("-n").values_list("tree", flat=True).first()
    found = found or cache.get(_cached(draft.pk, lock))
    return stored_tree(found) if found else None


def differing(before: Tree, after: Tree) -> list[str]:
    """Keys of what was changed, put in, taken away or moved."""
    flat = [
        [key for text in tree.texts for key in (text.key, *(node.key for node in text.nodes))]
        for tree in (before, after)
    ]
    return list(dict.fromkeys((*changed_keys(before, after), *sorted(moved(*flat)))))


def _cached(draft: int, lock: int) -> str:
    return f"draft-tree:{draft}:{lock}"

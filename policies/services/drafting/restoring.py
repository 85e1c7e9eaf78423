"""Puts the text of an earlier revision back, as a revision of its own: nothing of what came between is lost."""

from dataclasses import replace

from django.db import transaction

from policies.drafting.stored import stored_tree
from policies.drafting.tree import Tree
from policies.grammar.said import said
from policies.models import Draft, Revision, User
from policies.services import locks
from policies.services.drafting.saving import Saved, rewrite


@transaction.atomic
def restore_revision(*, draft: Draft, revision: Revision, by: User | None) -> Saved:
    """Rows that are gone come back under their keys. Raises `ClosedError` and `FieldError`."""
    locks.naming()
    wanted = stored_tree(revision.tree)

    def change(tree: Tree) -> Tree:
        captions = {one.key: one for one in wanted.figures}
        return replace(wanted, figures=tuple(captions.get(one.key, one) for one in tree.figures))

    return rewrite(draft=draft, change=change, by=by, note=said("恢复到修订 {n}", n=revision.n))

"""The work on a text: opening a draft, saving trees into rows, revisions, comparing, restoring, correcting what is public."""

from policies.services.drafting.correcting import open_correction
from policies.services.drafting.errors import ClosedError, DraftError, NotOpenError
from policies.services.drafting.loading import tree_of
from policies.services.drafting.opening import open_draft
from policies.services.drafting.revising import record_revision
from policies.services.drafting.saving import ConflictError, Saved, rewrite, save_tree

__all__ = [
    "ClosedError",
    "ConflictError",
    "DraftError",
    "NotOpenError",
    "Saved",
    "open_correction",
    "open_draft",
    "record_revision",
    "rewrite",
    "save_tree",
    "tree_of",
]

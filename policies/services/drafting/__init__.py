"""The work on a text: opening a draft, saving trees into rows, revisions, comparing, restoring, correcting what is public."""

from policies.services.drafting.errors import ClosedError, DraftError, NotOpenError
from policies.services.drafting.loading import tree_of
from policies.services.drafting.opening import open_draft

__all__ = ["ClosedError", "DraftError", "NotOpenError", "open_draft", "tree_of"]

"""What can stand in the way of a deed on a draft; each message is for the person who asked."""


class DraftError(Exception):
    """The deed can't be done."""


class NotOpenError(DraftError):
    """The document is public, withdrawn, or no draft of it is open."""


class ClosedError(DraftError):
    """The draft's stage lets nobody write any more."""

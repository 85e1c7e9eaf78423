"""What can stand in the way of a deed on a finding; the message is for the person who asked."""


class FindingError(Exception):
    """The deed can't be done."""

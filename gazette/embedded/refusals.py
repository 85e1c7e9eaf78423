"""The one error an operator is meant to read."""


class Refusal(Exception):  # noqa: N818 - it refuses; nothing went wrong inside
    """One line that says what is wrong and what to do about it; printed without a traceback."""

"""The place in a list of results, as pages and the API hand it on."""

import base64
import binascii


class BadCursorError(ValueError):
    """A cursor that was not made here."""


def write_cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> int:
    """The offset; 0 for no cursor. Raises `BadCursorError`."""
    if not cursor:
        return 0
    try:
        plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (ValueError, binascii.Error) as error:
        raise BadCursorError(cursor) from error
    if plain[:1] != "o" or not plain[1:].isdigit() or len(plain) > 9:
        raise BadCursorError(cursor)
    return int(plain[1:])

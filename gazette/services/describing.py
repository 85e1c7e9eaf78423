"""What is set for a gazette: its title, its office, and the sections of a new issue."""

from collections.abc import Sequence

from django.db import transaction

from gazette.models import Gazette


@transaction.atomic
def describe_gazette(*, gazette: Gazette, title: str, office: str, sections: Sequence[str]) -> None:
    """Writes a gazette's settings; its code stays, and issues that exist keep what they say. A section stands once."""
    gazette.title, gazette.office = title.strip(), office.strip()
    gazette.sections = list(dict.fromkeys(one.strip()[:80] for one in sections if one.strip()))
    gazette.save(update_fields=["title", "office", "sections", "updated_at"])

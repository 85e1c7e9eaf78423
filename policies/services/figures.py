"""Lets an editor say what a figure shows."""

from datetime import datetime

from django.db import transaction

from policies.grammar.said import said
from policies.models import Figure, Finding, FindingState, PolicyDocument, User
from policies.services.drafting import record_revision
from policies.services.drafting.opening import hold_draft

LONGEST = 500  # characters; what needs more belongs in the text


class DescriptionError(Exception):
    """The words can't serve as a figure's description; the message is for the person who wrote them."""


@transaction.atomic
def describe_figure(*, figure: Figure, alt: str, by: User, at: datetime) -> None:
    """Sets the words for those who can't see the picture, and settles the finding that asked for them; blank words open it again.

    The document counts as edited: a later reading does not take it back. Raises `DescriptionError`.
    """
    words = " ".join(alt.split())
    if len(words) > LONGEST:
        raise DescriptionError(
            said(
                "替代文字有 {count} 字，超过 {most} 字；请写得简短些，细节应在正文里。",
                count=len(words),
                most=LONGEST,
            )
        )
    document = PolicyDocument.objects.get(versions=figure.version_id)
    draft = hold_draft(document=document)
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    figure.alt = words
    figure.save(update_fields=["alt"])
    document.updated_by = by
    document.save(update_fields=["updated_by", "updated_at"])
    if draft and draft.version_id == figure.version_id:
        record_revision(draft=draft, by=by, note=said("图{n}的替代文字", n=figure.n))
    asked = Finding.objects.filter(
        document=document, code="figure-undescribed", path__endswith=f"figures/{figure.n}"
    ).exclude(state=FindingState.ACCEPTED)
    if words:
        asked.update(state=FindingState.FIXED, decided_by=by, decided_at=at)
    else:
        asked.update(state=FindingState.OPEN, decided_by=None, decided_at=None)

"""Turns a manuscript that is handed in as words, or not yet written, into a document at the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from policies.drafting.deeds import Deed
from policies.grammar.genres import genre_of
from policies.grammar.numbers import parse_numbers
from policies.models import Draft, PolicyDocument, Treatment, User
from policies.reading.paragraphs import Paragraph
from policies.reading.provisions import build_provisions
from policies.reading.records import DocumentRecord, IssuerRecord, Place, TextRecord, TextRole
from policies.services import locks
from policies.services.drafting import open_draft
from policies.services.recording import record_document
from policies.services.workflow.errors import NotAllowedError
from policies.services.workflow.permission import may


@dataclass(frozen=True, slots=True)
class Reception:
    """What is known of a manuscript's arrival; `paper_agrees` None: paper and file were not yet compared."""

    received_from: str = ""
    received_on: date | None = None
    paper_agrees: bool | None = None
    treatment: Treatment = Treatment.WRITTEN

    def as_json(self) -> dict[str, str | bool | None]:
        """As an import's row keeps it until its file was read."""
        return {
            "received_from": self.received_from,
            "received_on": self.received_on.isoformat() if self.received_on else None,
            "paper_agrees": self.paper_agrees,
            "treatment": self.treatment.value,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Reception":
        day = kept.get("received_on")
        return cls(
            received_from=kept.get("received_from") or "",
            received_on=date.fromisoformat(day) if day else None,
            paper_agrees=kept.get("paper_agrees"),
            treatment=Treatment(kept.get("treatment") or Treatment.COLLATED),
        )


@transaction.atomic
def register_manuscript(
    *, title: str, by: User, reception: Reception, text: str = "", number: str = "", issuers: Sequence[str] = ()
) -> PolicyDocument:
    """A new document with its open draft. `text`: one paragraph a line, its headings and articles are recognised; '' to be
    written. Raises `NotAllowedError`."""
    if not may(user=by, deed=Deed.REGISTER):
        raise NotAllowedError(title)
    locks.naming()
    document = record_document(record=_record(title, text, number, issuers), source=None)
    document.updated_by = by
    document.save(update_fields=["updated_by"])
    draft = receive(document=document, by=by, reception=reception)
    if text.strip():
        draft.revisions.update(by=by)  # whoever brings the words in is their writer: another approves them
    return document


@transaction.atomic
def receive(*, document: PolicyDocument, by: User | None, reception: Reception) -> Draft:
    """Opens the draft of a document that has just been recorded, and notes its arrival."""
    document.treatment = reception.treatment
    document.save(update_fields=["treatment"])
    draft = open_draft(document=document, by=by)
    draft.received_from, draft.received_on = reception.received_from[:200], reception.received_on
    draft.paper_agrees = reception.paper_agrees
    draft.save(update_fields=["received_from", "received_on", "paper_agrees"])
    return draft


def _record(title: str, text: str, number: str, issuers: Sequence[str]) -> DocumentRecord:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    paragraphs = [Paragraph(line, Place(n, n)) for n, line in enumerate(lines, 1)]
    return DocumentRecord(
        title=title,
        numbers=parse_numbers(number),
        genre=genre_of(title),
        issuers=tuple(IssuerRecord(name, n == 0) for n, name in enumerate(issuers)),
        texts=(TextRecord(TextRole.NOTICE, "", "main", build_provisions("main", paragraphs)),),
    )

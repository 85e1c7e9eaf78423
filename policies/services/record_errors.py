"""转录更正: keeps what a corrected wording put right, place by place, beside the wording it took the place of."""

from datetime import date

from policies.models import Correction, CorrectionKind, User, Version
from policies.services.standing import version_record
from policies.typesetting.differences.changes import changed_clauses


def note_record_errors(
    *, before: Version, after: Version, on: date, by: User | None, reason: str = ""
) -> list[Correction]:
    """One `Correction` for each clause, title and row of a table in which the two wordings of a document differ."""
    found = changed_clauses(version_record(version=before), version_record(version=after))
    return Correction.objects.bulk_create(
        Correction(
            document_id=after.document_id,
            kind=CorrectionKind.RECORD_ERROR,
            eid=one.eid,
            wrong=one.before,
            right=one.after,
            reason=reason,
            on=on,
            by=by,
            version=after,
        )
        for one in found
    )

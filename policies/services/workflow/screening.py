"""个人信息筛查: numbers of persons in any text or cell of a wording, each a finding until it is gone or accepted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import Now

from policies.grammar.personal import PersonalKind, PersonalNumber, find_personal
from policies.grammar.said import said
from policies.models import Draft, Finding, FindingMaker, FindingState
from policies.reading.records import Severity
from policies.services.workflow.wordings import Wording, wordings_of

CODES = tuple(kind.value for kind in PersonalKind)
_NAMES = {
    PersonalKind.IDENTITY: said("身份证号码"),
    PersonalKind.MOBILE: said("手机号码"),
    PersonalKind.CARD: said("银行卡号"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A number in a node of the draft's tree; `path` is the place for people who don't edit: an eid, tables/1/rows/3."""

    key: str
    field: str
    path: str
    number: PersonalNumber

    @property
    def same(self) -> tuple[str, str, str]:
        """What one decision covers: this number in this place, wherever in the place it stands."""
        return self.number.kind.value, self.path, self.number.digits


def screen(*, wording: Wording) -> list[Hit]:
    """Every number of a person in the wording and the fields that go with it."""
    return [
        Hit(piece.key, piece.field, piece.path, number)
        for piece in wording.pieces
        for number in find_personal(piece.text)
    ]


def undecided(*, wordings: Sequence[Wording]) -> dict[int, list[Hit]]:
    """By document, the hits that nobody has accepted with a reason; one query, however many wordings there are."""
    documents = [one.document_id for one in wordings]
    accepted = set(
        Finding.objects.filter(document__in=documents, code__in=CODES, state=FindingState.ACCEPTED).values_list(
            "document_id", "code", "path", "found"
        )
    )
    return {
        one.document_id: [hit for hit in screen(wording=one) if (one.document_id, *hit.same) not in accepted]
        for one in wordings
    }


def record_screening(*, draft: Draft) -> list[Finding]:
    """A finding for each hit that has none; what is no longer there counts as fixed, its number forgotten. Gives the open ones."""
    known = list(Finding.objects.filter(document_id=draft.document_id, code__in=CODES))
    have = Counter((one.code, one.path, one.found) for one in known if one.state != FindingState.FIXED)
    (wording,) = wordings_of(drafts=[draft])
    hits = screen(wording=wording)
    wanted = Counter(hit.same for hit in hits)
    accepted = {(one.code, one.path, one.found) for one in known if one.state == FindingState.ACCEPTED}
    Finding.objects.bulk_create(
        _finding(draft, hit) for hit in hits if hit.same not in accepted and _take(have, hit.same) is None
    )
    for one in known:
        if one.state == FindingState.OPEN and not wanted[one.code, one.path, one.found]:
            masked = f"{one.found[:3]}{'*' * (len(one.found) - 5)}{one.found[-2:]}"
            Finding.objects.filter(pk=one.pk).update(state=FindingState.FIXED, found=masked, decided_at=Now())
    return list(Finding.objects.filter(document_id=draft.document_id, code__in=CODES, state=FindingState.OPEN))


def _take(have: Counter[tuple[str, str, str]], same: tuple[str, str, str]) -> int | None:
    """Takes one of those that are there; None when none is left."""
    if not have[same]:
        return None
    have[same] -= 1
    return have[same]


def _finding(draft: Draft, hit: Hit) -> Finding:
    message = said(
        "疑似{kind}：{masked}。公开前请删去，或写明保留的理由。", kind=_NAMES[hit.number.kind], masked=hit.number.masked
    )
    return Finding(
        code=hit.number.kind.value,
        severity=Severity.WARNING.value,
        message=message,
        phrasing=message.phrasing,
        path=hit.path[:200],
        found=hit.number.digits,
        document_id=draft.document_id,
        version=draft.version,
        maker=FindingMaker.PROOFREADER,
        key=hit.key,
        field=hit.field,
        start=hit.number.start,
        end=hit.number.end,
    )

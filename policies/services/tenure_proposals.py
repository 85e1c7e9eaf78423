"""Proposes terms of office from published personnel notices; an editor takes or drops each, nothing is taken by itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from policies.grammar.organs import is_organ
from policies.grammar.said import said
from policies.models import Appointment, DocumentState, Organ, OrganName, PolicyDocument, Tenure, TenureDecision, User
from policies.querysets import TenureQuerySet
from policies.services import locks
from policies.services.leaders import LeaderError, TenureLine, keep_tenure
from policies.services.organs import find_or_make_organ

_SHORTEST = 2  # characters of a post: 局长
_GRADE = re.compile(r"[（(][^（()）]*[）)]$")  # 副局长（副处级）: it stands with the post


@dataclass(frozen=True, slots=True)
class Proposal:
    """One post that a notice gives or takes; `organ` and `post` are how `printed` would be parted, '' where that can't be told."""

    document_id: int
    title: str
    slug: str
    on: date | None
    person: str
    printed: str
    gained: bool
    organ: str
    post: str
    note: str

    @property
    def key(self) -> tuple[int, str, str, bool]:
        return (self.document_id, self.person, self.printed, self.gained)


def open_proposals(*, document_id: int | None = None) -> list[Proposal]:
    """What nobody has decided about, the newest notice first; three queries, whatever their number."""
    decided = set(TenureDecision.objects.values_list("document_id", "person", "printed", "gained"))
    names = set(Organ.objects.values_list("name", flat=True)) | set(OrganName.objects.values_list("name", flat=True))
    return [one for one in _proposed(names, document_id) if one.key not in decided]


def _proposed(names: set[str], document_id: int | None) -> Iterator[Proposal]:
    rows = Appointment.objects.filter(version__current=True, version__document__state=DocumentState.PUBLISHED)
    if document_id:
        rows = rows.filter(version__document=document_id)
    rows = rows.select_related("version__document").order_by("-version__document__issued_on", "version", "position")
    for row in rows:
        document = row.version.document
        for gained, posts in ((True, row.appointed), (False, row.removed)):
            for printed in dict.fromkeys(posts):
                organ, post = part_post(printed, names)
                yield Proposal(
                    document.pk, document.title, document.slug, document.issued_on, row.name, printed, gained, organ,
                    post, row.note,
                )  # fmt: skip


def part_post(printed: str, names: Iterable[str]) -> tuple[str, str]:
    """安澜市水务局副局长 → 安澜市水务局, 副局长: at the end of the longest known organ, else of what reads as one."""
    known = names if isinstance(names, set) else set(names)
    ends = range(len(_GRADE.sub("", printed)) - _SHORTEST, 1, -1)
    end = next((n for n in ends if printed[:n] in known), 0) or next((n for n in ends if is_organ(printed[:n])), 0)
    return printed[:end], printed[end:]


@transaction.atomic
def take_proposal(
    *, document: PolicyDocument, person: str, printed: str, gained: bool, organ: str, post: str, on: date, by: User
) -> Tenure:
    """Puts one line of a notice into the register as the editor parts and dates it.

    A gained post begins on `on`; a lost one ends the day before, in the open term of that person if there is one.
    Raises `LeaderError`.
    """
    _refuse_decided(document, person, printed, gained)
    if not organ.strip():
        raise LeaderError(said("请写明机关。"))
    locks.naming()
    line = TenureLine(organ=find_or_make_organ(name=organ), post=post, person=person)
    tenure = _begun(line, on, document) if gained else _ended(line, on, document)
    _decide(document, person, printed, gained, by, tenure)
    return tenure


def _begun(line: TenureLine, on: date, document: PolicyDocument) -> Tenure:
    """A term known by its end alone gets its beginning; else it is a new one."""
    ended = _terms(line).filter(from_on__isnull=True, until_on__gte=on).first()
    until, remover = (ended.until_on, ended.removed_by) if ended else (None, None)
    whole = TenureLine(line.organ, line.post, line.person, on, until, document, remover)
    return keep_tenure(line=whole, tenure=ended)


def _ended(line: TenureLine, on: date, document: PolicyDocument) -> Tenure:
    open_term = _terms(line).filter(until_on__isnull=True).exclude(from_on__gt=on).order_by("from_on").last()
    begun, appointer = (open_term.from_on, open_term.appointed_by) if open_term else (None, None)
    last = max(on - timedelta(days=1), begun or date.min)
    whole = TenureLine(line.organ, line.post, line.person, begun, last, appointer, document)
    return keep_tenure(line=whole, tenure=open_term)


def _terms(line: TenureLine) -> TenureQuerySet:
    return Tenure.objects.filter(post__organ=line.organ, post__name="".join(line.post.split()), person=line.person)


@transaction.atomic
def drop_proposal(*, document: PolicyDocument, person: str, printed: str, gained: bool, by: User) -> None:
    """Notes that a line does not go into the register, so that it is not proposed again. Raises `LeaderError`."""
    _refuse_decided(document, person, printed, gained)
    _decide(document, person, printed, gained, by, None)


def _decide(document: PolicyDocument, person: str, printed: str, gained: bool, by: User, tenure: Tenure | None) -> None:
    TenureDecision.objects.create(
        document=document, person=person, printed=printed, gained=gained, tenure=tenure, taken=tenure is not None, by=by
    )


def _refuse_decided(document: PolicyDocument, person: str, printed: str, gained: bool) -> None:
    if TenureDecision.objects.filter(document=document, person=person, printed=printed, gained=gained).exists():
        raise LeaderError(said("这一条已有人处理。"))

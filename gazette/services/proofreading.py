"""校对 of a whole issue: its findings, wherever they come from, and the proofreader over all its drafts."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from gazette.models import GazetteIssue, Promulgation, Reading
from policies.models import DocumentState, Draft, Finding, FindingState, PolicyDocument, User
from policies.querysets import FindingQuerySet
from policies.services.drafting import open_draft
from policies.services.proofreading import FindingError, Proofread, proofread
from policies.services.proofreading.across import allowed
from policies.services.proofreading.alike import decide_alike
from policies.services.proofreading.showing import deeds_on
from policies.services.workflow.permission import staff_of


def findings_in(*, issue: GazetteIssue) -> FindingQuerySet:
    """Of the issue as a whole, and of every document in it: of the wording that holds or is worked on."""
    documents = PolicyDocument.objects.filter(promulgations__issue=issue)
    readings = Reading.findings.through.objects.filter(reading__issue=issue, reading__applied=True)
    ours = Q(document__in=documents) | Q(document=None, pk__in=readings.values("finding"))
    standing = Q(version=None) | Q(version__current=True) | Q(version__draft__closed_at=None, version__draft__pk__gt=0)
    return Finding.objects.filter(ours & standing)


def proofread_issue(*, issue: GazetteIssue, by: User) -> Proofread:
    """Every document of the issue that is not public yet; each in a transaction of its own."""
    made = gone = 0
    waiting = PolicyDocument.objects.filter(promulgations__issue=issue, state=DocumentState.DRAFT)
    for document in waiting.order_by("promulgations__position"):
        done = proofread(draft=open_draft(document=document, by=by))
        made, gone = made + done.made, gone + done.gone
    return Proofread(made, gone)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document's findings; `refused` is '' when nothing stood in the way. None: the issue as a whole."""

    document: PolicyDocument | None
    done: int
    left: int
    refused: str = ""


def alike_in(*, issue: GazetteIssue, code: str) -> FindingQuerySet:
    """The open findings of one kind, document by document in the order of print: of the text that is worked on."""
    working = Q(version=None) | Q(version__draft__closed_at=None, version__draft__pk__gt=0)
    public = ~Exists(Draft.objects.filter(document=OuterRef("document"), closed_at=None))
    found = findings_in(issue=issue).filter(working | public, code=code, state=FindingState.OPEN)
    place = Promulgation.objects.filter(issue=issue, document=OuterRef("document")).values("position")[:1]
    return found.annotate(place=Subquery(place)).order_by(F("place").asc(nulls_first=True), "pk")


def decide_alike_in(
    *, issue: GazetteIssue, code: str, chosen: Collection[int], deed: str, by: User, reason: str = ""
) -> list[Outcome]:
    """One decision about findings of a kind in many documents: `fix`, `accept` or `refer`, in a transaction for each.

    A document is left, and said so, where the account may not do it, where it stands too far on its way, and where
    its treatment forbids it; what is fixed is one revision of each.
    """
    findings = list(alike_in(issue=issue, code=code).filter(pk__in=chosen).with_documents())
    return [_decide(list(some), deed, by, reason) for _key, some in groupby(findings, key=lambda one: one.document_id)]


def _decide(findings: list[Finding], deed: str, by: User, reason: str) -> Outcome:
    document = findings[0].document
    fresh = PolicyDocument.objects.get(pk=document.pk) if document else None
    deeds = allowed(document=fresh, staff=staff_of(by))
    open_to = [one for one in findings if deed in deeds_on(one, deeds)]
    if not open_to:
        return Outcome(document, 0, len(findings), _("您不能这样办，或文稿不在这一环节、不能这样处理。"))
    try:
        done = decide_alike(findings=open_to, deed=deed, by=by, reason=reason)
    except FindingError as error:
        return Outcome(document, 0, len(findings), error.args[0])
    return Outcome(document, done, len(findings) - done)

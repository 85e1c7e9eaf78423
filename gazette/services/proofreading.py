"""校对 of a whole issue: its findings, wherever they come from, and the proofreader over all its drafts."""

from django.db.models import Q

from gazette.models import GazetteIssue, Reading
from policies.models import DocumentState, Finding, PolicyDocument, User
from policies.querysets import FindingQuerySet
from policies.services.drafting import open_draft
from policies.services.proofreading import Proofread, proofread


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

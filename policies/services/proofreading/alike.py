"""One decision about many findings of a kind, after they were looked through."""

from collections.abc import Iterable

from django.db import transaction

from policies.grammar.said import said
from policies.models import Finding, User
from policies.services.proofreading.deciding import accept_finding, refer_finding
from policies.services.proofreading.errors import FindingError
from policies.services.proofreading.fixing import fix_findings, is_fixable


@transaction.atomic
def decide_alike(*, findings: Iterable[Finding], deed: str, by: User, reason: str = "") -> int:
    """How many were dealt with: `fix` in one save, `accept` and `refer` with one reason. Raises `FindingError`.

    Those that a fix is not ours to make are left out; accepted or referred are all or none.
    """
    chosen = list(findings)
    if not chosen:
        raise FindingError(said("没有选中任何意见。"))
    if deed == "fix":
        ours = [one for one in chosen if is_fixable(one)]
        return len(fix_findings(findings=ours, by=by)) if ours else 0
    for one in chosen:
        if deed == "refer":
            refer_finding(finding=one, by=by, reason=reason)
        else:
            accept_finding(finding=one, by=by, reason=reason)
    return len(chosen)

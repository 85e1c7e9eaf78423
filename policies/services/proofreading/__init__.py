"""校对: the proofreader over a draft, and what is done about its findings."""

from policies.services.proofreading.deciding import accept_finding, refer_finding, reopen_finding, weigh_finding
from policies.services.proofreading.errors import FindingError
from policies.services.proofreading.fixing import fix_finding, fix_findings, is_fixable, undo_fix
from policies.services.proofreading.running import Proofread, proofread, proofread_again

__all__ = [
    "FindingError",
    "Proofread",
    "accept_finding",
    "fix_finding",
    "fix_findings",
    "is_fixable",
    "proofread",
    "proofread_again",
    "refer_finding",
    "reopen_finding",
    "undo_fix",
    "weigh_finding",
]

"""校对: the proofreader over a draft, and what is done about its findings."""

from policies.services.proofreading.deciding import accept_finding, refer_finding, reopen_finding, weigh_finding
from policies.services.proofreading.errors import FindingError
from policies.services.proofreading.running import Proofread, proofread

__all__ = [
    "FindingError",
    "Proofread",
    "accept_finding",
    "proofread",
    "refer_finding",
    "reopen_finding",
    "weigh_finding",
]

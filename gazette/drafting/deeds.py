"""Who may do what with an issue, and when: one table of deed × place × role. `services.workflow` asks it of rows.

All of it is the office's: an account that works for single organs reads an issue once it is public.
"""

from enum import StrEnum

from policies.drafting.deeds import EDITOR, PUBLISHER, REVIEWER, Holders


class IssuePlace(StrEnum):
    NEW = "new"  # not yet on the desk
    COMPILING = "compiling"
    GALLEY = "galley"
    SIGNED = "signed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class IssueDeed(StrEnum):
    READ = "read"
    BEGIN = "begin"  # a new issue
    COMPOSE = "compose"  # masthead, board, sections, order, contents
    SUBMIT = "submit"  # composition done: to the galley
    SUBMIT_READY = "submit_ready"  # the batches: over each of its documents that is ready for the step
    APPROVE_READY = "approve_ready"
    SIGN_READY = "sign_ready"
    EXAMINE = "examine"  # 保密审查 of those that have none
    DISCLOSE = "disclose"  # 公开属性 of those where nobody has said
    SIGN = "sign"  # 付印 of the whole
    SPECIAL = "special"  # 特批: sign although one has compiled
    SEND_BACK = "send_back"
    RECALL = "recall"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


_E, _R, _P = frozenset({EDITOR}), frozenset({REVIEWER}), frozenset({PUBLISHER})
_OPEN = (IssuePlace.COMPILING, IssuePlace.GALLEY)

ISSUE_TABLE: dict[IssueDeed, dict[IssuePlace, Holders]] = {
    IssueDeed.READ: dict.fromkeys(IssuePlace, _E | _R | _P),
    IssueDeed.BEGIN: {IssuePlace.NEW: _E},
    IssueDeed.COMPOSE: dict.fromkeys(_OPEN, _E),
    IssueDeed.SUBMIT: {IssuePlace.COMPILING: _E},
    IssueDeed.SUBMIT_READY: dict.fromkeys(_OPEN, _E),
    IssueDeed.APPROVE_READY: dict.fromkeys(_OPEN, _R),
    IssueDeed.SIGN_READY: dict.fromkeys(_OPEN, _P),
    IssueDeed.EXAMINE: dict.fromkeys((*_OPEN, IssuePlace.SIGNED), _R | _P),
    IssueDeed.DISCLOSE: dict.fromkeys((*_OPEN, IssuePlace.SIGNED), _E | _P),
    IssueDeed.SIGN: {IssuePlace.GALLEY: _P},
    IssueDeed.SPECIAL: {IssuePlace.GALLEY: _P},
    IssueDeed.SEND_BACK: {IssuePlace.GALLEY: _R | _P},
    IssueDeed.RECALL: {IssuePlace.SIGNED: _P},
    IssueDeed.SCHEDULE: {IssuePlace.SIGNED: _P},
    IssueDeed.PUBLISH: {IssuePlace.SIGNED: _P},
    IssueDeed.WITHDRAW: {IssuePlace.PUBLISHED: _P},
    IssueDeed.RESTORE: {IssuePlace.WITHDRAWN: _P},
}


def issue_holders(deed: IssueDeed, place: IssuePlace) -> Holders:
    """The roles that may do the deed at this place; none is an empty set."""
    return ISSUE_TABLE[deed].get(place, frozenset())


def issue_deeds_at(place: IssuePlace, roles: frozenset[str], *, limited: bool) -> frozenset[IssueDeed]:
    """All deeds of somebody with these roles; `limited`: the account works for single organs only."""
    found = frozenset(deed for deed in IssueDeed if issue_holders(deed, place) & roles)
    if not limited:
        return found
    return found & {IssueDeed.READ} if place in (IssuePlace.PUBLISHED, IssuePlace.WITHDRAWN) else frozenset()

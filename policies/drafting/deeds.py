"""Who may do what with a document, and when: one table of deed × place × role. `services.workflow` asks it of rows."""

from enum import StrEnum

EDITOR, REVIEWER, PUBLISHER = "editor", "reviewer", "publisher"  # values of `policies.models.Role`


class Place(StrEnum):
    """Where a document's work stands. A public document under correction stands in two: its draft's, and PUBLISHED."""

    NEW = "new"  # not yet on the desk
    RECEIVED = "received"
    PROOF = "proof"
    GALLEY = "galley"
    SIGNED = "signed"
    GIVEN_UP = "given_up"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    READ = "read"
    REGISTER = "register"  # 来稿登记
    RECEIVE = "receive"  # reception data: from whom, when, paper and file agree, treatment
    EDIT = "edit"  # text and fields
    DECIDE = "decide"  # about findings: accept with reason, refer to the organ
    COMMENT = "comment"
    ASSIGN = "assign"
    DISCLOSE = "disclose"  # 公开属性
    SECRECY = "secrecy"  # 保密审查
    SUBMIT = "submit"  # to the next proof
    APPROVE = "approve"  # a proof
    SPECIAL = "special"  # 特批: approve although one has written
    SEND_BACK = "send_back"
    SIGN = "sign"  # 付印: the galley
    RECALL = "recall"  # take a signature back
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    GIVE_UP = "give_up"
    RESUME = "resume"
    CORRECT = "correct"  # open a corrected wording of a public document
    MEND = "mend"  # a public document's metadata, logged publicly
    JUDGE = "judge"  # confirm a colleague's proposal whether a public text holds
    WITHDRAW = "withdraw"
    RESTORE = "restore"  # publish a withdrawn one again


_E, _R, _P = frozenset({EDITOR}), frozenset({REVIEWER}), frozenset({PUBLISHER})
_ALL = _E | _R | _P
_DESK = (Place.RECEIVED, Place.PROOF, Place.GALLEY, Place.SIGNED)

Holders = frozenset[str]
TABLE: dict[Deed, dict[Place, Holders]] = {
    Deed.READ: dict.fromkeys(Place, _ALL),
    Deed.REGISTER: {Place.NEW: _E},
    Deed.RECEIVE: {Place.RECEIVED: _E, Place.PROOF: _E, Place.GALLEY: _E},
    # A signed text is not edited: whoever must change it recalls the signature first, with a reason, so that no
    # automatic save takes a signature away in passing.
    Deed.EDIT: {Place.RECEIVED: _E, Place.PROOF: _E, Place.GALLEY: _E},
    Deed.DECIDE: dict.fromkeys((*_DESK, Place.PUBLISHED), _E | _R),
    Deed.COMMENT: dict.fromkeys((*_DESK, Place.GIVEN_UP, Place.PUBLISHED, Place.WITHDRAWN), _ALL),
    Deed.ASSIGN: dict.fromkeys((*_DESK, Place.PUBLISHED), _ALL),
    Deed.DISCLOSE: dict.fromkeys(_DESK, _E | _P),
    Deed.SECRECY: dict.fromkeys(_DESK, _R | _P),
    Deed.SUBMIT: {Place.RECEIVED: _E},
    Deed.APPROVE: {Place.PROOF: _R},
    Deed.SPECIAL: {Place.PROOF: _R | _P, Place.GALLEY: _P},
    Deed.SEND_BACK: {Place.PROOF: _R, Place.GALLEY: _R | _P},
    Deed.SIGN: {Place.GALLEY: _P},
    Deed.RECALL: {Place.SIGNED: _P},
    Deed.SCHEDULE: {Place.SIGNED: _P},
    Deed.PUBLISH: {Place.SIGNED: _P},
    Deed.GIVE_UP: {Place.RECEIVED: _E | _P, Place.PROOF: _P, Place.GALLEY: _P, Place.SIGNED: _P},
    Deed.RESUME: {Place.GIVEN_UP: _E | _P},
    Deed.CORRECT: {Place.PUBLISHED: _E},
    Deed.MEND: {Place.PUBLISHED: _E},
    Deed.JUDGE: {Place.PUBLISHED: _R | _P},
    Deed.WITHDRAW: {Place.PUBLISHED: _P},
    Deed.RESTORE: {Place.WITHDRAWN: _P},
}

# The office's own: an account that works for single organs only does none of these.
OFFICE = frozenset(
    {
        Deed.SIGN,
        Deed.RECALL,
        Deed.SCHEDULE,
        Deed.PUBLISH,
        Deed.CORRECT,
        Deed.MEND,
        Deed.JUDGE,
        Deed.WITHDRAW,
        Deed.RESTORE,
        Deed.SPECIAL,
    }
)
# Where a document is no secret of those who work on it.
_PUBLIC = frozenset({Place.NEW, Place.PUBLISHED, Place.WITHDRAWN})


def holders(deed: Deed, place: Place) -> Holders:
    """The roles that may do the deed at this place; none is an empty set."""
    return TABLE[deed].get(place, frozenset())


def deeds_at(places: frozenset[Place], roles: frozenset[str], *, own: bool, limited: bool) -> frozenset[Deed]:
    """All deeds of somebody with these roles on a document that stands in `places`.

    `limited`: the account works for single organs only; `own`: the document is one of theirs. Others' it reads when
    they are public and no correction of them is at the desk.
    """
    found = {deed for deed in Deed if any(holders(deed, place) & roles for place in places)}
    if places & frozenset(_DESK):
        found.discard(Deed.CORRECT)  # one correction at a time
    if limited:
        found -= OFFICE
        if not own:
            found &= {Deed.REGISTER, Deed.READ} if places <= _PUBLIC else {Deed.REGISTER}
    return frozenset(found)

"""The steps a text takes: their names, and which of them are behind it."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from policies.models import DocumentState, Draft, PolicyDocument, Stage
from policies.services.workflow.permission import working_draft


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    state: StepState


def proof_steps() -> tuple[str, ...]:
    """The names of the proofs in order, as the office has set them; none: a manuscript goes straight to the galley.

    Usual names are in the catalogue, and so in the reader's language.
    """
    return tuple(_(name) for name in settings.PROOF_STEPS)


def stage_name(stage: str, proof: int = 0) -> str:
    """What people call it: 来稿, 二校, 清样. A proof beyond the office's list keeps its count."""
    if stage != Stage.PROOF:
        return str(Stage(stage).label)
    names = proof_steps()
    return names[proof - 1] if 0 < proof <= len(names) else _("第%s校") % proof


def standing_name(document: PolicyDocument) -> str:
    """Where the document stands, in a word. Uses prefetched `drafts`."""
    draft = working_draft(document)
    if draft:
        name = stage_name(draft.stage, draft.proof)
        return name if document.state == DocumentState.DRAFT else _("更正·%s") % name
    if document.state == DocumentState.DRAFT:
        return _("已退稿") if list(document.drafts.all()) else str(Stage.RECEIVED.label)
    return str(document.get_state_display())


def track(document: PolicyDocument) -> list[Step]:
    """来稿, the proofs, 清样, 付印, 发布, each done, now or ahead. Uses prefetched `drafts`."""
    names = [str(Stage.RECEIVED.label), *proof_steps(), str(Stage.GALLEY.label), str(Stage.SIGNED.label), _("发布")]
    at = _position(document, len(names))
    return [
        Step(name, StepState.NOW if n == at else StepState.DONE if n < at else StepState.AHEAD)
        for n, name in enumerate(names)
    ]


def _position(document: PolicyDocument, count: int) -> int:
    draft = working_draft(document)
    if draft is None:
        return count - 1 if document.state != DocumentState.DRAFT else 0
    return {
        Stage.RECEIVED.value: 0,
        Stage.PROOF.value: min(draft.proof, count - 4),
        Stage.GALLEY.value: count - 3,
        Stage.SIGNED.value: count - 2,
    }[draft.stage]


def next_step(draft: Draft, proof: int) -> tuple[Stage, int]:
    """The stage after `proof` proofs: the next proof, or the galley when all are done."""
    return (Stage.PROOF, proof + 1) if proof < len(proof_steps()) else (Stage.GALLEY, 0)

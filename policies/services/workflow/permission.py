"""Turns an account and a document's rows into the deeds that the account may do now."""

from dataclasses import dataclass

from django.db.models import Q

from policies.drafting.deeds import Deed, Place, deeds_at
from policies.models import DocumentState, Draft, PolicyDocument, User
from policies.querysets import PolicyDocumentQuerySet
from policies.services.staff import roles_of


@dataclass(frozen=True, slots=True)
class Staff:
    """What counts of an account: its roles, and the organs it works for (none: all of the office's)."""

    roles: frozenset[str]
    organs: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()  # all names of these organs

    @property
    def limited(self) -> bool:
        return bool(self.organs)


def staff_of(user: User) -> Staff:
    """Three queries; lists ask once for all their rows. A closed account has no roles."""
    if not user.is_active or user.pk is None:
        return Staff(frozenset())
    organs = list(user.organs.prefetch_related("names"))
    names = {organ.name for organ in organs} | {one.name for organ in organs for one in organ.names.all()}
    return Staff(frozenset(roles_of(user)), frozenset(organ.pk for organ in organs), frozenset(names))


def may(*, user: User, deed: Deed, document: PolicyDocument | None = None) -> bool:
    """Whether the account may do the deed now; without a document, whether it may bring a new one to the desk."""
    return deed in deeds_of(staff=staff_of(user), document=document)


def deeds_of(*, staff: Staff, document: PolicyDocument | None = None) -> frozenset[Deed]:
    """All deeds open to the account. Uses prefetched `drafts` and `issuer_links`."""
    if document is None:
        return deeds_at(frozenset({Place.NEW}), staff.roles, own=True, limited=staff.limited)
    return deeds_at(places_of(document), staff.roles, own=_is_own(staff, document), limited=staff.limited)


def readable(*, staff: Staff) -> PolicyDocumentQuerySet:
    """The documents that the account may look at: all, or of single organs' accounts their own, and what is public."""
    if not staff.limited:
        return PolicyDocument.objects.all()
    own = PolicyDocument.objects.belonging_to(organs=staff.organs, names=staff.names)
    return PolicyDocument.objects.filter(
        Q(pk__in=own.values("pk")) | Q(pk__in=PolicyDocument.objects.at_rest().values("pk"))
    )


def places_of(document: PolicyDocument) -> frozenset[Place]:
    """Where its work stands: a public document under correction stands in two places."""
    draft = working_draft(document)
    places = {Place(draft.stage)} if draft else set()
    if document.state != DocumentState.DRAFT:
        return frozenset(places | {Place(document.state)})
    return frozenset(places or {Place.GIVEN_UP if list(document.drafts.all()) else Place.RECEIVED})


def working_draft(document: PolicyDocument) -> Draft | None:
    """The open draft, None when work has not begun or is over. Uses prefetched `drafts`."""
    return next((one for one in document.drafts.all() if one.closed_at is None), None)


def _is_own(staff: Staff, document: PolicyDocument) -> bool:
    if any(link.organ_id in staff.organs for link in document.issuer_links.all()):
        return True
    return any(one.received_from in staff.names for one in document.drafts.all() if one.received_from)

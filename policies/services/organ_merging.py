"""Merges two organs that are one: what moves is shown first, then moves in one transaction, and the old code leads on."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from policies.grammar.said import said
from policies.models import DocumentIssuer, Organ, OrganAlias, OrganName, OrgansApart, PolicyDocument, Post, Tenure
from policies.services import locks
from policies.services.organ_register import OrganError
from policies.signals import organ_renamed


@dataclass(frozen=True, slots=True)
class MergePreview:
    """How many rows of the organ would be the other's; `twice` are documents that name both and keep one."""

    issued: int
    duties: int
    twice: int
    series: int
    staff: int
    names: int
    posts: int
    tenures: int
    predecessors: int
    titles: tuple[str, ...]  # of some of its documents, for the eye


def preview_merge(*, organ: Organ, into: Organ, shown: int = 5) -> MergePreview:
    """What `merge_organs` would move from `organ`."""
    issued = DocumentIssuer.objects.filter(organ=organ)
    both = issued.filter(document__issuer_links__organ=into).count()
    documents = PolicyDocument.objects.filter(issuer_links__organ=organ).newest_first()
    return MergePreview(
        issued=issued.count(),
        duties=organ.duties.count(),
        twice=both,
        series=organ.series.count(),
        staff=organ.staff.count(),
        names=organ.names.count() + 1,
        posts=organ.posts.count(),
        tenures=Tenure.objects.filter(post__organ=organ).count(),
        predecessors=organ.predecessors.count(),
        titles=tuple(documents.values_list("title", flat=True)[:shown]),
    )


@transaction.atomic
def merge_organs(*, organ: Organ, into: Organ) -> None:
    """Gives all that is `organ`'s to `into`, whose name, code and successor stay; `organ` is a name and a code of it then.

    Raises `OrganError` for an organ and itself.
    """
    if organ.pk == into.pk:
        raise OrganError(said("不能把机关与它自己合并。"))
    locks.naming()
    both = Organ.objects.select_for_update().filter(pk__in=[organ.pk, into.pk]).in_bulk()
    if len(both) < 2:
        raise OrganError(said("其中一个机关已不在名录里。"))
    organ, into = both[organ.pk], both[into.pk]
    _move_documents(organ, into)
    _move_names(organ, into)
    _move_posts(organ, into)
    organ.series.update(organ=into)
    for person in organ.staff.all():
        person.organs.add(into)
    _move_succession(organ, into)
    OrgansApart.objects.filter(Q(first=organ) | Q(second=organ)).delete()
    OrganAlias.objects.filter(organ=organ).update(organ=into)
    code = organ.code
    organ.delete()
    OrganAlias.objects.create(code=code, organ=into)
    into.save(update_fields=["successor", "updated_at"])
    organ_renamed.send(sender=Organ, organ=into)


def _move_documents(organ: Organ, into: Organ) -> None:
    """Documents answer differently then, so programs that ask what changed are told."""
    concerned = PolicyDocument.objects.filter(Q(issuer_links__organ=organ) | Q(departments=organ)).values("pk")
    PolicyDocument.objects.filter(pk__in=list(concerned.values_list("pk", flat=True))).update(updated_at=timezone.now())
    twice = DocumentIssuer.objects.filter(organ=organ, document__issuer_links__organ=into)
    leading = [one.document_id for one in twice if one.lead]
    DocumentIssuer.objects.filter(organ=into, document__in=leading).update(lead=True)
    twice.delete()
    DocumentIssuer.objects.filter(organ=organ).update(organ=into)
    for document in organ.duties.all():
        document.departments.add(into)


def _move_names(organ: Organ, into: Organ) -> None:
    held = {into.name, *into.names.values_list("name", flat=True)}
    for one in organ.names.all():
        if one.name not in held:
            OrganName.objects.filter(pk=one.pk).update(organ=into)
            held.add(one.name)
    if organ.name not in held:
        OrganName.objects.create(organ=into, name=organ.name, kind=OrganName.Kind.VARIANT)


def _move_posts(organ: Organ, into: Organ) -> None:
    """A post both have is one; a tenure both have is one."""
    standing = {one.name: one for one in into.posts.all()}
    for post in organ.posts.all():
        same = standing.get(post.name)
        if same is None:
            Post.objects.filter(pk=post.pk).update(organ=into)
            continue
        held = set(same.tenures.values_list("person", "from_on"))
        for tenure in post.tenures.all():
            if (tenure.person, tenure.from_on) in held:
                tenure.delete()
            else:
                Tenure.objects.filter(pk=tenure.pk).update(post=same)
        post.delete()


def _move_succession(organ: Organ, into: Organ) -> None:
    if into.successor_id == organ.pk:
        into.successor = organ.successor if organ.successor_id != into.pk else None
        Organ.objects.filter(pk=into.pk).update(successor=into.successor)
    elif into.successor_id is None and organ.successor_id not in (None, into.pk):
        into.successor = organ.successor
    organ.predecessors.exclude(pk=into.pk).update(successor=into)
    Organ.objects.filter(pk=organ.pk).update(successor=None)

"""Deeds on the register of leaders: who held which post of an organ, from when until when."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from policies.grammar.said import said
from policies.models import Organ, PolicyDocument, Post, Tenure


class LeaderError(Exception):
    """The register refuses the deed; the message says why, for the person who asked."""


@dataclass(frozen=True, slots=True)
class TenureLine:
    """One term of office as an editor or a table gives it; the days are the first and the last in office."""

    organ: Organ
    post: str
    person: str
    from_on: date | None = None
    until_on: date | None = None
    appointed_by: PolicyDocument | None = None
    removed_by: PolicyDocument | None = None
    note: str = ""


@transaction.atomic
def keep_tenure(*, line: TenureLine, tenure: Tenure | None = None) -> Tenure:
    """Writes a term of office, a new one or `tenure` anew; the post is made if the organ has none of that name.

    Raises `LeaderError` for what stands there already and for an end before the beginning.
    """
    person, post = "".join(line.person.split())[:60], _post(line.organ, line.post)
    if not person:
        raise LeaderError(said("姓名不能为空。"))
    if line.from_on and line.until_on and line.until_on < line.from_on:
        raise LeaderError(said("免职日期早于任职日期。"))
    tenure = tenure or Tenure()
    tenure.post, tenure.person, tenure.note = post, person, line.note[:200]
    tenure.from_on, tenure.until_on = line.from_on, line.until_on
    tenure.appointed_by, tenure.removed_by = line.appointed_by, line.removed_by
    try:
        with transaction.atomic():
            tenure.save()
    except IntegrityError as error:
        raise LeaderError(said("{person}的这一任期已在名录里。", person=person)) from error
    return tenure


def _post(organ: Organ, name: str) -> Post:
    name = "".join(name.split())[:120]
    if not name:
        raise LeaderError(said("职务不能为空。"))
    found = Post.objects.filter(organ=organ, name=name).first()
    return found or Post.objects.create(organ=organ, name=name, position=organ.posts.count() + 1)


@transaction.atomic
def drop_tenure(*, tenure: Tenure) -> None:
    """Takes a term of office out of the register, and its post with it when nobody else ever held it."""
    post = tenure.post
    tenure.delete()
    if not post.tenures.exists():
        post.delete()


@transaction.atomic
def describe_post(*, post: Post, name: str, position: int) -> None:
    """Renames or moves a post among its organ's. Raises `LeaderError` when the organ has one of that name."""
    name = "".join(name.split())[:120]
    if not name or Post.objects.filter(organ=post.organ_id, name=name).exclude(pk=post.pk).exists():
        raise LeaderError(said("该机关已有同名职务，或名称为空。"))
    post.name, post.position = name, position
    post.save(update_fields=["name", "position"])

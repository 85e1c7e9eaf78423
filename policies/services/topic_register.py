"""Deeds on the tree of topics: a new one, a renamed or moved one, two made one, documents put under one."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from policies.grammar.said import said
from policies.models import PolicyDocument, Topic, TopicAlias
from policies.services import locks
from policies.services.spelling import free_code, syllables


class TopicError(Exception):
    """The tree refuses the deed; the message says why, for the person who asked."""


def _code_is_taken(code: str) -> bool:
    return Topic.objects.filter(code=code).exists() or TopicAlias.objects.filter(code=code).exists()


@transaction.atomic
def keep_topic(*, name: str, parent: Topic | None, code: str = "", topic: Topic | None = None) -> Topic:
    """Writes a topic, a new one or `topic` anew, whose code stays. The tree has two levels. Raises `TopicError`."""
    locks.naming()
    name = name.strip()[:80]
    same = Topic.objects.filter(name=name, parent=parent)
    if not name or (same.exclude(pk=topic.pk) if topic else same).exists():
        raise TopicError(said("主题名称为空，或同级已有同名主题。"))
    if parent and (parent.parent_id or (topic and (parent == topic or topic.children.exists()))):
        raise TopicError(said("主题只分两级。"))
    if topic is None:
        if code and _code_is_taken(code):
            raise TopicError(said("代码 {code} 已经使用。", code=code))
        topic = Topic(code=code or free_code(_plain(syllables(name))[:60], _code_is_taken))
    topic.name, topic.parent = name, parent
    topic.save()
    return topic


def _plain(wanted: str) -> str:
    return "-".join("".join(one if one.isascii() and one.isalnum() else " " for one in wanted).split()) or "topic"


@transaction.atomic
def merge_topics(*, topic: Topic, into: Topic) -> int:
    """Puts all documents and topics below `topic` under `into`, to which its code leads on; how many documents. Raises `TopicError`."""
    if topic.pk in {into.pk, into.parent_id}:
        raise TopicError(said("不能把主题并入它自己或它的下级。"))
    if into.parent_id and topic.children.exists():
        raise TopicError(said("主题只分两级。"))
    locks.naming()
    documents = list(topic.documents.values_list("pk", flat=True))
    assign_topic(topic=into, documents=documents)
    topic.children.update(parent=into)
    TopicAlias.objects.filter(topic=topic).update(topic=into)
    code = topic.code
    topic.delete()
    TopicAlias.objects.create(code=code, topic=into)
    into.save(update_fields=["updated_at"])
    return len(documents)


@transaction.atomic
def assign_topic(*, topic: Topic, documents: Collection[int], take_away: bool = False) -> None:
    """Puts documents under a topic, or takes them from under it; programs that ask what changed are told."""
    if take_away:
        topic.documents.remove(*documents)
    else:
        topic.documents.add(*documents)
    PolicyDocument.objects.filter(pk__in=documents).update(updated_at=timezone.now())


@transaction.atomic
def drop_topic(*, topic: Topic) -> None:
    """Takes an empty topic away. Raises `TopicError` when something stands under it."""
    if topic.documents.exists() or topic.children.exists():
        raise TopicError(said("主题下还有文件或下级主题，请先合并。"))
    topic.delete()

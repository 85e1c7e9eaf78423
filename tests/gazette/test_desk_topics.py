"""Topics and a gazette's settings at the desk."""

import pytest
from django.test import Client

from policies.models import Role, Topic
from policies.services.topic_register import TopicError, keep_topic, merge_topics
from tests.cast import citizen, everybody, queries
from tests.factories import make_document, make_gazette, make_topic, make_user

pytestmark = pytest.mark.django_db


def editor() -> Client:
    client = Client()
    client.force_login(make_user(role=Role.EDITOR, password=None))
    return client


def test_a_topic_is_added_renamed_and_keeps_its_code() -> None:
    client = editor()
    client.post("/desk/topics/new/", {"name": "水利"})
    topic = Topic.objects.get()
    assert topic.code == "shui-li"
    assert client.post("/desk/topics/new/", {"name": "水利"}).status_code == 422
    client.post(f"/desk/topics/{topic.pk}/", {"name": "水务"})
    topic.refresh_from_db()
    assert (topic.name, topic.code) == ("水务", "shui-li")


def test_the_tree_has_two_levels() -> None:
    top = make_topic()
    below = make_topic(parent=top)
    with pytest.raises(TopicError):
        keep_topic(name="三级", parent=below)
    with pytest.raises(TopicError):
        keep_topic(name=top.name, parent=make_topic(), topic=top)


def test_documents_are_put_under_a_topic_and_taken_away() -> None:
    topic, document = make_topic(), make_document(title="关于东渠的通知")
    client = editor()
    assert document.title in client.get(f"/desk/topics/{topic.pk}/?q=东渠").content.decode()
    client.post(f"/desk/topics/{topic.pk}/documents/", {"document": [document.pk]})
    assert list(topic.documents.all()) == [document]
    client.post(f"/desk/topics/{topic.pk}/documents/", {"document": [document.pk], "away": "1"})
    assert not topic.documents.exists()


def test_a_merged_topics_address_leads_on() -> None:
    topic, into = make_topic(code="one"), make_topic(code="two")
    document = make_document(topics=[topic])
    editor().post(f"/desk/topics/{topic.pk}/merge/", {"into": into.pk})
    assert list(document.topics.all()) == [into]
    answer = citizen().get("/topics/one/")
    assert (answer.status_code, answer["Location"]) == (301, "/topics/two/")
    assert citizen().get("/api/v1/documents/?topic=one").json()["count"] == 1
    with pytest.raises(TopicError):
        merge_topics(topic=into, into=into)


def test_only_an_empty_topic_is_deleted() -> None:
    topic = make_topic()
    document = make_document(topics=[topic])
    client = editor()
    client.post(f"/desk/topics/{topic.pk}/merge/", {"drop": "1"})
    assert Topic.objects.filter(pk=topic.pk).exists()
    document.topics.clear()
    client.post(f"/desk/topics/{topic.pk}/merge/", {"drop": "1"})
    assert not Topic.objects.filter(pk=topic.pk).exists()


def test_a_gazettes_settings_are_the_editors() -> None:
    gazette = make_gazette()
    given = {"title": "安澜市政府公报", "office": "市政府办公室", "sections": "市政府令\n\n市政府文件\n市政府令"}
    for name, client in everybody().items():
        answer = client.post("/desk/gazettes/anlan/settings/", given)
        assert (answer.status_code == 302) is (name in ("editor", "citizen")), name
    gazette.refresh_from_db()
    assert (gazette.title, gazette.sections) == ("安澜市政府公报", ["市政府令", "市政府文件"])


def test_lists_take_the_same_queries_for_one_and_for_fifty() -> None:
    client = editor()
    topic = make_topic()
    make_document(topics=[topic])
    addresses = ("/desk/topics/", f"/desk/topics/{topic.pk}/")
    client.get(addresses[0])
    counted = [queries(lambda at=at: client.get(at)) for at in addresses]
    for _ in range(49):
        make_document(topics=[topic, make_topic(parent=topic)])
    assert [queries(lambda at=at: client.get(at)) for at in addresses] == counted

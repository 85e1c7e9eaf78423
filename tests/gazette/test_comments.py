"""批注: pinned to a place of the text and kept when it goes; changed by their author alone; who is meant is told."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from gazette.models import Comment, Notification, NotificationKind, Pin
from gazette.services.talk import commenting
from gazette.services.talk.commenting import CommentError
from gazette.services.talk.mentioning import mentioned
from gazette.services.talk.threads import places_of, threads_of
from policies.models import PolicyDocument, Version
from policies.services.drafting import open_draft
from tests.cast import queries
from tests.factories import add_provision, add_table, make_document, make_issue
from tests.gazette.desk_people import People, client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def document() -> PolicyDocument:
    return make_document(state="draft", title="安澜市供水办法", paragraphs=["各区县要抓好落实。", "东渠先行整治。"])


def say(document: PolicyDocument, people: People, text: str = "这一句要核对。", **fields) -> Comment:
    return commenting.comment_on_document(document=document, by=people.editor, text=text, **fields)


def told(kind: NotificationKind) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("to__username", flat=True))


def test_a_comment_hangs_on_a_clause_with_its_words(document: PolicyDocument, people: People) -> None:
    clause = document.versions.get().provisions.last()
    made = say(document, people, key=f"p{clause.pk}", quote="先行")
    assert (made.pin, made.provision, made.eid, made.quote) == (Pin.CLAUSE, clause, clause.eid, "先行")
    assert clause.text[made.start : made.end] == "先行"
    [thread] = threads_of(document=document)
    assert (thread.key, thread.place) == (f"p{clause.pk}", "东渠先行整治。")


def test_a_comment_outlives_its_clause(document: PolicyDocument, people: People) -> None:
    clause = document.versions.get().provisions.last()
    say(document, people, key=f"p{clause.pk}")
    clause.delete()
    [thread] = threads_of(document=document)
    assert thread.first.gone
    assert (thread.key, thread.first.quote, thread.first.eid) == ("", "东渠先行整治。", clause.eid)


def test_a_comment_hangs_on_rows_fields_titles_and_on_the_whole(document: PolicyDocument, people: People) -> None:
    part = document.versions.get().texts.get()
    row = add_table(part=part).rows.get()
    made = {
        key: say(document, people, key=key) for key in (f"r{row.pk}", "/title", f"t{part.pk}", f"g{row.table_id}", "")
    }
    assert [one.pin for one in made.values()] == ["row", "field", "title", "clause", ""]
    assert made[f"r{row.pk}"].quote == "1｜东渠整治"
    assert made["/title"].quote == "安澜市供水办法"
    assert {thread.place for thread in threads_of(document=document)} >= {"表行 1", "标题", "全文"}


@pytest.mark.parametrize("key", ["p999999", "x1", "/nothing", "p1; DROP"])
def test_what_is_not_in_the_document_takes_no_comment(document: PolicyDocument, people: People, key: str) -> None:
    with pytest.raises(CommentError, match="已不在文中"):
        say(document, people, key=key)


def test_what_the_browser_has_not_saved_yet_is_asked_for_later(document: PolicyDocument, people: People) -> None:
    with pytest.raises(CommentError, match="还没有保存"):
        say(document, people, key="n-1")


def test_another_documents_clause_takes_no_comment(document: PolicyDocument, people: People) -> None:
    other = make_document(state="draft").versions.get().provisions.get()
    with pytest.raises(CommentError):
        say(document, people, key=f"p{other.pk}")


def test_a_comment_follows_its_clause_into_the_corrected_wording(people: People) -> None:
    document = make_document()
    before = document.versions.get()
    clause = before.provisions.get()
    say(document, people, key=f"p{clause.pk}")
    after = Version.objects.create(document=document, n=2, current=False)
    part = after.texts.create(role="notice", eid="main", position=1)
    heir = add_provision(part=part, text="各区县要抓好落实，", continues=clause)
    document.drafts.create(version=after, opened_by=people.editor)
    [thread] = threads_of(document=document)
    assert thread.key == f"p{heir.pk}"


def test_those_named_are_told_once_and_never_oneself(document: PolicyDocument, people: People) -> None:
    made = say(document, people, "@shenning @沈宁 请看，@linxiao 记下，@nobody1 不在。")
    assert told(NotificationKind.MENTION) == {"shenning"}
    commenting.edit_comment(comment=made, by=people.editor, text="@shenning @陶昱看", at=NOW)
    assert told(NotificationKind.MENTION) == {"shenning", "taoyu"}
    assert Notification.objects.count() == 2


def test_of_names_that_begin_alike_the_longer_is_meant(people: People) -> None:
    people.editor.first_name, people.reviewer.first_name = "沈宁", "沈宁远"
    among = [people.editor, people.reviewer]
    assert mentioned(text="请@沈宁远看", among=among) == [people.reviewer]
    assert mentioned(text="请@沈宁看；SHENNING@example", among=among) == [people.editor]
    assert mentioned(text="@ShenNing.", among=among) == [people.reviewer]


def test_a_reply_is_told_to_all_who_spoke_and_opens_the_thread_again(document: PolicyDocument, people: People) -> None:
    first = say(document, people)
    commenting.resolve_comment(comment=first, by=people.reviewer, at=NOW)
    answer = commenting.reply(comment=first, by=people.reviewer, text="已核对。")
    commenting.reply(comment=answer, by=people.publisher, text="好。")
    assert [one.parent for one in first.replies.all()] == [first, first]
    first.refresh_from_db()
    assert first.resolved_at is None
    assert set(Notification.objects.values_list("to__username", "by__username", "kind")) == {
        ("linxiao", "shenning", "reply"),
        ("linxiao", "taoyu", "reply"),
        ("shenning", "taoyu", "reply"),
    }


def test_the_author_alone_changes_and_deletes(document: PolicyDocument, people: People) -> None:
    made = say(document, people)
    with pytest.raises(CommentError, match="作者本人"):
        commenting.edit_comment(comment=made, by=people.reviewer, text="别的", at=NOW)
    with pytest.raises(CommentError, match="作者本人"):
        commenting.delete_comment(comment=made, by=people.reviewer, at=NOW)
    commenting.delete_comment(comment=made, by=people.editor, at=NOW)
    made.refresh_from_db()
    assert (made.text, made.deleted_at) == ("", NOW)
    page = client_of(people.reviewer).get(f"/desk/documents/{document.pk}/").content.decode()
    assert "删除这条批注" in page
    assert "这一句要核对" not in page
    with pytest.raises(CommentError, match="已经删除"):
        commenting.edit_comment(comment=made, by=people.editor, text="又来", at=NOW)


def test_an_account_of_another_organ_does_not_comment(document: PolicyDocument, people: People) -> None:
    with pytest.raises(CommentError, match="不能在这里批注"):
        commenting.comment_on_document(document=document, by=people.clerk, text="水务局意见。")
    own = make_document(state="draft", issuers=[people.organ])
    assert commenting.comment_on_document(document=own, by=people.clerk, text="水务局意见。").pk


def test_the_database_keeps_what_always_holds(document: PolicyDocument, people: People) -> None:
    made = say(document, people)
    wrong = [
        {"issue": make_issue()},
        {"text": ""},
        {"resolved_at": NOW},
        {"start": 5, "end": 5},
        {"document": None, "issue": make_issue(), "pin": "clause"},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=made.pk).update(**fields)


def test_every_deed_works_as_a_plain_form(document: PolicyDocument, people: People) -> None:
    client, clause = client_of(people.editor), document.versions.get().provisions.first()
    page = f"/desk/documents/{document.pk}/"
    answer = client.post(f"{page}comments/", {"text": "请核对。", "key": f"p{clause.pk}"})
    made = Comment.objects.get()
    assert answer["Location"] == f"{page}#comment-{made.pk}"
    for deed, given in (("reply", {"text": "好"}), ("edit", {"text": "请再核对。"}), ("resolve", {}), ("delete", {})):
        assert client.post(f"/desk/comments/{made.pk}/{deed}/", given).status_code == 302
    made.refresh_from_db()
    assert (made.replies.get().text, made.text, made.resolved_by) == ("好", "", people.editor)
    assert "请写下批注的内容" in client.post(f"{page}comments/", {"text": " "}, follow=True).content.decode()


def test_the_panel_gives_itself_back(document: PolicyDocument, people: People) -> None:
    client = client_of(people.editor)
    address = f"/desk/documents/{document.pk}/comments/"
    answer = client.post(address, {"text": "请核对。", "key": "/title"}, headers={"X-Panel": "1"})
    assert (answer.status_code, 'data-key="/title"' in answer.content.decode()) == (200, True)
    assert client.post(address, {"text": ""}, headers={"X-Panel": "1"}).status_code == 422


def test_an_issue_has_comments_of_its_own(people: People) -> None:
    issue = make_issue(state="draft")
    client = client_of(people.reviewer)
    answer = client.post(f"/desk/issues/{issue.pk}/comments/", {"text": "目录要重排，@taoyu"}, follow=True)
    assert "目录要重排" in answer.content.decode()
    assert told(NotificationKind.MENTION) == {"taoyu"}


def test_places_offered_without_the_editor_are_keys(document: PolicyDocument, people: People) -> None:
    add_table(part=document.versions.get().texts.get())
    open_draft(document=document, by=people.editor)
    for _, options in places_of(document=document):
        for key, _label in options:
            assert say(document, people, key=key).pk


def test_the_panel_costs_the_same_for_one_thread_and_fifty(document: PolicyDocument, people: People) -> None:
    client, clauses = client_of(people.editor), list(document.versions.get().provisions.all())
    panel, page = f"/desk/documents/{document.pk}/panel/comments/", f"/desk/documents/{document.pk}/"
    open_draft(document=document, by=people.editor)
    row = add_table(part=document.versions.get().texts.get()).rows.get()
    keys = [f"p{clauses[0].pk}", f"r{row.pk}"]
    for key in keys:
        commenting.reply(comment=say(document, people, key=key), by=people.reviewer, text="好")
    assert client.get(panel).status_code == 200
    once = [queries(lambda at=at: client.get(at)) for at in (panel, page)]
    for n in range(50):
        commenting.reply(comment=say(document, people, key=keys[n % 2]), by=people.publisher, text="好")
    assert [queries(lambda at=at: client.get(at)) for at in (panel, page)] == once

"""One deed over many documents: shown first, then done one by one; what can't be done is left, with the reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from gazette.models import BulkDeed, BulkItem
from gazette.services.bulk.carrying import carry_out, due_bulks, start_bulk
from gazette.services.bulk.kinds import KINDS, Given
from gazette.services.bulk.planning import plan
from policies.models import Draft, PolicyDocument, Role, User, Version
from policies.services.drafting import open_draft
from tests import factories
from tests.cast import queries

pytestmark = pytest.mark.django_db
DAY, NOW = date(2024, 6, 1), datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture
def editor() -> User:
    return factories.make_user(role=Role.EDITOR, password=None)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def outcomes(bulk: BulkDeed) -> dict[str, tuple[str, str]]:
    return {one.document.title: (one.outcome, one.message) for one in bulk.items.select_related("document")}


def done(name: str, by: User, given: Given | None = None) -> BulkDeed:
    given = given or Given()
    planned = plan(kind=KINDS[name], documents=PolicyDocument.objects.order_by("pk"), given=given, by=by)
    bulk = start_bulk(name=name, given=given, plan=planned, by=by)
    carry_out(bulk=bulk, on=DAY, at=NOW)
    return bulk


def test_topics_are_added_to_drafts_and_in_public_to_what_is_public(editor: User) -> None:
    old, new = factories.make_topic(name="水利"), factories.make_topic(name="教育")
    draft = factories.make_document(title="稿", state="draft")
    public = factories.make_document(title="已发", topics=[old])
    having = factories.make_document(title="已有", topics=[new])
    gone = factories.make_document(title="已撤", state="withdrawn", withdrawal_reason="有误")
    bulk = done("topics", editor, Given(topics=(new,), reason="分类"))
    assert {title: outcome for title, (outcome, _) in outcomes(bulk).items()} == {
        "稿": "done",
        "已发": "done",
        "已有": "left",
        "已撤": "left",
    }
    assert [sorted(str(one) for one in document.topics.all()) for document in (draft, public, having, gone)] == [
        ["教育"],
        ["教育", "水利"],
        ["教育"],
        [],
    ]
    assert public.events.get().changes == [{"field": "topics", "before": "水利", "after": "教育、水利"}]
    assert not having.events.exists()


def test_drafts_are_sent_to_proof_and_others_left(editor: User) -> None:
    received = factories.make_document(title="来稿", state="draft")
    factories.make_document(title="已发")
    bulk = done("submit", editor)
    assert outcomes(bulk) == {
        "来稿": ("done", "送去校对"),
        "已发": ("left", "您不能办理，或不在这一环节。"),
    }
    assert open_draft(document=received, by=None).stage == "proof"


def test_treatment_and_disclosure_are_set(editor: User) -> None:
    document = factories.make_document(state="draft")
    done("treatment", editor, Given(treatment="written"))
    done("disclosure", editor, Given(disclosure="open"))
    document.refresh_from_db()
    assert (document.treatment, document.disclosure) == ("written", "open")
    assert [one for one, _ in outcomes(done("treatment", editor, Given(treatment="written"))).values()] == ["left"]


def test_only_publishers_withdraw_and_each_with_the_reason(editor: User) -> None:
    documents = [factories.make_document() for _ in range(3)]
    assert {one for one, _ in outcomes(done("withdraw", editor, Given(reason="有误"))).values()} == {"left"}
    publisher = factories.make_user(role=Role.PUBLISHER)
    done("withdraw", publisher, Given(reason="有误"))
    for document in documents:
        document.refresh_from_db()
        assert (document.state, document.withdrawal_reason) == ("withdrawn", "有误")


def test_one_that_changed_meanwhile_is_left_and_the_others_are_done(editor: User) -> None:
    changed, other = (factories.make_document(title=title, state="draft") for title in ("甲", "乙"))
    planned = plan(kind=KINDS["submit"], documents=PolicyDocument.objects.all(), given=Given(), by=editor)
    bulk = start_bulk(name="submit", given=Given(), plan=planned, by=editor)
    PolicyDocument.objects.filter(pk=changed.pk).update(state="published")
    carry_out(bulk=bulk, on=DAY, at=NOW)
    assert {title: outcome for title, (outcome, _) in outcomes(bulk).items()} == {"甲": "left", "乙": "done"}
    before = open_draft(document=other, by=None).moves.count()
    carry_out(bulk=bulk, on=DAY, at=NOW)  # a message delivered twice
    assert open_draft(document=other, by=None).moves.count() == before


def test_what_a_galley_lacks_keeps_it_from_the_press() -> None:
    publisher = factories.make_user(role=Role.PUBLISHER)
    document = factories.make_document(state="draft", paragraphs=["电话13800138000。"])
    draft = open_draft(document=document, by=None)
    draft.stage = "galley"
    draft.save()
    factories.make_document(state="draft", title="无字", paragraphs=())
    bulk = done("sign", publisher)
    assert {one for one, _ in outcomes(bulk).values()} <= {"left", "done"}
    assert outcomes(bulk)["无字"][0] == "left"


def test_the_page_shows_first_and_does_then(editor: User) -> None:
    topic = factories.make_topic(name="水利")
    one, other = factories.make_document(title="甲件", state="draft"), factories.make_document(title="乙件")
    client = logged_in(editor)
    chosen = {"deed": "topics", "document": [one.pk, other.pk]}
    page = client.post("/desk/bulk/preview/", chosen).content.decode()
    assert "甲件" in page
    assert not BulkItem.objects.exists()
    carried = {"deed": "topics", "documents": f"{one.pk},{other.pk}", "topics": [topic.pk]}
    page = client.post("/desk/bulk/preview/", carried | {"confirm": "1"}).content.decode()
    assert "必填" in page  # what the public reads wants a reason
    answer = client.post("/desk/bulk/preview/", carried | {"confirm": "1", "reason": "分类"})
    bulk = BulkDeed.objects.get()
    assert answer["Location"] == f"/desk/bulk/{bulk.pk}/"
    assert bulk.finished_at
    page = client.get(answer["Location"]).content.decode()
    assert "加上水利，公开记入变动记录" in page
    assert "已办 2，未办 0" in client.get("/desk/bulk/").content.decode()


def test_all_that_match_are_taken_from_every_page(editor: User) -> None:
    for n in range(35):
        factories.make_document(state="draft" if n else "published", title=f"第{n}件")
    page = logged_in(editor).post("/desk/bulk/preview/", {"deed": "submit", "all": "1", "filter": "stage=received"})
    text = page.content.decode()
    assert "办理 34 件" in text
    narrowed = {"deed": "submit", "all": "1", "filter": "stage=received&q=第3"}
    assert "办理 6 件" in logged_in(editor).post("/desk/bulk/preview/", narrowed).content.decode()


def test_many_are_left_to_the_queue_and_followed(editor: User, django_capture_on_commit_callbacks) -> None:
    documents = [factories.make_document(state="draft") for _ in range(25)]
    client = logged_in(editor)
    keys = ",".join(str(one.pk) for one in documents)
    with django_capture_on_commit_callbacks() as asked:
        client.post("/desk/bulk/preview/", {"deed": "submit", "documents": keys, "confirm": "1"})
    bulk = BulkDeed.objects.get()
    assert asked
    assert client.get(f"/desk/bulk/{bulk.pk}/progress/").json() == {"count": 25, "waiting": 25, "finished": False}
    carry_out(bulk=bulk, on=DAY, at=NOW)
    assert client.get(f"/desk/bulk/{bulk.pk}/progress/").json() == {"count": 25, "waiting": 0, "finished": True}


def test_a_preview_takes_the_same_queries_for_one_and_for_many() -> None:
    everything = factories.make_user()
    for role in (Role.REVIEWER, Role.PUBLISHER):
        everything.groups.add(Group.objects.get_or_create(name=role)[0])
    client, topic, organ = logged_in(everything), factories.make_topic(), factories.make_organ()
    given = {"again": "1", "topics": [topic.pk], "departments": [organ.pk], "reason": "分类"}
    given |= {"treatment": "written", "disclosure": "open"}
    keys = [str(factories.make_document(state="draft").pk) for _ in range(50)]

    def asked(name: str, n: int) -> int:
        return queries(
            lambda: client.post("/desk/bulk/preview/", given | {"deed": name, "documents": ",".join(keys[:n])})
        )

    for name, place in [("topics", "received"), ("submit", "received"), ("sign", "galley"), ("withdraw", "published")]:
        if place == "galley":
            Draft.objects.bulk_create(
                Draft(document=one, version=one.versions.get(), stage=place) for one in PolicyDocument.objects.all()
            )
        elif place == "published":
            PolicyDocument.objects.update(state=place)
        asked(name, 1)
        assert asked(name, 50) == asked(name, 1), name


def test_what_a_program_fault_stops_is_said_and_the_others_are_done(editor: User) -> None:
    for title in ("甲", "乙"):
        factories.make_document(title=title, state="draft")
    planned = plan(kind=KINDS["submit"], documents=PolicyDocument.objects.order_by("pk"), given=Given(), by=editor)
    bulk = start_bulk(name="submit", given=Given(), plan=planned, by=editor)
    Draft.objects.filter(document__title="甲").delete()
    Version.objects.filter(document__title="甲").update(current=False)  # a document as it should never be
    carry_out(bulk=bulk, on=DAY, at=NOW)
    assert {title: outcome for title, (outcome, _) in outcomes(bulk).items()} == {"甲": "left", "乙": "done"}
    bulk.refresh_from_db()
    assert bulk.finished_at == NOW


def test_what_nobody_carries_on_is_told_to_the_queue_again(editor: User) -> None:
    begun = timezone.now()
    bulk = BulkDeed.objects.create(deed="submit", requested_by=editor)
    assert due_bulks(now=begun) == []
    later = begun + timedelta(minutes=2)
    assert due_bulks(now=later) == [bulk.pk]
    assert due_bulks(now=later) == []  # it rests while the queue has it
    assert due_bulks(now=later + timedelta(minutes=2)) == [bulk.pk]
    BulkDeed.objects.update(finished_at=later)
    assert due_bulks(now=later + timedelta(minutes=4)) == []

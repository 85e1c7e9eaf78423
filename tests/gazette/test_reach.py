"""An account that works for single organs: others' unpublished work is on no page, in no list and behind no address of the desk."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from gazette.models import Assignment, BulkDeed, BulkOutcome, Comment, ImportBatch, ImportJob, Notification, Task
from gazette.services.reach import CLOSED, OFFICE_PAGES, within_reach
from gazette.services.talk.commenting import comment_on_document
from gazette.urls.desk import desk_urls
from policies.models import Correction, Evidence, Finding, PolicyDocument, Role, SourceFile, ValidityDecision
from policies.services.drafting import open_draft
from tests import factories
from tests.gazette.desk_doors import DOORS, EDITORIAL
from tests.gazette.desk_people import People, client_of

pytestmark = pytest.mark.django_db

SECRET = "道路封闭施工方案"
# Keys of what the office keeps in common, of one's own, and of the administrators' pages.
FREE = {
    "organ_id",
    "other_id",
    "tenure_id",
    "post_id",
    "recipient_id",
    "topic_id",
    "term_id",
    "notification_id",
    "user_id",
}
GUARDED = [pattern for pattern in desk_urls if set(pattern.pattern.converters) & set(CLOSED)]
LISTS = [pattern for pattern in desk_urls if not pattern.pattern.converters]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A hundred refusals are what is asked for here."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@dataclass
class Desk:
    """A clerk of the water office with every role of the desk, and the unpublished work of another organ."""

    people: People
    client: Client
    keys: dict[str, int]


@pytest.fixture
def desk() -> Desk:
    people = People()
    for role in (Role.REVIEWER, Role.PUBLISHER):
        people.clerk.groups.add(factories.make_user(role=role).groups.get())
    by = people.editor
    roads = factories.make_organ(name="安澜市交通运输局")
    document = factories.make_document(title=SECRET, state="draft", published_on=None, issuers=[roads])
    draft = open_draft(document=document, by=by)
    issue = factories.make_issue(state="draft", published_on=None, documents=[document])
    source = SourceFile.objects.create(sha256="a" * 64, name=f"{SECRET}.pdf", size=1)
    Evidence.objects.create(source=source, version=draft.version, path="main__p_1", first_line=1, last_line=1)
    bulk = BulkDeed.objects.create(deed="submit", requested_by=by)
    bulk.items.create(position=1, document=document, outcome=BulkOutcome.DONE)
    job = ImportJob.objects.create(source=source, requested_by=by, issue=issue, document=document)
    keys = {
        "document_id": document,
        "issue_id": issue,
        "finding_id": Finding.objects.create(code="x", severity="warning", message=SECRET, document=document),
        "figure_id": factories.add_figure(part=draft.version.texts.get()),
        "correction_id": Correction.objects.create(
            document=document, kind="print_error", wrong="甲", right=SECRET, on="2024-01-01", by=by
        ),
        "decision_id": ValidityDecision.objects.create(
            document=document, validity="in_force", source=SECRET, reason=SECRET, proposed_by=by
        ),
        "comment_id": Comment.objects.create(document=document, by=by, text=SECRET),
        "assignment_id": Assignment.objects.create(document=document, task=Task.COLLATE, to=by, by=by),
        "job_id": job,
        "batch_id": ImportBatch.objects.create(requested_by=by),
        "bulk_id": bulk,
        "source_id": source,
    }
    return Desk(people, client_of(people.clerk), {name: one.pk for name, one in keys.items()})


def address_of(pattern: URLPattern, keys: dict[str, int]) -> str:
    given = {name: keys.get(name, 1) for name in pattern.pattern.converters}
    return reverse(f"desk:{pattern.name}", kwargs=given)


def test_every_key_in_an_address_is_guarded_or_said_to_be_free() -> None:
    named = {name for pattern in desk_urls for name in pattern.pattern.converters if name.endswith("_id")}
    assert named == set(CLOSED) | FREE
    assert {pattern.name for pattern in desk_urls} >= OFFICE_PAGES


def test_no_address_leads_to_anothers_unpublished_work(desk: Desk) -> None:
    for pattern in GUARDED:
        answers = {
            way: getattr(desk.client, way)(address_of(pattern, desk.keys)).status_code for way in ("get", "post")
        }
        assert set(answers.values()) <= {403, 405}, pattern.name
        assert 403 in answers.values(), pattern.name
    document = PolicyDocument.objects.get(title=SECRET)
    assert (document.state, document.drafts.get().revisions.count()) == ("draft", 1)


def test_no_list_names_it(desk: Desk) -> None:
    for pattern in LISTS:
        seen, _done = DOORS[pattern.name]
        if seen is None or not seen & EDITORIAL:
            continue
        for query in ("", "?q=道路封闭", "?whose=all", "?stage=received"):
            answer = desk.client.get(reverse(f"desk:{pattern.name}") + query)
            assert SECRET not in answer.content.decode(), pattern.name + query


def test_its_own_and_what_is_public_is_read(desk: Desk) -> None:
    own = factories.make_document(title="水渠整治方案", state="draft", published_on=None, issuers=[desk.people.organ])
    public = factories.make_document(title="安澜市预算")
    page = desk.client.get("/desk/documents/").content.decode()
    assert own.title in page
    assert public.title in page
    for document in (own, public):
        assert desk.client.get(f"/desk/documents/{document.pk}/").status_code == 200
    assert desk.client.get(f"/desk/documents/{own.pk}/edit/").status_code == 200
    issue = factories.make_issue(documents=[public])
    assert desk.client.get(f"/desk/issues/{issue.pk}/").status_code == 200


def test_one_deed_over_many_leaves_what_is_out_of_reach_unnamed(desk: Desk) -> None:
    chosen = {"deed": "submit", "document": [desk.keys["document_id"]]}
    assert SECRET not in desk.client.post("/desk/bulk/preview/", chosen).content.decode()
    everything = {"deed": "submit", "all": "1", "filter": "stage=received"}
    assert SECRET not in desk.client.post("/desk/bulk/preview/", everything).content.decode()


def test_a_mention_leads_nobody_to_what_they_may_not_read(desk: Desk) -> None:
    document = PolicyDocument.objects.get(title=SECRET)
    comment_on_document(document=document, by=desk.people.editor, text=f"@{desk.people.clerk.username} 请看")
    assert not Notification.objects.filter(to=desk.people.clerk).exists()


def test_a_file_is_within_reach_when_all_that_was_read_from_it_is(desk: Desk) -> None:
    def open_to_the_clerk() -> bool:
        named = {"source_id": desk.keys["source_id"]}
        return within_reach(user=desk.people.clerk, page="source_file", named=named, writing=False)

    PolicyDocument.objects.filter(title=SECRET).update(state="published", published_on=timezone.localdate())
    assert not open_to_the_clerk()  # a correction is at the desk
    PolicyDocument.objects.get(title=SECRET).drafts.update(closed_at=timezone.now())
    assert open_to_the_clerk()

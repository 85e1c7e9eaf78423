"""The desk's lists cost as many queries for fifty rows as for one: those that no test of their own holds to it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from gazette.models import BulkDeed, BulkOutcome, GazetteIssue, ImportJob, JobState, Reading
from policies.models import Finding, PolicyDocument, Role, SourceFile
from tests import factories
from tests.cast import queries

pytestmark = pytest.mark.django_db

MANY = 49


def issues(n: int) -> None:
    for _ in range(n):
        document = factories.make_document(state="draft", published_on=None)
        factories.make_issue(state="draft", published_on=None, documents=[document])


def numbers(n: int) -> None:
    """Each in a series of its own, and each with a gap before it."""
    for _ in range(n):
        serial = PolicyDocument.objects.count() + 2
        document = factories.make_document(number=f"安{chr(0x5800 + serial)}发〔2024〕{serial}号")
        factories.add_number(document=document, number=f"安政发〔2024〕{serial}号")


def bulk_deeds(n: int) -> None:
    for _ in range(n):
        document = factories.make_document()
        bulk = BulkDeed.objects.create(deed="topics", requested_by=factories.make_user(password=None))
        bulk.items.create(position=1, document=document, outcome=BulkOutcome.DONE)


def gazettes(n: int) -> None:
    for _ in range(n):
        at = GazetteIssue.objects.count()
        gazette = factories.make_gazette(code=f"anlan-{at}", position=at + 1)
        factories.make_issue(gazette=gazette)


def imports(n: int) -> None:
    """Each of a file, an account and an issue of its own, with a finding."""
    for _ in range(n):
        at = ImportJob.objects.count()
        issue = factories.make_issue(state="draft", published_on=None)
        source = SourceFile.objects.create(sha256=f"{at:064}", name=f"{at}.pdf", size=1, file=f"{at}.pdf")
        reading = Reading.objects.create(source=source, issue=issue, reader_version="1", data={})
        reading.findings.add(Finding.objects.create(code="x", severity="warning", message="合计不符", source=source))
        by = factories.make_user(password=None)
        ImportJob.objects.create(source=source, requested_by=by, issue=issue, reading=reading, state=JobState.DONE)


LISTS: tuple[tuple[str, Callable[[int], None]], ...] = (
    ("/desk/issues/", issues),
    ("/desk/issues/?state=draft", issues),
    ("/desk/documents/?stage=received", issues),
    ("/desk/documents/?stage=outside", numbers),
    ("/desk/numbers/", numbers),
    ("/desk/bulk/", bulk_deeds),
    ("/desk/imports/", imports),
    ("/desk/registers/", gazettes),
)


@pytest.mark.parametrize(("address", "more"), LISTS, ids=[address for address, _ in LISTS])
def test_a_list_costs_the_same_for_one_row_and_for_fifty(address: str, more: Callable[[int], None]) -> None:
    client = Client()
    client.force_login(factories.make_user(role=Role.EDITOR, password=None))
    more(1)
    assert client.get(address).status_code == 200  # notes that somebody is there
    one = queries(lambda: client.get(address))
    more(MANY)
    assert queries(lambda: client.get(address)) == one


def document_with(n: int) -> PolicyDocument:
    document = factories.make_document(state="draft", published_on=None, paragraphs=["请执行。"] * n)
    part = document.versions.get().texts.get()
    for _ in range(n):
        factories.add_figure(part=part)
        factories.make_issue(documents=[document])
    return document


@pytest.mark.parametrize("page", ["", "edit/", "figures/", "preview/"])
def test_a_document_costs_the_same_with_one_row_of_each_kind_and_with_fifty(page: str, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = Client()
    client.force_login(factories.make_user(role=Role.EDITOR, password=None))
    few, many = (f"/desk/documents/{document_with(n).pk}/{page}" for n in (1, 50))
    assert client.get(few).status_code == 200
    assert queries(lambda: client.get(many)) == queries(lambda: client.get(few))


@pytest.mark.parametrize("page", ["", "press/", "masthead/", "chronicle/"])
def test_an_issue_costs_the_same_with_one_row_of_each_kind_and_with_fifty(page: str) -> None:
    def issue_with(n: int) -> int:
        documents = [factories.make_document(state="draft", published_on=None) for _ in range(n)]
        issue = factories.make_issue(state="draft", published_on=None, documents=documents)
        for day in range(n):
            factories.add_chronicle(issue=issue, on=date(2024, 3, day % 28 + 1))
        return int(issue.pk)

    client = Client()
    client.force_login(factories.make_user(role=Role.EDITOR, password=None))
    few, many = (f"/desk/issues/{issue_with(n)}/{page}" for n in (1, 50))
    assert client.get(few).status_code == 200
    assert queries(lambda: client.get(many)) == queries(lambda: client.get(few))

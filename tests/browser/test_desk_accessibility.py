"""Every page of the desk in a real browser, wide and Chinese, narrow and English: no fault axe knows of, nothing too wide.

The pages are the desk's own addresses with one record each: a new address is walked too, or it has to be named here.
"""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from gazette.models import BulkDeed, Gazette, Notification, Recipient
from gazette.services.distributing import freeze_distribution
from gazette.urls.desk import desk_urls
from gazette.urls.door import door_urls
from policies.models import Finding, Role, Term, User
from policies.services.drafting import record_revision
from policies.services.leaders import TenureLine, keep_tenure
from policies.services.noticing import PrintError, list_print_error
from policies.services.proofreading import proofread
from tests import factories
from tests.browser.faults import TABLET, faults_of
from tests.browser.test_desk import SAMPLE
from tests.factories import make_user
from tests.gazette.desk_doors import DOORS
from tests.gazette.imports import TODAY, bring_in
from tests.gazette.test_desk_batches import make_batch
from tests.gazette.test_import_difference import waiting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Addresses = dict[str, dict[str, str]]

# No pages: files, pictures, and pieces that a page above fetches and shows within itself.
FILES = {
    "audit_file", "batch_report", "distribution_file", "distribution_pdf", "document_preview_pdf", "figure_picture",
    "issue_preview_pdf", "leader_file", "proof_sheet", "recipient_file", "source_file", "source_page", "term_file",
}  # fmt: skip
PIECES = {
    "bulk_progress", "comment_panel", "document_preview_page", "document_preview_state", "draft_json",
    "findings_panel", "import_progress", "issue_preview_chronicle", "issue_preview_page", "issue_preview_state",
    "revision_panel", "source_panel",
}  # fmt: skip
AHEAD = {"notification_open"}  # leads on to the page that the notification is about
NO_PAGES = FILES | PIECES | AHEAD
# Of the door: shown without a login, or only between its two steps, or with a second factor set up.
ELSEWHERE = {
    "account_login", "account_inactive", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
ONE_FOR_EACH = (Role.EDITOR, Role.PUBLISHER, Role.AUDITOR, Role.SECURITY, Role.SYSADMIN)


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people() -> dict[str, User]:
    """One for each role, with a password: the door asks for it again before it shows the second factor."""
    return {role.value: make_user(role=role) for role in Role}


@pytest.fixture
def keys(people: dict[str, User]) -> dict[str, dict[str, object]]:
    """An office with one of every record: the arguments of the addresses; under a name, those of that address only."""
    editor = people[Role.EDITOR]
    job = bring_in(SAMPLE.read_bytes())
    public, successor = factories.make_document(title="安澜市供水办法"), factories.make_document()
    gone = factories.make_document(state="withdrawn", withdrawal_reason="有误", successor=successor)
    issue = factories.make_issue(documents=[public], year=2023, number=1)
    withdrawn = factories.make_issue(documents=[gone], year=2023, number=2, state="withdrawn", withdrawal_reason="有误")
    list_print_error(document=public, error=PrintError("供求", "供水", page=3), on=TODAY, by=editor)
    draft = factories.make_draft(
        document=factories.make_document(state="draft", paragraphs=["各县区要加强领导,压实责任。"]), by=editor
    )
    proofread(draft=draft)
    record_revision(draft=draft, by=editor, note="")
    found = Finding.objects.filter(document=draft.document).latest("pk")
    organ, into = factories.make_organ(name="安澜市发改委"), factories.make_organ(name="安澜市发展和改革委员会")
    factories.add_appointment(version=public.versions.get())
    held = keep_tenure(line=TenureLine(organ, "主任", "林晓", date(2020, 1, 1)))
    recipient = Recipient.objects.create(gazette=issue.gazette, name="安澜市图书馆", kind="library")
    freeze_distribution(issue=issue, print_run=10, on=TODAY, by=editor)
    Notification.objects.create(to=editor, kind="proof", document=draft.document)
    difference = waiting()
    return {
        "": {
            "document_id": draft.document_id,
            "issue_id": job.issue_id,
            "job_id": job.pk,
            "batch_id": make_batch().pk,
            "bulk_id": BulkDeed.objects.create(deed="topics", requested_by=editor, given={}).pk,
            "code": Gazette.objects.get(pk=issue.gazette_id).code,
            "n": 1,
            "organ_id": organ.pk,
            "post_id": held.post_id,
            "recipient_id": recipient.pk,
            "tenure_id": held.pk,
            "term_id": Term.objects.get_or_create(wrong="末来", defaults={"right": "未来"})[0].pk,
            "topic_id": factories.make_topic(name="水利").pk,
            "user_id": editor.pk,
            "year": 2023,
        },
        "document_corrections": {"document_id": public.pk},
        "document_restore": {"document_id": gone.pk},
        "document_withdraw": {"document_id": public.pk},
        "distribution_detail": {"issue_id": issue.pk},
        "findings_alike": {"code": found.code},
        "import_difference": {"job_id": difference.pk},
        "issue_restore": {"issue_id": withdrawn.pk},
        "issue_withdraw": {"issue_id": issue.pk},
        "organ_merge": {"query": f"?into={into.code}"},
        "leader_detail": {"query": "?person=林晓"},
    }


def addresses(keys: dict[str, dict[str, object]]) -> Addresses:
    """For each role what is walked as that role: the name of the page and its address."""
    walked: Addresses = {role.value: {} for role in ONE_FOR_EACH}
    for pattern in desk_urls:
        name, sees = str(pattern.name), DOORS[str(pattern.name)][0]
        if sees and name not in NO_PAGES:
            given = keys[""] | keys.get(name, {})
            wanted = {key: given[key] for key in pattern.pattern.converters}
            role = next(role for role in ONE_FOR_EACH if role in sees)
            walked[role][name] = reverse(f"desk:{name}", kwargs=wanted) + str(given.get("query", ""))
    own = [str(pattern.name) for pattern in door_urls if pattern.name not in ELSEWHERE]
    walked[Role.SECURITY] |= {name: reverse(name) for name in own}
    return walked


def pages(context: BrowserContext, site: str, people: dict[str, User], walked: Addresses) -> Iterator[tuple[str, Page]]:
    """The pages one after the other, each loaded once, in one tab; first those that are shown without a login."""
    page = context.new_page()
    for name in ("account_login", "account_inactive"):
        page.goto(site + reverse(name))
        yield name, page
    for role, named in walked.items():
        client = Client()
        client.force_login(people[role])
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
        session.save()
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        for name, address in named.items():
            answer = page.goto(site + address)
            assert answer is not None
            assert answer.status == 200, (name, answer.status)
            yield name, page


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", ""), (390, "dark", "/en")])
def test_no_page_of_the_desk_keeps_anybody_out(
    browser: Browser, live_server, people: dict[str, User], keys, width: int, scheme: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    troubles = {}
    for name, page in pages(context, live_server.url + language, people, addresses(keys)):
        if faults := faults_of(page, also=(TABLET,) if width > TABLET else ()):
            troubles[name] = faults
    context.close()
    assert troubles == {}


def test_nothing_is_left_out_that_is_gone() -> None:
    assert {str(pattern.name) for pattern in desk_urls} >= NO_PAGES
    assert {str(pattern.name) for pattern in door_urls} >= ELSEWHERE

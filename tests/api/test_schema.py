"""The OpenAPI description: whole, without a warning, and kept by the answers themselves."""

from io import StringIO

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from gazette.wsgi import application
from policies.services.indexing import index_version
from tests import factories


def test_the_description_is_valid_and_without_warnings():
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=StringIO())


def test_every_route_of_the_contract_is_described(get):
    paths = set(get("openapi.json")["paths"])
    assert paths == {
        "/api/v1/issues/", "/api/v1/issues/{id}/", "/api/v1/documents/", "/api/v1/documents/{slug}/",
        "/api/v1/documents/{slug}/tables/{n}/", "/api/v1/chronicle/", "/api/v1/appointments/", "/api/v1/organs/",
        "/api/v1/topics/", "/api/v1/search/",
    }  # fmt: skip


def test_the_page_for_people_needs_nothing_from_elsewhere(live_server, page):
    foreign = []
    page.on("request", lambda request: foreign.append(request.url) if live_server.url not in request.url else None)
    page.goto(f"{live_server.url}/api/docs/")
    page.wait_for_selector("text=/documents/{slug}/")
    assert [url for url in foreign if not url.startswith("data:")] == []


@pytest.fixture
def one_connection(db):
    """Requests outside Django's own test client would close the connection that holds this test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
def test_answers_keep_what_the_description_says(one_connection):
    """Schemathesis asks every address with values that fit the description and values that do not."""
    document = factories.make_document(paragraphs=["渠道要整治。"])
    factories.add_table(part=document.versions.get().texts.get())
    factories.add_appointment(version=document.versions.get())
    factories.add_chronicle(issue=factories.make_issue(documents=[document]))
    index_version(version=document.versions.get())
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    bounded = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    for operation in (found.ok() for found in described.get_all_operations()):
        if "{slug}" in operation.path:  # no value is made up for a path with slashes
            parameters = {"slug": document.slug} | ({"n": 1} if "{n}" in operation.path else {})
            operation.Case(path_parameters=parameters).call_and_validate()
        else:
            bounded(_asks(operation))()


def _asks(operation):
    @given(case=operation.as_strategy())
    def ask(case):
        # A cursor fits the description as any text does, and is refused all the same when it was not made here.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    return ask

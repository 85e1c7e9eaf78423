"""The API answers though the cache is away: nothing is kept and nobody counts, but readers are served."""

import pytest
from django.test import Client

from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_documents_are_listed_without_the_cache(client: Client, settings) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/1"}}
    document = make_document(title="安澜市供水办法")
    answer = client.get("/api/v1/documents/")
    assert answer.status_code == 200
    assert answer.json()["results"][0]["slug"] == document.slug

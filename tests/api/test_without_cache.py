"""The API answers though the cache is away: nothing is kept and nobody counts, but readers are served."""

import pytest
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as Unreachable

from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_documents_are_listed_without_the_cache(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise Unreachable

    document = make_document(title="安澜市供水办法")
    for deed in ("get", "set", "add", "incr"):
        monkeypatch.setattr(type(cache._connections[cache._alias]), deed, away)  # type: ignore[attr-defined]
    answer = client.get("/api/v1/documents/")
    assert answer.status_code == 200
    assert answer.json()["results"][0]["slug"] == document.slug

"""search/: shape, links and errors; what is found is held by tests/search."""

from policies.services.indexing import index_version
from tests import factories


def publish(**fields):
    document = factories.make_document(**fields)
    index_version(version=document.versions.get())
    return document


def test_a_hit_has_the_document_and_its_clauses(get):
    document = publish(paragraphs=["渠道要整治。"])
    found = get("search/", q="渠道")
    assert set(found) == {"count", "hits", "next", "previous", "facets", "results", "related"}
    assert (found["count"], found["hits"]) == (1, 1)
    assert set(found["facets"]) == {"organ", "genre", "year", "validity", "topic"}
    hit = found["results"][0]
    assert {"slug", "doc_number", "title", "url", "issuer", "issued_on", "validity"} <= set(hit["document"])
    assert hit["document"]["url"] == f"http://testserver/api/v1/documents/{document.slug}/"
    assert hit["passages"] == [
        {
            "eid": "main__p_1",
            "heading": "",
            "snippet": "<mark>渠道</mark>要整治。",
            "url": f"http://testserver/doc/{document.slug}/at/main__p_1/",
        }
    ]


def test_pages_are_linked(get):
    for _ in range(3):
        publish(paragraphs=["渠道要整治。"])
    first = get("search/", q="渠道", page_size=2)
    second = get(first["next"])
    assert (first["previous"], second["next"], len(second["results"])) == (None, None, 1)
    assert get(second["previous"])["results"] == first["results"]


def test_wrong_values_are_named(get):
    for name, value in {"year": "x", "from": "1.1.2024", "validity": "perhaps", "cursor": "??", "sort": "best"}.items():
        problem = get("search/", 400, q="渠道", **{name: value})
        assert problem["errors"][0]["parameter"] == name


def test_documents_are_filtered_by_the_same_text(get):
    document = publish(paragraphs=["渠道要整治。"])
    publish(paragraphs=["水闸要检修。"])
    assert [one["slug"] for one in get("documents/", q="渠道")["results"]] == [document.slug]
    assert get("documents/", q="〔2031〕1号")["count"] == 0

"""Stored readings come back as they were: records → JSON → text → JSON → records."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from gazette.reading.records import IssueRecord
from policies.reading.codec import from_json, to_json
from policies.reading.records import DocumentRecord, TableRecord
from tests.readings import read_document, read_everything, read_issue


def through_text(kind: type, record: object) -> object:
    return from_json(kind, json.loads(json.dumps(to_json(record), ensure_ascii=False)))


@settings(max_examples=60)
@given(st.builds(TableRecord))
def test_tables_come_back(record: TableRecord) -> None:
    assert through_text(TableRecord, record) == record


@settings(max_examples=40)
@given(st.builds(DocumentRecord))
def test_documents_come_back(record: DocumentRecord) -> None:
    assert through_text(DocumentRecord, record) == record


def test_an_issue_comes_back() -> None:
    record = read_issue(read_everything(), read_document(number=""))
    assert through_text(IssueRecord, record) == record


def test_what_a_later_reader_dropped_is_passed_over() -> None:
    assert from_json(DocumentRecord, {"title": "甲", "mood": "good"}) == DocumentRecord(title="甲")

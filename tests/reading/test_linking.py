"""Contents lines name their documents: by number, by title, by the text that is issued, or nearly."""

from gazette.reading.linking import linked
from gazette.reading.records import ContentsRecord
from policies.reading.records import DocumentRecord, NumberRecord, TextRecord, TextRole


def document(title: str, number: str = "", issues: str = "") -> DocumentRecord:
    numbers = (NumberRecord(number, number, "", None, None),) if number else ()
    texts = (TextRecord(TextRole.ENCLOSED, issues, "enc_1"),) if issues else ()
    return DocumentRecord(title, numbers=numbers, texts=texts)


def links(titles: list[str], documents: list[DocumentRecord]) -> list[tuple[int, ...]]:
    return [line.documents for line in linked([ContentsRecord("", title, None) for title in titles], documents)]


def test_orders_with_one_title_are_told_by_number_or_by_what_they_issue():
    orders = [
        document("安澜市人民政府令", "安澜市人民政府令第3号", "安澜市渡口管理办法"),
        document("安澜市人民政府令", "安澜市人民政府令第4号", "安澜市档案管理办法"),
    ]
    assert links(["安澜市人民政府令（第3号）", "安澜市档案管理办法"], orders) == [(1,), (2,)]


def test_documents_that_share_a_title_share_a_line_that_is_printed_once():
    notices = [document("安澜市人民政府任免通知", f"安政任〔2024〕{n}号") for n in (1, 2, 3)]
    assert links(["安澜市人民政府任免通知"], notices) == [(1, 2, 3)]
    assert links(["安澜市人民政府任免通知"] * 3, notices) == [(1,), (2,), (3,)]


def test_a_title_printed_a_little_differently_is_found():
    documents = [document("安澜市人民政府关于印发防汛应急预案的通知"), document("安澜市人民政府关于表彰先进集体的决定")]
    assert links(["岚江省安澜市人民政府关于印发防汛应急预案的通知"], documents) == [(1,)]


def test_a_chronicle_stands_for_no_document():
    assert links(["大事记（2024年3月）"], [document("安澜市人民政府关于大事记编纂工作的通知")]) == [()]

"""The PDF of one document: its sheets, words, outline, fonts and stamps."""

import functools
from datetime import date

import pytest

from policies.models import PolicyDocument
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.document import document_key, typeset_document
from policies.typesetting.manuscript import DocumentManuscript
from policies.typesetting.press import PrintedPdf
from tests.factories import add_appendix, add_provision, add_table, add_text, make_document, make_issue, make_organ
from tests.typesetting.pdfs import fonts, info, outline, page_texts, sheets

pytestmark = pytest.mark.django_db

WIDE = tuple(f"第{n}年省外到位资金" for n in range(14))


def manuscript(document: PolicyDocument) -> DocumentManuscript:
    return collect_document(with_wording(PolicyDocument.objects.filter(pk=document.pk)).get())


@functools.cache
def printed_once(words: DocumentManuscript) -> PrintedPdf:
    return typeset_document(words)


def typeset(document: PolicyDocument) -> PrintedPdf:
    return printed_once(manuscript(document))


@pytest.fixture
def plan() -> PolicyDocument:
    """A notice that encloses a regulation in chapters, with a wide table as its appendix and another left out."""
    document = make_document(
        slug="azf/2024/9",
        title="安澜市人民政府关于印发安澜市城市内河管护办法的通知",
        number="安政发〔2024〕9号",
        addressees=["各县（区）人民政府", "市直各部门"],
        signed_by=["安澜市人民政府"],
        publicity="（此件公开发布）",
        paragraphs=["现将《安澜市城市内河管护办法》印发给你们，请认真贯彻执行。"],
    )
    version = document.versions.get()
    rules = add_text(version=version, role="enclosed", eid="enc_1", title="安澜市城市内河管护办法")
    add_provision(part=rules, kind="chapter", marker="第一章", heading="总则", eid="enc_1__chp_1")
    add_provision(
        part=rules,
        kind="article",
        level=2,
        marker="第一条",
        text="为了加强城市内河管护，制定本办法。",
        eid="enc_1__art_1",
    )
    add_provision(
        part=rules,
        kind="item",
        level=3,
        marker="（一）",
        heading="分段负责",
        text="市管内河由专业单位负责。",
        eid="enc_1__i",
    )
    table_text = add_text(version=version, role="appendix", eid="app_1", title="安澜市内河管护项目表", number=1)
    add_appendix(version=version, title="安澜市内河管护项目表", part=table_text)
    add_appendix(version=version, title="安澜市内河现状图", omitted=True)
    add_table(
        part=table_text,
        title="安澜市内河管护项目表",
        columns=("县区", *WIDE),
        rows=[("澜城区", *["128600.55"] * 14)] * 40,
    )
    return document


def test_a_document_is_set_on_a4_and_says_what_it_says(plan: PolicyDocument):
    printed = typeset(plan)
    whole = "".join(page_texts(printed.data))
    assert sheets(printed.data)[0] == (210, 297)
    assert len(sheets(printed.data)) == printed.pages
    for words in (
        "安政发〔2024〕9号",
        "各县（区）人民政府，市直各部门：",
        "第一条为了加强城市内河管护，制定本办法。",
        "（一）分段负责。市管内河由专业单位负责。",
        "2.安澜市内河现状图（略）",
        "2024年3月1日",
        "（此件公开发布）",
        "以印刷版为准",
    ):
        assert words in whole


def test_a_wide_table_lies_across_and_repeats_its_head(plan: PolicyDocument):
    data = typeset(plan).data
    across = [text for text, sheet in zip(page_texts(data), sheets(data)) if sheet == (297, 210)]
    assert len(across) >= 2
    assert all("第3年省外到位资金" in text for text in across)
    assert "附件1" in across[0]
    assert sum(text.count("澜城区") for text in across) == 40


def test_the_outline_leads_to_texts_chapters_and_articles(plan: PolicyDocument):
    assert outline(typeset(plan).data) == [
        (0, "安澜市人民政府关于印发安澜市城市内河管护办法的通知"),
        (1, "安澜市城市内河管护办法"),
        (2, "第一章 总则"),
        (3, "第一条"),
        (4, "（一）分段负责"),
        (1, "附件1 安澜市内河管护项目表"),
    ]


def test_fonts_are_cut_down_and_in_the_file(plan: PolicyDocument):
    data = typeset(plan).data
    embedded = fonts(data)
    assert embedded
    assert all(embedded.values())
    assert all("CJK" in name for name in embedded)
    assert len(data) < 1_500_000


def test_metadata_names_title_issuer_and_language(plan: PolicyDocument):
    facts = info(typeset(plan).data)
    assert facts["/Title"] == plan.title
    assert facts["/Author"] == "安澜市人民政府"
    assert facts["lang"] == "zh-Hans"


def test_running_heads_stand_on_all_pages_but_the_first(plan: PolicyDocument):
    first, *others = page_texts(typeset(plan).data)
    head = manuscript(plan).running
    assert first.count("安政发〔2024〕9号") == 1
    assert all(head in text and "安政发〔2024〕9号" in text for text in others)


def test_pages_are_numbered(plan: PolicyDocument):
    assert all(f"—{n}—" in text for n, text in enumerate(page_texts(typeset(plan).data), 1))


@pytest.mark.parametrize(
    ("validity", "words"),
    [("repealed", "已废止"), ("expired", "已失效"), ("amended", "已修改"), ("not_yet", "尚未施行")],
)
def test_a_text_that_does_not_hold_is_stamped_on_every_page(validity: str, words: str):
    document = make_document(
        validity=validity, repealed_on=date(2025, 6, 1), paragraphs=["各区县要抓好落实。" * 40] * 4
    )
    pages = page_texts(typeset(document).data)
    assert len(pages) > 1
    assert all(words in text for text in pages)
    assert ("2025年6月1日" in pages[0]) == (validity == "repealed")


@pytest.mark.parametrize("validity", ["in_force", "unmarked"])
def test_a_text_that_holds_has_no_stamp(validity: str):
    assert manuscript(make_document(validity=validity)).stamp is None


def test_the_printing_is_named(plan: PolicyDocument):
    make_issue(documents=[plan], year=2024, number=3)
    assert "刊登于《安澜市人民政府公报》2024年第3期第2页。" in page_texts(typeset(plan).data)[0]


def test_joint_issuers_stand_one_under_the_other():
    organs = [make_organ(name="安澜市发展和改革委员会"), make_organ(name="安澜市财政局")]
    text = page_texts(typeset(make_document(issuers=organs)).data)[0]
    assert text.startswith("安澜市发展和改革委员会安澜市财政局")


def test_markup_in_a_text_stays_text():
    document = make_document(paragraphs=['容量<5万千瓦的<img src="file:///etc/passwd">除外。'])
    assert '<imgsrc="file:///etc/passwd">除外' in page_texts(typeset(document).data)[0]


def test_the_key_follows_the_words(plan: PolicyDocument):
    before = document_key(manuscript(plan))
    assert document_key(manuscript(plan)) == before
    provision = plan.versions.get().provisions.first()
    provision.text += "特此通知。"
    provision.save()
    assert document_key(manuscript(plan)) != before


def test_the_same_words_give_the_same_bytes(plan: PolicyDocument):
    assert typeset_document(manuscript(plan)).data == typeset(plan).data


def test_collecting_takes_a_fixed_number_of_queries(plan: PolicyDocument, django_assert_max_num_queries):
    make_issue(documents=[plan])
    with django_assert_max_num_queries(14):
        manuscript(plan)


def test_a_long_table_is_laid_out_whole():
    document = make_document()
    text = document.versions.get().texts.get()
    add_table(
        part=text, columns=("序号", "项目", "内容"), rows=[(str(n), f"项目{n}", "新建管网") for n in range(1, 401)]
    )
    pages = page_texts(typeset(document).data)
    assert all("序号项目内容" in page for page in pages[1:])
    assert "项目400" in pages[-1]

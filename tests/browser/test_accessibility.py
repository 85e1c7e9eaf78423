"""Every page in a real browser, wide and narrow: no violation axe knows of, nothing wider than the screen."""

import pytest
from django.db import connection
from playwright.sync_api import Browser

from policies.models import DocumentEvent, PolicyDocument, Version
from policies.services.indexing import index_version
from tests import factories
from tests.browser.faults import TABLET, faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "home": "/",
    "home in English": "/en/",
    "gazette": "/gazette/",
    "year": "/gazette/2024/",
    "contents of the year": "/gazette/2024/contents/",
    "issue": "/gazette/2024/3/",
    "chronicle": "/gazette/2024/3/chronicle/",
    "document": "/doc/azbf/2024/7/",
    "document in English": "/en/doc/azbf/2024/7/",
    "earlier wording": "/doc/azbf/2024/7/versions/1/",
    "clause": "/doc/azbf/2024/7/at/enc_1__art_1/",
    "table": "/doc/azbf/2024/7/tables/1/",
    "history": "/doc/azbf/2024/7/history/",
    "withdrawn": "/doc/azbf/2024/8/",
    "organs": "/organs/",
    "organ": "/organs/shui/",
    "topics": "/topics/",
    "topic": "/topics/t/",
    "appointments": "/appointments/",
    "all documents": "/search",
    "hits": "/search?q=供水&organ=shui",
    "no hits": "/search?q=无此词语",
    "wrong condition": "/search?from=x",
    "by number": "/find",
    "not found": "/nothing/",
}


def rules(document: PolicyDocument) -> Version:
    """Fills a wording with one of everything a text can hold."""
    version = document.versions.get()
    part = factories.add_text(version=version, role="enclosed", eid="enc_1", title="安澜市城市供水管理办法")
    chapter = factories.add_provision(part=part, kind="chapter", eid="enc_1__chp_1", marker="第一章", heading="总则")
    factories.add_provision(
        part=part,
        kind="article",
        level=2,
        eid="enc_1__art_1",
        marker="第一条",
        text="为了供水，制定本办法。",
        parent=chapter,
    )
    factories.add_provision(part=part, kind="heading", level=1, marker="一、", heading="总体要求")
    factories.add_provision(part=part, kind="heading", level=2, marker="（一）", heading="主要目标")
    factories.add_provision(
        part=part, kind="item", level=3, marker="1.", heading="供水普及率。", text="达到百分之九十九。"
    )
    box = factories.add_provision(part=part, kind="box", marker="专栏1", heading="重点工程")
    factories.add_provision(part=part, kind="paragraph", text="东渠整治工程。", parent=box)
    factories.add_provision(part=part, kind="figure", heading="图1　供水管网图")
    appendix = factories.add_text(version=version, role="appendix", eid="app_1", title="重点项目表", number=1)
    listed = factories.add_appendix(version=version, title="重点项目表", part=appendix)
    columns = ["序号", "区县", "项目名称", "建设内容", "总投资", "本年投资", "责任单位", "完成时限"]
    row = ["1", "澜城区", "第二水厂扩建工程", "新增供水能力三万吨每日", "1,250.50", "300", "市水务局", "2024年12月"]
    factories.add_table(part=appendix, appendix=listed, columns=columns, rows=[row] * 30, unit="万元")
    factories.add_appendix(version=version, title="责任分工表", omitted=True)
    return version


@pytest.fixture
def site() -> None:
    """A site with one of every page."""
    organ, topic = factories.make_organ(name="安澜市水务局", code="shui"), factories.make_topic(name="水利", code="t")
    organ.names.create(name="市水务局", kind="short")
    document = factories.make_document(
        slug="azbf/2024/7",
        title="安澜市水务局关于印发安澜市城市供水管理办法的通知",
        issuers=[organ],
        topics=[topic],
        validity="in_force",
        addressees=["各区县人民政府"],
        signed_by=["安澜市水务局"],
        publicity="此件公开发布",
    )
    version = rules(document)
    repealing = factories.make_document(title="安澜市关于废止供水办法的决定", validity="not_yet")
    factories.add_citation(version=repealing.versions.get(), kind="repeals", target=document, title="供水办法")
    factories.add_citation(version=version, kind="based_on", target=repealing, title="供水办法")
    factories.add_appointment(version=repealing.versions.get(), removed=["安澜市水务局科长"])
    factories.make_document(slug="azbf/2024/8", state="withdrawn", withdrawal_reason="印制有误。", successor=document)
    Version.objects.filter(document=document).update(n=2)
    earlier = Version.objects.create(document=document, n=1, current=False)
    factories.add_provision(part=factories.add_text(version=earlier), text="早先的文本。")
    DocumentEvent.objects.create(document=document, kind="amended", on="2024-04-01")
    issue = factories.make_issue(
        documents=[factories.make_document(validity="repealed"), document, repealing],
        year=2024,
        number=3,
        board=[{"role": "主编", "names": ["陶昱"]}],
        publisher="安澜市人民政府办公室",
    )
    factories.add_chronicle(issue=issue)
    factories.make_issue(year=2023, number=12)
    for one in PolicyDocument.objects.published():
        index_version(version=one.versions.get(current=True))


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_keeps_anybody_out(browser: Browser, live_server, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 850}, color_scheme=scheme, has_touch=width < 500, bypass_csp=True
    )
    page = context.new_page()
    troubles: dict[str, object] = {}
    for name, address in PAGES.items():
        page.goto(live_server.url + address)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true }")
        if faults := faults_of(page, also=(TABLET,) if width > TABLET else ()):
            troubles[name] = faults
    context.close()
    connection.close()
    assert troubles == {}


@pytest.mark.usefixtures("site")
def test_no_page_asks_for_what_its_policy_refuses(browser: Browser, live_server) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for address in PAGES.values():
        page.goto(live_server.url + address)
    page.close()
    assert [text for text in said if "Content Security Policy" in text] == []

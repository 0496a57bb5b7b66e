"""The PRD on its canvas: what can be done to it, and data that stays data."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from prd_samples import MADE, a_hostile_prd, a_prd
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tool_deps import called, deps_of

from agent.assistant import Assistant
from knowledge.language import LANGS, Lang
from knowledge.records.prd import Comment, Prd
from knowledge.settings import Settings
from knowledge.workspace import Workspace
from page.downloads import prd_downloads
from page.export_routes import export_routes
from page.prd_routes import prd_routes
from page.prd_view import prd_view
from tools.draft_prd import PrdArtifact, PrdVersion, as_it_stands, draft_prd
from tools.prd_by_hand import HandAct, acted


def shown(prd: Prd, lang: Lang, **given: Any) -> str:
    """The page of a document that is kept in this one version."""
    kept = [PrdVersion(version=prd.version, note=prd.note, made=prd.made.isoformat())]
    found = PrdArtifact(
        lang=lang, done="drafted", prd=prd, touched=[], gone=None, shown=None, questions=[],
        counts={}, listed=[], suggest=[], **{"versions": kept, **given},
    )  # fmt: skip
    return prd_view(found, lang)


class Tags(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_a_document_is_markup(lang: Lang) -> None:
    hostile = json.dumps(a_hostile_prd("en").model_dump(mode="json"))
    storable = Prd.model_validate_json(hostile.replace("\\ud800", ""))
    page = shown(storable, lang)
    found = Tags()
    found.feed(page)
    assert not {"script", "img"} & found.tags
    assert not [one for one in found.attributes if one.startswith("on")]
    assert page.count("&lt;script&gt;") > 10


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_typed_in_is_the_sections_text(lang: Lang) -> None:
    page = shown(a_prd(lang), lang)
    texts = re.findall(r"<textarea name=\"text\" rows=\"4\"[^>]*>(.*?)</textarea>", page, re.S)
    assert len(texts) == len(a_prd(lang).sections)
    assert "|---|---|---|---|" in texts[3]
    assert unescape(texts[2]).startswith("```mermaid\nflowchart")


def test_a_locked_section_cannot_be_typed_in() -> None:
    prd = a_prd("en")
    locked = prd.sections[1].model_copy(update={"locked": True})
    page = shown(prd.model_copy(update={"sections": (prd.sections[0], locked)}), "en")
    assert page.count('data-draft="background"') == 1
    assert 'data-draft="goals"' not in page
    assert page.count('data-do="unlock"') == 1


def test_a_document_that_is_gone_can_only_be_read() -> None:
    page = shown(a_prd("en"), "en", versions=[])
    assert "no longer in the workspace" in page
    assert 'data-act="prd"' not in page
    assert "downloads" not in page


def test_the_panel_shows_the_document_as_it_is_by_now(workspace: Workspace) -> None:
    deps = deps_of(workspace, "en")
    _, told = called(draft_prd, deps, feature="captions")
    found = PrdArtifact.model_validate(told)
    assert re.search(r'data-do="undo"[^>]* disabled', prd_view(found, "en"))
    act = HandAct(do="save", version=1, section="goals", text="We start in May.")
    acted(deps, found.prd.id, act)
    page = prd_view(as_it_stands(deps, found), "en")
    assert 'data-version="2"' in page
    assert re.findall(r'data-section="(\w+)" data-changed', page) == ["goals"]
    assert "Undo “Edited by hand: Goals and non-goals”" in unescape(page)


def test_comments_are_open_or_settled() -> None:
    prd = a_prd("en")
    comments = tuple(
        Comment(id=f"c-{at}", section="goals", by="Ann", text=f"note {at}",
                at=MADE + timedelta(hours=at), resolved=at == 1)
        for at in range(3)
    )  # fmt: skip
    page = shown(prd.model_copy(update={"comments": comments}), "en")
    assert page.count('data-do="resolve"') == 2
    assert page.count('data-do="reopen"') == 1
    assert "1 resolved" in page


@pytest.fixture
def browser(workspace: Workspace, settings: Settings) -> Iterator[TestClient]:
    called(draft_prd, deps_of(workspace, "en"), feature="captions / <b>")
    routes = [*prd_routes(Assistant(workspace, settings, None)), *export_routes(workspace)]
    with TestClient(Starlette(routes=routes), "http://127.0.0.1:1/") as client:
        yield client


def post(browser: TestClient, prd: str, **given: Any) -> Any:
    told = {"do": "lock", "version": 1, "section": "goals", **given}
    return browser.post(f"/casebook/prd/{prd}", content=json.dumps(told))


def test_acts_of_the_page_reach_the_document(browser: TestClient, workspace: Workspace) -> None:
    [prd] = workspace.prds.all()
    assert post(browser, prd.id).json() == {"version": 2}
    refused = post(browser, prd.id, do="save", text="Mine.")
    assert refused.status_code == 409
    assert "已锁定" in refused.json()["zh"]
    assert "locked" in refused.json()["en"]
    assert post(browser, "prd-none").status_code == 409
    for bad in ({"do": "burn"}, {"version": 0}, {"version": "x"}, {"text": "x" * (5 << 20)}):
        assert post(browser, prd.id, **bad).status_code == 422, bad
    elsewhere = {"sec-fetch-site": "cross-site"}
    address = f"/casebook/prd/{prd.id}"
    assert browser.post(address, content="{}", headers=elsewhere).status_code == 403
    assert workspace.prds.all()[0].version == 2


def test_a_version_is_saved_in_every_form(browser: TestClient, workspace: Workspace) -> None:
    [prd] = workspace.prds.all()
    addresses = re.findall(r'href="([^"]+)"', prd_downloads(prd.id, 1, "en"))
    assert len(addresses) == 5
    for address in map(unescape, addresses):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert len(answer.content) > 500
        assert "attachment" in answer.headers["content-disposition"]
        assert "PRD-captions" in answer.headers["content-disposition"]
    for bad in ("prd=none&version=1&to=md", f"prd={prd.id}&version=9&to=md",
                f"prd={prd.id}&version=1&to=exe"):  # fmt: skip
        assert "no longer there" in browser.get(f"/casebook/export/prd?{bad}").json()["en"]

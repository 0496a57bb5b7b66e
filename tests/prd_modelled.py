"""A planned PRD, its evidence, and a model that writes of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from model_service import Service, model_service

from knowledge.language import Lang
from knowledge.records.prd import Block, Prd, Section, Sentence, SentenceKind, Source
from knowledge.settings import Settings
from tools.chat_model import ChatModel, chat_model_of
from tools.prd.editing.apply import pen_for
from tools.prd.modelled.section_work import works_of
from tools.prd.modelled.write import Written, write
from tools.prd.templates.template import Template, TemplateSection

LANGS: list[Lang] = ["zh", "en"]
POSITION = {
    "zh": "小剧本给一个人的短视频账号写能直接照着念的口播脚本，十秒之内拿到一版分镜和台词。"
    "第一版由李雷负责，不支持英文。",
    "en": "ScriptMate writes read-aloud scripts for one-person accounts, within ten seconds. "
    "Ann Lee owns the first version, which does not support Japanese.",
}
ADOPTED = {
    "zh": "采纳率 42.1% [38.8%–45.5%] (352/836)",
    "en": "Adoption rate 42.1% [38.8%–45.5%] (352/836)",
}
ABANDONED = {
    "zh": "放弃率 26.8% [23.9%–29.9%] (224/836)",
    "en": "Abandonment rate 26.8% [23.9%–29.9%] (224/836)",
}


def sentence(id_: str, text: str, kind: SentenceKind, *sources: Source) -> Sentence:
    return Sentence(id=id_, text=text, kind=kind, sources=sources)


def planned(lang: Lang) -> list[Sentence]:
    position = Source(kind="passage", id="position#0", quote=POSITION[lang])
    adopted = Source(kind="metric", id="adopted@v2", quote=ADOPTED[lang])
    abandoned = Source(kind="metric", id="abandoned@v2", quote=ABANDONED[lang])
    return [
        sentence("p1", POSITION[lang], "cited", position),
        sentence("p2", ADOPTED[lang], "figure", adopted),
        sentence("p3", ABANDONED[lang], "figure", abandoned),
    ]


def texts(lang: Lang) -> Callable[[Source], str | None]:
    return lambda source: POSITION[lang] if source.id == "position#0" else None


def document(lang: Lang, *more: Section) -> Prd:
    question = sentence(
        "q1", {"zh": "基线是多少？", "en": "What is the baseline?"}[lang], "question"
    )
    own = Section(
        key="background",
        title={"zh": "背景", "en": "Background"}[lang],
        blocks=(Block(form="paragraph", sentences=(*planned(lang), question)),),
    )
    return Prd(
        id="prd-1",
        version=0,
        title={"zh": "脚本生成", "en": "script generation"}[lang],
        lang=lang,
        template="t",
        sections=(own, *more),
        made=datetime(2026, 11, 1, tzinfo=UTC),
    )


def template(*keys: str) -> Template:
    asked = [TemplateSection(key=one, title={"zh": one, "en": one}, holds={"zh": one, "en": one})
             for one in keys]  # fmt: skip
    return Template(name="t", title={"zh": "t", "en": "t"}, sections=tuple(asked))


def line(text: str, kind: str = "fact", *evidence: str) -> str:
    return json.dumps({"text": text, "kind": kind, "evidence": evidence}, ensure_ascii=False) + "\n"


def service_settings(settings: Settings, url: str, timeout: float = 2.0) -> Settings:
    return Settings(
        home=settings.home, model="openai:test", base_url=url, api_key="k", timeout=timeout
    )


def drafted(
    settings: Settings, lang: Lang, *replies: Any, prd: Prd | None = None, **given: Any
) -> tuple[Written, Service]:
    """What is made of a document by a model that answers so."""
    prd = prd or document(lang)
    timeout = given.pop("timeout", 2.0)
    with model_service(*replies) as service:
        chat = chat_model_of(service_settings(settings, service.url, timeout))
        assert chat is not None
        made = written(prd, chat, **given)
    return made, service


def written(prd: Prd, chat: ChatModel, **given: Any) -> Written:
    works = works_of(prd, template(*(one.key for one in prd.sections)), texts(prd.lang))
    return write(works, chat, pen_for(prd), total=len(prd.sections), **given)


def all_of(prd: Prd) -> list[Sentence]:
    return [one for s in prd.sections for block in s.blocks for one in block.sentences]


CARRIED: list[tuple[Lang, str, SentenceKind, tuple[str, ...]]] = [
    ("zh", "目前采纳率为 42.1%（352/836）。", "figure", ("e2",)),
    ("en", "Adoption stands at 42.1% (352/836).", "figure", ("e2",)),
    ("zh", "小剧本给一个人的短视频账号写口播脚本，十秒之内拿到一版。", "cited", ("e1",)),
    ("en", "ScriptMate writes read-aloud scripts within ten seconds.", "cited", ("e1",)),
]

"""Which voices and which needs are meant, from how people name them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from knowledge.errors import BadInput, NotFound
from knowledge.language import Lang
from knowledge.records import Need
from knowledge.tokens import terms
from knowledge.traffic import Scope
from tools.decisions.needs.likeness import aspects_of
from tools.decisions.needs.narrowed import Narrowed
from tools.deps import Deps
from tools.diagnosis.other_texts import PASTED
from tools.inert import inert
from tools.narrowed_traffic import scope_of
from tools.periods import stretch
from tools.search_filters import OtherNames, documents_called

_Name = TypeVar("_Name", bound=str)
_KINDS: dict[str, str] = {
    "interview": "interview interviews 访谈 采访 用户访谈",
    "survey": "survey surveys questionnaire 问卷 调研 调查",
    "review": "review reviews ticket tickets complaint complaints 评价 评论 工单 投诉",
    "feedback": "feedback ratings reasons 反馈 点踩 点踩理由 反馈理由 用户反馈",
}
_LANGS: dict[Lang, str] = {
    "zh": "zh chinese 中文 中文用户 国内 国内用户",
    "en": "en english 英文 英语 英文用户 海外 海外用户",
}


def narrowed_by(deps: Deps, *, source: str | None, who: str | None, period: str | None) -> Narrowed:
    """The voices that these words mean; raises NotFound for words that mean none.

    Raises BadInput for what was only pasted: voices are quoted with the document they stand in.
    """
    if source == PASTED:
        raise BadInput("needs.tool.pasted")
    kind = _called(source, _KINDS) if source else None
    documents = None
    if source and kind is None:
        documents = documents_called(source, deps.docs.documents(), deps.docs.asked_terms)
        if not documents:
            raise NotFound("needs.tool.no_source", source=inert(source[:60]))
    lang = _called(who, _LANGS) if who else None
    segment = who if who and "=" in who else None
    traffic = deps.events.traffic(Scope())
    after, before = _days(deps, period) if period else (None, None)
    return Narrowed(
        documents=documents,
        kinds=frozenset({kind}) if kind else None,
        lang=lang,
        who=who if lang is None and segment is None else None,
        scope=scope_of(traffic, deps.clock, period=period, segment=segment),
        after=after,
        before=before,
    )


def about(focus: str, needs: Sequence[Need], other_names: OtherNames) -> list[Need]:
    """The need of that name; else those that share words with it, in either language."""
    asked = focus.strip().casefold()
    named = [one for one in needs if asked in {one.id, *(n.casefold() for n in one.name.values())}]
    if named:
        return named
    wordings = [{word, *other_names(word)} for word in set(terms(focus))]
    aspects = aspects_of(focus)
    found = []
    for need in needs:
        names = " ".join(need.name.values())
        said = [_covered(wordings, one.quote) for one in need.voices]
        is_named = _covered(wordings, names) or bool(aspects & aspects_of(names))
        if is_named or 3 * sum(said) > len(said):
            found.append(need)
    return found


def _covered(wordings: Sequence[Collection[str]], text: str) -> bool:
    """Whether most of what is asked for is in a text, under any of its names."""
    has = set(terms(text))
    return 2 * sum(not has.isdisjoint(one) for one in wordings) > len(wordings)


def _called(text: str, named: Mapping[_Name, str]) -> _Name | None:
    asked = text.strip().casefold()
    return next((name for name, words in named.items() if asked in words.split()), None)


def _days(deps: Deps, period: str) -> tuple[dt.date, dt.date]:
    since, until = stretch(period, deps.clock())
    return since.date(), (until - dt.timedelta(days=1)).date()

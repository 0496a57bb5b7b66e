"""A chat model as reader of whole traces, which is tested in every prompt.

Two traces whose outcome is known stand beside the one that is asked about, in an order that it
cannot know. Only where it reads both right, and quotes what is there, does its reading count;
anything else is a failure of the model, and no verdict. So a weak model changes nothing.
"""

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from knowledge.packaged import packaged
from tools.diagnosis.reading import GOOD, OPEN, STAGE_OF, Read, Reads
from tools.evals.reply import JudgeFailed, answered, fenced

_MOST_TEXT = 60_000
_ASKED = "asked about"
"""Stands for the outcome that is not known."""
_LANGUAGES = {"zh": "Chinese", "en": "English"}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "topic_drift": ("asked", "understood"),
    "slot_mismatch": ("asked", "understood"),
    "contradiction": ("answer", "passage"),
    "refusal": ("answer", "passage"),
    "miss": ("other",),
    "ranking": ("passage",),
    "stale": ("passage",),
    "beyond_passages": ("answer",),
    "at_odds": ("answer",),
    "breaks_off": ("answer",),
}
"""Where a fault of that kind must be shown, at least."""
_PLACES = {
    "query": "asked",
    "history": "asked",
    "rewritten_query": "understood",
    "intent": "understood",
    "answer": "answer",
}


class _Quote(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    source: str = Field(alias="from")
    words: str = Field(min_length=1)


class _Case(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    case: int
    said: str
    quotes: list[_Quote] = Field(default_factory=list)
    why: str = ""


class _Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    cases: list[_Case]


def reads_by(ask: Callable[[str], str]) -> Reads:
    """The reader that puts its prompts to `ask`; a failure is told in words, and raises nothing."""

    def reads(data: Mapping[str, Any], lang: Lang) -> Read | str:
        try:
            return read(data, lang, ask)
        except JudgeFailed as error:
            return str(error)

    return reads


def read(
    data: Mapping[str, Any], lang: Lang, ask: Callable[[str], str], fence: str | None = None
) -> Read:
    """What the model makes of a trace; raises JudgeFailed, and nothing else."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    if len(written) > _MOST_TEXT:
        raise JudgeFailed("the trace is too long for one prompt")
    # By the trace itself: asked again about the same, a model is put the same question.
    draw = random.Random(hashlib.sha256(written.encode("utf-8", "replace")).digest())  # noqa: S311
    cases = [(data, _ASKED), *_two_known(draw, lang)]
    draw.shuffle(cases)
    reply = answered(question([one for one, _ in cases], lang, fence), ask, _Reply)
    if [one.case for one in reply.cases] != [1, 2, 3]:
        raise JudgeFailed("it left out cases, or judged others than were asked")
    outcomes = [outcome for _, outcome in cases]
    for found, outcome in zip(reply.cases, outcomes, strict=True):
        if outcome not in (_ASKED, STAGE_OF.get(found.said, found.said)):
            raise JudgeFailed("it misread a case whose outcome is known")
    return _checked(reply.cases[outcomes.index(_ASKED)], data)


def _two_known(draw: random.Random, lang: Lang) -> list[tuple[Mapping[str, Any], str]]:
    """A good trace and a failed one, each with its outcome: GOOD, or the stage that failed."""
    known = _known()[lang]
    failed = dict(draw.choice(known["failed"]))
    stage = str(failed.pop("stage"))
    return [(draw.choice(known["good"]), GOOD), (failed, stage)]


def question(cases: Sequence[Mapping[str, Any]], lang: Lang, fence: str | None = None) -> str:
    """The prompt: instructions first, then the data between marks that the data cannot know."""
    data = [{"case": at, **one} for at, one in enumerate(cases, start=1)]
    return fenced("read_trace", data, fence, language=_LANGUAGES[lang])


def _checked(found: _Case, data: Mapping[str, Any]) -> Read:
    """The reading, where its quotes stand where it says; raises JudgeFailed."""
    if found.said not in STAGE_OF and found.said not in {GOOD, OPEN}:
        raise JudgeFailed("it said something that was not to choose from")
    quotes = tuple((one.source, one.words) for one in found.quotes)
    if found.said in {GOOD, OPEN}:
        return Read(found.said, (), found.why)
    if not quotes:
        raise JudgeFailed("it quoted nothing")
    for source, words in quotes:
        if not _plain(words) or _plain(words) not in _plain(_text(source, data)):
            raise JudgeFailed("it quoted what is not there")
    places = {_place(source) for source, _ in quotes}
    if not places.issuperset(_NEEDED.get(found.said, ())):
        raise JudgeFailed("it did not quote what shows the fault")
    return Read(found.said, quotes, found.why)


def _place(source: str) -> str:
    known = _PLACES.get(source)
    return known or {"p": "passage", "o": "other"}.get(source[:1], source)


def _text(source: str, data: Mapping[str, Any]) -> str:
    """What stands in the data under a name."""
    for field in ("retrieved", "not_retrieved"):
        for passage in data.get(field) or []:
            if passage["name"] == source:
                return str(passage["text"])
    told = data.get(source, "")
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


def _plain(text: str) -> str:
    """Without spaces and case, in which models are careless."""
    return "".join(text.casefold().split())


@cache
def _known() -> Mapping[str, Mapping[str, list[dict[str, Any]]]]:
    told: Mapping[str, Mapping[str, list[dict[str, Any]]]] = packaged(
        __package__, "known_cases.yaml"
    )
    return told

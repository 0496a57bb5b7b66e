"""A model that writes a PRD and fails, rambles or is stopped: the planner's draft stays."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from model_service import model_service, status, words
from prd_modelled import CARRIED, LANGS, document, drafted, line, service_settings, written

from knowledge.language import Lang
from knowledge.records.prd import Section
from knowledge.settings import Settings
from tools.chat_model import Enough, ServiceFailed, Spent, chat_model_of
from tools.prd.modelled.reply import Reader


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (words("I am sorry, I cannot help with that."), "nothing"),
        (words(""), "nothing"),
        (words('{"text": "', "{{{{", "]]]"), "nothing"),
        (words('{"text": 7}\n{"evidence": ["e1"]}\nnull'), "nothing"),
        (words(line("Lorem ipsum dolor sit amet.", "fact", "e1")), "unsupported"),
        (status(429, headers={"retry-after": "0"}), "limited"),
        (status(500, headers={"retry-after": "0"}), "refused"),
        (status(401), "refused"),
        (status(200, "<html>no model</html>"), "nothing"),
        (words(*"slow", pause=0.7), "timeout"),
    ],
    ids=["refusal", "empty", "broken", "shapeless", "latin", "429", "500", "401", "html", "slow"],
)
def test_a_model_that_fails_leaves_the_planners_section_and_says_so(
    settings: Settings, lang: Lang, reply: dict[str, Any], why: str
) -> None:
    made, service = drafted(settings, lang, reply, timeout=0.4)
    assert made.into(document(lang)) == document(lang)
    [one] = made.writing.sections
    assert one.why == why
    assert len(service.requests) <= 2


def test_a_service_that_is_not_there_leaves_the_planners_draft(settings: Settings) -> None:
    chat = chat_model_of(service_settings(settings, "http://127.0.0.1:9/v1"))
    assert chat is not None
    prd = document("en")
    made = written(prd, chat)
    assert [one.why for one in made.writing.sections] == ["unreachable"]
    assert made.writing.read is None


def test_a_service_that_keeps_failing_is_asked_no_more(settings: Settings) -> None:
    more = [Section(key=key, title=key, blocks=document("en").sections[0].blocks)
            for key in ("users", "goals", "stories")]  # fmt: skip
    refused = status(401)
    made, service = drafted(settings, "en", refused, prd=document("en", *more))
    assert [one.why for one in made.writing.sections] == ["refused", *["given_up"] * 3]
    assert len(service.requests) == 1


def test_what_is_written_is_told_as_it_comes_and_stopping_keeps_what_is_done(
    settings: Settings,
) -> None:
    more = [Section(key=key, title=key, blocks=document("zh").sections[0].blocks)
            for key in ("users", "goals")]  # fmt: skip
    told: list[tuple[int, int, str, str]] = []
    good, endless = words(line(CARRIED[0][1], "fact", "e2")), words(*"." * 400, pause=0.02)
    with model_service(good, endless) as service:
        chat = chat_model_of(service_settings(settings, service.url))
        assert chat is not None
        begun = time.monotonic()
        made = written(
            document("zh", *more),
            chat,
            told=lambda *one: told.append(one),
            stopped=lambda: len(service.requests) > 1,
        )
        assert service.cut_off.wait(5)
    assert [one.why for one in made.writing.sections] == [None, "stopped", "stopped"]
    assert set(made.sections) == {"background"}
    assert told[0][:3] == (0, 3, "背景")
    assert told[-1][0] == 1
    assert "42.1%" in told[-1][3]
    assert time.monotonic() - begun < 5


class Repeating:
    """A model that says the same for ever."""

    name = "loop"

    def __init__(self) -> None:
        self.pieces = 0

    def ask(self, prompt: str) -> str:
        raise NotImplementedError

    def write(self, prompt: str, most: int, hear: Callable[[str], None]) -> Spent | None:
        while self.pieces < 1_000:
            self.pieces += 1
            try:
                hear(line(CARRIED[0][1], "fact", "e2"))
            except Enough:
                return None
        raise ServiceFailed("garbage")


def test_a_model_that_rambles_is_stopped(settings: Settings) -> None:
    good = line(CARRIED[1][1], "fact", "e2")
    made, service = drafted(settings, "en", words(good, *["and so on, and so on " * 10] * 400))
    [one] = made.writing.sections
    assert (one.why, one.kept) == (None, 1)
    assert service.cut_off.wait(5)


@pytest.mark.parametrize("base_url", [None, "http://127.0.0.1:1/v1"])
def test_a_key_or_an_address_makes_a_model_at_hand(
    settings: Settings, base_url: str | None
) -> None:
    assert chat_model_of(settings) is None
    named = replace(settings, model="openai:test")
    assert chat_model_of(named) is None
    assert chat_model_of(replace(named, base_url=base_url, api_key=None if base_url else "k"))


def test_a_model_that_goes_round_is_stopped() -> None:
    chat = Repeating()
    prd = document("zh")
    written(prd, chat)
    assert chat.pieces < 10


def test_locked_sections_are_not_asked_for(settings: Settings) -> None:
    prd = document("en")
    locked = prd.model_copy(
        update={"sections": (prd.sections[0].model_copy(update={"locked": True}),)}
    )
    made, service = drafted(settings, "en", words(line(CARRIED[1][1], "fact", "e2")), prd=locked)
    assert made.writing.sections == ()
    assert service.requests == []


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "A.", "kind": "fact"}\n{"text": "B."}',
        '```json\n{"sentences": [{"text": "A."}, {"text": "B."}]}\n```',
        '[{"text": "A.", "evidence": "e1, e2"}, {"text": "B.", "evidence": null}]',
        '<think>{"text": "No."} or {"text": "A."}?</think>{"text": "A."}\n{"text": "B."}',
        'Sure! {"text": "A."} and {"text": "B."} {"text": "C',
    ],
)
@pytest.mark.parametrize("size", [1, 7, 500])
def test_objects_are_read_as_they_come(text: str, size: int) -> None:
    reader = Reader()
    pieces: Sequence[str] = [text[at : at + size] for at in range(0, len(text), size)]
    found = [one.text for piece in pieces for one in reader.feed(piece)]
    assert found == ["A.", "B."]

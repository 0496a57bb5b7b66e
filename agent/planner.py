"""The built-in planner: a chat model of ours that needs no network and no key.

It reads the conversation, chooses a tool, fills its arguments, and lets the tool's text be the
answer. It never pretends to be a language model: it writes no prose of its own beyond fixed
phrases, and the page says that it answered.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict, PrivateAttr

from agent.going_on import asks_again, does_over, doubts, exports, mends, takes_back
from agent.own_words import about_diagnosis, explained
from agent.reading import asked, last_question, question_language, results_since_question
from agent.recap import asks_recap, recap
from agent.small_talk import KINDS, is_foreign, small_talk
from knowledge.language import LANGS, Lang
from knowledge.packaged import packaged
from knowledge.settings import PLANNER
from knowledge.texts import say
from tools.routes import ROUTES, Asked, Route
from tools.routes.build_finetune_set import asks_to_see_guideline
from tools.routes.case_heard import heard
from tools.routes.going_on import is_bare_go_on
from tools.routes.ids_said import as_ids
from tools.routes.mentions import ordinal
from tools.routes.nearest import Nearest

_FOLLOW = "follow:"
_NOT_BY_A_GUESS = frozenset({"build_eval_set", "build_finetune_set", "run_eval", "compare_runs"})
"""Tools that leave something behind, or fill the page."""
_LEAST, _LEAST_LIKE_IT = 0.2, 0.4
"""How like a tool's own a text has to be to call it, and to call one of those unless it names what
only that one knows."""
_UNMAKES = re.compile(r"\b(?:remove|delete)\b|删|移除", re.IGNORECASE)
"""What may be lost by a guess is not guessed."""
_LOOK_UP = "search_docs"
_LONGEST_QUESTION = 2_000
"""Characters of what is looked up; a longer text is a log or a file, and asks nothing."""
_SHORT = 30
"""Characters of a question that only chooses one of a list."""
_PIECE = 16
"""Characters of an answer that are streamed at a time."""


class BuiltInPlanner(BaseChatModel):
    """Chooses among routes by likeness and certainty; stateless and deterministic."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    routes: tuple[Route, ...]
    """What it knows of each tool."""
    bound: frozenset[str] = frozenset()
    """The tools that it may call, set by `bind_tools`."""
    _nearest: Nearest = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        """Learn the example utterances once; copies made by `bind_tools` share them."""
        super().model_post_init(context)
        self._nearest = Nearest(_examples(self.routes))

    @property
    def _llm_type(self) -> str:
        return PLANNER

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> "BuiltInPlanner":
        """A planner that may call these tools."""
        names = frozenset(convert_to_openai_tool(tool)["function"]["name"] for tool in tools)
        return self.model_copy(update={"bound": names})

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.reply(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self.reply(messages)
        text = reply.text
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE]
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=piece))
            if run_manager:
                run_manager.on_llm_new_token(piece, chunk=chunk)
            yield chunk
        last = AIMessageChunk(
            content="",
            tool_calls=reply.tool_calls,
            response_metadata=reply.response_metadata,
            chunk_position="last",
        )
        yield ChatGenerationChunk(message=last)

    def reply(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The next message of the conversation: a tool call, or words."""
        lang = question_language(messages)
        if results := results_since_question(messages):
            return _words(_answer(results, lang))
        question = last_question(messages) or ""
        if not any(char.isalnum() for char in question):
            return _words(say("agent.unclear", lang))
        reading = asked(messages, question)
        if asks_recap(question) or (reading.cases and heard(question).part == "recap"):
            return _words(recap(messages, lang))
        return self._decide(reading, place=len(messages))

    def certain_call(self, messages: Sequence[BaseMessage]) -> AIMessage | None:
        """The call that the last question cannot be answered without, when it names a case.

        None once a tool has answered, and for questions that leave a choice.
        """
        question = last_question(messages)
        if question is None or results_since_question(messages):
            return None
        reading = asked(messages, question)
        if not any(r.tool in self.bound and r.fill(reading).sure for r in self.routes):
            return None
        reply = self._decide(reading, place=len(messages))
        return reply if reply.tool_calls else None

    def _decide(self, question: Asked, place: int) -> AIMessage:
        likeness = dict(self._nearest.rank(as_ids(question.text, question.named)))
        talk = max(KINDS, key=lambda kind: likeness[kind])
        routes = [route for route in self.routes if route.tool in self.bound]
        if not routes:
            return _words(say("agent.no_tool", question.lang))
        scores = {route.tool: _score(route, question, likeness) for route in routes}
        chosen = max(routes, key=lambda route: scores[route.tool])
        again = next((one for one in routes if asks_again(question) == one.tool), None)
        # 重做 is a thing of its own to a tool that undoes.
        if again and not again.fill(question).sure:
            return _call(again, question.standing, question, place)
        named = any(route.fill(question).sure for route in routes)
        told = explained(question.text, question.said, question.lang)
        if told or (not named and (told := _told_at_once(question))):
            return _words(told)
        is_talk = likeness[talk] > max(scores[chosen.tool], 0.35) and not is_foreign(
            question.text, talk
        )
        if not named and is_talk:
            return _words(small_talk(talk, question.lang, routes))
        if scores[chosen.tool] < _LEAST:
            # Like nothing known: look it up, for the docs may know a word that we do not.
            chosen = next((route for route in routes if route.tool == _LOOK_UP), chosen)
        if chosen.tool == _LOOK_UP and len(question.text) > _LONGEST_QUESTION:
            return _words(say("agent.not_a_question", question.lang, length=len(question.text)))
        return _call(chosen, chosen.fill(question).args, question, place)


@cache
def planner() -> BuiltInPlanner:
    """The built-in planner with all tools; it holds no state, so one is enough."""
    return BuiltInPlanner(routes=ROUTES)


_METADATA = {"model_name": PLANNER}


def _call(route: Route, args: dict[str, Any], question: Asked, place: int) -> AIMessage:
    """A call; its id is made from its place and the question: unique, yet repeatable."""
    call_id = f"call_{uuid5(NAMESPACE_OID, f'{place} {route.tool} {question.text}').hex[:24]}"
    call = {"name": route.tool, "args": args, "id": call_id, "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call], response_metadata=_METADATA)


def _words(text: str) -> AIMessage:
    return AIMessage(content=text, response_metadata=_METADATA)


def _answer(results: Sequence[ToolMessage], lang: Lang) -> str:
    """The tools' own texts, and what the last of them suggests to ask next."""
    parts = [str(result.text) for result in results]
    artifact = results[-1].artifact
    if steps := artifact.get("suggest") if isinstance(artifact, dict) else None:
        parts.append(say("agent.next_steps", lang, steps=" / ".join(steps)))
    return "\n\n".join(parts)


_AT_ONCE = (
    (asks_to_see_guideline, "guideline"),
    (takes_back, "nothing_to_undo"),
    (does_over, "nothing_to_redo"),
    (exports, "what_to_export"),
    (doubts, "sure"),
)
"""What is told without a look at anything, by how it is asked for."""


def _told_at_once(question: Asked) -> str | None:
    """What needs no tool: what comes next, or can be undone or exported."""
    if is_bare_go_on(question.text):
        return _next_steps(question)
    if question.listed_by and len(question.text) <= _SHORT:
        at = ordinal(question.text)
        if at and at > len(question.listed):
            count = len(question.listed)
            return say("agent.no_such_place", question.lang, at=at, count=count)
    if told := about_diagnosis(question.text, question.lang):
        return told
    for is_said, key in _AT_ONCE:
        if is_said(question.text):
            return say(f"agent.{key}", question.lang)
    return None


def _next_steps(question: Asked) -> str:
    """What could come next where nothing was left to go on with."""
    if not question.suggested:
        return say("agent.unclear", question.lang)
    return say("agent.done", question.lang, steps=" / ".join(question.suggested))


def _score(route: Route, question: Asked, likeness: dict[str, float]) -> float:
    """Likeness to the tool's utterances, to its follow-ups if it spoke last, and certainty."""
    filled = route.fill(question)
    score = max(likeness[route.tool], filled.likeness)
    if question.last_tool == route.tool:
        # Something short that fits is nearly always about what was just said.
        score = max(score, 1.2 * likeness[_FOLLOW + route.tool])
        if mends(question):
            score += 0.4  # what could not be answered is put otherwise
    if filled.sure:
        return score + 0.5
    guessed = score < _LEAST_LIKE_IT and not filled.args.get("scorers")
    if route.tool in _NOT_BY_A_GUESS and (guessed or _UNMAKES.search(question.text)):
        return 0.0
    return score


def _examples(routes: Sequence[Route]) -> dict[str, list[str]]:
    """Utterances by label: small talk, each tool, and the follow-ups of each tool."""
    talk: dict[str, dict[str, list[str]]] = packaged("agent", "smalltalk.yaml")
    examples = {kind: [text for lang in LANGS for text in talk[kind][lang]] for kind in KINDS}
    for route in routes:
        phrases = route.phrases
        examples[route.tool] = [text for lang in LANGS for text in phrases.utterances[lang]]
        examples[_FOLLOW + route.tool] = [t for lang in LANGS for t in phrases.follow_ups[lang]]
    return examples

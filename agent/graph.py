"""The agent's graph: a mind and tools in a loop, with the turn's guards around them.

`create_agent` rather than a StateGraph of our own: the loop is the library's, kept up by its
authors, and all that is ours is one list of guards, each named for what it does.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    AgentState,
    ModelCallLimitMiddleware,
    ModelRequest,
    ModelResponse,
    ToolCallRequest,
    ToolErrorMiddleware,
    before_agent,
    wrap_model_call,
    wrap_tool_call,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, RemoveMessage, SystemMessage, ToolMessage
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.message import REMOVE_ALL_MESSAGES
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command
from pydantic import BaseModel, ValidationError

from agent.planner import planner
from agent.prompts import prompt
from agent.reading import calls_since_question
from agent.repair import answer_open_calls, call_in_text, without_failures
from knowledge.errors import CasebookError
from knowledge.texts import clauses, say
from tools import TOOLS
from tools.deps import Deps

MAX_MODEL_CALLS = 8
"""How often a turn may go to the mind; a weak model would go round for ever."""

Graph = CompiledStateGraph[Any, Deps, Any, Any]
Guard = AgentMiddleware[Any, Any, Any]

log = logging.getLogger(__name__)


@before_agent
def close_open_calls(state: AgentState[Any], runtime: Runtime[Deps]) -> dict[str, Any] | None:
    """Answer the tool calls that a crash left open; services refuse a thread that has any."""
    messages = state["messages"]
    closed = answer_open_calls(messages, say("agent.interrupted_tool", runtime.context.lang))
    if closed == messages:
        return None
    return {"messages": [RemoveMessage(id=REMOVE_ALL_MESSAGES), *closed]}


@wrap_model_call
def set_the_scene(
    request: ModelRequest[Deps], handler: Callable[[ModelRequest[Deps]], ModelResponse[Any]]
) -> ModelResponse[Any]:
    """Name the language to answer in, and keep our notes on failed turns from the mind."""
    answer_in = prompt(f"answer_in_{request.runtime.context.lang}")
    scene = SystemMessage(f"{prompt('system')}\n\n{answer_in}")
    messages = without_failures(request.messages)
    return handler(request.override(messages=messages, system_message=scene))


@wrap_model_call
def read_calls_in_text(
    request: ModelRequest[Deps], handler: Callable[[ModelRequest[Deps]], ModelResponse[Any]]
) -> ModelResponse[Any]:
    """Small models write their tool call as text; take it as the call that it is meant to be."""
    response = handler(request)
    names = {tool["name"] if isinstance(tool, dict) else tool.name for tool in request.tools}
    made = calls_since_question(request.messages)
    response.result = [
        call_in_text(message, names, made) if isinstance(message, AIMessage) else message
        for message in response.result
    ]
    return response


@wrap_model_call
def stand_on_evidence(
    request: ModelRequest[Deps], handler: Callable[[ModelRequest[Deps]], ModelResponse[Any]]
) -> ModelResponse[Any]:
    """Let the planner take a step that the mind fails to take.

    A small model may end without a word, or tell what a trace "shows" without having looked.
    The planner's name on the message tells the reader who took the step.
    """
    response = handler(request)
    said = response.result[-1]
    if isinstance(said, AIMessage) and not said.tool_calls:
        stand_in = planner().bind_tools(request.tools)
        step = (
            stand_in.certain_call(request.messages)
            if said.text.strip()
            else stand_in.reply(request.messages)
        )
        response.result = [step] if step else response.result
    return response


@wrap_tool_call
def time_tools(
    request: ToolCallRequest,
    handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]],
) -> ToolMessage | Command[Any]:
    """Note on each result how long its tool took."""
    start = time.perf_counter()
    result = handler(request)
    if isinstance(result, ToolMessage):
        result.additional_kwargs["seconds"] = round(time.perf_counter() - start, 3)
    return result


@wrap_tool_call
def check_arguments(
    request: ToolCallRequest,
    handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]],
) -> ToolMessage | Command[Any]:
    """Say in the reader's language which arguments a tool cannot take, for the mind to mend."""
    call, schema = request.tool_call, getattr(request.tool, "args_schema", None)
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        try:
            schema.model_validate(call["args"])
        except ValidationError as error:
            log.info("arguments of %s: %s", call["name"], error)
            lang = cast("Deps", request.runtime.context).lang
            named = dict.fromkeys(str(place) for one in error.errors() for place in one["loc"][:1])
            names = clauses(named, lang)
            told = say("agent.bad_arguments", lang, names=names)
            return ToolMessage(told, name=call["name"], tool_call_id=call["id"], status="error")
    return handler(request)


def tell_tool_error(error: Exception, request: ToolCallRequest) -> str:
    """What the mind and the reader learn of a tool that failed; a defect goes to the log whole."""
    deps = cast("Deps", request.runtime.context)
    lang = deps.lang
    if isinstance(error, CasebookError):
        return error.text(lang)
    mark = uuid4().hex[:8]
    log.error("tool %s failed (%s)", request.tool_call["name"], mark, exc_info=error)
    return say("agent.tool_failed", lang, mark=mark)


def build_graph(mind: BaseChatModel, checkpointer: BaseCheckpointSaver[Any]) -> Graph:
    """Wire a mind, the tools and the guards into a graph that remembers by thread."""
    guards: list[Guard] = [
        close_open_calls,
        ModelCallLimitMiddleware(run_limit=MAX_MODEL_CALLS, exit_behavior="error"),
        set_the_scene,
        stand_on_evidence,
        read_calls_in_text,
        time_tools,
        check_arguments,
        ToolErrorMiddleware(tell_tool_error),
    ]
    return create_agent(
        mind,
        TOOLS,
        context_schema=Deps,
        checkpointer=checkpointer,
        middleware=guards,
    )

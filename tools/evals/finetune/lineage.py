"""Where examples come from: what is of one origin may not be trained on and evaluated both.

This is exact, and hangs on no wording: the trace, the conversation, the passage.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.records import Example, Turn
from tools.evals.likeness import Dropped
from tools.evals.likeness.unlike import Part
from tools.evals.likeness.wording import letters

_AGAIN = re.compile(r" \(\d+\)$")
"""What an import adds to an id that is there already."""
_TOOL = re.compile(r"^\w+:(?=.)")
"""What a source begins with: `trace:`, or the tool whose export it is."""
_RUN = re.compile(r"^run-[^/]+/(?=.)")
"""What the traces of an evaluation run begin with, before the example's id."""
_SAYS_ENOUGH = 30
"""Letters of an answer from which on it names its conversation; "好的" is anybody's answer."""
_ORDER: tuple[Part, ...] = ("trace", "conversation", "passage")


def of_one_origin(
    examples: Sequence[Example], evals: Sequence[Example], sessions: Mapping[str, str]
) -> tuple[list[Example], list[Dropped]]:
    """The examples that share no origin with `evals`, and those that do, with which one it is.

    An origin is a trace, whatever its words have become; a conversation: by its session, which
    `sessions` tells by the trace's id, or by an exchange that is held word for word in both; a
    passage that holds an eval's answer (`relevant`) and that the example's answer was written
    from.
    """
    known: dict[str, tuple[Part, Example]] = {}
    for part in reversed(_ORDER):
        for one in evals:
            for origin in _origins(one, part, sessions, is_eval=True):
                known[origin] = (part, one)
    kept: list[Example] = []
    dropped: list[Dropped] = []
    for one in examples:
        met = (
            known[origin]
            for part in _ORDER
            for origin in _origins(one, part, sessions, is_eval=False)
            if origin in known
        )
        found = next(met, None)
        if found is None:
            kept.append(one)
        else:
            dropped.append(Dropped(one, found[1], None, found[0]))
    return kept, dropped


def names_of(example: Example) -> list[str]:
    """The ids under which an example's trace may be known.

    A trace of an evaluation run is called after the run and the example, as `run-1/t-2`; one of
    another tool's export after the tool, as `langfuse:t-2`.
    """
    found = [example.id, *([example.source] if _TOOL.match(example.source) else [])]
    for beginning in (_AGAIN, _TOOL, _RUN):
        found += [beginning.sub("", one) for one in found]
    return list(dict.fromkeys(found))


def _origins(
    example: Example, part: Part, sessions: Mapping[str, str], *, is_eval: bool
) -> Iterator[str]:
    if part == "trace":
        yield from (f"trace {name}" for name in names_of(example))
    elif part == "conversation":
        found = (sessions.get(name) for name in names_of(example))
        yield from (f"session {session}" for session in found if session)
        yield from _exchanges(example, is_eval=is_eval)
    elif is_eval:
        yield from (f"passage {id_}" for id_ in example.relevant or ())
    else:
        for one in example.passages or ():
            if one.handed_on:
                # What holds an eval's answer may be named by its document alone.
                yield from (f"passage {id_}" for id_ in (one.id, one.id.rpartition("#")[0]))


def _exchanges(example: Example, *, is_eval: bool) -> Iterator[str]:
    """Exchanges, each with where it stands here and where it would have to stand there.

    What both end with is a repetition; one conversation it is where either has gone on from it.
    """
    for one in _past(example):
        yield from (f"before {where} {one}" for where in ("before", "last") if not is_eval)
        yield from (f"{where} before {one}" for where in ("before", "last") if is_eval)
    for answer in (example.answer, example.reference):
        for one in _exchange(example.query, answer or ""):
            yield f"before last {one}" if is_eval else f"last before {one}"


def _past(example: Example) -> Iterator[str]:
    """Each question of the turns before with its answer, by their letters."""
    turns: list[Turn] = [one for one in example.history if one.role != "system"]
    for one, following in pairwise(turns):
        if one.role == "user" and following.role != "user":
            yield from _exchange(one.text, following.text)


def _exchange(question: str, answer: str) -> Iterator[str]:
    asked, said = letters(question), letters(answer)
    if asked and len(said) >= _SAYS_ENOUGH:
        yield f"{asked}\n{said}"

"""Which scenarios a question means that were spoken of before: "it", "all of them"."""

import re
from collections.abc import Mapping
from typing import Any

from tools.decisions.scenarios.reading import plain, read_scenarios
from tools.routes.mentions import with_names
from tools.routes.route import Asked

TOOL = "score_scenarios"
_I = re.IGNORECASE
_IT = re.compile(
    r"它|(?:这|那)个(?:场景|功能)?(?=的)|(?<![a-z])(?:its|it|this one|that one)(?:'s)?(?![a-z])", _I
)
_ALL = re.compile(
    r"(?:所有|全部|每个)(?:场景|功能)?的?|(?<![a-z])all (?:of (?:them|the)|the|of)?\s*", _I
)
_EACH = re.compile(
    r"^.{0,4}(?:痛点|难度|pains?|difficult).{0,3}(?:分别|respectively)|respectively", _I
)


def scenarios_before(asked: Asked) -> dict[str, dict[str, Any]]:
    """The scenarios of the last answer, with the numbers of its call."""
    given = asked.last_args.get("scenarios") if asked.last_tool == TOOL else None
    known = {
        one["name"]: {key: value for key, value in one.items() if value is not None}
        for one in given or ()
        if isinstance(one, dict) and "name" in one
    }
    listed = asked.listed if asked.listed_by == TOOL else ()
    return {name: known.get(name, {"name": name}) for name in (*listed, *known)}


def pointed(text: str, asked: Asked, before: Mapping[str, Any]) -> str:
    """The text with names for "it" and for "all of them", where scenarios were spoken of."""
    if not before or any(name.casefold() in text.casefold() for name in before):
        return text
    meant = spoken_of(asked, before)
    if _IT.search(text):
        return _IT.sub(f"「{(meant or list(before))[0]}」", text, count=1)
    together = "、".join(f"「{name}」" for name in before)
    if _EACH.search(text):
        return f"{together}{text}"
    return _ALL.sub(f"{together}都", text, count=1)


def spoken_of(asked: Asked, before: Mapping[str, Any]) -> list[str]:
    """The only scenario, or those that the question before this one was about."""
    if len(before) == 1:
        return list(before)
    earlier = asked.earlier[-1] if asked.earlier and before else ""
    read = read_scenarios(with_names(plain(earlier), tuple(before)), known=tuple(before))
    return [one.name for one in read if one.name in before]

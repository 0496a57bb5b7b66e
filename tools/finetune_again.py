"""A training set that was just made: what asks on about the same one is not built again."""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from knowledge.records import Example
from tools.deps import Deps
from tools.diagnosis.version import engine_version
from tools.evals.finetune.decision import Decision
from tools.evals.finetune.files import rewrite_card
from tools.evals.finetune.made import Made


def made_before(state: Any, basis: str) -> Made | None:
    """The set that the conversation speaks of, where it was made of the same."""
    messages = state.get("messages", []) if isinstance(state, dict) else []
    for message in reversed(messages):
        artifact = getattr(message, "artifact", None)
        if isinstance(artifact, dict) and artifact.get("kind") == "finetune":
            same = artifact.get("basis") == basis
            return Made.model_validate(artifact["made"]) if same else None
    return None


def basis_of(deps: Deps, asked: str, evals: Sequence[Example]) -> str:
    """A digest of all that the examples follow from; `asked` is without the goal and the prompt."""
    told = [
        engine_version(),
        repr(deps.events.state()),
        asked,
        deps.docs.embedder.name if deps.docs.embedder else "",
        deps.lang,
        *(one.model_dump_json(exclude={"added"}) for one in evals),
    ]
    return blake2b("\n".join(told).encode(), digest_size=16).hexdigest()


def stands(deps: Deps, made: Made) -> bool:
    """Whether what was exported is still there and the newest of its name."""
    files = made.files
    if files is None:
        return False
    newest = deps.datasets.newest(files.name)
    is_newest = newest is not None and newest.version == files.version
    folder = deps.exports / Path(files.folder).name
    return is_newest and all((folder / name).is_file() for name in files.names)


def decided(deps: Deps, made: Made, decision: Decision) -> Made:
    """The same files under another verdict, which their card tells."""
    if decision == made.decision:
        return made
    made = made.model_copy(update={"decision": decision})
    version = deps.datasets.newest(made.files.name) if made.files else None
    if made.files and version:
        rewrite_card(deps.exports / Path(made.files.folder).name, made, version, deps.lang)
    return made

"""The templates of a workspace: those that come along, and the team's own on top."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.jsonl import read_text
from knowledge.packaged import packaged
from tools.prd.templates.template import Template

USUAL = "ai_feature"
"""What is taken where nobody names a template."""
_PACKAGED = ("ai_feature", "ordinary_feature", "one_pager")
_MOST = 200
"""Files of a folder that are read."""


def templates(folder: Path) -> dict[str, Template]:
    """All templates by name; one of the team's takes the place of ours of the same name.

    Raises BadInput naming the file and what is wrong with it.
    """
    own = [_read(path) for path in sorted(folder.glob("*.y*ml"))[:_MOST]] if folder.is_dir() else []
    return {one.name: one for one in (*_ours(), *own)}


def template_called(name: str, known: dict[str, Template]) -> Template:
    """The template that a name or a word for it means; raises BadInput for one of no template."""
    asked = name.strip().casefold()
    if not asked:
        return known[USUAL]
    for one in reversed(known.values()):
        names = {one.name, one.name.replace("_", " "), *one.title.values(), *one.also}
        if asked in {word.casefold() for word in names}:
            return one
    raise BadInput("prd.template.unknown", name=name[:60], known=", ".join(known))


@cache
def _ours() -> tuple[Template, ...]:
    return tuple(
        Template.model_validate(packaged("tools.prd.templates", f"{name}.yaml"))
        for name in _PACKAGED
    )


def _read(path: Path) -> Template:
    try:
        loaded: Any = yaml.safe_load(read_text(path))
        if not isinstance(loaded, dict):
            raise BadInput("prd.template.bad", file=path.name, reason="no mapping")
        return Template.model_validate({"name": path.stem, **loaded})
    except yaml.YAMLError as error:
        raise BadInput("prd.template.bad", file=path.name, reason=str(error)) from error
    except ValidationError as error:
        raise BadInput("prd.template.bad", file=path.name, reason=first_fault(error)) from error

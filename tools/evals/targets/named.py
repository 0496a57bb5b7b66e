"""What a workspace can evaluate: its `targets.yaml`, versions that run here, recorded answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.jsonl import read_text
from tools.evals.targets.chat import ChatDescription, ChatModel, Priced, Retrieve
from tools.evals.targets.function import Function, function_of
from tools.evals.targets.http import HttpDescription, HttpService
from tools.evals.targets.product import AskProduct, InProcess
from tools.evals.targets.recorded import Recorded
from tools.evals.targets.stages import StagedTarget, StagesDescription
from tools.evals.targets.target import Target

FILE = "targets.yaml"
"""The file of targets within the workspace folder."""
BOTH = "both"
"""In place of a name: the two newest versions that run in this process."""
RECORDED = "recorded"
"""The name of the answers that a set holds itself."""


class FunctionDescription(BaseModel):
    """Where a callable is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["function"]
    """What it is."""
    call: str
    """`module:name`; the module has to be importable."""
    version: str | None = None
    """Its version."""


Described = Annotated[
    HttpDescription | ChatDescription | FunctionDescription | StagesDescription,
    Field(discriminator="kind"),
]


class _File(BaseModel):
    """The file as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    targets: dict[str, Described] = Field(default_factory=dict)


class Targets:
    """The targets by name. Only a file of the team's adds any; nothing said in a chat does."""

    def __init__(
        self,
        described: Mapping[str, Described],
        products: Mapping[str, AskProduct],
        *,
        retrieve: Retrieve,
        priced: Priced,
        allow_private: bool = False,
    ) -> None:
        self._described, self._products = dict(described), dict(products)
        self._retrieve, self._priced = retrieve, priced
        self._allow_private = allow_private

    @classmethod
    def none(cls) -> "Targets":
        """Nothing but recorded answers."""
        return cls({}, {}, retrieve=lambda _, __: (), priced=lambda _, __, ___: None)

    @property
    def names(self) -> list[str]:
        """All of them: the team's own, versions that run here, recorded answers."""
        return [*self._described, *self._products, RECORDED]

    @property
    def products(self) -> list[str]:
        """The versions that run in this process, oldest first."""
        return list(self._products)

    def open(self, name: str, seed: int = 0) -> Target:
        """The target of that name, ready to be asked; raises BadInput for one that is not there."""
        found = next((one for one in self.names if one.lower() == name.strip().lower()), None)
        if found is None:
            known = ", ".join(self.names)
            raise BadInput("runs.target.unknown", name=name[:80], known=known, file=FILE)
        if found in self._products:
            return InProcess(found, found, self._products[found])
        if found == RECORDED:
            return Recorded()
        match self._described[found]:
            case HttpDescription() as http:
                return HttpService(found, http, allow_private=self._allow_private, seed=seed)
            case ChatDescription() as chat:
                return ChatModel(
                    found,
                    chat,
                    retrieve=self._retrieve,
                    priced=self._priced,
                    allow_private=self._allow_private,
                    seed=seed,
                )
            case FunctionDescription() as function:
                return Function(found, function_of(function.call), function.version)
            case StagesDescription() as stages:
                target = StagedTarget(found, stages, allow_private=self._allow_private)
                target.check()
                return target

    def staged(self, version: str | None) -> dict[str, StagedTarget]:
        """The team's products that can be run stage by stage; those of `version` first."""
        found = [
            StagedTarget(name, one, allow_private=self._allow_private)
            for name, one in self._described.items()
            if isinstance(one, StagesDescription)
        ]
        found.sort(key=lambda one: one.version != version)
        by_version: dict[str, StagedTarget] = {}
        for one in found:
            by_version.setdefault(one.version, one)
        return by_version


def described_in(path: Path) -> dict[str, Described]:
    """The targets of a file; none where there is no file. Raises BadInput naming what is wrong."""
    if not path.exists():
        return {}
    try:
        return _File.model_validate(yaml.safe_load(read_text(path)) or {}).targets
    except yaml.YAMLError as error:
        raise BadInput("runs.target.file", path=path, reason=str(error)) from error
    except ValidationError as error:
        raise BadInput("runs.target.file", path=path, reason=first_fault(error)) from error

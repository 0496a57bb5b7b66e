"""What tools stand on: the stores, the clock and the reader's language, given explicitly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from knowledge.annotations import AnnotationStore
from knowledge.cases import CaseStore
from knowledge.catalogue import Catalogue
from knowledge.corpus import Corpus
from knowledge.datasets import DatasetStore
from knowledge.demo.scriptmate.staged import replayable
from knowledge.docs import DocStore
from knowledge.errors import BadInput
from knowledge.events import EventLog
from knowledge.examples import ExampleStore
from knowledge.intake.uploads import FOLDER
from knowledge.language import Lang
from knowledge.model_scores import ScoreTable
from knowledge.prds import PrdStore
from knowledge.records import Product, Trace
from knowledge.runs import RunStore
from knowledge.scenarios import ScenarioBoard
from knowledge.workspace import Workspace
from tools.chat_model import ChatModel
from tools.evals.targets.named import Targets
from tools.evals.targets.workspace import targets_of
from tools.intervention.staged import Staged


@dataclass(frozen=True)
class Deps:
    """The runtime context of a turn; tools read it as `runtime.context`."""

    docs: DocStore
    """The product's documents."""
    events: EventLog
    """Traces and events."""
    cases: CaseStore
    """Pasted cases and diagnoses."""
    examples: ExampleStore
    """The evaluation set that cases are added to."""
    datasets: DatasetStore
    """Sets of examples, in frozen versions."""
    annotations: AnnotationStore
    """What people say of the examples of sets."""
    prds: PrdStore
    """PRDs, in versions."""
    runs: RunStore
    """Evaluation runs and their outcomes."""
    scenarios: ScenarioBoard
    """Candidate uses of AI and the numbers given for them."""
    corpus: Corpus | None
    """What the product itself retrieves from; None when unknown."""
    product: Product
    """What the team says of its product."""
    load_scores: Callable[[], ScoreTable | None]
    """Reads the team's scores of several models; None without any."""
    load_catalogue: Callable[[], Catalogue]
    """Reads the catalogue, which is not done before somebody asks for it."""
    replayable: Callable[[Trace], Mapping[str, Staged]]
    """The versions of the product that a trace can be replayed on, its own first; empty: none."""
    files: Path
    """The folder of files that were handed over in the page, which need not be there."""
    exports: Path
    """The folder that files for other services are written to."""
    prd_templates: Path
    """The folder of the team's own templates of PRDs, which need not be there."""
    clock: Callable[[], datetime]
    """The time now."""
    lang: Lang
    """The language of the question, and so of the answer."""
    load_targets: Callable[[], Targets] = Targets.none
    """Reads what can be evaluated, anew each time: the team edits the file meanwhile."""
    judge: ChatModel | None = None
    """The chat model that grades answers; None without one."""
    stopped: Callable[[], bool] = lambda: False
    """Whether the reader has stopped the turn; long work ends then."""
    focus: str | None = None
    """The id of the case that the reader has open, for "this one"."""
    writer: ChatModel | None = None
    """The chat model that writes prose; None where the planner composes it."""

    @property
    def catalogue(self) -> Catalogue:
        """Which models can be had where."""
        return self.load_catalogue()

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        lang: Lang,
        clock: Callable[[], datetime],
        focus: str | None = None,
        *,
        allow_private: bool = False,
        judge: ChatModel | None = None,
        writer: ChatModel | None = None,
    ) -> "Deps":
        """Everything that an open workspace has."""
        load_targets = partial(targets_of, workspace, allow_private=allow_private)
        return cls(
            docs=workspace.docs,
            events=workspace.events,
            cases=workspace.cases,
            examples=workspace.examples,
            datasets=workspace.datasets,
            annotations=workspace.annotations,
            prds=workspace.prds,
            runs=workspace.runs,
            scenarios=workspace.scenarios,
            corpus=workspace.corpus,
            product=workspace.product,
            load_scores=workspace.model_scores,
            load_catalogue=lambda: workspace.catalogue,
            replayable=_replaying(load_targets),
            load_targets=load_targets,
            files=workspace.home / FOLDER,
            exports=workspace.home / "exports",
            prd_templates=workspace.home / "prd_templates",
            clock=clock,
            lang=lang,
            focus=focus,
            judge=judge,
            writer=writer,
        )


def _replaying(load: Callable[[], Targets]) -> Callable[[Trace], Mapping[str, Staged]]:
    """The demo for what it made; for anything else the team's own, of the trace's version first."""

    @cache
    def own(version: str | None) -> Mapping[str, Staged]:
        try:
            return load().staged(version)
        except BadInput:
            return {}  # a file that cannot be read is told where a target is asked for

    return lambda trace: replayable(trace) or own(trace.version)

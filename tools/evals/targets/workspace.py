"""The targets of a workspace: its file, the demo's versions where the demo is, recorded answers."""

from collections.abc import Sequence
from functools import partial

from knowledge.demo.asking import VERSIONS, ask
from knowledge.records import Passage, Usage
from knowledge.workspace import Workspace
from tools.evals.targets.chat import Priced, Retrieve
from tools.evals.targets.named import FILE, Targets, described_in
from tools.evals.targets.product import AskProduct


def targets_of(workspace: Workspace, *, allow_private: bool = False) -> Targets:
    """What can be evaluated here; raises BadInput for a file that cannot be read."""
    return Targets(
        described_in(workspace.home / FILE),
        _products(workspace),
        retrieve=_retriever(workspace),
        priced=_pricer(workspace),
        allow_private=allow_private,
    )


def _products(workspace: Workspace) -> dict[str, AskProduct]:
    if workspace.mark("demo") != "installed":
        return {}
    return {version: partial(ask, version) for version in VERSIONS}


def _retriever(workspace: Workspace) -> Retrieve:
    def retrieve(query: str, count: int) -> Sequence[Passage]:
        hits = workspace.docs.search(query, count)
        return [
            Passage(id=hit.chunk.id, text=hit.chunk.text, score=hit.score, used=True)
            for hit in hits
        ]

    return retrieve


def _pricer(workspace: Workspace) -> Priced:
    def priced(model: str, tokens_in: int, tokens_out: int) -> float | None:
        offers = workspace.catalogue.find(model)
        if not offers or offers[0].price.currency != "USD":
            return None
        usage = Usage(calls=1, input_tokens=tokens_in, output_tokens=tokens_out)
        cost = workspace.catalogue.cost(offers[0], usage)
        return float(cost) if cost is not None else None

    return priced

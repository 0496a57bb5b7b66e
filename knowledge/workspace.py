"""The workspace: one folder that holds all of a team's state."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, text

from knowledge.annotations import AnnotationStore
from knowledge.cases import CaseStore
from knowledge.catalogue import Catalogue
from knowledge.conversations import Conversations
from knowledge.corpus import Corpus
from knowledge.database import open_database
from knowledge.datasets import DatasetStore
from knowledge.docs import DocStore
from knowledge.errors import WorkspaceBroken
from knowledge.events import EventLog
from knowledge.examples import ExampleStore
from knowledge.lock import own
from knowledge.model_scores import SCORES, ScoreTable, load_scores
from knowledge.prds import PrdStore
from knowledge.product import load_product
from knowledge.records import Product
from knowledge.runs import RunStore
from knowledge.scenarios import ScenarioBoard
from knowledge.settings import Settings
from knowledge.vectors.embedders import chosen_embedder, former_embedder

CORPUS = "corpus.jsonl"
"""The product's own retrieval corpus, within the workspace folder."""
RUNS = "runs"
"""The folder of running evaluations' journals, within the workspace folder."""
PRODUCT = "product.yaml"
"""What the team says of its product, within the workspace folder."""
VECTORS = "vectors"
"""The folder of the documents' vectors, within the workspace folder."""


@dataclass(frozen=True)
class Workspace:
    """An open workspace; made by `open_workspace`."""

    home: Path
    """The folder."""
    engine: Engine
    """Cases, diagnoses, conversations, ratings, documents."""
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
    conversations: Conversations
    """The list of conversations."""

    @property
    def checkpoints(self) -> Path:
        """The SQLite file in which the agent keeps what was said."""
        return self.home / "threads.db"

    @cached_property
    def corpus(self) -> Corpus | None:
        """What the product itself retrieves from; None when the team has not given it."""
        path = self.home / CORPUS
        return Corpus.load(path) if path.exists() else None

    @cached_property
    def product(self) -> Product:
        """What the team says of its product; nothing by default."""
        path = self.home / PRODUCT
        return load_product(path) if path.exists() else Product()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Which models can be had where; the team's own offers on top."""
        return Catalogue.load(self.home)

    def model_scores(self) -> ScoreTable | None:
        """What the team's evaluation says of several models, read anew; None without any."""
        path = self.home / SCORES
        return load_scores(path) if path.exists() else None

    def mark(self, name: str) -> str | None:
        """A fact that was noted about this workspace, or None."""
        with self.engine.connect() as connection:
            value: str | None = connection.scalar(
                text("SELECT value FROM marks WHERE name = :name"), {"name": name}
            )
        return value

    def set_mark(self, name: str, value: str) -> None:
        """Note a fact about this workspace."""
        with self.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO marks VALUES (:name, :value)"
                    " ON CONFLICT (name) DO UPDATE SET value = :value"
                ),
                {"name": name, "value": value},
            )


@contextmanager
def open_workspace(settings: Settings, purpose: str, *, fill: bool = True) -> Iterator[Workspace]:
    """Own and open the workspace of `settings.home`, creating and migrating it as needed.

    `purpose` tells other processes what this one does with it. Without `fill`, the documents'
    missing vectors are left for later: for a process that only asks. Raises WorkspaceBusy when
    another process owns it, WorkspaceBroken when it cannot be created or read.
    """
    home = settings.home
    with ExitStack() as stack:
        try:
            home.mkdir(parents=True, exist_ok=True)
            stack.enter_context(own(home, purpose))
        except OSError as error:
            reason = error.strerror or str(error)
            raise WorkspaceBroken("workspace.unwritable", home=home, reason=reason) from error
        engine = open_database(home / "casebook.db")
        stack.callback(engine.dispose)
        events = EventLog(home / "events")
        stack.callback(events.close)
        docs = DocStore(
            engine,
            settings.chroma_url or home / VECTORS,
            embedder=chosen_embedder(settings),
            former=former_embedder(settings),
            fill=fill,
        )
        stack.callback(docs.close)
        yield Workspace(
            home=home,
            engine=engine,
            docs=docs,
            events=events,
            cases=CaseStore(engine),
            examples=ExampleStore(engine),
            datasets=DatasetStore(engine),
            annotations=AnnotationStore(engine),
            prds=PrdStore(engine),
            runs=RunStore(engine, home / RUNS),
            scenarios=ScenarioBoard(engine),
            conversations=Conversations(engine),
        )

"""What a workspace has that a scenario could be built and evaluated from."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.docs import DocStore
from knowledge.events import EventLog
from knowledge.traffic import Scope
from tools.decisions.scenarios.subject import Subject

_MOST = 100
"""Documents that are looked at for a scenario."""


class Available(BaseModel):
    """The data that there is for a scenario; None where that is unknown."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The scenario."""
    documents: int
    """How many documents speak of it, a hundred at most."""
    features: tuple[str, ...]
    """The features of the event log that are it, by their names."""
    traces: int | None = None
    """How many traces those have; None where no feature is known to be it."""
    rated: int | None = None
    """Of how many a user rated the answer."""
    adopted: int | None = None
    """Of how many a user took the answer over: the likeliest examples of a good one."""

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return self.documents > 0 or self.traces is not None


def available(subjects: Mapping[str, Subject], docs: DocStore, events: EventLog) -> list[Available]:
    """What there is for each scenario: documents about it, and traces of a feature that is it."""
    features: Sequence[str] = list(events.traffic(Scope()).segments.get("feature", {}))
    return [_of(name, subject, features, docs, events) for name, subject in subjects.items()]


def _of(
    name: str, subject: Subject, features: Sequence[str], docs: DocStore, events: EventLog
) -> Available:
    hits = docs.search_documents(subject.term, _MOST) if subject.words else []
    documents = sum(subject.is_in(f"{hit.chunk.section} {hit.chunk.text}") for hit in hits)
    its = tuple(one for one in features if subject.is_in(one.replace("_", " ").replace("-", " ")))
    if not its:
        return Available(name=name, documents=documents, features=())
    acts = [events.acts(Scope(feature=one)) for one in its]
    return Available(
        name=name,
        documents=documents,
        features=its,
        traces=sum(one["traces"] for one in acts),
        rated=sum(one.get("rated", 0) for one in acts),
        adopted=sum(one.get("adopted", 0) for one in acts),
    )

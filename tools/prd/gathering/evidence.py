"""All that a workspace knows of a feature; what it does not know is None or empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.language import Lang
from knowledge.records import Traffic
from knowledge.records.measured import Measured
from knowledge.records.prd import Source
from tools.prd.gathering.facts import Failing, Kept, Priced, Rated, Scored, Stated, Tested, Voiced


@dataclass(frozen=True)
class Evidence:
    """Facts with their sources, as they were at `at`."""

    feature: str
    """What the PRD is for, in the user's words."""
    lang: Lang
    """The language that it is told in."""
    at: datetime
    """When it was gathered."""
    features: tuple[str, ...] = ()
    """The features of the event log that are it."""
    stated: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    """Sentences of documents by topic; see topics.yaml."""
    needs: tuple[Voiced, ...] = ()
    """The needs that concern it, the most painful first."""
    scenario: Scored | None = None
    """The feature as a scenario; None where nothing is known of it."""
    models: tuple[Priced, ...] = ()
    """Models for each part of the task."""
    sets: tuple[Kept, ...] = ()
    """Evaluation sets, the newest first."""
    runs: tuple[Tested, ...] = ()
    """Finished runs, the newest first."""
    failures: tuple[Failing, ...] = ()
    """Kinds of failure, the first to fix first."""
    checked: int = 0
    """How many disliked answers were diagnosed for that."""
    rates: tuple[Rated, ...] = ()
    """What users do with the answers of the newest version."""
    before: tuple[Rated, ...] = ()
    """The same for the version before it."""
    version: str | None = None
    """The newest version."""
    traffic: Traffic | None = None
    """How much the feature is used; None where the log does not know it."""
    traffic_source: Source | None = None
    """The same as a source."""
    usage: Measured | None = None
    """What a month of the whole product takes."""
    acts: Mapping[str, int] = field(default_factory=dict)
    """On how many traces users did what."""
    acts_source: Source | None = None
    """The same as a source."""
    has_own_scores: bool = False
    """Whether the team has scored several models itself."""
    is_demo: bool = False
    """Whether scores of models are the demo's, which are invented."""

    @property
    def is_documented(self) -> bool:
        """Whether documents speak of the feature itself, in the document's language."""
        return any(said for topic, said in self.stated.items() if topic.startswith("own."))

"""The kinds of facts that a PRD rests on, each with its source."""

import re
from dataclasses import dataclass

from knowledge.language import Lang
from knowledge.records import Cluster, DatasetVersion, Need, Run, Share, Usage
from knowledge.records.prd import Source
from knowledge.texts import say
from tools.decisions.models.shortlist import Choice
from tools.decisions.scenarios.board import Placed
from tools.decisions.task import Part
from tools.evals.comparing.wording import metric_name
from tools.evals.scorecard import Result, Scorecard
from tools.run_eval_text import value_said

_LEAST = 4
_PARTIAL = re.compile(r"(?<=.{4})[，,；;。.：:](?!.*[，,；;。.：:]).*…$")
"""The last clause of words that were cut."""


@dataclass(frozen=True)
class Stated:
    """A sentence of a document, verbatim."""

    words: str
    """What it says, without marks of emphasis."""
    title: str
    """The document's title."""
    heading: str
    """The heading that it stands under; empty without one."""
    lang: Lang
    """Its language."""
    source: Source
    """The passage."""


def quotable(name: str) -> str:
    """Words fit to stand in quotation marks: what somebody said, and whole clauses of it.

    >>> quotable("每次都买两个码，太麻烦了。”她说尺码总是不…"), quotable("wrong tone")
    ('每次都买两个码，太麻烦了', 'wrong tone')
    """
    said = name.strip().strip("“”\"'‘’")
    for opened, closed in (("“", "”"), ("‘", "’")):
        before, mark, _ = said.partition(closed)
        if mark and opened not in before and len(before) >= _LEAST:
            said = before
    if said.endswith("…"):
        said = _PARTIAL.sub("", said) or said
    return said.replace("“", "‘").replace("”", "’").rstrip("。.，,；;")


@dataclass(frozen=True)
class Voiced:
    """A need that users voice."""

    need: Need
    """The need."""
    is_about: bool
    """Whether it is about the feature itself, and not about the product as a whole."""
    source: Source
    """The need, with how many voice it."""
    spoken: Source
    """The plainest voice: a passage, or a trace."""

    def named(self, lang: Lang) -> str:
        """What it is called, fit to stand in quotation marks."""
        return quotable(self.need.name[lang])


@dataclass(frozen=True)
class Rated:
    """How often users do something with an answer."""

    name: str
    """Such as `adopted`; see `tools.run_eval_text.rates`."""
    share: Share
    """Of how many, with the interval."""
    source: Source
    """The metric."""

    @property
    def wants_more(self) -> bool:
        """Whether more of it is better."""
        return self.name in {"adopted", "bought_again"}


@dataclass(frozen=True)
class Scored:
    """The feature among the candidates on the board."""

    placed: Placed
    """Its scores and where it stands."""
    rank: int | None
    """Its place; None where it is not on the board."""
    of: int
    """How many are on the board."""
    source: Source
    """The scenario."""


@dataclass(frozen=True)
class Priced:
    """A model for one part of the task, with what a month of it costs."""

    choice: Choice
    """The model, its role and its cost."""
    part: Part
    """What it is for."""
    usage: Usage
    """A month's use."""
    is_nominal: bool
    """Whether that use only serves to compare prices."""
    source: Source
    """The price."""


@dataclass(frozen=True)
class Tested:
    """A run over an evaluation set."""

    run: Run
    """The run."""
    card: Scorecard
    """What it came to."""
    source: Source
    """The run, with its main score."""

    def result_source(self, result: Result, lang: Lang) -> Source:
        """The run as the source of one of its scores."""
        quote = f"{metric_name(result.name, lang)} {value_said(result)}"
        return self.source.model_copy(update={"quote": quote})


@dataclass(frozen=True)
class Failing:
    """A kind of failure among the answers that users disliked."""

    cluster: Cluster
    """The failures."""
    share: Share
    """Of those that were looked at."""
    source: Source
    """Its clearest case."""

    @property
    def is_gravest(self) -> bool:
        """Whether it is of the first priority, of which not one may pass."""
        return self.cluster.priority is not None and self.cluster.priority.rank == "P0"

    def rank(self, lang: Lang) -> str:
        """Its priority, such as P0."""
        one = self.cluster.priority
        return one.rank if one else say("prd.unranked", lang)

    def named(self, lang: Lang) -> str:
        """What goes wrong, without the stage that it goes wrong in."""
        stage = say(f"clusters.stage.{self.cluster.cause}", lang)
        whole = self.cluster.name[lang]
        return whole.removeprefix(stage).lstrip(":： ") or whole


@dataclass(frozen=True)
class Kept:
    """An evaluation set."""

    version: DatasetVersion
    """The newest version."""
    source: Source
    """The set, as what was said of it when it was frozen."""

"""A judge grades the answer by a rubric of anchored levels. Unscored without a judge."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.records import Example, Score, Trace
from knowledge.texts import say, say_list
from tools.chat_model import ChatModel
from tools.evals.reply import JudgeFailed, answered, fenced
from tools.evals.scorers.scorer import Means, Scorer
from tools.evals.scorers.writing import reference_of, scored, short, unscored, unusable

_ATTEMPTS = 2
_MOST_TEXT = 60_000
_LEAST_LEVELS = 2


class Rubric(BaseModel):
    """What to grade by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1, max_length=2_000)
    """What the grade is to tell."""
    levels: dict[int, str]
    """Each level, the worst first, and what an answer of that level is like."""

    @model_validator(mode="after")
    def _at_least_two(self) -> "Rubric":
        if not _LEAST_LEVELS <= len(self.levels) <= 10 or not all(map(str.strip, self._anchors)):
            raise ValueError("2 to 10 levels, each with a description")
        return self

    @property
    def _anchors(self) -> list[str]:
        return list(self.levels.values())

    def share(self, level: int) -> float:
        """The level as a share: 0 for the lowest, 1 for the highest."""
        least, most = min(self.levels), max(self.levels)
        return (level - least) / (most - least)


class Grade(BaseModel):
    """What a judge said of an answer."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    level: int
    """The level, as numbered in the rubric."""
    reason: str
    """Why, in the judge's words."""


def default_rubric() -> Rubric:
    """Whether an answer does what was asked, in five levels."""
    anchors = say_list("evals.rubric.levels", "en")
    return Rubric(
        question=say("evals.rubric.question", "en"), levels=dict(enumerate(anchors, start=1))
    )


def rubric(example: Example, trace: Trace, means: Means) -> Score:
    """The judge's level by `constraints["rubric"]` or by default, 0 to 1."""
    if means.ask is None:
        return unscored(trace, means, "no_judge")
    if not trace.answer.strip():
        return unscored(trace, means, "empty")
    try:
        by = rubric_of(example.constraints.get("rubric"))
    except BadInput as error:
        return unusable(trace, means, error)
    try:
        found = graded(example, trace, by, means.ask)
    except JudgeFailed as failure:
        return unscored(trace, means, "judge_failed", reason=str(failure))
    return scored(
        by.share(found.level),
        trace,
        means,
        "graded",
        level=found.level,
        most=max(by.levels),
        reason=short(found.reason),
    )


def judged_by(scorer: Scorer, judge: ChatModel | None) -> Scorer:
    """The scorer with a judge of its own, where the others of a run go on deciding by rules."""
    if judge is None:
        return scorer

    def score(example: Example, trace: Trace, means: Means) -> Score:
        return scorer.score(example, trace, replace(means, ask=judge.ask))

    return replace(scorer, score=score)


def rubric_of(given: Any) -> Rubric:
    """The rubric that an example brings: whole, or a question with the levels of the default.

    Raises BadInput for one that is neither.
    """
    if given is None:
        return default_rubric()
    try:
        if isinstance(given, str):
            return Rubric(question=given, levels=default_rubric().levels)
        return Rubric.model_validate(given)
    except ValidationError as error:
        raise BadInput("evals.score.bad_rubric", reason=first_fault(error)) from error


def graded(example: Example, trace: Trace, by: Rubric, ask: Callable[[str], str]) -> Grade:
    """The judge's grade; raises JudgeFailed, also for a level that the rubric does not have."""
    data = {
        "rubric": {"question": by.question, "levels": {str(k): v for k, v in by.levels.items()}},
        "history": [{"role": turn.role, "text": turn.text} for turn in trace.history],
        "query": trace.query,
        "reference": reference_of(example, trace),
        "passages": [one.text for one in trace.retrieved or () if one.handed_on],
        "answer": trace.answer,
    }
    known = {key: value for key, value in data.items() if value}
    question = fenced("judge_rubric", known)
    if len(question) > _MOST_TEXT:
        raise JudgeFailed("the answer and its passages are too long for one prompt")
    return answered(question, ask, Grade, _ATTEMPTS, lambda found: found.level in by.levels)

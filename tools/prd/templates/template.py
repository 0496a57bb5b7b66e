"""A template: the sections of a kind of PRD, in order."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from knowledge.language import LANGS, Lang

PARTS = (
    "background", "users", "goals", "stories", "flow", "requirements", "ai", "tracking",
    "rollout", "risks", "questions", "sources",
)  # fmt: skip
"""What drafting knows how to write."""


def _in_both(value: Any) -> Any:
    """A text that is given once stands for both languages, and so does the only one of them."""
    if isinstance(value, str):
        return dict.fromkeys(LANGS, value)
    if isinstance(value, dict) and len(value) == 1 and set(value) <= set(LANGS):
        return dict.fromkeys(LANGS, next(iter(value.values())))
    return value


Said = Annotated[dict[Lang, str], BeforeValidator(_in_both)]
"""A text by language."""


class TemplateSection(BaseModel):
    """A section that a PRD is to have."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    """Names it for good, such as `goals`."""
    title: Said
    """Its heading."""
    holds: Said
    """What it has to hold, for whoever completes it."""
    required: bool = True
    """Whether it stands in the document even when there is nothing to say yet."""
    draws: tuple[str, ...] = ()
    """What it is drafted from, of `PARTS`; none: what its key names."""
    most: int | None = Field(default=None, ge=1)
    """Most sentences that each of those gives; None: all."""

    @property
    def parts(self) -> tuple[str, ...]:
        """What it is drafted from; empty where drafting knows nothing of the kind."""
        return self.draws or ((self.key,) if self.key in PARTS else ())

    @model_validator(mode="after")
    def _known(self) -> "TemplateSection":
        if wrong := [one for one in self.draws if one not in PARTS]:
            raise ValueError(f"draws: {wrong[0]!r} is none of {', '.join(PARTS)}")
        return self


class Template(BaseModel):
    """A kind of PRD."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w-]{1,60}$")
    """What it is called in a call: `ai_feature`."""
    title: Said
    """What people call it."""
    also: tuple[str, ...] = ()
    """Other words for it, as people say them."""
    sections: tuple[TemplateSection, ...] = Field(min_length=1)
    """In order."""

    @model_validator(mode="after")
    def _distinct(self) -> "Template":
        keys = [one.key for one in self.sections]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise ValueError(f"sections: {twice[0]!r} is there twice")
        return self

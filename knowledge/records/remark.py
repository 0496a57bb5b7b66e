"""What is worth knowing about how a document was read."""

from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Lang
from knowledge.texts import say


class Remark(BaseModel):
    """A line beside a document in the result of an ingest: what was left out, and the remedy."""

    model_config = ConfigDict(frozen=True)

    key: str
    """An entry of `knowledge/texts/`."""
    values: dict[str, str] = Field(default_factory=dict)
    """What fills its placeholders."""

    @classmethod
    def of(cls, key: str, **values: object) -> "Remark":
        """A remark with its values as text."""
        return cls(key=key, values={name: str(value) for name, value in values.items()})

    def text(self, lang: Lang) -> str:
        """The remark in `lang`."""
        return say(self.key, lang, **self.values)

"""A frozen version of a set of examples."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Purpose = Literal["eval", "finetune"]


class DatasetVersion(BaseModel):
    """One frozen version; the examples themselves lie in the store."""

    model_config = ConfigDict(frozen=True)

    name: str
    """What people call the set."""
    version: int
    """1 for the first; each change makes another."""
    hash: str
    """SHA-256 over the examples' content, in order; equal content has an equal hash."""
    count: int
    """Examples in it."""
    purpose: Purpose = "eval"
    """What it is for: no example of an eval set may be trained on."""
    note: str = ""
    """How it was made, in words."""
    created: datetime
    """When it was frozen."""

    @property
    def is_off(self) -> bool:
        """Whether it says that the set was taken off the list, for a set has examples."""
        return self.count == 0

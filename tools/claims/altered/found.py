"""What differs between a claim and its passages, gathered as it is found."""

from dataclasses import dataclass, field


@dataclass
class Altered:
    """What differs, each kind from 0 for not at all, and where it shows."""

    features: dict[str, float] = field(default_factory=dict)
    """How much of each kind of difference there is, the most that any clause has."""
    where: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The offsets in the claim at which it shows, where one place shows it."""

    def add(self, name: str, value: float, span: tuple[int, int] | None = None) -> None:
        """Note a difference, unless there is more of its kind."""
        if value > self.features.get(name, 0.0):
            self.features[name] = value
            if span is not None:
                self.where[name] = span

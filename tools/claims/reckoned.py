"""What of a text was reckoned, and the text without it."""

from dataclasses import dataclass

from tools.claims.amounts import Amount, amounts

LEFT_OUT = "\u2007"
"""What stands for each character of a figure that is left out."""


@dataclass(frozen=True)
class Reckoned:
    """What of a text was reckoned."""

    amounts: tuple[Amount, ...]
    """Its amounts that follow from others, in order, with the question's that it reckons with."""
    passages: frozenset[int]
    """The positions of the passages whose amounts they follow from."""
    from_asked: bool
    """Whether they follow from the question's amounts, too."""

    def has(self, one: Amount) -> bool:
        """Whether an amount is one of these, wherever it stands."""
        return any(
            one.dimension == mine.dimension and one.number == mine.number for mine in self.amounts
        )

    def left_out_of(self, text: str) -> str:
        """`text` with figure spaces for these amounts."""
        for one in amounts(text) if self.amounts else ():
            if self.has(one):
                text = text[: one.start] + LEFT_OUT * (one.end - one.start) + text[one.end :]
        return text


NOTHING = Reckoned((), frozenset(), from_asked=False)
"""Of a text in which nothing was reckoned."""

"""A figure of a text that was to be made, which follows from others: 20% off £95 is £76."""

from tools.claims.amounts import Amount
from tools.claims.reckoning import reckoned
from tools.diagnosis.facts import Facts
from tools.diagnosis.figures_told import Figure


def is_worked_out(facts: Facts, amount: Amount) -> bool:
    """Whether an amount of the text does."""
    return any(one.number == amount.number for one in _made(facts))


def figure_worked_out(facts: Facts, figure: Figure) -> bool:
    """Whether a figure of a note that the text has does."""
    return any(one.number in figure.values or one.written in figure.values for one in _made(facts))


def _made(facts: Facts) -> tuple[Amount, ...]:
    texts = tuple(text.raw for text in facts.found.texts)
    return reckoned(facts.said.told, facts.asked.reckoned_with, texts).amounts

"""How sure is sure: the rates that every test, interval and plan goes by."""

ALPHA = 0.05
"""How often a winner may be named where there is none; intervals cover 1 − ALPHA."""
CLAIM = 0.035
"""The p up to which a winner is named. A little below ALPHA, so that a thousand comparisons of
equal runs name more than fifty winners less than once in a hundred times, luck included: the
rate is kept as it is counted, and not only on average."""
POWER = 0.8
"""How often a difference of the stated size is found; the usual choice (Cohen, 1988)."""
SEED = 20_261
"""What chance is drawn from, so that the same runs always compare alike."""

"""How sure is sure: the rates that every test, interval and plan goes by."""

ALPHA = 0.05
"""How often a difference may be claimed where there is none; intervals cover 1 − ALPHA."""
POWER = 0.8
"""How often a difference of the stated size is found; the usual choice (Cohen, 1988)."""
SEED = 20_261
"""What chance is drawn from, so that the same runs always compare alike."""

"""Runs a target over a set: many calls at once, kept as they come, resumed where they stopped."""

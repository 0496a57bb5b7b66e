"""Scorers: small pure functions from an example and an interaction to a score."""

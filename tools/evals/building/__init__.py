"""Builds evaluation sets: plans, coverage, draws, and examples from traces, docs, files, words."""

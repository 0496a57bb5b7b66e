"""Measurements of speed and accuracy; `python -m benchmarks` runs them all."""

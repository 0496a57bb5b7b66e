"""Checks a PRD against its sources and itself, tells what has changed, compares versions. Pure."""

"""Vectors: what makes them, where they are kept, and how they are filled in behind."""

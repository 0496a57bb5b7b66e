"""The demo: a product's documents, the product itself, and its traffic."""

ORIGIN = "demo:"
"""What the origins of the demo's documents begin with; those of a team's own are paths."""

"""Two runs, example by example: what became better, what worse, and what cannot be told. Pure."""

"""How good are the answers? Pure: rows in, scores out; a model comes in as a callable."""

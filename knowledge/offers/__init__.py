"""Where the offers of the catalogue come from, and how models are told apart by name."""

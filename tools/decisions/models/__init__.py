"""Which models fit a scenario, what they cost, and what would change the answer."""

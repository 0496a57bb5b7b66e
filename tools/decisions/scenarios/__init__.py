"""Which candidate use of AI comes first, by which numbers, and how sure that is."""

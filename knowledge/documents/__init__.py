"""Documents: read, cut into passages, and kept in SQL."""

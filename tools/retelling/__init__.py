"""One diagnosis told for another purpose: for a doubter, a boss, an engineer. Pure."""

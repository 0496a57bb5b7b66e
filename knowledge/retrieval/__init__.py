"""Finding the passages that answer a question, and telling when none does."""

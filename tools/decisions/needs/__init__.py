"""What users suffer from or wish for, out of documents and feedback; competitors beside it."""

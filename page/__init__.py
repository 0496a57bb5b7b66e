"""The page: chat in the middle, conversations on the left, evidence on the right."""

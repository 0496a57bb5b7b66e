"""Words: what they are called in the other language, and how common they are in the news."""

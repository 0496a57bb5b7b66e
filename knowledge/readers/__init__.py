"""One reader a format: each turns a file into Markdown, and says which line stands where."""

"""PRDs as files for people and trackers: Markdown, DOCX, HTML, PDF and CSV."""

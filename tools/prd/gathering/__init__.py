"""What a workspace knows of a feature, as typed facts with their sources."""

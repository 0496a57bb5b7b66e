"""To what a statement gives its values, held against what a passage gives them to. Pure."""

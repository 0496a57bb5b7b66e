"""Edits of a PRD in the words of the one who wants them."""

"""A chat model's prose for a PRD, from the same evidence and under the same check."""

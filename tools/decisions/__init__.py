"""Pure code for decisions: needs, scenarios, models and their mix."""

"""Templates: which sections a PRD has and what each has to hold."""

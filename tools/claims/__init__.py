"""Claims, and what carries them: shared by the diagnosis and the evals. Pure."""

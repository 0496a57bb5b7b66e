"""PRDs: templates, evidence, drafting and editing in words."""

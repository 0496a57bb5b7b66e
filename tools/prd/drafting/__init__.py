"""From a template and evidence to sections of typed sentences."""

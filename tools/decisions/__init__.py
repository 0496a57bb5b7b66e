"""Pure packages for deciding: which needs, which scenarios, which models, which mix."""

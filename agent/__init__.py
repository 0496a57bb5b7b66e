"""The agent: decides which tools to call, remembers, streams."""

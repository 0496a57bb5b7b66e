"""The nouns: records, docs, events, cases, conversations, settings, the demo product."""

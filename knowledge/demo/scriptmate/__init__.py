"""小剧本 / ScriptMate in miniature: a script assistant for short-video creators.

Three stages, deterministic and offline, that `product.ScriptMate` runs one after another:

- `understand` reads intent, slots and a search query out of the user's words (`lexicon`);
- `retrieve` finds passages in the script `library`, and marks as used what fits the length;
- `generate` lays the used passages out as timed shots, titles or ideas (`pacing`).

Any stage's output can be replaced by hand; the later stages then work with the replacement.
"""

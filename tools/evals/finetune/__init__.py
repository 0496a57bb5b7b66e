"""Whether to fine-tune, on which examples, and the files for it. Pure but for writing them."""

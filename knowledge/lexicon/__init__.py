"""The Chinese-English lexicon: what words of one language are called in the other."""

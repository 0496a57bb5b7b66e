"""The demo: a product's documents, the product itself, and its traffic."""

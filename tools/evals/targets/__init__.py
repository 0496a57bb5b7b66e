"""What an evaluation can ask: recorded answers, the demo product, a model, a service, code."""
